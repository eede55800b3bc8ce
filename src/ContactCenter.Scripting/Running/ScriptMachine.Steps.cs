namespace ContactCenter.Scripting;

/// <content>What each input does.</content>
public static partial class ScriptMachine
{
    private static void Answer(ScriptRun run, in ScriptValue value)
    {
        var statement = run.Program.Statements[run.Statement];
        var ask = run.Program.Tables.Asks[statement.Detail];
        var sequence = run.DemandSequence;
        var next = statement.Next;
        if (ask.Slot < 0)
        {
            next = value.IsYes || ask.No < 0 ? next : ask.No;
        }
        else
        {
            if (!Takes(run, ask, in value))
            {
                return;
            }

            var name = value.Reference as string;
            foreach (var choice in ask.Choices)
            {
                if (choice.Target >= 0 && string.Equals(choice.Name, name, StringComparison.Ordinal))
                {
                    next = choice.Target;
                    break;
                }
            }
        }

        run.History.Add(sequence);
        Execute(run, next);
    }

    /// <summary>Puts an answer into its slot, where it stays if the script accepts it.</summary>
    private static bool Takes(ScriptRun run, ProgramAsk ask, in ScriptValue value)
    {
        if (ask.Accept < 0)
        {
            run.Set(ask.Slot, in value);
            return true;
        }

        var before = run.Slots[ask.Slot];
        run.Set(ask.Slot, in value);
        Forget(run);
        if (Execute(run, ask.Accept))
        {
            return true;
        }

        if (run.State != ScriptRunState.Faulted)
        {
            run.Slots[ask.Slot] = before;
            run.Changed[ask.Slot >> 6] &= ~(1UL << ask.Slot);
            BeWrong(run);
        }

        return false;
    }

    /// <summary>Why the answer before was refused is no longer shown.</summary>
    private static void Forget(ScriptRun run)
    {
        run.Refusal = -1;
        run.GivenCount = run.Program.Given[run.Statement];
    }

    private static void BeSilent(ScriptRun run)
    {
        Forget(run);
        var ask = run.Program.Tables.Asks[run.Program.Statements[run.Statement].Detail];
        Again(run, ask, ++run.Silences, ask.Silence, ScriptFault.TooManySilences);
    }

    private static void BeWrong(ScriptRun run)
    {
        var ask = run.Program.Tables.Asks[run.Program.Statements[run.Statement].Detail];
        Again(run, ask, ++run.Wrongs, ask.Wrong, ScriptFault.TooManyWrong);
    }

    private static void Again(ScriptRun run, ProgramAsk ask, int count, ProgramLimit? limit, ScriptFault otherwise)
    {
        if (count < (limit?.Times ?? run.Program.Tables.DefaultTries))
        {
            run.DemandSequence = run.Sequence;
            run.DueTicks = After(run.At, ask.SilenceAfter);
        }
        else if (limit is not null)
        {
            Execute(run, limit.Target);
        }
        else
        {
            run.Stop(otherwise);
        }
    }

    private static void Succeed(ScriptRun run, in ScriptValue value)
    {
        var statement = run.Program.Statements[run.Statement];
        switch (run.State)
        {
            case ScriptRunState.Doing when run.Program.Tables.Actions[statement.Detail].Result is >= 0 and var slot:
                run.Set(slot, value);
                break;
            case ScriptRunState.Transferring:
                var taken = run.Program.Tables.Transfers[statement.Detail].Taken;
                if (taken < 0)
                {
                    run.End(-1);
                }
                else
                {
                    Execute(run, taken);
                }

                return;
        }

        Execute(run, statement.Next);
    }

    private static void Fail(ScriptRun run, string code)
    {
        var statement = run.Program.Statements[run.Statement];
        switch (run.State)
        {
            case ScriptRunState.Doing:
                Execute(run, run.Program.Tables.Actions[statement.Detail].Else);
                break;
            case ScriptRunState.Calling:
                FailCall(run, run.Program.Tables.Calls[statement.Detail], code);
                break;
            case ScriptRunState.Transferring:
                FailTransfer(run);
                break;
            default:
                Execute(run, statement.Next); // a message is tried again by whoever sends it; the script does not wait for that
                break;
        }
    }

