namespace ContactCenter.Scripting.Tests.Running;

/// <summary>Going back, going to steps at any time, events that lead away, hanging up.</summary>
public sealed class AwayTests
{
    [Fact]
    public void Going_back_asks_the_question_before_again_with_everything_as_it_was()
    {
        var play = Begun().Choose("yes").Continue().Choose("no");
        play.Run["second"].ShouldBe(ScriptValue.Choice("no"));
        Back(play);
        (play.Run.Demand.TextId, play.Run["second"].IsEmpty, play.Run["sum"]).ShouldBe(("second", true, ScriptValue.Number(1)));
        Back(play);
        (play.Run.Demand.TextId, play.Run["first"].IsEmpty, play.Run["sum"].IsEmpty).ShouldBe(("first", true, true));
        play.Give(ScriptInput.GoBack(play.Frames[0], "again")).ShouldBe(ScriptAdvance.NothingBefore);
        play.Choose("no").Run["sum"].ShouldBe(ScriptValue.Number(1));
        var record = ScriptFrame.ReadRecord(play.Run.Program, play.Frames[^2]);
        (record.Input.Kind, record.Input.Reason, record.Input.Actor).ShouldBe((ScriptInputKind.GoBack, "misheard", "agent-7"));
        Replay.Of(play.Run.Program, play.Frames).Select(Convert.ToHexString).ShouldBe(play.Frames.Select(Convert.ToHexString));
    }

    [Fact]
    public void A_record_that_is_not_that_of_the_question_before_is_refused()
    {
        var play = Begun().Choose("yes").Continue().Choose("no");
        var before = play.State_bytes();
        play.Give(ScriptInput.GoBack(play.Frames[0], "again")).ShouldBe(ScriptAdvance.Foreign);
        play.Give(ScriptInput.GoBack(new byte[] { 1, 2, 3 }, "again")).ShouldBe(ScriptAdvance.Foreign);
        var other = new Play(Away());
        ScriptMachine.Advance(other.Run, ScriptInput.Begin(), Play.Start);
        play.State_bytes().ShouldBe(before);
    }

    [Fact]
    public void Nobody_goes_back_past_what_cannot_be_undone()
    {
        var play = Begun().Choose("yes").Continue().Choose("yes");
        play.Run.QuestionBefore.ShouldNotBeNull();
        play.Continue();
        play.State.ShouldBe(ScriptRunState.Doing);
        play.Run.QuestionBefore.ShouldBeNull();
        play.Give(ScriptInput.GoBack(play.Frames[2], "again")).ShouldBe(ScriptAdvance.Unexpected);
        play.Succeed();
        play.Give(ScriptInput.GoBack(play.Frames[2], "again")).ShouldBe(ScriptAdvance.NothingBefore);
    }

    [Fact]
    public void Facts_are_as_they_are_now_after_going_back()
    {
        var play = Begun();
        play.Choose("yes");
        play.Then(ScriptInput.FactsChanged([new("agent.name", ScriptValue.Text("Anna")), new("unknown.fact", ScriptValue.Yes)]));
        play.Shown.ShouldBe(["1"]); // what is demanded stays
        play.At.ShouldBe(2);
        Back(play);
        play.Run["agent.name"].ShouldBe(ScriptValue.Text("Anna"));
        play.Give(ScriptInput.FactsChanged([new("agent.name", ScriptValue.Number(1))])).ShouldBe(ScriptAdvance.Unfitting);
        play.Give(ScriptInput.FactsChanged([new("sum", ScriptValue.Number(1))])).ShouldBe(ScriptAdvance.Unfitting);
    }

    [Fact]
    public void History_is_bounded_and_keeps_the_latest()
    {
        var b = new ProgramBuilder("loop", 1);
        var step = b.Label();
        var slot = b.Slot("answer", Scripts.YesOrNo);
        b.Step("only", step);
        Scripts.Ask(b, "only", "again", slot, Scripts.YesOrNo);
        b.Emit(ScriptOp.Jump, step);
        var play = new Play(b.Build()).Begin();
        for (var i = 0; i < 20; i++)
        {
            play.Choose("yes");
        }

        play.Crash();
        for (var i = 0; i < QuestionHistory.Most; i++)
        {
            // Each record has the history of its own time, so the way back is as long as the run is.
            play.Run.QuestionBefore.ShouldBe(20 - i);
            Back(play);
        }
    }

