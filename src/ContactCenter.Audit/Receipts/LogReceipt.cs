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
    /// <summary>The longest receipt that is read: 64 MiB.</summary>
    public const int MaxBytes = 64 * 1024 * 1024;

    private const string FormatName = "contactcenter-receipt";
    private const int FormatVersion = 1;

    /// <summary>Makes a receipt.</summary>
    /// <param name="log">The stored bytes.</param>
    /// <param name="positions">Which entries.</param>
    /// <param name="head">The head to prove against, as <see cref="Checkpoint.Read"/> takes it: newer than each of them.</param>
    /// <param name="cancellationToken">Stops making it.</param>
    /// <exception cref="LogFormatException">The log does not hold one of them, or does not have that head.</exception>
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

        var entries = new List<ReceiptEntry>();
        foreach (var position in positions.Distinct().Order())
        {
            var stored = position.Value < checkpoint.Size ? await log.ReadAsync(position, 1, cancellationToken).ConfigureAwait(false) : [];
            if (stored is not [var entry] || entry.Position != position)
            {
                throw new LogFormatException($"Log '{log.Id}' has no entry {position} before the head's {checkpoint.Size} entries.");
            }

            entries.Add(new ReceiptEntry(position, entry.Bytes, await prover.InclusionAsync(position, checkpoint.Size, cancellationToken).ConfigureAwait(false)));
        }

        return new LogReceipt(log.Id, head, entries);
    }

    /// <summary>What is wrong with the receipt; null when every entry is what it says and in the log the head speaks of.</summary>
    /// <param name="key">Who must have signed the head; null to believe the head, and learn only that the entries fit it.</param>
    public LogFault? FindFault(LogKey? key)
    {
        Checkpoint checkpoint;
        try
        {
            checkpoint = Checkpoint.Read(Head, key);
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
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(
        new ReceiptFile(FormatName, FormatVersion, Log.Value, Head, [.. Entries.Select(static e => new ReceiptFileEntry(e.Position.Value, Convert.ToBase64String(e.Bytes.Span), Convert.ToBase64String(e.Proof.Span)))]),
        ExportJson.Default.ReceiptFile);

    /// <summary>The receipt in a JSON file.</summary>
    /// <exception cref="LogFormatException">It is none.</exception>
    public static LogReceipt FromJson(ReadOnlySpan<byte> json)
    {
        ReceiptFile? file = null;
        try
        {
            file = json.Length <= MaxBytes ? JsonSerializer.Deserialize(json, ExportJson.Default.ReceiptFile) : null;
        }
        catch (JsonException)
        {
        }

        return file is { Format: FormatName, Version: FormatVersion, Head: not null, Entries: not null } && KeyRules.IsValid(file.Log) && Read(file.Entries) is { } entries
            ? new LogReceipt(new LogId(file.Log), file.Head, entries)
            : throw new LogFormatException($"This is no receipt of version {FormatVersion}.");
    }

    /// <summary>The entries, each once and in order; null when they are not so.</summary>
    private static List<ReceiptEntry>? Read(IReadOnlyList<ReceiptFileEntry> file)
    {
        var (entries, last) = (new List<ReceiptEntry>(file.Count), -1L);
        foreach (var entry in file)
        {
            if (entry is null || entry.Position <= last || OneBase64.Decode(entry.Bytes) is not { } bytes || OneBase64.Decode(entry.Proof) is not { } proof)
            {
                return null;
            }

            last = entry.Position;
            entries.Add(new ReceiptEntry(new LogPosition(last), bytes, proof));
        }

        return entries;
    }
}

/// <summary>One entry of a receipt.</summary>
/// <param name="Position">Where it stands in the log.</param>
/// <param name="Bytes">Its bytes, the leaf.</param>
/// <param name="Proof">As <see cref="LogProver.InclusionAsync"/> makes it.</param>
public sealed record ReceiptEntry(LogPosition Position, ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> Proof);

/// <summary>A receipt as it stands in its file.</summary>
internal sealed record ReceiptFile(string Format, int Version, string Log, string Head, IReadOnlyList<ReceiptFileEntry> Entries);

/// <summary>One entry of it.</summary>
internal sealed record ReceiptFileEntry(long Position, string Bytes, string Proof);
