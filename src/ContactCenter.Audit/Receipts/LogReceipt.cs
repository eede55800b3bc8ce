using System.Text.Json;
using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>
/// Some entries of a log with the proof that each is in it, such as those of one interaction: whoever has the log's key checks it without
/// the log, and learns nothing of the rest.
/// </summary>
/// <param name="Log">Which log.</param>
/// <param name="Head">The head the proofs lead to: a signed note, or a checkpoint's text.</param>
/// <param name="Entries">The entries, in order.</param>
public sealed record LogReceipt(LogId Log, string Head, IReadOnlyList<ReceiptEntry> Entries)
{
    /// <summary>The longest receipt that is made and read: 64 MiB.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private const int MaxHandOvers = 256;
    private const string FormatName = "contactcenter-receipt";
    private const int FormatVersion = 1;

    /// <summary>The commit records up to the head's in which the log's key was changed, each with its signature; none where it never was.</summary>
    public IReadOnlyList<StoredRecord> HandOvers { get; init; } = [];

    /// <summary>Makes a receipt.</summary>
    /// <param name="log">The stored bytes.</param>
    /// <param name="positions">Which entries.</param>
    /// <param name="head">The head to prove against, as <see cref="Checkpoint.Read"/> takes it: newer than each of them.</param>
    /// <param name="cancellationToken">Stops making it.</param>
    /// <exception cref="LogFormatException">The log does not hold one of them, or does not have that head.</exception>
    /// <exception cref="InvalidOperationException">The entries are too many for a receipt.</exception>
    public static async ValueTask<LogReceipt> MakeAsync(ILogReader log, IEnumerable<LogPosition> positions, string head, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(positions);
        var checkpoint = Checkpoint.Read(head, key: null);
        var prover = new LogProver(log);
        var root = await prover.RootAsync(checkpoint.Size, cancellationToken).ConfigureAwait(false);
        if (!root.AsSpan().SequenceEqual(checkpoint.Root.Span))
        {
            throw new LogFormatException($"Log '{log.Id}' has another root at {checkpoint.Size} entries than the head says; verify it.");
        }

        var (entries, bytes) = (new List<ReceiptEntry>(), 0L);
        foreach (var position in positions.Distinct().Order())
        {
            var stored = position.Value < checkpoint.Size ? await log.ReadAsync(position, 1, cancellationToken).ConfigureAwait(false) : [];
            if (stored is not [var entry] || entry.Position != position)
            {
                throw new LogFormatException($"Log '{log.Id}' has no entry {position} before the head's {checkpoint.Size} entries.");
            }

            entries.Add(new ReceiptEntry(position, entry.Bytes, await prover.InclusionAsync(position, checkpoint.Size, cancellationToken).ConfigureAwait(false)));
            bytes += entries[^1].Bytes.Length + entries[^1].Proof.Length;
            if (bytes > MaxBytes)
            {
                throw TooLong($"already {entries.Count} of the entries have {bytes} bytes with their proofs");
            }
        }

        var isSigned = head.Contains("\n\n", StringComparison.Ordinal);
        var (handOvers, _) = isSigned ? await Audit.HandOvers.ReadAsync(log, LogKeys.AfterRecordOf(checkpoint), cancellationToken).ConfigureAwait(false) : ([], true);
        return new LogReceipt(log.Id, head, entries) { HandOvers = handOvers };
    }

    /// <summary>What is wrong with the receipt; null when every entry is what it says and in the log the head speaks of.</summary>
    /// <param name="key">Who must have signed the head, or one of the keys where it was changed; null to believe the head, and learn only that the entries fit it.</param>
    public LogFault? FindFault(LogKey? key)
    {
        Checkpoint checkpoint;
        try
        {
            var keys = key is null ? null : LogKeys.Of(Log, key, HandOvers);
            if (keys is { Fault: { } broken })
            {
                return new LogFault(LogPosition.Start, LogPosition.Start, $"The receipt's head counts for nothing: {broken.Cause}");
            }

            if (keys?.FindReplaced(Head) is { } replaced)
            {
                return replaced with { First = LogPosition.Start, Last = LogPosition.Start };
            }

            checkpoint = keys is null ? Checkpoint.Read(Head, key: null) : keys.Read(Head);
        }
        catch (LogFormatException e)
        {
            return new LogFault(LogPosition.Start, LogPosition.Start, $"The receipt's head counts for nothing: {e.Message}");
        }

        if (!checkpoint.IsOf(Log, key))
        {
            return new LogFault(LogPosition.Start, LogPosition.Start, $"The receipt's head is one of '{checkpoint.Origin}', not of log '{Log}'.");
        }

        foreach (var entry in Entries)
        {
            try
            {
                EntryCodec.Decode(Log, entry.Position, entry.Bytes);
            }
            catch (LogFormatException e)
            {
                return new LogFault(entry.Position, entry.Position, e.Message);
            }

            if (!MerkleProof.IsIncluded(MerkleHash.Leaf(entry.Bytes.Span), entry.Position.Value, checkpoint.Size, checkpoint.Root.Span, entry.Proof.Span))
            {
                return new LogFault(entry.Position, entry.Position, $"Entry {entry.Position} is not in the log as the receipt has it: its proof does not lead to the head.");
            }
        }

        return null;
    }