    [Fact]
    public void A_step_that_may_be_gone_to_at_any_time_returns_to_the_statement_that_was_left()
    {
        var play = Begun();
        play.Give(ScriptInput.GoTo("start", "curious")).ShouldBe(ScriptAdvance.NotAnytime);
        play.Give(ScriptInput.GoTo("nowhere", "curious")).ShouldBe(ScriptAdvance.NotAnytime);
        play.Then(ScriptInput.GoTo("help", "asked who we are") with { Actor = "agent-7" });
        play.Run.Demand.TextId.ShouldBe("help");
        play.Crash().Continue();
        (play.State, play.Run.Demand.TextId).ShouldBe((ScriptRunState.Asking, "first"));
        ScriptFrame.ReadRecord(play.Run.Program, play.Frames[1]).Input.Text.ShouldBe("help");
    }

    [Fact]
    public void Steps_lead_away_from_one_another_only_so_often()
    {
        var play = Begun();
        for (var i = 0; i < ScriptRun.MaxReturns; i++)
        {
            play.Then(ScriptInput.GoTo("help", "again"));
        }

        play.Give(ScriptInput.GoTo("help", "again")).ShouldBe(ScriptAdvance.TooDeep);
        play.Crash();
        for (var i = 0; i < ScriptRun.MaxReturns; i++)
        {
            play.Continue();
        }

        play.Run.Demand.TextId.ShouldBe("first");
    }

    [Fact]
    public void A_wait_that_was_left_goes_on_as_it_was()
    {
        var play = Begun().Choose("yes").Continue().Choose("no");
        while (play.State != ScriptRunState.Waiting)
        {
            play = play.State == ScriptRunState.Doing ? play.Succeed() : play.Continue();
        }

        var due = play.Run.Due;
        play.Now += TimeSpan.FromMinutes(10);
        play.Then(ScriptInput.EventArrived("question", ScriptValue.Text("where?")));
        play.Run.Demand.TextId.ShouldBe("help");
        play.Run["said"].ShouldBe(ScriptValue.Text("where?"));
        play.Crash().Continue();
        (play.State, play.Run.Due).ShouldBe((ScriptRunState.Waiting, due));
        play.Now = due!.Value;
        play.Crash().Due().Run.Outcome.ShouldBe("done");
    }

    [Fact]
    public void Back_without_a_way_is_a_fault()
    {
        var b = new ProgramBuilder("back", 1);
        b.Step("only", b.Label());
        b.Emit(ScriptOp.Back);
        new Play(b.Build()).Begin().Run.Fault.ShouldBe(ScriptFault.NoWayBack);
    }

    [Fact]
    public void Hanging_up_leads_to_its_handler_or_ends_what_needs_the_customer()
    {
        Begun(hangup: true).Then(ScriptInput.HungUp()).Run.Demand.TextId.ShouldBe("dropped");
        var play = Begun().Then(ScriptInput.HungUp());
        (play.State, play.Run.Outcome).ShouldBe((ScriptRunState.Ended, null));
        play = Begun().Choose("yes").Continue().Choose("yes").Continue();
        play.State.ShouldBe(ScriptRunState.Doing);
        play.Give(ScriptInput.HungUp()).ShouldBe(ScriptAdvance.Unhandled); // an action needs nobody on the line
    }

    [Fact]
    public void A_conversation_goes_on_by_another_channel_and_in_another_language()
    {
        var play = Begun().Then(ScriptInput.Moved("sms", "pl")).Crash();
        (play.Run.Channel, play.Run.Language, play.At).ShouldBe(("sms", "pl", 1));
        play.Give(ScriptInput.Moved("pigeon", null)).ShouldBe(ScriptAdvance.Unfitting);
        play.Give(ScriptInput.Moved(null, "fr")).ShouldBe(ScriptAdvance.Unfitting);
        play.Then(ScriptInput.Moved(null, "it")).Run.Channel.ShouldBe("sms");
    }

