using System.Text;
using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>
/// An export as a log that can be verified, proved and read: the folder that <see cref="LogExport"/> wrote, or a zip archive of it. Whoever
/// made it is not trusted: nothing is believed before <see cref="LogVerifier"/> has seen it. Thread-safe.
/// </summary>
public sealed class LogExportReader : ILogReader, IDisposable
{
    private const int MostReserved = 2_048;

    private readonly ExportFiles _files;
    private volatile KnownBundle? _last; // the readers of a log go from one to the next

    private LogExportReader(ExportFiles files, ExportManifest manifest) => (_files, Manifest) = (files, manifest);

    /// <inheritdoc />
    public LogId Id => new(Manifest.Log);

    /// <summary>What the export says to hold.</summary>
    public ExportManifest Manifest { get; }

    /// <summary>The head it ends with, as it was written: a signed note, or the text alone.</summary>
    /// <exception cref="LogFormatException">There is none, or it is no text.</exception>
    public string Head => Utf8.Text(_files.Read(ExportNames.Checkpoint) ?? throw Lacks(ExportNames.Checkpoint))
        ?? throw new LogFormatException($"'{ExportNames.Checkpoint}' of the export is no text in UTF-8.");

    /// <summary>The head, once it has been checked against the manifest: that both speak of the same log, entries and records, and of the same key.</summary>
    /// <param name="key">Who must have signed it, had from elsewhere; null to believe it as it is.</param>
    /// <exception cref="LogFormatException">It does not fit, or is not signed so.</exception>
    public Checkpoint ReadHead(LogKey? key) => ReadHead(key is null ? null : LogKeys.Of(Id, key, []));

    /// <summary>The head, checked against the manifest, and signed with the key in force where the log changed its key.</summary>
    /// <param name="key">The log's keys, as <see cref="LogKeys.FollowAsync"/> finds them; null to believe the head as it is.</param>
    /// <exception cref="LogFormatException">It does not fit, or is not signed so.</exception>
    public Checkpoint ReadHead(LogKeys? key)
    {
        if (key is not null && Manifest.KeyName != key.Name)
        {
            throw new LogFormatException(Manifest.KeyName is { } name
                ? $"The export says it is signed by '{name}', not by '{key.Name}'."
                : $"The export says it is not signed, and '{key.Name}' should have signed it.");
        }

        var text = Head;
        if (Manifest.KeyName is { } said && !text.Contains("\n\n", StringComparison.Ordinal))
        {
            throw new LogFormatException($"The export says it is signed by '{said}', and its head has no signature.");
        }

        var head = Manifest.KeyName is null ? Checkpoint.Parse(text) : key is null ? Checkpoint.Read(text, key: null) : key.Read(text);
        var origin = Manifest.KeyName is { } signer ? $"{signer}/{Id}" : Id.Value;
        return head.Origin != origin ? throw new LogFormatException($"The export's head is one of '{head.Origin}', not of '{origin}'.")
            : head.Size != Manifest.Entries || head.Record != Manifest.Records - 1
                ? throw new LogFormatException($"The export's head speaks of {head.Size} entries and commit record {head.Record}, its manifest of {Manifest.Entries} and {Manifest.Records - 1}.")
            : head;
    }

    /// <summary>The key given along; null where there is none. Compare it with one you have from elsewhere: it proves nothing by itself.</summary>
    public LogKey? Key
    {
        get
        {
            if (Manifest.KeyName is not { } name)
            {
                return null;
            }

            try
            {
                return LogKey.FromPem(name, Encoding.UTF8.GetString(_files.Read(ExportNames.Key) ?? throw Lacks(ExportNames.Key)));
            }
            catch (ArgumentException e)
            {
                throw new LogFormatException($"'{ExportNames.Key}' of the export is no key: {e.Message}", e);
            }
        }
    }

