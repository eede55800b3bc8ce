using System.Runtime.CompilerServices;

namespace ContactCenter.Scripting;

/// <content>Which input fits which state: the table of <c>docs/scripting/running.md</c>. Changes nothing.</content>
public static partial class ScriptMachine
{
    private const int MostReason = 1_024;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ScriptAdvance Check(ScriptRun run, in ScriptInput input, long now, ref InputPlan plan)
    {
        var state = run.State;
        if (state >= ScriptRunState.Ended)
        {
            return ScriptAdvance.Over;
        }

        if (state == ScriptRunState.Created != (input.Kind == ScriptInputKind.Begin))
        {
            return ScriptAdvance.Unexpected;
        }

        if (IsAnswerOfDemand(input.Kind) && input.For != run.DemandSequence)
        {
            return ScriptAdvance.Stale;
        }

        if (input.Text?.Length > ScriptValueLimits.MaxTextLength || input.Actor?.Length > ScriptValueLimits.MaxNameLength || input.Reason?.Length > MostReason
            || (!input.Facts.IsDefaultOrEmpty && !FactsFit(run, input.Facts.AsSpan())))
        {
            return ScriptAdvance.Unfitting;
        }

        return input.Kind switch
        {
            ScriptInputKind.Begin => Fits(run, run.Program.Tables.StartSlot, in input, ref plan, isOptional: true),
            ScriptInputKind.Continue => Expected(state is ScriptRunState.Saying or ScriptRunState.Noting or ScriptRunState.Sending
                or ScriptRunState.HangingUp or ScriptRunState.Starting),
            ScriptInputKind.Answered => CheckAnswer(run, in input, ref plan),
            ScriptInputKind.Silent or ScriptInputKind.Misunderstood => Expected(state is ScriptRunState.Asking or ScriptRunState.Confirming),
            ScriptInputKind.Succeeded => state is ScriptRunState.Doing or ScriptRunState.Calling or ScriptRunState.Transferring
                ? Fits(run, ResultSlot(run), in input, ref plan, isOptional: false)
                : ScriptAdvance.Unexpected,
            ScriptInputKind.Failed => input.Text is null
                ? ScriptAdvance.Unfitting
                : Expected(state is ScriptRunState.Doing or ScriptRunState.Calling or ScriptRunState.Transferring or ScriptRunState.Sending),
            ScriptInputKind.Due => run.DueTicks == 0 ? ScriptAdvance.Unexpected : now < run.DueTicks ? ScriptAdvance.TooEarly : ScriptAdvance.Applied,
            ScriptInputKind.EventArrived => CheckEvent(run, input.Text, in input, ref plan),
            ScriptInputKind.HungUp => CheckHangUp(run, in input, ref plan),
            ScriptInputKind.GoBack => CheckBack(run, in input, ref plan),
            ScriptInputKind.GoTo => CheckGoTo(run, input.Text, ref plan),
            ScriptInputKind.Moved => CheckMove(run, in input, ref plan),
            ScriptInputKind.FactsChanged or ScriptInputKind.Stopped => ScriptAdvance.Applied,
            _ => ScriptAdvance.Unexpected,
        };
    }

    private static bool IsAnswerOfDemand(ScriptInputKind kind) => kind is >= ScriptInputKind.Continue and <= ScriptInputKind.Failed or ScriptInputKind.Due;

    private static ScriptAdvance Expected(bool fits) => fits ? ScriptAdvance.Applied : ScriptAdvance.Unexpected;

    private static int ResultSlot(ScriptRun run) =>
        run.State == ScriptRunState.Doing ? run.Program.Tables.Actions[run.Program.Statements[run.Statement].Detail].Result : -1;

    /// <summary>A value nothing is to be done with is left out of the plan.</summary>
    private static ScriptAdvance Fits(ScriptRun run, int slot, in ScriptInput input, ref InputPlan plan, bool isOptional) =>
        slot < 0 || (isOptional && input.Value.IsEmpty) || run.Program.SlotTypes[slot].TryAdopt(input.Value, out plan.Value) ? ScriptAdvance.Applied : ScriptAdvance.Unfitting;

    private static bool FactsFit(ScriptRun run, ReadOnlySpan<ScriptFact> facts)
    {
        foreach (ref readonly var fact in facts)
        {
            var slot = run.Program.SlotOf(fact.Name);
            if (slot >= 0 && !(run.Program.Tables.Slots[slot] is { IsFact: true } known && (fact.Value.IsEmpty || known.Type.Accepts(fact.Value))))
            {
                return false;
            }
        }

        return true;
    }

