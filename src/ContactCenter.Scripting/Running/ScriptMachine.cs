using System.Runtime.CompilerServices;

namespace ContactCenter.Scripting;

/// <summary>
/// Runs programs. Pure: no clock, no chance, no input or output; what it does follows from the run, the input and the instant it is given. Everything it
/// does between two demands is one wake-up, with one instant and one budget.
/// </summary>
public static partial class ScriptMachine
{
    /// <summary>The event of a customer who ends the live session.</summary>
    public const string HangUpEvent = "hangup";

    /// <summary>Gives a run one input, and runs it to its next demand (<see cref="ScriptRun.Demand"/>), its end or its fault.</summary>
    /// <param name="run">The run.</param>
    /// <param name="input">What happened.</param>
    /// <param name="now">The instant of the wake-up: <c>now</c> of its expressions.</param>
    /// <returns>Whatever is not <see cref="ScriptAdvance.Applied"/> changed nothing and is not to be recorded.</returns>
    // On its own, with what it does alone within it. Left to the compiler it becomes a part of the host's loop, and there what it calls no longer does.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ScriptAdvance Advance(ScriptRun run, in ScriptInput input, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(run);
        var plan = default(InputPlan);
        var answer = Check(run, in input, now.UtcTicks, ref plan);
        if (answer != ScriptAdvance.Applied)
        {
            return answer;
        }

        Open(run, in input, in plan, now.UtcTicks);
        Apply(run, in input, in plan);
        if (run.IsHeavy)
        {
            Weigh(run);
        }

        return ScriptAdvance.Applied;
    }

    /// <summary>A new record begins: what happened, when, and nothing changed yet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Open(ScriptRun run, in ScriptInput input, in InputPlan plan, long now)
    {
        (run.InputKind, run.InputForm, run.InputFor) = (input.Kind, input.Form, input.For);
        (run.InputText, run.InputActor, run.InputReason) = (input.Text, input.Actor, input.Reason);
        run.InputValue = plan.Value;
        run.At = now;
        run.Before = run.Statement;
        run.Sequence++;
        run.TextLeft = run.Budget.Text;
        foreach (ref var bits in run.Changed.AsSpan())
        {
            bits = 0;
        }

        if (!input.Facts.IsDefaultOrEmpty)
        {
            TakeFacts(run, input.Facts.AsSpan());
        }
    }

    private static void TakeFacts(ScriptRun run, ReadOnlySpan<ScriptFact> facts)
    {
        foreach (ref readonly var fact in facts)
        {
            var slot = run.Program.SlotOf(fact.Name);
            var value = ScriptValue.Empty;
            if (slot >= 0 && (fact.Value.IsEmpty || run.Program.SlotTypes[slot].TryAdopt(fact.Value, out value)))
            {
                run.Set(slot, in value);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply(ScriptRun run, in ScriptInput input, in InputPlan plan)
    {
        switch (input.Kind)
        {
            case ScriptInputKind.Begin:
                if (run.Program.Tables.StartSlot is >= 0 and var slot && !plan.Value.IsEmpty)
                {
                    run.Set(slot, plan.Value);
                }

                Execute(run, run.Program.Tables.Steps[0].Entry);
                break;
            case ScriptInputKind.Continue:
                Execute(run, run.Program.Statements[run.Statement].Next);
                break;
            case ScriptInputKind.Answered:
                Answer(run, plan.Value);
                break;
            case ScriptInputKind.Silent:
                BeSilent(run);
                break;
            case ScriptInputKind.Misunderstood:
                Forget(run);
                BeWrong(run);
                break;
            case ScriptInputKind.Succeeded:
                Succeed(run, plan.Value);
                break;
            case ScriptInputKind.Failed:
                Fail(run, input.Text!);
                break;
            case ScriptInputKind.Due:
                BecomeDue(run);
                break;
            case ScriptInputKind.EventArrived:
                Handle(run, plan.Handler!, plan.Value);
                break;
            case ScriptInputKind.HungUp:
                HangUp(run, plan.Handler);
                break;
            case ScriptInputKind.GoBack:
                GoBack(run, plan.Earlier!);
                break;
            case ScriptInputKind.GoTo:
                Leave(run);
                Execute(run, run.Program.Tables.Steps[plan.Place].Entry);
                break;
            case ScriptInputKind.Moved:
                (run.ChannelIndex, run.LanguageIndex) = (plan.Place, plan.Language);
                break;
            case ScriptInputKind.Stopped:
                run.End(-1);
                break;
            default:
                break; // facts are taken already
        }
    }

    /// <summary>Too much to keep: the values of this wake-up go, and the run stops.</summary>
    private static void Weigh(ScriptRun run)
    {
        var weight = 0L;
        foreach (ref readonly var value in run.Slots.AsSpan())
        {
            weight += value.Weight;
        }

        foreach (ref readonly var value in run.GivenValues)
        {
            weight += value.Weight;
        }

        run.IsHeavy = false;
        if (weight > run.Budget.State)
        {
            for (var slot = 0; slot < run.Slots.Length; slot++)
            {
                if ((run.Changed[slot >> 6] & (1UL << slot)) != 0)
                {
                    run.Slots[slot] = default;
                }
            }

            run.Stop(ScriptFault.StateTooLarge);
        }
    }
}