    private static void FailCall(ScriptRun run, ProgramCall call, string code)
    {
        var target = call.TargetOf(code);
        if ((target < 0 || code == "unreached") && run.Attempt < call.Tries)
        {
            run.State = ScriptRunState.Pausing;
            run.DemandSequence = run.Sequence;
            run.DueTicks = Math.Max(1, After(run.At, call.Every, isNever: false));
            return;
        }

        target = target < 0 ? call.TargetOf("unreached") : target;
        if (target < 0)
        {
            run.Stop(ScriptFault.NoBranch);
        }
        else
        {
            Execute(run, target);
        }
    }

    private static void FailTransfer(ScriptRun run)
    {
        var target = run.Program.Tables.Transfers[run.Program.Statements[run.Statement].Detail].AfterTarget;
        if (target < 0)
        {
            run.Stop(ScriptFault.NoBranch);
        }
        else
        {
            Execute(run, target);
        }
    }

    private static void BecomeDue(ScriptRun run)
    {
        var statement = run.Program.Statements[run.Statement];
        switch (run.State)
        {
            case ScriptRunState.Asking or ScriptRunState.Confirming:
                BeSilent(run);
                break;
            case ScriptRunState.Doing:
                Execute(run, run.Program.Tables.Actions[statement.Detail].Else);
                break;
            case ScriptRunState.Transferring:
                FailTransfer(run);
                break;
            case ScriptRunState.Pausing:
                run.State = ScriptRunState.Calling;
                run.DemandSequence = run.Sequence;
                run.DueTicks = 0;
                run.Attempt++;
                break;
            default:
                Execute(run, PlaceBehindWait(run, statement));
                break;
        }
    }

    private static void Handle(ScriptRun run, ProgramHandler handler, in ScriptValue payload)
    {
        var next = handler.Target >= 0 ? handler.Target : run.Program.Statements[run.Statement].Next;
        if (handler.Returns)
        {
            Leave(run);
        }

        if (handler.Slot >= 0 && !payload.IsEmpty)
        {
            run.Set(handler.Slot, payload);
        }

        Execute(run, next);
    }

    private static void HangUp(ScriptRun run, ProgramHandler? handler)
    {
        if (handler is not null)
        {
            Handle(run, handler, default);
        }
        else if (run.State == ScriptRunState.HangingUp)
        {
            Execute(run, run.Program.Statements[run.Statement].Next);
        }
        else
        {
            run.End(-1);
        }
    }

    /// <summary>The run is led away; <c>back</c> leads here.</summary>
    private static void Leave(ScriptRun run) =>
        run.Returns[run.ReturnCount++] = run.State == ScriptRunState.Waiting ? new(run.Statement, run.DueTicks, run.Wanted) : new(run.Statement, 0, 0);

    /// <summary>Everything but the facts is as it was when the question was asked; it is asked anew, with counts from 0.</summary>
    private static void GoBack(ScriptRun run, ScriptRun earlier)
    {
        var slots = run.Program.Tables.Slots;
        for (var slot = 0; slot < slots.Length; slot++)
        {
            if (!slots[slot].IsFact && run.Slots[slot] != earlier.Slots[slot])
            {
                run.Set(slot, earlier.Slots[slot]);
            }
        }

        (run.State, run.Statement, run.GivenCount) = (earlier.State, earlier.Statement, run.Program.Given[earlier.Statement]);
        (run.History, run.ReturnCount) = (earlier.History, earlier.ReturnCount);
        (run.Silences, run.Wrongs, run.Attempt, run.Refusal) = (0, 0, 0, -1);
        earlier.Given.AsSpan(0, run.GivenCount).CopyTo(run.Given);
        earlier.Returns.CopyTo(run.Returns, 0);
        run.DemandSequence = run.Sequence;
        run.DueTicks = After(run.At, run.Program.Tables.Asks[run.Program.Statements[run.Statement].Detail].SilenceAfter);
    }
}
