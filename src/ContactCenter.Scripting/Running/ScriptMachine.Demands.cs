using System.Runtime.CompilerServices;

namespace ContactCenter.Scripting;

/// <content>What becomes of a statement the host sees when the run comes to it.</content>
public static partial class ScriptMachine
{
    /// <summary>Stands at a statement, with the whole stack as what it takes.</summary>
    /// <returns>The place to go on at at once; -1 when the host is to do something.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Demand(ScriptRun run, int index)
    {
        var statement = run.Program.Statements[index];
        var count = run.Program.Given[index];
        for (var i = 0; i < count; i++)
        {
            run.Given[i] = run.Stack[i];
            run.IsHeavy |= ScriptRun.IsLarge(in run.Stack[i]);
        }

        run.GivenCount = count;
        run.Statement = index;
        run.State = (ScriptRunState)statement.Kind;
        run.DemandSequence = run.Sequence;
        run.Refusal = -1;
        run.DueTicks = After(run.At, run.Program.Patience[index]);
        run.Wanted = 0;
        (run.Silences, run.Wrongs, run.Attempt) = (0, 0, 0);
        if (statement.Kind == StatementKind.Do)
        {
            if (run.Program.Tables.Actions[statement.Detail].IsIrreversible)
            {
                run.History.Clear();
            }
        }
        else if (statement.Kind == StatementKind.Call)
        {
            run.Attempt = 1;
        }
        else if (statement.Kind == StatementKind.Wait)
        {
            return BeginWait(run, run.Program.Tables.Waits[statement.Detail]);
        }

        return -1;
    }

    private static int BeginWait(ScriptRun run, ProgramWait wait)
    {
        if (wait.Kind == ProgramWaitKind.Event)
        {
            run.DueTicks = wait.Late < 0 ? 0 : After(run.At, wait.Late, isNever: false);
            return -1;
        }

        var wanted = WantedAt(run, wait, run.At);
        if (wanted == long.MinValue)
        {
            run.Stop(run.Given[0].IsEmpty ? ScriptFault.OutOfRange : ScriptFault.Mismatch);
            return -1;
        }

        // What lies in the past is due at once; what can only become late is late at once, not after another night.
        run.DueTicks = Math.Max(1, run.Zone.Within(Math.Max(wanted, run.At), wait.From, wait.To));
        run.Wanted = wanted;
        return wait.Late >= 0 && run.DueTicks - wanted > wait.Late ? wait.LateTarget : -1;
    }

    /// <summary>The instant a wait asks for; the smallest there is when what was pushed says none.</summary>
    private static long WantedAt(ScriptRun run, ProgramWait wait, long from)
    {
        var given = run.Given[0];
        return wait.Kind == ProgramWaitKind.Moment
            ? ReferenceEquals(given.Reference, ValueTag.Moment) ? given.Bits : long.MinValue
            : ReferenceEquals(given.Reference, ValueTag.Duration) ? Sum(from, given.Bits) : long.MinValue;
    }

    private static int PlaceBehindWait(ScriptRun run, ProgramStatement statement)
    {
        var wait = run.Program.Tables.Waits[statement.Detail];
        if (wait.Late < 0)
        {
            return statement.Next;
        }

        return wait.Kind == ProgramWaitKind.Event || run.At - run.Wanted > wait.Late ? wait.LateTarget : statement.Next;
    }

    /// <summary>An instant so many ticks on; 0, which is never, for no ticks.</summary>
    private static long After(long now, long ticks, bool isNever = true) => ticks == 0 && isNever ? 0 : Sum(now, ticks);

    private static long Sum(long instant, long ticks) => Math.Clamp(
        FixedPoint.TryAdd(instant, ticks, out var sum) ? sum : ticks > 0 ? long.MaxValue : 0, 0, DateTimeOffset.MaxValue.UtcTicks);
}
