using System.Collections.Immutable;

namespace ContactCenter.Scripting.Tests.Running;

/// <summary>Actions, messages, calls, transfers, other scripts.</summary>
public sealed class EffectTests
{
    private static readonly ScriptType Case = ScriptType.Record("case", new("number", ScriptType.Text), new("opened", ScriptType.Moment, true));

    [Fact]
    public void An_action_has_its_arguments_as_text_and_a_key_that_a_crash_does_not_change()
    {
        var play = Doing();
        var key = play.Run.Demand.Key;
        key.ShouldBe(DerivedId.From(Play.RunId, play.At));
        play.Run.Demand.Action.ShouldBe("case.open");
        play.Run.Demand.NamedArguments().ShouldBe(ImmutableDictionary<string, string>.Empty.Add("risk", "12.5"), ignoreOrder: true);
        play.Crash().Run.Demand.Key.ShouldBe(key);
        play.Run.Demand.NamedArguments()["risk"].ShouldBe("12.5");
    }

    [Fact]
    public void Its_result_is_read_by_the_type_of_its_slot()
    {
        var play = Doing();
        var demand = play.Run.Demand;
        demand.TryReadResult(ImmutableDictionary<string, string>.Empty.Add("opened", "x").Add("number", "7"), out _).ShouldBeFalse();
        demand.TryReadResult(ImmutableDictionary<string, string>.Empty, out _).ShouldBeFalse();
        demand.TryReadResult(ImmutableDictionary<string, string>.Empty.Add("number", "G-7"), out var result).ShouldBeTrue();
        play.Give(ScriptInput.Succeeded(play.At, ScriptValue.Text("G-7"))).ShouldBe(ScriptAdvance.Unfitting);
        play.Succeed(result).Crash();
        play.Run["case"].AsRecord()!["number"].ShouldBe(ScriptValue.Text("G-7"));
        play.Run.Demand.TextId.ShouldBe("next");
    }

    [Fact]
    public void A_record_of_an_equal_type_made_elsewhere_is_taken()
    {
        var same = ScriptType.Record("case", new("number", ScriptType.TextUpTo(3)), new("opened", ScriptType.Moment, true));
        var play = Doing().Succeed(ScriptValue.Record(same, ScriptValue.Text("G-7"), default)).Crash();
        play.Run["case"].AsRecord()!.Type.ShouldBe(Case);
    }

    [Fact]
    public void A_failure_and_a_time_out_take_the_failure_branch()
    {
        var play = Doing();
        play.Then(ScriptInput.Failed(play.At, "plant-unknown")).Run.Demand.TextId.ShouldBe("failed");
        play = Doing();
        var action = play.At;
        play.Run.Due.ShouldBe(play.Now.AddSeconds(3));
        play.Now += TimeSpan.FromSeconds(3);
        play.Due().Run.Demand.TextId.ShouldBe("failed");
        play.Give(ScriptInput.Succeeded(action, default)).ShouldBe(ScriptAdvance.Stale); // the result came after all
    }

    [Fact]
    public void A_call_is_tried_again_with_another_key_and_then_leads_away()
    {
        var play = Perform(b => new ProgramCall("sales", 3, TimeSpan.FromHours(3).Ticks, [new("refused", b.Failed), new("unreached", b.Unreached)]), StatementKind.Call);
        var keys = new HashSet<Guid> { play.Run.Demand.Key };
        for (var attempt = 1; attempt < 3; attempt++)
        {
            play.Run.Demand.Attempt.ShouldBe(attempt);
            play.Then(ScriptInput.Failed(play.At, attempt == 1 ? "busy" : "unreached"));
            play.State.ShouldBe(ScriptRunState.Pausing);
            play.Crash();
            play.Give(ScriptInput.Due(play.At)).ShouldBe(ScriptAdvance.TooEarly);
            play.Now += TimeSpan.FromHours(3);
            play.Due().State.ShouldBe(ScriptRunState.Calling);
            keys.Add(play.Run.Demand.Key).ShouldBeTrue();
            play.Run.Demand.Arguments.ToArray().ShouldBe([ScriptValue.Number(12.5m)]);
        }

        play.Then(ScriptInput.Failed(play.At, "busy")).Run.Demand.TextId.ShouldBe("unreached");
    }

