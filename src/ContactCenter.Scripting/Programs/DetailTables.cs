using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>Entries of statements, each kind in a table of its own. Their targets are labels until <see cref="FillIn"/> puts the places in.</summary>
internal sealed class DetailTables
{
    private readonly List<ProgramLine> _lines = [];
    private readonly List<ProgramAsk> _asks = [];
    private readonly List<ProgramDo> _actions = [];
    private readonly List<ProgramSend> _sends = [];
    private readonly List<ProgramCall> _calls = [];
    private readonly List<ProgramTransfer> _transfers = [];
    private readonly List<ProgramWait> _waits = [];
    private readonly List<ProgramStart> _starts = [];

    /// <summary>Takes an entry.</summary>
    /// <returns>Its place in the table of its kind.</returns>
    public int Add(object detail) => detail switch
    {
        ProgramLine line => Add(_lines, line),
        ProgramAsk ask => Add(_asks, ask),
        ProgramDo action => Add(_actions, action),
        ProgramSend send => Add(_sends, send),
        ProgramCall call => Add(_calls, call),
        ProgramTransfer transfer => Add(_transfers, transfer),
        ProgramWait wait => Add(_waits, wait),
        ProgramStart start => Add(_starts, start),
        _ => throw new System.Diagnostics.UnreachableException($"No table for {detail.GetType().Name}."),
    };

    /// <summary>The tables with all entries, and with places for labels.</summary>
    /// <param name="tables">Everything else of the program.</param>
    /// <param name="place">The place of a label; -1 of -1.</param>
    public ProgramTables FillIn(ProgramTables tables, Func<int, int> place) => tables with
    {
        Lines = [.. _lines],
        Asks = Each(_asks, ask => ask with
        {
            Choices = ask.Choices.IsEmpty ? [] : [.. ask.Choices.Select(choice => choice.Target < 0 ? choice : choice with { Target = place(choice.Target) })],
            Silence = ask.Silence is { } silence ? silence with { Target = place(silence.Target) } : null,
            Wrong = ask.Wrong is { } wrong ? wrong with { Target = place(wrong.Target) } : null,
            Accept = place(ask.Accept),
            No = place(ask.No),
        }),
        Actions = Each(_actions, action => action with { Else = place(action.Else) }),
        Sends = [.. _sends],
        Calls = Each(_calls, call => call with { Branches = [.. call.Branches.Select(branch => branch with { Target = place(branch.Target) })] }),
        Transfers = Each(_transfers, transfer => transfer with { Taken = place(transfer.Taken), AfterTarget = place(transfer.AfterTarget) }),
        Waits = Each(_waits, wait => wait with
        {
            Events = [.. wait.Events.Select(handler => handler with { Target = place(handler.Target) })],
            LateTarget = place(wait.LateTarget),
        }),
        Starts = [.. _starts],
    };

    private static int Add<T>(List<T> table, T entry)
    {
        table.Add(entry);
        return table.Count - 1;
    }

    private static ImmutableArray<T> Each<T>(List<T> table, Func<T, T> placed)
    {
        var entries = ImmutableArray.CreateBuilder<T>(table.Count);
        foreach (var entry in table)
        {
            entries.Add(placed(entry));
        }

        return entries.MoveToImmutable();
    }
}
