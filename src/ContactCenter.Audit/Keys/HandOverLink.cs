using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>One change of a log's key that has been checked: by the old key's signature and by the new key's acceptance.</summary>
internal sealed record HandOverLink(StoredRecord Stored, CommitRecord Record, LogKey Old, LogKey New)
{
    /// <summary>Reads a stored hand-over and checks that it follows the one before.</summary>
    /// <param name="log">Whose hand-over.</param>
    /// <param name="name">Whose keys.</param>
    /// <param name="stored">The record with its signature; of strangers.</param>
    /// <param name="before">The hand-over before it; null for the first.</param>
    /// <param name="link">What it says, where nothing is wrong.</param>
    /// <returns>What is wrong.</returns>
    public static LogFault? Read(LogId log, string name, StoredRecord stored, HandOverLink? before, out HandOverLink? link)
    {
        link = null;
        CommitRecord record;
        try
        {
            record = CommitRecord.Decode(stored.Bytes.Span);
        }
        catch (LogFormatException e)
        {
            var at = before?.Record.First ?? LogPosition.Start;
            return new LogFault(at, at, $"The hand-over of the key in commit record {stored.Number} cannot be read: {e.Message}");
        }

        if (record.Log != log || record.Number != stored.Number || record.HandOver is not { } handOver)
        {
            return FaultOf(record, "is no hand-over of the key of this log");
        }

        if (before is not null && (record.Number <= before.Record.Number || record.First.Value < before.Record.First.Value))
        {
            return FaultOf(record, $"hands the key over and stands behind commit record {before.Record.Number}, which does so later: they are in the wrong order");
        }

        if (before is not null && !handOver.Old.Span.SequenceEqual(before.New.PublicKey.Span))
        {
            return FaultOf(record, $"hands the signing over from another key than the one in force ({before.New.Id:x8}): the hand-over before it is missing, or this one was forged");
        }

        if (FindUnaccepted(record) is { } unaccepted)
        {
            return FaultOf(record, unaccepted);
        }

        link = Key(name, handOver.Old) is { } old && Key(name, handOver.New) is { } next && old.Verify(CommitRecord.Hash(stored.Bytes.Span), stored.Signature.Span)
            ? new HandOverLink(stored, record, old, next)
            : null;
        return link is null ? FaultOf(record, "hands the signing over and is not signed by the key it takes it from: the hand-over was forged") : null;
    }

    /// <summary>Why the new key of a record's hand-over has not accepted it; null where it has, and where nothing is handed over. Needs no key that is trusted.</summary>
    public static string? FindUnaccepted(CommitRecord record) =>
        record.HandOver is not { } handOver || (Key("new", handOver.New)?.Verify(record.AcceptanceHash(), handOver.Acceptance.Span) ?? false)
            ? null
            : "hands the signing over to a key that has not accepted it: the hand-over was forged";

    public LogFault Fault(string what) => FaultOf(Record, what);

    private static LogFault FaultOf(CommitRecord record, string what)
    {
        var at = new LogPosition(Math.Max(0, record.First.Value - 1)); // an opening is told at the last entry before it
        return new LogFault(at, at, $"Commit record {record.Number} {what}.");
    }

    private static LogKey? Key(string name, ReadOnlyMemory<byte> publicKey)
    {
        try
        {
            return new LogKey(name, publicKey.Span);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