    [Fact]
    public void A_refused_call_is_not_tried_again()
    {
        var play = Perform(b => new ProgramCall(null, 3, 0, [new("refused", b.Failed), new("unreached", b.Unreached)]), StatementKind.Call);
        play.Then(ScriptInput.Failed(play.At, "refused")).Run.Demand.TextId.ShouldBe("failed");
        play = Perform(static _ => new ProgramCall(null, 1, 0, []), StatementKind.Call);
        play.Crash().Succeed().Run.Demand.TextId.ShouldBe("next");
        play = Perform(static _ => new ProgramCall(null, 1, 0, []), StatementKind.Call);
        play.Then(ScriptInput.Failed(play.At, "busy")).Run.Fault.ShouldBe(ScriptFault.NoBranch);
    }

    [Fact]
    public void A_machine_that_answers_has_a_way_of_its_own_however_often_it_may_be_tried()
    {
        var play = Perform(b => new ProgramCall(null, 3, 0, [new("unreached", b.Unreached), new("machine", b.Failed)]), StatementKind.Call);
        play.Run.Demand.IsScreened.ShouldBeTrue();
        play.Crash().Then(ScriptInput.Failed(play.At, "machine")).Run.Demand.TextId.ShouldBe("failed");
        Perform(b => new ProgramCall(null, 3, 0, [new("unreached", b.Unreached)]), StatementKind.Call).Run.Demand.IsScreened.ShouldBeFalse();
    }

    [Fact]
    public void A_transfer_is_taken_or_nobody_comes()
    {
        Play Transfer() => Perform(b => new ProgramTransfer("shift-leader", 1, b.Unreached, TimeSpan.FromSeconds(20).Ticks, b.Failed), StatementKind.Transfer);
        Transfer().Succeed().Run.Demand.TextId.ShouldBe("unreached");
        var play = Transfer().Crash();
        play.Then(ScriptInput.Failed(play.At, "closed")).Run.Demand.TextId.ShouldBe("failed");
        play = Transfer();
        play.Now += TimeSpan.FromSeconds(20);
        play.Due().Run.Demand.TextId.ShouldBe("failed");
        play = Perform(static _ => new ProgramTransfer("desk", 0, -1, 0, -1), StatementKind.Transfer);
        play.Run.Due.ShouldBeNull();
        play.Succeed();
        (play.State, play.Run.Outcome).ShouldBe((ScriptRunState.Ended, null));
        play = Perform(static _ => new ProgramTransfer("desk", 0, -1, 0, -1), StatementKind.Transfer);
        play.Then(ScriptInput.Failed(play.At, "closed")).Run.Fault.ShouldBe(ScriptFault.NoBranch);
    }

    [Fact]
    public void Messages_other_scripts_and_the_end_of_a_call_go_on_when_the_host_has_them()
    {
        var play = Perform(static _ => new ProgramSend("email", -1, "sales/meeting", 1), StatementKind.Send);
        play.Crash().Run.Demand.Arguments.Length.ShouldBe(1);
        play.Continue().Run.Demand.TextId.ShouldBe("next");
        play = Perform(static _ => new ProgramSend("email", -1, "sales/meeting", 1), StatementKind.Send);
        play.Then(ScriptInput.Failed(play.At, "bounced")).Run.Demand.TextId.ShouldBe("next");
        play = Perform(static _ => new ProgramStart("crew-watch", [new("risk", ScriptType.Number)]), StatementKind.Start);
        play.Run.Demand.Key.ShouldBe(DerivedId.From(Play.RunId, 1)); // the other run's id
        play.Continue().Run.Demand.TextId.ShouldBe("next");
        play = Perform(static _ => null, StatementKind.HangUp);
        play.Then(ScriptInput.HungUp()).Run.Demand.TextId.ShouldBe("next");
    }

    private sealed record Parts(int Failed, int Unreached);

    private static Play Doing() => Perform(
        static b => new ProgramDo("case.open", [new("risk", ScriptType.Number)], 0, b.Failed) { Late = TimeSpan.FromSeconds(3).Ticks }, StatementKind.Do);

    private static Play Perform(Func<Parts, object?> make, StatementKind kind)
    {
        var b = new ProgramBuilder("effects", 1);
        var (step, failed, unreached) = (b.Label(), b.Label(), b.Label());
        b.Slot("case", Case);
        b.Step("only", step);
        var statement = b.Statement("only/it", kind);
        if (kind is not (StatementKind.Transfer or StatementKind.HangUp))
        {
            b.Constant(ScriptValue.Number(12.5m));
        }

        b.Perform(statement, make(new(failed, unreached)), goesOn: kind != StatementKind.Transfer);
        foreach (var (label, id) in new[] { (-1, "next"), (failed, "failed"), (unreached, "unreached") })
        {
            if (label >= 0)
            {
                b.Mark(label);
            }

            Scripts.Say(b, "only", id);
            b.Emit(ScriptOp.End, b.Outcome(id));
        }

        return new Play(b.Build()).Begin();
    }
}
