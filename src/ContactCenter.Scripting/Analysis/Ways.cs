using System.Globalization;
using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Analysis;

/// <summary>A way from a line: by an arrow, or to a line.</summary>
/// <param name="Chosen">What was chosen; empty where there is no choice.</param>
/// <param name="IsFailure">Whether something failed.</param>
/// <param name="Target">Where the arrow leads; null for a line.</param>
/// <param name="To">The line; null with an arrow, and where the run stops.</param>
/// <param name="Known">What is known then.</param>
internal readonly record struct Way(string Chosen, bool IsFailure, BoundTarget? Target, Line? To, Knowledge Known)
{
    /// <summary>Whether the run stops, and a person takes over.</summary>
    public bool IsStop { get; init; }

    /// <summary>Whether the run ends without an outcome.</summary>
    public bool IsBareEnd { get; init; }

    /// <summary>Whether <c>back</c> leads to the line that is left.</summary>
    public bool Returns { get; init; }
}

/// <summary>The ways a run can go on from a line, those that what is known excludes left out.</summary>
/// <param name="source">The script's text, for conditions.</param>
/// <param name="matters">The slots conditions depend on.</param>
internal sealed class Ways(SourceText source, IReadOnlySet<SlotSymbol> matters)
{
    private const string Tries = "3"; // ProgramTables.DefaultTries of what the compiler makes

    public IEnumerable<Way> Of(Line line, Knowledge known) => line.Statement switch
    {
        BoundAsk ask => OfAsk(ask, line, known),
        BoundConfirm confirm => OfConfirm(confirm, line, known),
        BoundSet { Slot: { } slot } set => [On(line, KnownValues.TryGet(set.Value, known, out var value) ? Learn(known, slot, value) : known.Without(slot))],
        BoundDo action => [On(line, Forget(known, action.Slot), "done"), new Way("fails", true, action.Else, null, known)],
        BoundCall call => OfCall(call, line, known),
        BoundTransfer transfer => OfTransfer(transfer, known),
        BoundWait wait => OfWait(wait, line, known),
        BoundIf choice => OfIf(choice, line, known),
        BoundGo go => [new Way("", false, go.Target, null, known)],
        _ => [On(line, known)],
    };

    private static Way On(Line line, Knowledge known, string chosen = "") => new(chosen, false, null, line.Below, known);

    private static Way Stop(string chosen, Knowledge known) => new(chosen, true, null, null, known) { IsStop = true };

    private Knowledge Learn(Knowledge known, SlotSymbol slot, ScriptValue value) => matters.Contains(slot) ? known.With(slot, value) : known;

    private static Knowledge Forget(Knowledge known, SlotSymbol? slot) => slot is null ? known : known.Without(slot);

    private IEnumerable<Way> OfAsk(BoundAsk ask, Line line, Knowledge known)
    {
        foreach (var choice in ask.Choices)
        {
            var then = Learn(known, ask.Slot!, ScriptValue.Choice(choice.Value));
            if (Accepted(ask, then))
            {
                var text = choice.Text is null ? "" : $" {source.Slice(choice.Text.Range)}";
                yield return new Way($"{choice.Syntax.Key.ToString(CultureInfo.InvariantCulture)} {choice.Value}{text}", false, choice.Target, choice.Target is null ? line.Below : null, then);
            }
        }

        if (ask.Choices.IsEmpty)
        {
            foreach (var (chosen, then) in Answers(ask, known))
            {
                if (Accepted(ask, then))
                {
                    yield return On(line, then, chosen);
                }
            }
        }

        yield return Limit(ask.Silence, "silent", known);
        yield return Limit(ask.Wrong, "answered wrongly", known);
    }

    private IEnumerable<(string Chosen, Knowledge Known)> Answers(BoundAsk ask, Knowledge known)
    {
        switch (ask.Slot!.Type)
        {
            case { Kind: ScriptKind.YesNo }:
                yield return ("yes", Learn(known, ask.Slot, ScriptValue.Yes));
                yield return ("no", Learn(known, ask.Slot, ScriptValue.No));
                break;
            case { Kind: ScriptKind.Choice } type when matters.Contains(ask.Slot):
                foreach (var name in type.Names)
                {
                    yield return (name, Learn(known, ask.Slot, ScriptValue.Choice(name)));
                }

                break;
            default:
                yield return ("answered", known.Without(ask.Slot));
                break;
        }
    }

    private static bool Accepted(BoundAsk ask, Knowledge known) => ask.Accepts.All(accept => KnownValues.Holds(accept.Condition, known) != false);

    private static Way Limit(BoundRepeat? limit, string what, Knowledge known) => limit?.Target is { } target
        ? new Way($"{what} {Times(limit.Times)}", true, target, null, known)
        : Stop($"{what} {Tries} times, and the question does not say what then", known);

    private static string Times(int count) => count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{count} times");

    private static IEnumerable<Way> OfConfirm(BoundConfirm confirm, Line line, Knowledge known) =>
    [
        On(line, known, "yes"),
        new Way("no", false, confirm.No, null, known),
        Limit(null, "silent", known),
    ];

    private static IEnumerable<Way> OfCall(BoundCall call, Line line, Knowledge known)
    {
        yield return On(line, known, "reached");
        if (call.Machine is not null)
        {
            yield return new Way("machine", false, call.Machine, null, known);
        }

        if (call.Refused is not null)
        {
            yield return new Way("refused", true, call.Refused, null, known);
        }

        yield return call.Unreached is null
            ? Stop("unreached, and the call does not say what then", known)
            : new Way("unreached", true, call.Unreached, null, known);
    }

    private static IEnumerable<Way> OfTransfer(BoundTransfer transfer, Knowledge known)
    {
        yield return new Way("taken", false, transfer.Taken, null, known) { IsBareEnd = transfer.Taken is null };
        yield return transfer.AfterTarget is null
            ? Stop("not taken, and the transfer does not say what then", known)
            : new Way("not taken", true, transfer.AfterTarget, null, known);
    }

    private static IEnumerable<Way> OfWait(BoundWait wait, Line line, Knowledge known)
    {
        yield return On(line, Forget(known, wait.Event?.Slot), wait.Event is null ? "in time" : $"event {wait.Event.Name}");
        foreach (var on in wait.On)
        {
            yield return new Way($"event {on.Name}", false, on.Target, on.Target is null ? line.Below : null, Forget(known, on.Slot));
        }

        if (wait.LateTarget is not null)
        {
            yield return new Way("late", true, wait.LateTarget, null, known);
        }
    }

    private IEnumerable<Way> OfIf(BoundIf choice, Line line, Knowledge known)
    {
        for (var i = 0; i < choice.Branches.Length; i++)
        {
            var branch = choice.Branches[i];
            var holds = branch.Condition is null ? true : KnownValues.Holds(branch.Condition, known);
            if (holds != false)
            {
                var chosen = choice.Branches.Length == 1 ? "holds" : branch.Condition is null ? "else" : source.Slice(branch.Condition.Range).ToString();
                yield return new Way(chosen, false, branch.Target, line.Inside[i], branch.Condition is null ? known : Assumed(branch.Condition, true, known));
            }

            if (holds == true)
            {
                yield break;
            }

            known = Assumed(branch.Condition!, false, known);
        }

        yield return On(line, known, choice.Branches.Length == 1 ? "does not hold" : "none holds");
    }

    private Knowledge Assumed(BoundExpression condition, bool holds, Knowledge known) => KnownValues.Holds(condition, known) is null ? KnownValues.Assume(condition, holds, known) : known;
}
