using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;
using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Analysis;

/// <summary>Where a run stands on a path, and what is known there. Immutable.</summary>
/// <param name="Line">The line.</param>
/// <param name="Known">What is known.</param>
/// <param name="Return">The line <c>back</c> leads to; null for none.</param>
internal readonly record struct Place(Line Line, Knowledge Known, Line? Return);

/// <summary>Where a way leads: to a place, or to an ending.</summary>
internal readonly record struct Arrival(Place? Place, ExploredEndingKind Ending, string Outcome);

/// <summary>All lines of a script and how one comes from place to place.</summary>
internal sealed class Places
{
    private readonly BoundScript _script;
    private readonly Lines _lines;
    private readonly Ways _ways;
    private readonly ImmutableArray<(string Chosen, BoundTarget Target)> _events;
    private readonly ImmutableArray<StepSymbol> _anytime;

    public Places(SourceText source, BoundScript script)
    {
        _script = script;
        _lines = new Lines(script);
        var matters = new HashSet<SlotSymbol>();
        foreach (var expression in _lines.All.SelectMany(Decisive))
        {
            Collect(expression, matters);
        }

        _ways = new Ways(source, matters);
        _events = [.. script.Handlers.Where(static handler => handler.Target is not null).Select(static handler => ($"event {handler.Name}", handler.Target!))];
        _anytime = [.. script.Steps.Where(static step => step.Symbol.Syntax.IsAnytime).Select(static step => step.Symbol)];
        var known = Knowledge.Nothing;
        foreach (var start in script.Starts)
        {
            known = matters.Contains(start.Slot) && KnownValues.TryGet(start.Value, known, out var value) ? known.With(start.Slot, value) : known;
        }

        First = new Place(_lines.EntryOf(script.Steps[0].Symbol)!, known, null);
    }

    public Place First { get; }

    public int Count => _lines.All.Count;

    public IEnumerable<(Way Way, Arrival To)> From(Place place)
    {
        foreach (var way in _ways.Of(place.Line, place.Known))
        {
            yield return (way, Follow(place, way));
        }

        if (!place.Line.IsSeen)
        {
            yield break;
        }

        foreach (var (chosen, target) in _events)
        {
            var way = new Way(chosen, false, target, null, place.Known);
            yield return (way, Follow(place, way));
        }

        // One jump at a time: jumping on from where one jumped to shows nothing new but another way back.
        if (place.Return is null && place.Line.Statement is BoundSay or BoundNote or BoundAsk or BoundConfirm or BoundWait)
        {
            foreach (var step in _anytime.Where(step => step != place.Line.Step.Symbol))
            {
                yield return (new Way($"the agent goes to {step.Name}", false, null, null, place.Known) { Returns = true }, At(_lines.EntryOf(step), place.Known, place.Line));
            }
        }
    }

    /// <summary>The expressions what follows depends on.</summary>
    private static IEnumerable<BoundExpression> Decisive(Line line) => line.Statement switch
    {
        BoundIf choice => choice.Branches.Where(static branch => branch.Condition is not null).Select(static branch => branch.Condition!),
        BoundSet set => [set.Value],
        BoundAsk ask => ask.Accepts.Select(static accept => accept.Condition),
        _ => [],
    };

    private static void Collect(BoundExpression expression, HashSet<SlotSymbol> found)
    {
        if (expression is BoundSlot slot)
        {
            found.Add(slot.Slot);
        }

        foreach (var part in BoundParts.Of(expression))
        {
            Collect(part, found);
        }
    }

    private static Arrival At(Line? line, Knowledge known, Line? back) => line is null
        ? new Arrival(null, ExploredEndingKind.Person, "")
        : new Arrival(new Place(line, known, back), default, "");

    private Arrival Follow(Place from, Way way) => way switch
    {
        { IsStop: true } => new Arrival(null, ExploredEndingKind.Person, ""),
        { IsBareEnd: true } => new Arrival(null, ExploredEndingKind.WithoutOutcome, ""),
        { Target: null } => At(way.To, way.Known, from.Return),
        { Target: { Kind: TargetKind.End } end } => new Arrival(null, ExploredEndingKind.Outcome, _script.Syntax.Header.Outcomes[end.Outcome].Text),
        { Target.Kind: TargetKind.Back } => At(from.Return, way.Known, null),
        _ => At(_lines.EntryOf(way.Target!.Step!), way.Known, from.Return),
    };
}
