namespace ContactCenter.Scripting;

/// <summary>What sort of part a coverage point is.</summary>
public enum CoverageKind
{
    /// <summary>A step.</summary>
    Step,

    /// <summary>A line that says, asks or does something.</summary>
    Line,

    /// <summary>A choice or another way on from a line, or a handler of the whole script.</summary>
    Branch,

    /// <summary>An answer that was not accepted, with its reason.</summary>
    Refusal,

    /// <summary>An outcome.</summary>
    Outcome,
}

/// <summary>A part of a program that can be reached.</summary>
/// <param name="Kind">What sort.</param>
/// <param name="Id">The step's or outcome's name, or the statement's id; empty for a handler of the whole script.</param>
/// <param name="Branch">The branch's name, such as a choice, <c>else</c>, <c>silence</c>, <c>wrong</c>, <c>late</c>, <c>taken</c>, <c>after</c>; the refusal's text id; empty for others.</param>
public sealed record CoveragePoint(CoverageKind Kind, string Id, string Branch)
{
    /// <inheritdoc />
    public override string ToString() => Kind switch
    {
        CoverageKind.Step => $"step {Id}",
        CoverageKind.Outcome => $"end {Id}",
        CoverageKind.Line => Id,
        _ => Id.Length == 0 ? Branch : $"{Id}: {Branch}",
    };
}

/// <summary>The parts of a program.</summary>
internal static class CoveragePoints
{
    public const string Silence = "silence";
    public const string Wrong = "wrong";
    public const string Else = "else";
    public const string Taken = "taken";
    public const string After = "after";
    public const string Late = "late";

    public static string On(string @event) => $"handler {@event}";

    public static IEnumerable<CoveragePoint> Of(ScriptProgram program)
    {
        foreach (var handler in program.Tables.Handlers)
        {
            yield return new CoveragePoint(CoverageKind.Branch, "", On(handler.Event));
        }

        var step = -1;
        foreach (var statement in program.Statements)
        {
            if (statement.Kind >= StatementKind.Set)
            {
                continue; // the host does not see it
            }

            if (statement.Step != step)
            {
                step = statement.Step;
                yield return new CoveragePoint(CoverageKind.Step, program.Tables.Steps[step].Name, "");
            }

            yield return new CoveragePoint(CoverageKind.Line, statement.Id, "");
            foreach (var branch in BranchesOf(program.Tables, statement))
            {
                yield return new CoveragePoint(CoverageKind.Branch, statement.Id, branch);
            }

            foreach (var refusal in RefusalsOf(program, statement))
            {
                yield return new CoveragePoint(CoverageKind.Refusal, statement.Id, refusal);
            }
        }

        foreach (var outcome in program.Outcomes)
        {
            yield return new CoveragePoint(CoverageKind.Outcome, outcome, "");
        }
    }

    private static IEnumerable<string> BranchesOf(ProgramTables tables, ProgramStatement statement) => statement.Kind switch
    {
        StatementKind.Ask or StatementKind.Confirm => BranchesOf(tables.Asks[statement.Detail], tables),
        StatementKind.Do => [Else],
        StatementKind.Call => tables.Calls[statement.Detail].Branches.Select(static branch => branch.Code),
        StatementKind.Transfer => tables.Transfers[statement.Detail] is { AfterTarget: >= 0 } ? [Taken, After] : [Taken],
        StatementKind.Wait => tables.Waits[statement.Detail].Events.Select(static on => $"on {on.Event}").Concat(tables.Waits[statement.Detail].Late >= 0 ? [Late] : []),
        _ => [],
    };

    private static IEnumerable<string> BranchesOf(ProgramAsk ask, ProgramTables tables)
    {
        IEnumerable<string> answers = ask.Slot < 0 || tables.Slots[ask.Slot].Type.Kind == ScriptKind.YesNo ? ["yes", "no"] : ask.Choices.Select(static choice => choice.Name);
        return answers.Concat(ask.Silence is null ? [] : [Silence]).Concat(ask.Wrong is null ? [] : [Wrong]);
    }

    /// <summary>The reasons the code of an acceptance can give.</summary>
    private static IEnumerable<string> RefusalsOf(ScriptProgram program, ProgramStatement statement)
    {
        if (statement.Kind != StatementKind.Ask || program.Tables.Asks[statement.Detail].Accept is not (>= 0 and var at))
        {
            yield break;
        }

        for (; at < program.Code.Length && program.Code[at].Op != ScriptOp.Accept; at++)
        {
            if (program.Code[at].Op == ScriptOp.Reject)
            {
                yield return program.Tables.Texts[program.Code[at].C].Id;
            }
        }
    }
}
