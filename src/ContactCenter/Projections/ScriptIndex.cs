using System.Collections.Concurrent;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Scripting;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>
/// The runs that are on and where they stand, and where the programs they run on are kept. A pure fold of the log. A run that waits may be in the store alone; whoever
/// folds something about it has it brought back before.
/// </summary>
internal sealed class ScriptIndex : IProjection
{
    private const string View = "scripts";
    private const string QuietView = "waiting-scripts";
    private const string ProgramView = "script-programs";
    private const string Open = "open";

    private readonly InteractionIndex _interactions;
    private readonly ScriptSteps _steps;
    private readonly RowTable<ScriptRow> _runs;
    private readonly RowTable<ProgramRow> _programs = new(ProgramView, ScriptRowJson.Default.ProgramRow, static _ => "", static r => r.At.Value, static _ => false);
    private readonly ConcurrentDictionary<InteractionId, Guid[]> _ofInteraction = new();
    private readonly RunGroups<CustomerId> _ofCustomer = new();
    private readonly RunGroups<string> _ofProgram = new();

    /// <param name="interactions">Folded before: knows whose conversation a run is in.</param>
    /// <param name="steps">Reads steps.</param>
    public ScriptIndex(InteractionIndex interactions, ScriptSteps steps)
    {
        (_interactions, _steps) = (interactions, steps);
        _runs = new RowTable<ScriptRow>(
            View,
            ScriptRowJson.Default.ScriptRow,
            static r => r.IsOver ? "over" : Open,
            static r => r.BeganAt.ToUnixTimeMilliseconds(),
            static r => r.IsOver,
            new QuietRows<ScriptRow>(QuietView, IsQuiet, static r => GroupOf(r.Customer)));
    }

    public IReadOnlyList<string> Views => [View, QuietView, ProgramView];

    public string Shape => "scripts.2"; // 2: know where a run's last step stands

    /// <summary>The runs that are on and in memory: every one that does not just wait.</summary>
    public IEnumerable<ScriptRow> Running => _runs.Rows.Where(static r => !r.IsOver);

    /// <summary>A run, if it is in memory: every one that does more than wait, and every one of which something has just been folded.</summary>
    public ScriptRow? Find(Guid run) => _runs.Find(Key(run));

    public ValueTask<ScriptRow?> FindAsync(IViewStore store, Guid run, CancellationToken cancellationToken) => _runs.FindAsync(store, Key(run), cancellationToken);

    /// <summary>The programs that were run.</summary>
    public IEnumerable<ProgramRow> Programs => _programs.Rows;

    public ProgramRow? FindProgram(string hash) => _programs.Find(hash);

    /// <summary>The runs that are on in an interaction, the oldest first.</summary>
    public IReadOnlyList<ScriptRow> Of(InteractionId interaction) => _ofInteraction.TryGetValue(interaction, out var runs)
        ? [.. runs.Select(Find).OfType<ScriptRow>().Where(static r => !r.IsOver).OrderBy(static r => r.BeganAt)]
        : [];

    /// <summary>The runs that are on of a customer, in whatever interaction.</summary>
    public IReadOnlyList<ScriptRow> Of(CustomerId customer) => [.. _ofCustomer.Of(customer).Select(Find).OfType<ScriptRow>().Where(static r => !r.IsOver)];

    /// <summary>The programs something is on on.</summary>
    public IReadOnlyList<string> LivePrograms => [.. Programs.Where(static row => row.Live > 0).Select(static row => row.Program)];

    /// <summary>Every run that is on, or those on some programs: what waits is read from the store.</summary>
    public async ValueTask<IReadOnlyList<ScriptRow>> RunningAsync(IViewStore store, IReadOnlySet<string>? programs, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Guid, ScriptRow>();
        if (programs is { Count: 0 })
        {
            return [];
        }

        await foreach (var (_, row) in _runs.QuietAsync(store, null, cancellationToken).ConfigureAwait(false))
        {
            if (programs?.Contains(row.Program) != false)
            {
                found[row.Run] = row;
            }
        }

        foreach (var run in programs?.SelectMany(_ofProgram.Of) ?? Running.Select(static row => row.Run))
        {
            found.TryAdd(run, Find(run)!);
        }

        return [.. found.Select(one => Find(one.Key) ?? one.Value).Where(row => row is { IsOver: false } && programs?.Contains(row.Program) != false)]; // the memory is younger
    }