    private static ScriptAdvance CheckAnswer(ScriptRun run, in ScriptInput input, ref InputPlan plan)
    {
        if (run.State is not (ScriptRunState.Asking or ScriptRunState.Confirming))
        {
            return ScriptAdvance.Unexpected;
        }

        var ask = run.Program.Tables.Asks[run.Program.Statements[run.Statement].Detail];
        if (ask.Slot < 0)
        {
            plan.Value = input.Value;
            return plan.Value.Kind == ScriptKind.YesNo ? ScriptAdvance.Applied : ScriptAdvance.Unfitting;
        }

        if (ask.HasList && run.Given[run.Program.Given[run.Statement] - 1].AsList() is { } list && !list.Contains(input.Value))
        {
            return ScriptAdvance.Unfitting;
        }

        return Fits(run, ask.Slot, in input, ref plan, isOptional: false);
    }

    private static ScriptAdvance CheckEvent(ScriptRun run, string? name, in ScriptInput input, ref InputPlan plan)
    {
        plan.Handler = HandlerOf(run, name);
        return plan.Handler is null
            ? ScriptAdvance.Unhandled
            : plan.Handler.Returns && !CanLeave(run)
                ? run.ReturnCount < ScriptRun.MaxReturns ? ScriptAdvance.Unexpected : ScriptAdvance.TooDeep
                : Fits(run, plan.Handler.Slot, in input, ref plan, isOptional: true);
    }

    /// <summary>Of those of the wait and those of the whole script, the first.</summary>
    private static ProgramHandler? HandlerOf(ScriptRun run, string? name)
    {
        if (run.State == ScriptRunState.Waiting)
        {
            foreach (var handler in run.Program.Tables.Waits[run.Program.Statements[run.Statement].Detail].Events)
            {
                if (handler.Event == name)
                {
                    return handler;
                }
            }
        }

        foreach (var handler in run.Program.Tables.Handlers)
        {
            if (handler.Event == name)
            {
                return handler;
            }
        }

        return null;
    }

    private static ScriptAdvance CheckHangUp(ScriptRun run, in ScriptInput input, ref InputPlan plan)
    {
        if (run.State == ScriptRunState.HangingUp)
        {
            return ScriptAdvance.Applied; // what was asked for
        }

        var answer = CheckEvent(run, HangUpEvent, in input, ref plan);
        return answer == ScriptAdvance.Unhandled && NeedsCustomer(run.State) ? ScriptAdvance.Applied : answer;
    }

    private static bool NeedsCustomer(ScriptRunState state) =>
        state is ScriptRunState.Saying or ScriptRunState.Noting or ScriptRunState.Asking or ScriptRunState.Confirming;

    private static ScriptAdvance CheckBack(ScriptRun run, in ScriptInput input, ref InputPlan plan)
    {
        if (!NeedsCustomer(run.State))
        {
            return ScriptAdvance.Unexpected;
        }

        if (run.QuestionBefore is not { } sequence)
        {
            return ScriptAdvance.NothingBefore;
        }

        ScriptRun earlier;
        try
        {
            earlier = ScriptFrame.Read(run.Program, input.Earlier);
        }
        catch (ScriptFormatException)
        {
            return ScriptAdvance.Foreign;
        }

        plan.Earlier = earlier;
        return earlier.Id == run.Id && earlier.Sequence == sequence && earlier.DemandSequence == sequence
            && earlier.State is ScriptRunState.Asking or ScriptRunState.Confirming
                ? ScriptAdvance.Applied
                : ScriptAdvance.Foreign;
    }

    private static ScriptAdvance CheckGoTo(ScriptRun run, string? step, ref InputPlan plan)
    {
        if (!NeedsCustomer(run.State) && run.State != ScriptRunState.Waiting)
        {
            return ScriptAdvance.Unexpected;
        }

        var steps = run.Program.Tables.Steps;
        for (var i = 0; i < steps.Length; i++)
        {
            if (steps[i].IsAnytime && steps[i].Name == step)
            {
                plan.Place = i;
                return CanLeave(run) ? ScriptAdvance.Applied : ScriptAdvance.TooDeep;
            }
        }

        return ScriptAdvance.NotAnytime;
    }

    private static ScriptAdvance CheckMove(ScriptRun run, in ScriptInput input, ref InputPlan plan)
    {
        plan.Place = input.Text is null ? run.ChannelIndex : run.Program.Channels.IndexOf(input.Text);
        plan.Language = input.Reason is null ? run.LanguageIndex : run.Program.Languages.IndexOf(input.Reason);
        return (plan.Place >= 0 || input.Text is null) && plan.Language >= 0 ? ScriptAdvance.Applied : ScriptAdvance.Unfitting;
    }

    private static bool CanLeave(ScriptRun run) =>
        run.ReturnCount < ScriptRun.MaxReturns && (NeedsCustomer(run.State) || run.State == ScriptRunState.Waiting);
}
