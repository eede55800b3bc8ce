using System.Text;
using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>Writes the files of an export, each synced; the manifest last.</summary>
internal sealed class ExportWriter(string folder, LogExportOptions options)
{
    private readonly HashSet<string> _folders = [];

    /// <summary>The commit records, each with its signature or an empty one; the last of them.</summary>
    public async ValueTask<CommitRecord> WriteRecordsAsync(ILogReader log, CancellationToken cancellationToken)
    {
        StoredRecord? last = null;
        for (var bundle = 0L; ; bundle++)
        {
            var records = await log.ReadRecordsAsync(bundle * ExportNames.Bundle, ExportNames.Bundle, cancellationToken).ConfigureAwait(false);
            if (records.Count > 0)
            {
                var frames = new MemoryStream();
                foreach (var record in records)
                {
                    Frames.Write(frames, record.Bytes.Span);
                    Frames.Write(frames, record.Signature.Span);
                }

                Write(ExportNames.Records(bundle, records.Count), frames);
                last = records[^1];
            }

            if (records.Count < ExportNames.Bundle)
            {
                return last is { } found ? CommitRecord.Decode(found.Bytes.Span) : throw new LogFormatException($"Log '{log.Id}' has no commit record.");
            }
        }
    }

    /// <summary>The entries before <paramref name="size"/>, and the tiles of their tree; its root.</summary>
    public async ValueTask<byte[]> WriteEntriesAsync(ILogReader log, long size, CancellationToken cancellationToken)
    {
        var tiles = new TileBuilder();
        var people = options.ForPeople ? Create(ExportNames.ForPeople) : null;
        await using var closing = (people ?? Stream.Null).ConfigureAwait(false);
        while (tiles.Size < size)
        {
            var bundle = tiles.Size / ExportNames.Bundle;
            var count = ExportNames.CountOf(bundle, size);
            var frames = new MemoryStream();
            for (var next = tiles.Size; tiles.Size < next + count;)
            {
                var missing = (int)(next + count - tiles.Size);
                var entries = await log.ReadAsync(new LogPosition(tiles.Size), missing, cancellationToken).ConfigureAwait(false);
                if (entries.Count == 0)
                {
                    throw new LogFormatException($"Log '{log.Id}' lacks entry {tiles.Size}; verify it.");
                }

                foreach (var entry in entries)
                {
                    Frames.Write(frames, entry.Bytes.Span);
                    tiles.Append(MerkleHash.Leaf(entry.Bytes.Span));
                    people?.Write(EntryLine.Of(EntryCodec.Decode(log.Id, entry.Position, entry.Bytes)));
                }
            }

            Write(ExportNames.Entries(bundle, count), frames);
            Write(tiles.Take());
            options.Progress?.Report(tiles.Size);
        }

        Write(tiles.Partials().Select((hashes, level) => new MerkleTile(level, MerkleTile.Count(size, level), hashes)));
        return tiles.Edge().Root();
    }

    public void WriteHead(Checkpoint head)
    {
        if (options.Signer is { } signer)
        {
            Write(ExportNames.Key, Text(new LogKey(signer.Name, signer.PublicKey.Span).ToPem()));
            Write(ExportNames.Checkpoint, Text(SignedNote.Sign(head.ToText(), signer)));
        }
        else
        {
            Write(ExportNames.Checkpoint, Text(head.ToText()));
        }
    }

    public void WriteManifest(ExportManifest manifest) => Write(ExportNames.Manifest, new MemoryStream(manifest.ToBytes()));

    private void Write(IEnumerable<MerkleTile> tiles)
    {
        foreach (var tile in tiles)
        {
            if (tile.Hashes.Length > 0)
            {
                Write(ExportNames.Tile(tile.Level, tile.Index, tile.Hashes.Length / MerkleHash.Size), new MemoryStream(tile.Hashes.ToArray()));
            }
        }
    }

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private void Write(string name, MemoryStream bytes)
    {
        using var file = Create(name);
        bytes.WriteTo(file);
        file.Flush(flushToDisk: true);
    }

    private FileStream Create(string name)
    {
        var path = Path.Combine(folder, name);
        if (_folders.Add(Path.GetDirectoryName(path)!))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }

        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }
}