    [Fact]
    public void Somebody_may_end_it()
    {
        var play = Begun().Then(ScriptInput.Stopped("nonsense"));
        (play.State, play.Run.Outcome).ShouldBe((ScriptRunState.Ended, null));
        play.Crash().Give(ScriptInput.Begin()).ShouldBe(ScriptAdvance.Over);
    }

    [Fact]
    public void What_starts_a_run_goes_to_its_slot()
    {
        var b = new ProgramBuilder("lead", 2) { StartsOn = "webform.submitted" };
        b.StartSlot = b.Slot("lead", ScriptType.Record("lead", new("name", ScriptType.Text), new("zip", ScriptType.Digits(5, 5), true)));
        b.Step("only", b.Label());
        var statement = b.Statement("only/hello", StatementKind.Say);
        b.Emit(ScriptOp.Load, b.StartSlot);
        b.Field("name");
        b.Perform(statement, new ProgramLine(b.Text("hello", [ScriptType.Text])));
        b.Emit(ScriptOp.End, b.Outcome("done"));
        var play = new Play(b.Build());
        play.Give(ScriptInput.Begin(ScriptValue.Text("x"))).ShouldBe(ScriptAdvance.Unfitting);
        play.Then(ScriptInput.Begin(ScriptValue.Record(b.BuildTables().Slots[0].Type, ScriptValue.Text("Rossi"), default))).Shown.ShouldBe(["Rossi"]);
        Replay.Of(play.Run.Program, play.Frames).Select(Convert.ToHexString).ShouldBe(play.Frames.Select(Convert.ToHexString));
    }

    internal static ScriptProgram Away(bool hangup = false)
    {
        var b = new ProgramBuilder("away", 1) { Languages = ["it", "pl"], Channels = ["voice", "sms"] };
        var (start, help, dropped) = (b.Label(), b.Label(), b.Label());
        var (first, second) = (b.Slot("first", Scripts.YesOrNo), b.Slot("second", Scripts.YesOrNo));
        var sum = b.Slot("sum", ScriptType.Number);
        var said = b.Slot("said", ScriptType.Text);
        b.Slot("agent.name", ScriptType.Text, isFact: true);
        b.On("question", help, said, returns: true);
        if (hangup)
        {
            b.On(ScriptMachine.HangUpEvent, dropped);
        }

        b.Step("start", start);
        Scripts.Ask(b, "start", "first", first, Scripts.YesOrNo);
        b.Constant(ScriptValue.Number(1));
        b.Emit(ScriptOp.Store, sum);
        Scripts.Say(b, "start", "sum", sum);
        Scripts.Ask(b, "start", "second", second, Scripts.YesOrNo);
        Scripts.Say(b, "start", "thanks");
        var action = b.Statement("start/do", StatementKind.Do);
        b.Perform(action, new ProgramDo("alert.ambulance", [], -1, dropped) { IsIrreversible = true });
        Scripts.Say(b, "start", "sent");
        var wait = b.Statement("start/wait", StatementKind.Wait);
        b.Constant(ScriptValue.Duration(TimeSpan.FromHours(1)));
        b.Perform(wait, new ProgramWait(ProgramWaitKind.Duration));
        b.Emit(ScriptOp.End, b.Outcome("done"));
        b.Step("help", help, isAnytime: true);
        Scripts.Say(b, "help", "help");
        b.Emit(ScriptOp.Back);
        b.Step("dropped", dropped);
        Scripts.Say(b, "dropped", "dropped");
        b.Emit(ScriptOp.End, b.Outcome("lost"));
        return b.Build();
    }

    private static Play Begun(bool hangup = false) => new Play(Away(hangup)).Begin();

    private static void Back(Play play) =>
        play.Then(ScriptInput.GoBack(play.Frames[play.Run.QuestionBefore!.Value - 1], "misheard") with { Actor = "agent-7" });
}
