using System.Collections.Concurrent;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Scripting;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>The runs that are on and where they stand, and where the programs they run on are kept. A pure fold of the log.</summary>
internal sealed class ScriptIndex : IProjection
{
    private const string View = "scripts";
    private const string ProgramView = "script-programs";
    private const string Open = "open";

    private readonly RowTable<ScriptRow> _runs = new(
        View, ScriptRowJson.Default.ScriptRow, static r => r.IsOver ? "over" : Open, static r => r.BeganAt.ToUnixTimeMilliseconds(), static r => r.IsOver);

    private readonly RowTable<ProgramRow> _programs = new(ProgramView, ScriptRowJson.Default.ProgramRow, static _ => "", static r => r.At.Value, static _ => false);
    private readonly ConcurrentDictionary<InteractionId, Guid[]> _ofInteraction = new();
    private readonly RunGroups<CustomerId> _ofCustomer = new();
    private readonly RunGroups<string> _ofProgram = new();

    public IReadOnlyList<string> Views => [View, ProgramView];

    /// <summary>The runs that are on.</summary>
    public IEnumerable<ScriptRow> Running => _runs.Rows.Where(static r => !r.IsOver);

    /// <summary>A run, if it is in memory: every one that is on.</summary>
    public ScriptRow? Find(Guid run) => _runs.Find(Key(run));

    public ValueTask<ScriptRow?> FindAsync(IViewStore store, Guid run, CancellationToken cancellationToken) => _runs.FindAsync(store, Key(run), cancellationToken);

    /// <summary>The programs that were run.</summary>
    public IEnumerable<ProgramRow> Programs => _programs.Rows;

    public ProgramRow? FindProgram(string hash) => _programs.Find(hash);

    /// <summary>The runs that are on in an interaction, the oldest first.</summary>
    public IReadOnlyList<ScriptRow> Of(InteractionId interaction) => _ofInteraction.TryGetValue(interaction, out var runs)
        ? [.. runs.Select(Find).OfType<ScriptRow>().Where(static r => !r.IsOver)]
        : [];

    /// <summary>The runs that are on of a customer, in whatever interaction.</summary>
    public IReadOnlyList<ScriptRow> Of(CustomerId customer) => [.. _ofCustomer.Of(customer).Select(Find).OfType<ScriptRow>().Where(static r => !r.IsOver)];

    /// <summary>The runs that are on on a program.</summary>
    public IReadOnlyList<ScriptRow> OnProgram(string program) => [.. _ofProgram.Of(program).Select(Find).OfType<ScriptRow>().Where(static r => !r.IsOver)];

    /// <summary>The programs something is on on.</summary>
    public IReadOnlyList<string> LivePrograms => _ofProgram.Keys;

    /// <summary>The run that is to hear what the customer of an interaction writes: one that asks, else the first that was not started by another.</summary>
    public ScriptRow? Listener(InteractionId interaction)
    {
        var runs = Of(interaction);
        return runs.LastOrDefault(static r => r.State is ScriptRunState.Asking or ScriptRunState.Confirming) ?? runs.FirstOrDefault(static r => r.Parent is null);
    }

    public async ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken)
    {
        await _programs.LoadAsync(store, null, cancellationToken).ConfigureAwait(false);
        await _runs.LoadAsync(store, Open, cancellationToken).ConfigureAwait(false);
        foreach (var row in _runs.Rows.OrderBy(static r => r.BeganAt))
        {
            Join(row.Interaction, row.Run);
            Group(null, row);
        }
    }

    public void Fold(CommittedEntry committed)
    {
        var entry = committed.Entry;
        switch (entry.Kind)
        {
            case ScriptKinds.Published:
                var published = entry.Read(ScriptJson.Default.ScriptPublished);
                _programs.Put(published.Program, new ProgramRow(published.Program, published.Script, published.Version, committed.Position));
                break;
            case ScriptKinds.Stepped:
                Fold(entry.Read(ScriptJson.Default.ScriptStepped), entry);
                break;
            case ScriptKinds.Kept when Find(entry.Read(EventJson.Default.ScriptKept).Run) is { } keeper:
                _runs.Put(Key(keeper.Run), keeper with { Kept = keeper.Kept + 1 });
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

    private void Fold(ScriptStepped e, Entry entry)
    {
        var known = Find(e.Run);
        var row = (known ?? new ScriptRow
        {
            Run = e.Run,
            Interaction = entry.Links.Interaction.GetValueOrDefault(),
            BeganIn = entry.Links.Interaction.GetValueOrDefault(),
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
            LastAt = entry.Time,
            Outcome = e.Outcome,
            Kept = known is { Kept: > 0 } && e is { Event: not null, IsRecalled: true } ? known.Kept - 1 : known?.Kept ?? 0,
        };
        _runs.Put(Key(e.Run), row);
        if (known is null || row.IsOver || known.Program != row.Program)
        {
            Group(known, row);
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
            _runs.Put(Key(run), row with { Interaction = to });
            Join(to, run);
        }
    }

    private void Group(ScriptRow? before, ScriptRow now)
    {
        if (before is not null)
        {
            _ofCustomer.Remove(before.Customer, before.Run);
            _ofProgram.Remove(before.Program, before.Run);
        }

        if (!now.IsOver)
        {
            _ofCustomer.Add(now.Customer, now.Run);
            _ofProgram.Add(now.Program, now.Run);
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
