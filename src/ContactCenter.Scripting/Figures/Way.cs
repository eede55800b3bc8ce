namespace ContactCenter.Scripting.Figures;

/// <summary>Which way a run left a statement.</summary>
/// <param name="Name">As <see cref="BranchFigures.Way"/> calls it.</param>
/// <param name="IsFailure">Whether something failed, or nobody answered in time or rightly.</param>
/// <param name="Target">The place in the code its arrow leads to; -1 when it has none.</param>
internal readonly record struct Way(string Name, bool IsFailure, int Target)
{
    /// <summary>The way of an input; null for one that leads nowhere, such as changed facts.</summary>
    public static Way? Of(ScriptStepRecord record, long wanted)
    {
        var (program, input) = (record.Program, record.Input);
        if (record.Before < 0)
        {
            return null;
        }

        var statement = program.Statements[record.Before];
        return input.Kind switch
        {
            ScriptInputKind.Continue => new Way("next", false, -1),
            ScriptInputKind.Answered or ScriptInputKind.Silent or ScriptInputKind.Misunderstood => OfAnswer(record, program.Tables.Asks[statement.Detail]),
            ScriptInputKind.Succeeded => new Way("succeeded", false, statement.Kind == StatementKind.Transfer ? program.Tables.Transfers[statement.Detail].Taken : -1),
            ScriptInputKind.Failed => OfFailure(program, statement, input.Text),
            ScriptInputKind.Due => OfDue(record, statement, wanted),
            ScriptInputKind.EventArrived => new Way($"event {input.Text}", false, OfEvent(program, statement, input.Text)),
            ScriptInputKind.HungUp => new Way(statement.Kind == StatementKind.HangUp ? "next" : "hang-up", false, -1),
            ScriptInputKind.Stopped => new Way("stopped", false, -1),
            _ => null,
        };
    }

    private static Way OfAnswer(ScriptStepRecord record, ProgramAsk ask)
    {
        var value = record.Input.Value;
        if (record.Input.Kind == ScriptInputKind.Silent)
        {
            return new Way("silent", true, ask.Silence?.Target ?? -1);
        }

        // An answer the script refuses leaves its slot as it was.
        if (record.Input.Kind == ScriptInputKind.Misunderstood || (ask.Slot >= 0 && !record.ChangedSlots.Contains(ask.Slot)))
        {
            return new Way("wrong", true, ask.Wrong?.Target ?? -1);
        }

        if (ask.Slot < 0)
        {
            return value.IsYes ? new Way("yes", false, -1) : new Way("no", false, ask.No);
        }

        return value.Kind switch
        {
            ScriptKind.Choice => new Way($"choice {value.AsText()}", false, ask.Choices.FirstOrDefault(choice => choice.Name == value.AsText())?.Target ?? -1),
            ScriptKind.YesNo => new Way(value.IsYes ? "yes" : "no", false, -1),
            _ => new Way("answered", false, -1),
        };
    }

    private static Way OfFailure(ScriptProgram program, ProgramStatement statement, string? code) => statement.Kind switch
    {
        // An action in the middle of an expression has no arrow: that it failed is a value like others.
        StatementKind.Do => program.Tables.Actions[statement.Detail] is var action && action.Result >= 0 && program.Tables.Slots[action.Result].Name.Contains('.', StringComparison.Ordinal)
            ? new Way("failed", false, -1)
            : new Way("failed", true, action.Else),
        StatementKind.Transfer => new Way("failed", true, program.Tables.Transfers[statement.Detail].AfterTarget),
        StatementKind.Call when code == ProgramBranch.Machine && program.Tables.Calls[statement.Detail].TargetOf(code) is >= 0 and var target => new Way(code, false, target),
        StatementKind.Call => new Way("failed", true, program.Tables.Calls[statement.Detail].Branches.FirstOrDefault(branch => branch.Code == code || branch.Code == "unreached")?.Target ?? -1),
        _ => new Way("failed", false, -1),
    };

    private static Way? OfDue(ScriptStepRecord record, ProgramStatement statement, long wanted)
    {
        var program = record.Program;
        switch (statement.Kind)
        {
            case StatementKind.Ask or StatementKind.Confirm:
                return new Way("silent", true, program.Tables.Asks[statement.Detail].Silence?.Target ?? -1);
            case StatementKind.Wait:
                var wait = program.Tables.Waits[statement.Detail];
                var isLate = wait.Late >= 0 && (wait.Kind == ProgramWaitKind.Event || (wanted > 0 && record.At.UtcTicks - wanted > wait.Late));
                return isLate ? new Way("late", true, wait.LateTarget) : new Way("in time", false, -1);
            case StatementKind.Call:
                return null; // the next try
            default:
                return OfFailure(program, statement, null);
        }
    }

    private static int OfEvent(ScriptProgram program, ProgramStatement statement, string? name)
    {
        var own = statement.Kind == StatementKind.Wait ? program.Tables.Waits[statement.Detail].Events : [];
        return own.Concat(program.Tables.Handlers).FirstOrDefault(handler => handler.Event == name)?.Target ?? -1;
    }
}
