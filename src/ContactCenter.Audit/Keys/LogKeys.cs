using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>
/// The keys a log was signed with, one after the other, found from any one of them by its hand-overs: each is signed by the key before it and accepted by the key after it, so
/// nobody without both can put one in. A record is signed by the key in force before it, a head by the key in force after the record it names. Thread-safe.
/// </summary>
public sealed class LogKeys
{
    private readonly List<(long Number, LogPosition First, LogKey New)> _changes = [];
    private readonly List<StoredRecord> _handOvers = [];

    private LogKeys(LogKey first, LogFault? fault) => (First, Fault) = (first, fault);

    /// <summary>The key the log began to be signed with.</summary>
    public LogKey First { get; }

    /// <summary>The key that signs at the end.</summary>
    public LogKey Last => _changes.Count == 0 ? First : _changes[^1].New;

    /// <summary>Whose keys they are.</summary>
    public string Name => First.Name;

    /// <summary>The hand-overs from the first key to the last, as they stand in the log.</summary>
    public IReadOnlyList<StoredRecord> HandOvers => _handOvers;

    /// <summary>The first hand-over that is none, which is not followed; null when all are right.</summary>
    public LogFault? Fault { get; }

    /// <summary>The keys of a log.</summary>
    /// <param name="log">Which log.</param>
    /// <param name="given">The key that is trusted: any one of them, had from elsewhere.</param>
    /// <param name="handOvers">The commit records with a hand-over, from a log, a receipt or published heads; of strangers.</param>
    public static LogKeys Of(LogId log, LogKey given, IEnumerable<StoredRecord> handOvers)
    {
        ArgumentNullException.ThrowIfNull(given);
        ArgumentNullException.ThrowIfNull(handOvers);
        var (links, fault) = (new List<HandOverLink>(), (LogFault?)null);
        foreach (var stored in handOvers)
        {
            fault = HandOverLink.Read(log, given.Name, stored, links.LastOrDefault(), out var link);
            if (fault is not null)
            {
                break;
            }

            links.Add(link!);
        }

        var isKnown = links.Count > 0 && (Is(links[0].Old) || links.Any(l => Is(l.New)));
        if (links.Count > 0 && !isKnown)
        {
            fault = links[0].Fault($"hands the signing over between keys of which none is the one given ({given.Id:x8})");
        }

        var keys = new LogKeys(isKnown ? links[0].Old : given, fault);
        foreach (var link in isKnown ? links : [])
        {
            keys._changes.Add((link.Record.Number, link.Record.First, link.New));
            keys._handOvers.Add(link.Stored);
        }

        return keys;

        bool Is(LogKey key) => key.PublicKey.Span.SequenceEqual(given.PublicKey.Span);
    }

    /// <summary>The keys of a log, by looking at each of its commit records.</summary>
    /// <param name="log">The stored bytes; not trusted.</param>
    /// <param name="given">The key that is trusted: any one of them.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public static async ValueTask<LogKeys> FollowAsync(ILogReader log, LogKey given, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        var (found, isWhole) = await Audit.HandOvers.ReadAsync(log, long.MaxValue, cancellationToken).ConfigureAwait(false);
        var keys = Of(log.Id, given, found);
        if (isWhole || keys.Fault is not null)
        {
            return keys;
        }

        var torn = new LogKeys(keys.First, new LogFault(LogPosition.Start, LogPosition.Start, "A commit record cannot be read, so changes of the key behind it are not known."));
        torn._changes.AddRange(keys._changes);
        torn._handOvers.AddRange(keys._handOvers);
        return torn;
    }

    /// <summary>The key that signs a commit record.</summary>
    public LogKey Signing(long record)
    {
        var key = First;
        foreach (var change in _changes)
        {
            if (change.Number >= record)
            {
                break;
            }

            key = change.New;
        }

        return key;
    }

    /// <summary>The head in a signed note, once the signature of the key in force has been checked.</summary>
    /// <exception cref="LogFormatException">It is none, or that key has not signed it.</exception>
    public Checkpoint Read(string note)
    {
        var head = Checkpoint.Read(note, key: null);
        return Checkpoint.Read(note, Signing(AfterRecordOf(head)));
    }

    /// <summary>What is wrong with a head that is signed with a key that had been replaced by then: whoever has that key wrote it. Null for all others, also those nobody of ours signed.</summary>
    public LogFault? FindReplaced(string note)
    {
        var head = Checkpoint.Read(note, key: null);
        var key = First;
        foreach (var (number, first, next) in _changes)
        {
            if (number >= AfterRecordOf(head))
            {
                break;
            }

            if (IsSigned(note, key))
            {
                return new LogFault(first, new LogPosition(Math.Max(first.Value, head.Size - 1)), $"The head of commit record {head.Record} is signed with the key {key.Id:x8}, which was replaced in commit record {number}: whoever has the old key wrote it after the change.");
            }

            key = next;
        }

        return null;
    }

    /// <summary>What is wrong with the signature of a record; null when nothing is.</summary>
    internal string? FindFault(CommitRecord record, ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        var key = Signing(record.Number);
        if (signature.IsEmpty)
        {
            return $"Commit record {record.Number} is not signed by '{Name}': it was put in, or its signature was removed.";
        }

        if (!key.Verify(hash, signature))
        {
            foreach (var change in _changes.TakeWhile(c => c.Number < record.Number))
            {
                if (Signing(change.Number).Verify(hash, signature))
                {
                    return $"Commit record {record.Number} is signed with the key {Signing(change.Number).Id:x8}, which was replaced in commit record {change.Number}: whoever has the old key wrote it after the change.";
                }
            }

            return $"The signature of commit record {record.Number} is not one of '{Name}': the record, its signature or the key is another.";
        }

        return record.HandOver is { } handOver && !handOver.Old.Span.SequenceEqual(key.PublicKey.Span)
            ? $"Commit record {record.Number} hands the signing over from another key than the one in force ({key.Id:x8}): the hand-over before it is missing, or this one was forged."
            : null;
    }

    /// <summary>The record that the key in force after a head would sign.</summary>
    internal static long AfterRecordOf(Checkpoint head) => head.Record == long.MaxValue ? long.MaxValue : head.Record + 1;

    private static bool IsSigned(string note, LogKey key)
    {
        try
        {
            SignedNote.Open(note, key);
            return true;
        }
        catch (LogFormatException)
        {
            return false;
        }
    }
}
