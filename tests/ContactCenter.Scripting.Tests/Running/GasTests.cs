namespace ContactCenter.Scripting.Tests.Running;

public sealed class GasTests
{
    [Fact]
    public void The_script_of_twenty_steps_runs_as_the_ceiling_does()
    {
        var (play, trace) = Run(int.MaxValue);
        trace.ShouldBe(Scripts.GasTrace);
        play.Run.Outcome.ShouldBe("dispatched");
        play.Run["attempts"].ShouldBe(ScriptValue.Number(1));
        play.Run["risk"].ShouldBe(ScriptValue.Number(90));
    }

    [Fact]
    public void A_crash_after_any_step_changes_nothing()
    {
        var (whole, _) = Run(int.MaxValue);
        for (var k = 1; k <= Scripts.GasTrace.Length; k++)
        {
            var (play, trace) = Run(k);
            trace.Count.ShouldBe(k);
            var before = play.State_bytes();
            play.Crash();
            play.Run.State.ShouldBe(k == Scripts.GasTrace.Length ? ScriptRunState.Ended : play.Run.State);
            Snapshot(play.Run).ShouldBe(Snapshot(before, play.Run.Program));
            var asked = trace.Count(static line => line.StartsWith("ask", StringComparison.Ordinal));
            while (play.Run.State < ScriptRunState.Ended)
            {
                play.Then(Scripts.GasInput(play.Run, ref asked, trace));
            }

            trace.ShouldBe(Scripts.GasTrace);
            play.Frames.Select(Convert.ToHexString).ShouldBe(whole.Frames.Select(Convert.ToHexString));
        }
    }

    [Fact]
    public void The_journal_replayed_gives_the_same_bytes()
    {
        var (play, _) = Run(int.MaxValue);
        Replay.Of(play.Run.Program, play.Frames).Select(Convert.ToHexString).ShouldBe(play.Frames.Select(Convert.ToHexString));
    }

    [Fact]
    public void A_snapshot_of_it_has_at_most_120_bytes()
    {
        var (play, _) = Run(int.MaxValue, new ScriptRunSettings { TimeZone = "Europe/Rome" });
        play.Frames.Max(frame => Snapshot(frame, play.Run.Program).Length).ShouldBeLessThanOrEqualTo(120);
    }

    [Fact]
    public void Fifty_slots_take_at_most_a_kilobyte()
    {
        var b = new ProgramBuilder("wide", 1);
        var step = b.Label();
        var slots = Enumerable.Range(0, 50).Select(i => b.Slot($"s{i}", (i % 5) switch
        {
            0 => ScriptType.Text, 1 => ScriptType.Phone, 2 => ScriptType.Number, 3 => ScriptType.Moment, _ => ScriptType.YesNo,
        })).ToArray();
        b.Step("only", step);
        foreach (var (slot, i) in slots.Select(static (slot, i) => (slot, i)))
        {
            b.Constant((i % 5) switch
            {
                0 => ScriptValue.Text($"Via Garibaldi {i}, Roma"),
                1 => ScriptValue.Written(ScriptType.Phone, "+390612345678"),
                2 => ScriptValue.Number(1234.56m + i),
                3 => ScriptValue.Moment(Play.Start.AddMinutes(i)),
                _ => ScriptValue.Yes,
            });
            b.Emit(ScriptOp.Store, slot);
        }

        Scripts.Say(b, "only", "end");
        b.Emit(ScriptOp.End, b.Outcome("done"));
        var play = new Play(b.Build(), new ScriptRunSettings { TimeZone = "Europe/Rome" }).Begin();
        Snapshot(play.Frames[0], play.Run.Program).Length.ShouldBeLessThanOrEqualTo(1_024);
        play.Crash().Run["s48"].ShouldBe(ScriptValue.Moment(Play.Start.AddMinutes(48)));
    }

    [Fact]
    public void A_step_with_its_record_and_snapshot_allocates_nothing()
    {
        var program = Scripts.Gas();
        var buffer = new byte[1_024];
        var names = new Dictionary<string, ScriptValue> { ["yes"] = ScriptValue.Choice("yes"), ["no"] = ScriptValue.Choice("no"), ["second"] = ScriptValue.Choice("second"), ["third"] = ScriptValue.Choice("third") };
        var plant = ScriptValue.Text("Via Roma 12");
        var run = new ScriptRun(program, Play.RunId);
        var blank = new ScriptRun(program, Play.RunId);
        All();
        All();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (steps, fresh) = All();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before - fresh;
        steps.ShouldBe(Scripts.GasTrace.Length + 1);
        allocated.ShouldBe(0);

        (int Steps, long Fresh) All()
        {
            var start = GC.GetAllocatedBytesForCurrentThread();
            run = new ScriptRun(program, Play.RunId);
            var own = GC.GetAllocatedBytesForCurrentThread() - start;
            var (count, asked) = (0, 0);
            var input = ScriptInput.Begin() with { Facts = Scripts.GasFacts };
            while (true)
            {
                if (ScriptMachine.Advance(run, in input, Play.Start) != ScriptAdvance.Applied || !ScriptFrame.TryWrite(run, buffer, out _))
                {
                    throw new InvalidOperationException();
                }

                count++;
                var demand = run.Demand;
                switch (demand.Kind)
                {
                    case ScriptRunState.Asking:
                        input = ScriptInput.Answered(demand.Sequence, names[Scripts.GasAnswers[asked++]], "1", ScriptAnswerForm.Key);
                        break;
                    case ScriptRunState.Doing:
                        input = ScriptInput.Succeeded(demand.Sequence, demand.Action == "plant.find" ? plant : default);
                        break;
                    case ScriptRunState.Saying:
                        input = ScriptInput.Continue(demand.Sequence);
                        break;
                    default:
                        return (count, own);
                }
            }
        }
    }

    private static (Play Play, List<string> Trace) Run(int steps, ScriptRunSettings? settings = null)
    {
        var play = new Play(Scripts.Gas(), settings);
        var trace = new List<string>();
        var asked = 0;
        play.Then(ScriptInput.Begin() with { Facts = Scripts.GasFacts });
        while (play.Run.State < ScriptRunState.Ended && trace.Count < steps)
        {
            play.Then(Scripts.GasInput(play.Run, ref asked, trace));
        }

        return (play, trace);
    }

    private static byte[] Snapshot(byte[] frame, ScriptProgram program) => Snapshot(ScriptFrame.Read(program, frame));

    private static byte[] Snapshot(ScriptRun run)
    {
        var to = new byte[SnapshotCodec.MostOf(run)];
        return to[..SnapshotCodec.Put(to, 0, run)];
    }
}