    /// <summary>The run that is to hear what the customer of an interaction writes: one that asks, else the first that was not started by another.</summary>
    public ScriptRow? Listener(InteractionId interaction) => ListenerOf(Of(interaction));

    /// <summary>The same, of a conversation of which nothing may be in memory.</summary>
    public async ValueTask<ScriptRow?> ListenerAsync(IViewStore store, InteractionRow interaction, CancellationToken cancellationToken)
    {
        var runs = Of(interaction.Id).ToDictionary(static row => row.Run);
        await foreach (var (_, row) in _runs.QuietAsync(store, GroupOf(interaction.Customer), cancellationToken).ConfigureAwait(false))
        {
            if (row.Interaction == interaction.Id && Find(row.Run) is null)
            {
                runs.TryAdd(row.Run, row);
            }
        }

        return ListenerOf([.. runs.Values.OrderBy(static row => row.BeganAt)]);
    }

    /// <summary>Brings a run back into memory.</summary>
    public async ValueTask WarmAsync(IViewStore store, Guid run)
    {
        if (Find(run) is null && await _runs.FindQuietAsync(store, Key(run), CancellationToken.None).ConfigureAwait(false) is { } row)
        {
            Adopt(row);
        }
    }

    /// <summary>Brings the runs of a customer back into memory.</summary>
    public async ValueTask WarmAsync(IViewStore store, CustomerId customer)
    {
        await foreach (var (_, row) in _runs.QuietAsync(store, GroupOf(customer), CancellationToken.None).ConfigureAwait(false))
        {
            Adopt(row);
        }
    }

    /// <summary>Lets runs that just wait leave the memory.</summary>
    public void Evict(Func<CustomerId, bool> mayLeave)
    {
        foreach (var row in _runs.Evict(row => mayLeave(row.Customer)))
        {
            Leave(row.Interaction, row.Run);
            _ofCustomer.Remove(row.Customer, row.Run);
            _ofProgram.Remove(row.Program, row.Run);
        }
    }

