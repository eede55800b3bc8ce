using System.Collections.Immutable;
using ContactCenter.Journal;

namespace ContactCenter.Testing;

/// <summary>What a log holds, whoever has it open. Guarded by its own lock.</summary>
internal sealed class MemoryLogData(Action appended)
{
    private readonly Lock _gate = new();
    private readonly List<CommittedEntry> _entries = [];
    private readonly Dictionary<EntryId, long> _ids = [];
    private readonly Dictionary<MachineId, List<long>> _machines = [];
    private TaskCompletionSource _grown = NewSignal();
    private long _epoch;

    public long Head
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    public long Epoch
    {
        get
        {
            lock (_gate)
            {
                return _epoch;
            }
        }
    }

    public long NextEpoch()
    {
        lock (_gate)
        {
            return ++_epoch;
        }
    }

    public AppendResult Append(Append append)
    {
        lock (_gate)
        {
            if (append.Epoch < _epoch)
            {
                return new AppendResult(AppendStatus.StaleEpoch, default, Journal.Append.AnyVersion);
            }

            var stream = _machines.GetValueOrDefault(append.Machine);
            var version = stream is null ? 0 : _entries[(int)stream[0]].MachineVersion == Journal.Append.AnyVersion ? Journal.Append.AnyVersion : stream.Count;
            if (FindRepeat(append) is { } first)
            {
                return new AppendResult(AppendStatus.Repeated, new LogPosition(first), version);
            }

            var isLoose = append.ExpectedVersion == Journal.Append.AnyVersion;
            if (stream is not null && isLoose != (version == Journal.Append.AnyVersion))
            {
                throw new ArgumentException($"The stream {append.Machine} {(isLoose ? "keeps versions" : "keeps no version")}; append to it the same way always.", nameof(append));
            }

            return !isLoose && append.ExpectedVersion != version
                ? new AppendResult(AppendStatus.StaleVersion, default, version)
                : Write(append, stream ?? (_machines[append.Machine] = []), isLoose);
        }
    }

    /// <summary>A copy of at most <paramref name="max"/> entries from a position on.</summary>
    public List<CommittedEntry> Read(long from, int max)
    {
        lock (_gate)
        {
            return from >= _entries.Count ? [] : _entries.GetRange((int)from, (int)Math.Min(max, _entries.Count - from));
        }
    }

    public List<CommittedEntry> ReadMachine(MachineId machine, long fromVersion)
    {
        lock (_gate)
        {
            if (!_machines.TryGetValue(machine, out var stream))
            {
                return [];
            }

            var isLoose = _entries[(int)stream[0]].MachineVersion == Journal.Append.AnyVersion;
            return [.. stream.Skip(isLoose ? 0 : (int)Math.Min(fromVersion, int.MaxValue)).Select(p => _entries[(int)p])];
        }
    }

    public List<CommittedEntry> Query(LogQuery query)
    {
        lock (_gate)
        {
            var all = query.Descending
                ? Enumerable.Reverse(_entries).Where(e => query.Position is not { } before || e.Position < before)
                : _entries.Where(e => query.Position is not { } from || e.Position >= from);
            return [.. all.Where(e => Matches(query, e.Entry)).Take(query.Limit)];
        }
    }

    /// <summary>Completes when there is something at <paramref name="position"/>, or at the next append, which may end before it.</summary>
    public Task WhenGrownAsync(long position)
    {
        lock (_gate)
        {
            return _entries.Count > position ? Task.CompletedTask : _grown.Task;
        }
    }

    private long? FindRepeat(Append append)
    {
        var known = append.Entries.Count(e => _ids.ContainsKey(e.Id));
        return known == 0 ? null
            : known == append.Entries.Length ? _ids[append.Entries[0].Id]
            : throw new ArgumentException($"Some entries of the append to {append.Machine} are in the log already and some are not.", nameof(append));
    }

    private AppendResult Write(Append append, List<long> stream, bool isLoose)
    {
        var first = _entries.Count;
        foreach (var entry in append.Entries)
        {
            var copy = entry with
            {
                Body = entry.Body.ToArray(),
                Sealed = [.. entry.Sealed.Select(static f => f with { Ciphertext = f.Ciphertext.ToArray() })],
            };
            _ids[entry.Id] = _entries.Count;
            _entries.Add(new CommittedEntry(new LogPosition(_entries.Count), append.Machine, isLoose ? Journal.Append.AnyVersion : stream.Count, copy));
            stream.Add(_entries.Count - 1);
        }

        _grown.TrySetResult();
        _grown = NewSignal();
        appended();
        return new AppendResult(AppendStatus.Appended, new LogPosition(first), isLoose ? Journal.Append.AnyVersion : stream.Count);
    }

    private static bool Matches(LogQuery query, Entry entry) =>
        (query.Interaction is null || query.Interaction == entry.Links.Interaction)
        && (query.Session is null || query.Session == entry.Links.Session)
        && (query.Customer is null || query.Customer == entry.Links.Customer)
        && (query.Agent is null || query.Agent == entry.Links.Agent)
        && (query.Asset is null || query.Asset == entry.Links.Asset)
        && (query.Case is null || query.Case == entry.Links.Case)
        && (query.Kind is null || query.Kind == entry.Kind)
        && (query.From is null || entry.Time >= query.From)
        && (query.To is null || entry.Time < query.To);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
