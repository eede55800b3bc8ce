using ContactCenter.Audit;

namespace ContactCenter.Tools.Audit;

/// <summary>Heads kept elsewhere, from files and from logs of heads.</summary>
internal static class HeadFiles
{
    /// <summary>A head in a file, and what is wrong with it where a key signed it that had been replaced.</summary>
    /// <exception cref="ToolException">It is none, or nobody of ours signed it.</exception>
    public static async Task<(Checkpoint Head, LogFault? Fault)> ReadAsync(string file, LogKeys? keys, CancellationToken cancellationToken)
    {
        var note = await Shared.ReadHeadAsync(file, cancellationToken);
        try
        {
            return keys is null ? (Checkpoint.Read(note, key: null), null)
                : keys.FindReplaced(note) is { } replaced ? (Checkpoint.Read(note, key: null), replaced)
                : (keys.Read(note), null);
        }
        catch (LogFormatException e)
        {
            throw new ToolException($"The head in '{file}' counts for nothing: {e.Message}");
        }
    }

    /// <summary>All heads in a folder, or in a log that keeps them.</summary>
    /// <exception cref="ToolException">There are none.</exception>
    public static async Task<IReadOnlyList<PublishedHead>> ReadSeriesAsync(string folder, LogId log, CancellationToken cancellationToken)
    {
        var own = Path.Combine(folder, log.Value);
        try
        {
            var heads = File.Exists(Path.Combine(folder, "log.db")) ? await ReadWitnessAsync(folder, log, cancellationToken)
                : await FolderHeadPublisher.ReadAllAsync(Directory.Exists(own) ? own : folder, cancellationToken);
            return heads.Count > 0 ? heads : throw new ToolException($"There are no heads of log '{log}' in '{folder}'.");
        }
        catch (LogFormatException e)
        {
            throw new ToolException(e.Message);
        }
    }

    /// <summary>The heads a log of heads keeps of another.</summary>
    private static async Task<IReadOnlyList<PublishedHead>> ReadWitnessAsync(string folder, LogId log, CancellationToken cancellationToken)
    {
        using var witness = LogSource.Open(folder);
        return await LogHeadPublisher.ReadAllAsync(witness.Log, log, cancellationToken);
    }
}