    public async ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken)
    {
        await _programs.LoadAsync(store, null, cancellationToken).ConfigureAwait(false);
        await _runs.LoadAsync(store, Open, cancellationToken).ConfigureAwait(false);
        foreach (var row in _runs.Rows.OrderBy(static r => r.BeganAt))
        {
            Join(row.Interaction, row.Run);
            Group(null, row, isNew: false);
        }
    }

    public void Fold(CommittedEntry committed)
    {
        var entry = committed.Entry;
        switch (entry.Kind)
        {
            case ScriptKinds.Published:
                var published = entry.Read(ScriptJson.Default.ScriptPublished);
                _programs.Put(published.Program, new ProgramRow(published.Program, published.Script, published.Version, committed.Position, FindProgram(published.Program)?.Live ?? 0));
                break;
            case ScriptKinds.Stepped:
                Fold(_steps.Of(entry), committed);
                break;
            case ScriptKinds.Kept when Find(entry.Read(EventJson.Default.ScriptKept).Run) is { } keeper:
                _runs.Put(Key(keeper.Run), keeper with { Kept = keeper.Kept + 1, Entries = committed.MachineVersion + 1 });
                break;
            case ScriptKinds.Unheard when Find(entry.Read(ScriptJson.Default.ScriptUnheard).Run) is { } deaf:
                _runs.Put(Key(deaf.Run), deaf with { Entries = committed.MachineVersion + 1 });
                break;
            case InteractionEvent.SessionStarted.Name when entry.Links.Interaction is { } interaction:
                foreach (var row in Of(interaction)) // its customers are several now: its runs stay where they are heard of
                {
                    _runs.Put(Key(row.Run), row);
                }

                break;
            case InteractionEvent.ScriptJoined.Name when entry.Links.Interaction is { } interaction:
                Move(((InteractionEvent.ScriptJoined)InteractionCodec.Read(entry)).Run, interaction);
                break;
        }
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove)
    {
        _runs.Collect(put, remove);
        _programs.Collect(put, remove);
    }

    public void Saved()
    {
        _runs.Saved();
        _programs.Saved();
    }

    private static string Key(Guid run) => run.ToString("N");

    private static string GroupOf(CustomerId customer) => customer.Value.ToString("N");

    private static ScriptRow? ListenerOf(IReadOnlyList<ScriptRow> runs) =>
        runs.LastOrDefault(static r => r.State is ScriptRunState.Asking or ScriptRunState.Confirming) ?? runs.FirstOrDefault(static r => r.Parent is null);

    /// <summary>A run that waits is quiet where everything that concerns it names its customer.</summary>
    private bool IsQuiet(ScriptRow row) => row is { State: ScriptRunState.Waiting, Kept: 0 }
        && (_interactions.Find(row.Interaction) is not { IsClosed: false } interaction || (!interaction.IsShared && interaction.Customer == row.Customer));

    private void Adopt(ScriptRow row)
    {
        if (_runs.TryAdopt(Key(row.Run), row))
        {
            Join(row.Interaction, row.Run);
            Group(null, row, isNew: false);
        }
    }

    private void Fold(ScriptStepped e, CommittedEntry committed)
    {
        var (known, entry) = (Find(e.Run), committed.Entry);
        var row = (known ?? new ScriptRow
        {
            Run = e.Run,
            Interaction = entry.Links.Interaction.GetValueOrDefault(),
            Customer = entry.Links.Customer.GetValueOrDefault(),
            Script = e.Script,
            Version = e.Version,
            Program = e.Program,
            Sequence = 0,
            Demand = 0,
            State = e.State,
            BeganAt = entry.Time,
            Parent = e.Parent,
            TraceParent = entry.TraceParent,
        }) with
        {
            Version = e.Version,
            Program = e.Program,
            Sequence = e.Sequence,
            Demand = e.Demand,
            State = e.State,
            Step = e.Step,
            Due = e.Due,
            At = committed.Position,
            Entries = committed.MachineVersion + 1,
            LastAt = entry.Time,
            Outcome = e.Outcome,
            Kept = known is { Kept: > 0 } && e is { Event: not null, IsRecalled: true } ? known.Kept - 1 : known?.Kept ?? 0,
        };
        _runs.Put(Key(e.Run), row);
        if (known is null || row.IsOver || known.Program != row.Program)
        {
            Group(known, row, isNew: true);
        }

        if (known is null)
        {
            Join(row.Interaction, row.Run);
        }
        else if (row.IsOver)
        {
            Leave(row.Interaction, row.Run);
        }
    }

    private void Move(Guid run, InteractionId to)
    {
        if (Find(run) is { IsOver: false } row && row.Interaction != to)
        {
            Leave(row.Interaction, run);
            _runs.Put(Key(run), row with { Interaction = to, BeganIn = row.BeganIn ?? row.Interaction });
            Join(to, run);
        }
    }

    private void Group(ScriptRow? before, ScriptRow now, bool isNew)
    {
        if (before is not null)
        {
            _ofCustomer.Remove(before.Customer, before.Run);
            _ofProgram.Remove(before.Program, before.Run);
            Count(before.Program, -1);
        }

        if (!now.IsOver)
        {
            _ofCustomer.Add(now.Customer, now.Run);
            _ofProgram.Add(now.Program, now.Run);
            Count(now.Program, isNew ? 1 : 0);
        }
    }

    /// <summary>How many are on on a program is kept with it: nobody counts those that wait.</summary>
    private void Count(string program, int by)
    {
        if (by != 0 && FindProgram(program) is { } row)
        {
            _programs.Put(program, row with { Live = row.Live + by });
        }
    }

    private void Join(InteractionId interaction, Guid run) => _ofInteraction.AddOrUpdate(interaction, [run], (_, runs) => [.. runs, run]);

    private void Leave(InteractionId interaction, Guid run)
    {
        if (_ofInteraction.TryGetValue(interaction, out var runs) && runs.Contains(run))
        {
            if (runs.Length == 1)
            {
                _ofInteraction.TryRemove(interaction, out _);
            }
            else
            {
                _ofInteraction[interaction] = [.. runs.Where(one => one != run)];
            }
        }
    }
}
