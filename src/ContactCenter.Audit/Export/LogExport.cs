namespace ContactCenter.Audit;

/// <summary>
/// Writes a log into a folder of files, as it stands at that moment: everything another program needs to verify it, without the store and
/// without anybody's keys. <see cref="LogExportReader"/> reads it again, and <c>docs/log-export.md</c> says how others can.
/// </summary>
public static class LogExport
{
    /// <summary>Exports.</summary>
    /// <param name="log">The stored bytes; may be written to meanwhile.</param>
    /// <param name="folder">Where to: a folder that is missing or empty.</param>
    /// <param name="options">What to write; the defaults for null.</param>
    /// <param name="cancellationToken">Ends the export; a folder without a manifest stays, which nobody takes for one.</param>
    /// <returns>The head it ends with.</returns>
    /// <exception cref="IOException">The folder holds something, or cannot be written to.</exception>
    /// <exception cref="LogFormatException">The log is damaged; verify it to see where.</exception>
    public static async ValueTask<Checkpoint> WriteAsync(ILogReader log, string folder, LogExportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new LogExportOptions();
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new IOException($"'{folder}' is not empty; give the export a folder of its own.");
        }

        var writer = new ExportWriter(folder, options);
        var last = await writer.WriteRecordsAsync(log, cancellationToken).ConfigureAwait(false);
        var size = last.First.Value + last.Count;
        var root = await writer.WriteEntriesAsync(log, size, cancellationToken).ConfigureAwait(false);
        if (!root.AsSpan().SequenceEqual(last.Root.Span))
        {
            throw new LogFormatException($"Log '{log.Id}' is damaged: its {size} entries do not give the root of commit record {last.Number}. Verify it to see where.");
        }

        var origin = options.Signer is { } signer ? $"{signer.Name}/{log.Id}" : log.Id.Value;
        var head = new Checkpoint(origin, size, last.Root, last.Number, CommitRecord.Hash(last.Encode()), last.Time);
        writer.WriteHead(head);
        writer.WriteManifest(new ExportManifest(ExportManifest.FormatName, ExportManifest.FormatVersion, log.Id.Value, size, last.Number + 1, options.Signer?.Name));
        return head;
    }
}
