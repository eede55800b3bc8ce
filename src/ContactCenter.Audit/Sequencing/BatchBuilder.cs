using ContactCenter.Journal;

namespace ContactCenter.Audit;

/// <summary>Decides, append by append, what goes into a batch: known ids, versions and epochs. Used by the sequencer's thread alone.</summary>
internal sealed class BatchBuilder(ILogStore store, int cachedStreams)
{
    private readonly Dictionary<EntryId, long> _known = [];
    private readonly Dictionary<MachineId, long> _versions = [];
    private readonly List<EntryId> _ids = [];
    private readonly List<MachineId> _unknownMachines = [];
    private readonly List<KeyValuePair<MachineId, long>> _assumed = [];

    /// <summary>The entries that go in.</summary>
    public List<EncodedEntry> Entries { get; } = [];

    /// <summary>The streams whose version was assumed, with it.</summary>
    public IReadOnlyList<KeyValuePair<MachineId, long>> Assumed => _assumed;

    /// <summary>
    /// Decides without a look as if no entry were in the log and each stream that is not known were as its first append expects it. False, and nothing decided, where not all would be appended
    /// even then.
    /// </summary>
    public bool TryAssume(List<PendingAppend> appends, long head, long epoch)
    {
        Begin();
        foreach (var append in appends)
        {
            if (_versions.TryAdd(append.Append.Machine, append.Append.ExpectedVersion))
            {
                _assumed.Add(KeyValuePair.Create(append.Append.Machine, append.Append.ExpectedVersion));
            }
        }

        foreach (var append in appends)
        {
            Decide(append, head + Entries.Count, epoch);
            if (append.Fault is not null || append.Outcome.Status != AppendStatus.Appended)
            {
                Withdraw(appends);
                return false;
            }
        }

        return true;
    }

    /// <summary>Forgets what was decided about appends that were not written: their streams are looked up anew.</summary>
    public void Withdraw(List<PendingAppend> appends)
    {
        Entries.Clear();
        foreach (var append in appends)
        {
            _versions.Remove(append.Append.Machine);
        }
    }

    /// <summary>Sets each append's outcome as if the batch were committed at <paramref name="head"/>.</summary>
    public void Decide(List<PendingAppend> appends, long head, long epoch)
    {
        Begin();
        LookUp(appends);
        foreach (var append in appends)
        {
            Decide(append, head + Entries.Count, epoch);
        }
    }

    private void Begin()
    {
        Entries.Clear();
        _known.Clear();
        _ids.Clear();
        _unknownMachines.Clear();
        _assumed.Clear();
        if (_versions.Count > cachedStreams)
        {
            _versions.Clear();
        }
    }

    private void LookUp(List<PendingAppend> appends)
    {
        foreach (var append in appends)
        {
            foreach (var entry in append.Entries)
            {
                _ids.Add(entry.Header.Id);
            }

            if (_versions.TryAdd(append.Append.Machine, 0))
            {
                _unknownMachines.Add(append.Append.Machine);
            }
        }

        if (_unknownMachines.Count > 0)
        {
            store.Find(_ids, _known, _unknownMachines, _versions);
        }
        else
        {
            store.FindEntries(_ids, _known);
        }
    }

    private void Decide(PendingAppend pending, long position, long epoch)
    {
        var append = pending.Append;
        var version = _versions[append.Machine];
        pending.Fault = null;
        if (append.Epoch != epoch)
        {
            pending.Outcome = new AppendResult(AppendStatus.StaleEpoch, default, Told(append, version));
            return;
        }

        var known = 0;
        foreach (var entry in pending.Entries)
        {
            known += _known.ContainsKey(entry.Header.Id) ? 1 : 0;
        }

        if (known == pending.Entries.Length)
        {
            pending.Outcome = new AppendResult(AppendStatus.Repeated, new LogPosition(_known[pending.Entries[0].Header.Id]), Told(append, version));
        }
        else if (Mixed(append, version) is { } mixed)
        {
            pending.Fault = mixed;
        }
        else if (append.ExpectedVersion != Append.AnyVersion && append.ExpectedVersion != version)
        {
            pending.Outcome = new AppendResult(AppendStatus.StaleVersion, default, version);
        }
        else if (known > 0)
        {
            pending.Fault = Fault(
                $"Some entries of the append to {append.Machine} are in the log already and some are not, beginning with {pending.Entries.First(e => !_known.ContainsKey(e.Header.Id)).Header.Id}. Append what belongs together always together, the rest apart.");
        }
        else
        {
            Add(pending, version, position);
        }
    }

    private void Add(PendingAppend pending, long version, long position)
    {
        var keepsVersion = pending.Append.ExpectedVersion != Append.AnyVersion;
        var after = keepsVersion ? version + pending.Entries.Length : Append.AnyVersion;
        _versions[pending.Append.Machine] = after;
        for (var i = 0; i < pending.Entries.Length; i++)
        {
            _known[pending.Entries[i].Header.Id] = position + i;
            Entries.Add(pending.Entries[i]);
        }

        pending.Outcome = new AppendResult(AppendStatus.Appended, new LogPosition(position), after);
    }

    private static ArgumentException? Mixed(Append append, long version) => (append.ExpectedVersion, version) switch
    {
        (Append.AnyVersion, > 0) => Fault($"The stream {append.Machine} keeps a version ({version}); append with the version it is expected to have."),
        (>= 0, Append.AnyVersion) => Fault($"The stream {append.Machine} keeps no version; append with Append.AnyVersion."),
        _ => null,
    };

    private static ArgumentException Fault(string append) => new(append, nameof(append));

    private static long Told(Append append, long version) => append.ExpectedVersion == Append.AnyVersion ? Append.AnyVersion : version;
}
