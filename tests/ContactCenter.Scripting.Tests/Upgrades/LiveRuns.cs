using ContactCenter.Scripting.Tests.Running;

namespace ContactCenter.Scripting.Tests.Upgrades;

/// <summary>Runs that stand wherever a script lets one stand, each with its last frame: the machine is given everything that can happen, from place to place.</summary>
internal static class LiveRuns
{
    /// <summary>Runs kept at a statement in one state, with other slots filled.</summary>
    private const int MostAlike = 3;

    public static List<ReadOnlyMemory<byte>> Of(ScriptProgram program)
    {
        var (kept, open, seen) = (new List<ReadOnlyMemory<byte>>(), new Queue<(byte[] Frame, DateTimeOffset Now)>(), new Dictionary<(int, ScriptRunState), HashSet<string>>());
        var run = new ScriptRun(program, Guid.CreateVersion7(), new ScriptRunSettings { TimeZone = "Europe/Rome" });
        var start = program.Tables.StartSlot is >= 0 and var slot ? AnyValue.Of(program.Tables.Slots[slot].Type, Play.Start) : default;
        Keep(run, ScriptInput.Begin(start) with { Facts = [.. AnyValue.Facts(program, Play.Start)] }, Play.Start);
        while (open.TryDequeue(out var at))
        {
            foreach (var (input, now) in Inputs(ScriptFrame.Read(program, at.Frame), at.Now))
            {
                Keep(ScriptFrame.Read(program, at.Frame), input, now);
            }
        }

        return kept;

        void Keep(ScriptRun on, ScriptInput input, DateTimeOffset now)
        {
            if (ScriptMachine.Advance(on, in input, now) != ScriptAdvance.Applied || on.State >= ScriptRunState.Ended)
            {
                return;
            }

            var alike = seen.TryGetValue((on.Statement, on.State), out var known) ? known : seen[(on.Statement, on.State)] = new(StringComparer.Ordinal);
            var filled = string.Concat(on.Slots.Select(static value => value.IsEmpty ? '.' : 'x')) + on.Refusal + on.ReturnCount;
            if (alike.Count < MostAlike && alike.Add(filled))
            {
                var buffer = new byte[ScriptFrame.MaxBytes];
                ScriptFrame.TryWrite(on, buffer, out var length).ShouldBeTrue();
                kept.Add(buffer.AsMemory(0, length));
                open.Enqueue((buffer[..length], now));
            }
        }
    }

    /// <summary>Everything that can happen to a run, what is expected first.</summary>
    public static IEnumerable<(ScriptInput Input, DateTimeOffset Now)> Inputs(ScriptRun run, DateTimeOffset now)
    {
        var (at, statement, tables) = (run.DemandSequence, run.Program.Statements[run.Statement], run.Program.Tables);
        switch (run.State)
        {
            case ScriptRunState.Asking when tables.Asks[statement.Detail] is var ask:
                var type = tables.Slots[ask.Slot].Type;
                var answers = ask.HasList && run.Given[run.Program.Given[run.Statement] - 1].AsList() is { } list ? list : type.Kind switch
                {
                    ScriptKind.Choice => type.Names.Select(ScriptValue.Choice),
                    ScriptKind.YesNo => [ScriptValue.Yes, ScriptValue.No],
                    ScriptKind.Address => [AnyValue.Of(type, now), ScriptValue.Record(type, [.. type.Fields.Select(static field => field.Type.Kind == ScriptKind.YesNo ? ScriptValue.No : ScriptValue.Text("x"))])],
                    _ => new[] { AnyValue.Of(type, now) },
                };
                foreach (var answer in answers)
                {
                    yield return (ScriptInput.Answered(at, answer, "x"), now);
                }

                break;
            case ScriptRunState.Confirming:
                yield return (ScriptInput.Answered(at, ScriptValue.Yes), now);
                yield return (ScriptInput.Answered(at, ScriptValue.No), now);
                break;
            case ScriptRunState.Doing:
                var result = tables.Actions[statement.Detail].Result;
                yield return (ScriptInput.Succeeded(at, result < 0 ? default : AnyValue.Of(tables.Slots[result].Type, now)), now);
                if (result >= 0 && tables.Slots[result].Type.Kind is ScriptKind.YesNo or ScriptKind.List)
                {
                    yield return (ScriptInput.Succeeded(at, tables.Slots[result].Type.Kind == ScriptKind.YesNo ? ScriptValue.No : ScriptValue.List()), now);
                }

                break;
            default:
                yield return (ScriptInput.Succeeded(at), now);
                yield return (ScriptInput.Continue(at), now);
                break;
        }

        yield return (ScriptInput.Silent(at), now);
        yield return (ScriptInput.Misunderstood(at, "?"), now);
        yield return (ScriptInput.Failed(at, "refused"), now);
        yield return (ScriptInput.Failed(at, "machine"), now);
        yield return (ScriptInput.Failed(at, "unreached"), now);
        if (run.Due is { } due)
        {
            yield return (ScriptInput.Due(at), due > now ? due : now);
            yield return (ScriptInput.Due(at), due.AddDays(30));
        }

        foreach (var name in tables.Waits.SelectMany(static wait => wait.Events).Concat(tables.Handlers).Select(static handler => handler.Event).Distinct())
        {
            yield return (ScriptInput.EventArrived(name), now);
        }

        yield return (ScriptInput.HungUp(), now);
        foreach (var step in tables.Steps.Where(static step => step.IsAnytime))
        {
            yield return (ScriptInput.GoTo(step.Name, "asked for"), now);
        }
    }
}