    /// <summary>Opens an export.</summary>
    /// <param name="path">A folder or a zip archive.</param>
    /// <exception cref="FileNotFoundException">There is nothing.</exception>
    /// <exception cref="LogFormatException">It is no export.</exception>
    public static LogExportReader Open(string path)
    {
        var files = ExportFiles.Open(path);
        try
        {
            return new LogExportReader(files, ExportManifest.Parse(files.Read(ExportNames.Manifest) ?? throw Lacks(ExportNames.Manifest)));
        }
        catch
        {
            files.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEntry>> ReadAsync(LogPosition from, int max, CancellationToken cancellationToken)
    {
        var found = new List<StoredEntry>((int)Math.Clamp(Manifest.Entries - from.Value, 0, Math.Min(max, MostReserved)));
        for (var at = from.Value; at < Manifest.Entries && found.Count < max;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<ReadOnlyMemory<byte>> bundle;
            try
            {
                bundle = Entries(at / ExportNames.Bundle);
            }
            catch (LogFormatException) when (found.Count > 0)
            {
                break; // thrown when it is asked for first: what stands before it can be read
            }

            for (var i = (int)(at % ExportNames.Bundle); i < bundle.Count && found.Count < max; i++)
            {
                found.Add(new StoredEntry(new LogPosition(at++), bundle[i]));
            }
        }

        return ValueTask.FromResult<IReadOnlyList<StoredEntry>>(found);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredRecord>> ReadRecordsAsync(long number, int max, CancellationToken cancellationToken)
    {
        var found = new List<StoredRecord>();
        List<ReadOnlyMemory<byte>>? bundle = null;
        for (var at = number; at < Manifest.Records && found.Count < max; at++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var within = (int)(at % ExportNames.Bundle);
            if (bundle is null || within == 0)
            {
                try
                {
                    bundle = Records(at / ExportNames.Bundle);
                }
                catch (LogFormatException) when (found.Count > 0)
                {
                    break;
                }
            }

            found.Add(new StoredRecord(at, bundle[2 * within], bundle[(2 * within) + 1]));
        }

        return ValueTask.FromResult<IReadOnlyList<StoredRecord>>(found);
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<MerkleTile>> ReadTilesAsync(int level, long index, int max, CancellationToken cancellationToken)
    {
        var found = new List<MerkleTile>();
        for (var at = index; at < MerkleTile.Count(Manifest.Entries, level) && found.Count < max; at++)
        {
            var name = ExportNames.Tile(level, at, MerkleTile.Width);
            var hashes = _files.Read(name) ?? throw Lacks(name);
            found.Add(hashes.Length == MerkleTile.Width * MerkleHash.Size
                ? new MerkleTile(level, at, hashes)
                : throw new LogFormatException($"'{name}' of the export has {hashes.Length} bytes; a full tile has {MerkleTile.Width * MerkleHash.Size}."));
        }

        return ValueTask.FromResult<IReadOnlyList<MerkleTile>>(found);
    }

    /// <summary>Closes the files.</summary>
    public void Dispose() => _files.Dispose();

    private List<ReadOnlyMemory<byte>> Entries(long bundle)
    {
        if (_last is { } last && last.Number == bundle)
        {
            return last.Entries;
        }

        var count = ExportNames.CountOf(bundle, Manifest.Entries);
        var name = ExportNames.Entries(bundle, count);
        var entries = Frames.Read(_files.Read(name) ?? throw Lacks(name), count, name);
        _last = new KnownBundle(bundle, entries);
        return entries;
    }

    private List<ReadOnlyMemory<byte>> Records(long bundle)
    {
        var count = ExportNames.CountOf(bundle, Manifest.Records);
        var name = ExportNames.Records(bundle, count);
        return Frames.Read(_files.Read(name) ?? throw Lacks(name), 2 * count, name);
    }

    private sealed record KnownBundle(long Number, List<ReadOnlyMemory<byte>> Entries);

    private static LogFormatException Lacks(string name) => new($"The export has no '{name}': it is not complete, or the file was taken out.");
}