    /// <summary>The receipt as a JSON file.</summary>
    /// <exception cref="InvalidOperationException">It would be longer than <see cref="MaxBytes"/>.</exception>
    public byte[] ToJson()
    {
        var file = new ReceiptFile(
            FormatName, FormatVersion, Log.Value, Head, [.. Entries.Select(static e => new ReceiptFileEntry(e.Position.Value, Convert.ToBase64String(e.Bytes.Span), Convert.ToBase64String(e.Proof.Span)))],
            HandOvers.Count == 0 ? null : [.. HandOvers.Select(static h => new ReceiptFileHandOver(Convert.ToBase64String(h.Bytes.Span), Convert.ToBase64String(h.Signature.Span)))]);
        var json = JsonSerializer.SerializeToUtf8Bytes(file, ExportJson.Default.ReceiptFile);
        return json.Length <= MaxBytes ? json : throw TooLong($"with its {Entries.Count} entries it has {json.Length} bytes");
    }

    /// <summary>The receipt in a JSON file.</summary>
    /// <exception cref="LogFormatException">It is none.</exception>
    public static LogReceipt FromJson(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaxBytes)
        {
            throw new LogFormatException($"A receipt has at most {MaxBytes} bytes, and this has {json.Length}.");
        }

        return ExportJson.Read(json, ExportJson.Default.ReceiptFile) is { Format: FormatName, Version: FormatVersion } file && KeyRules.IsValid(file.Log) && IsHead(file.Head) && Read(file.Entries) is { } entries && Read(file.HandOvers) is { } handOvers
            ? new LogReceipt(new LogId(file.Log), file.Head, entries) { HandOvers = handOvers }
            : throw new LogFormatException($"This is no receipt of version {FormatVersion}.");
    }

    private static InvalidOperationException TooLong(string what) =>
        new($"The receipt would be too long: {what}, and a receipt has at most {MaxBytes}. Choose fewer entries, make several receipts, or export the log.");

    private static bool IsHead(string text)
    {
        try
        {
            return Checkpoint.Read(text, key: null) is not null;
        }
        catch (LogFormatException)
        {
            return false;
        }
    }

    /// <summary>The entries, each once and in order; null when they are not so.</summary>
    private static List<ReceiptEntry>? Read(IReadOnlyList<ReceiptFileEntry> file)
    {
        var (entries, last) = (new List<ReceiptEntry>(file.Count), -1L);
        foreach (var entry in file)
        {
            if (entry.Position <= last || OneBase64.Decode(entry.Bytes) is not { } bytes || OneBase64.Decode(entry.Proof) is not { } proof)
            {
                return null;
            }

            last = entry.Position;
            entries.Add(new ReceiptEntry(new LogPosition(last), bytes, proof));
        }

        return entries;
    }

    /// <summary>The changes of the key; null when one is none.</summary>
    private static List<StoredRecord>? Read(IReadOnlyList<ReceiptFileHandOver>? file)
    {
        var handOvers = new List<StoredRecord>();
        foreach (var handOver in file ?? [])
        {
            if (OneBase64.Decode(handOver.Record) is not { } record || OneBase64.Decode(handOver.Signature) is not { Length: > 0 } signature || !CommitRecord.IsHandOver(record))
            {
                return null;
            }

            try
            {
                handOvers.Add(new StoredRecord(CommitRecord.Decode(record).Number, record, signature));
            }
            catch (LogFormatException)
            {
                return null;
            }
        }

        return file is { Count: 0 or > MaxHandOvers } ? null : handOvers;
    }
}

/// <summary>One change of the key as it stands in its file.</summary>
internal sealed record ReceiptFileHandOver(string Record, string Signature);

/// <summary>One entry of a receipt.</summary>
/// <param name="Position">Where it stands in the log.</param>
/// <param name="Bytes">Its bytes, the leaf.</param>
/// <param name="Proof">As <see cref="LogProver.InclusionAsync"/> makes it.</param>
public sealed record ReceiptEntry(LogPosition Position, ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> Proof);

/// <summary>A receipt as it stands in its file.</summary>
internal sealed record ReceiptFile(string Format, int Version, string Log, string Head, IReadOnlyList<ReceiptFileEntry> Entries, IReadOnlyList<ReceiptFileHandOver>? HandOvers = null);

/// <summary>One entry of it.</summary>
internal sealed record ReceiptFileEntry(long Position, string Bytes, string Proof);
