namespace ContactCenter.Scripting.Tests.Running;

public sealed class AskTests
{
    [Fact]
    public void An_answer_goes_to_its_slot_and_a_choice_leads_where_it_says()
    {
        var play = Asking(new ProgramAsk(0, -1) { Choices = [new("1", "yes", -1, -1), new("2", "no", -1, 1)] });
        play.Choose("no");
        play.Run["answer"].ShouldBe(ScriptValue.Choice("no"));
        play.Run.Demand.TextId.ShouldBe("elsewhere");
        Asking(new ProgramAsk(0, -1) { Choices = [new("1", "yes", -1, -1), new("2", "no", -1, 1)] }).Choose("yes").Run.Demand.TextId.ShouldBe("next");
    }

    [Fact]
    public void A_value_that_does_not_fit_the_slot_changes_nothing()
    {
        var play = Asking(new ProgramAsk(0, -1));
        var before = play.State_bytes();
        play.Give(ScriptInput.Answered(play.At, ScriptValue.Choice("perhaps"))).ShouldBe(ScriptAdvance.Unfitting);
        play.Give(ScriptInput.Answered(play.At, ScriptValue.Empty)).ShouldBe(ScriptAdvance.Unfitting);
        play.Give(ScriptInput.Answered(play.At, ScriptValue.Choice("yes"), new string('x', 5_000))).ShouldBe(ScriptAdvance.Unfitting);
        play.State_bytes().ShouldBe(before);
    }

    [Fact]
    public void An_answer_delivered_again_changes_nothing()
    {
        var play = Asking(new ProgramAsk(0, -1));
        var answer = ScriptInput.Answered(play.At, ScriptValue.Choice("yes"));
        play.Then(answer);
        var before = play.State_bytes();
        play.Give(answer).ShouldBe(ScriptAdvance.Stale);
        play.State_bytes().ShouldBe(before);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Silences_are_counted_and_then_lead_away(int times)
    {
        var play = Asking(new ProgramAsk(0, -1) { SilenceAfter = TimeSpan.FromSeconds(8).Ticks, Silence = new ProgramLimit(times, 1) });
        for (var i = 1; i < times; i++)
        {
            play.Run.Due.ShouldBe(play.Now.AddSeconds(8));
            play.Now += TimeSpan.FromSeconds(8);
            play.Due();
            play.Run.Demand.Silences.ShouldBe(i);
            play.Crash();
        }

        play.Then(ScriptInput.Silent(play.At)).Run.Demand.TextId.ShouldBe("elsewhere");
    }

    [Fact]
    public void Wrong_answers_are_counted_apart_from_silences()
    {
        var play = Asking(new ProgramAsk(0, -1) { Wrong = new ProgramLimit(2, 1), Silence = new ProgramLimit(2, 1) });
        play.Then(ScriptInput.Misunderstood(play.At, "ehm")).Then(ScriptInput.Silent(play.At));
        (play.Run.Demand.WrongAnswers, play.Run.Demand.Silences).ShouldBe((1, 1));
        play.Then(ScriptInput.Misunderstood(play.At, "ehm")).Run.Demand.TextId.ShouldBe("elsewhere");
        (play.Run.Demand.WrongAnswers, play.Run.Demand.Silences).ShouldBe((0, 0));
    }

    [Fact]
    public void Without_a_word_about_it_the_third_goes_to_a_person()
    {
        var play = Asking(new ProgramAsk(0, -1));
        play.Then(ScriptInput.Silent(play.At)).Then(ScriptInput.Silent(play.At)).Then(ScriptInput.Silent(play.At));
        play.Run.Fault.ShouldBe(ScriptFault.TooManySilences);
        play = Asking(new ProgramAsk(0, -1));
        play.Then(ScriptInput.Misunderstood(play.At, "a")).Then(ScriptInput.Misunderstood(play.At, "b")).Then(ScriptInput.Misunderstood(play.At, "c"));
        play.Run.Fault.ShouldBe(ScriptFault.TooManyWrong);
        play.Give(ScriptInput.Silent(play.At)).ShouldBe(ScriptAdvance.Over);
    }

    [Fact]
    public void What_the_script_does_not_accept_is_refused_with_its_text_and_counts_as_wrong()
    {
        var play = Accepting();
        var before = play.At;
        play.Answer(ScriptValue.Number(3), "three");
        play.State.ShouldBe(ScriptRunState.Asking);
        play.At.ShouldBeGreaterThan(before);
        play.Run["number"].IsEmpty.ShouldBeTrue();
        play.Crash();
        play.Run.Demand.WrongAnswers.ShouldBe(1);
        play.Run.Demand.RefusalId.ShouldBe("too small");
        play.Run.Demand.RefusalShown.ToArray().ShouldBe([ScriptValue.Number(3)]);
        var record = ScriptFrame.ReadRecord(play.Run.Program, play.Frames[^1]);
        (record.Input.Value, record.Input.Text, record.Changed.Count()).ShouldBe((ScriptValue.Number(3), "three", 0));
        play.Then(ScriptInput.Silent(play.At)).Run.Demand.RefusalId.ShouldBeNull();
        play.Answer(ScriptValue.Number(10)).Run.Demand.TextId.ShouldBe("next");
        play.Run["number"].ShouldBe(ScriptValue.Number(10));
    }

    [Fact]
    public void A_choice_from_a_list_is_one_of_its_items()
    {
        var b = new ProgramBuilder("list", 1);
        var step = b.Label();
        var slot = b.Slot("when", ScriptType.Moment);
        b.Step("only", step);
        var statement = b.Statement("only/when", StatementKind.Ask);
        b.Constant(ScriptValue.List(ScriptValue.Moment(Play.Start), ScriptValue.Moment(Play.Start.AddHours(1))));
        b.Perform(statement, new ProgramAsk(slot, b.Text("when", [])) { HasList = true });
        b.Emit(ScriptOp.End, b.Outcome("done"));
        var play = new Play(b.Build()).Begin().Crash();
        play.Run.Demand.Arguments[0].AsList()!.Count.ShouldBe(2);
        play.Give(ScriptInput.Answered(play.At, ScriptValue.Moment(Play.Start.AddHours(2)))).ShouldBe(ScriptAdvance.Unfitting);
        play.Answer(ScriptValue.Moment(Play.Start.AddHours(1))).Run.Outcome.ShouldBe("done");
    }

    [Theory]
    [InlineData(true, "next")]
    [InlineData(false, "elsewhere")]
    public void A_confirmation_leads_on_by_yes_and_away_by_no(bool yes, string text)
    {
        var play = Asking(new ProgramAsk(-1, -1) { No = 1 });
        play.State.ShouldBe(ScriptRunState.Confirming);
        play.Give(ScriptInput.Answered(play.At, ScriptValue.Choice("yes"))).ShouldBe(ScriptAdvance.Unfitting);
        play.Answer(ScriptValue.YesNo(yes)).Run.Demand.TextId.ShouldBe(text);
    }

    private static Play Accepting()
    {
        var b = new ProgramBuilder("accepts", 1);
        var (step, accept) = (b.Label(), b.Label());
        var number = b.Slot("number", ScriptType.Number);
        b.Step("only", step);
        Scripts.Ask(b, "only", new ProgramAsk(number, -1) { Accept = accept }, "how many");
        Scripts.Say(b, "only", "next");
        b.Emit(ScriptOp.End, b.Outcome("done"));
        b.Mark(accept);
        var refuse = b.Label();
        b.Emit(ScriptOp.Load, number);
        b.Constant(ScriptValue.Number(5));
        b.Emit(ScriptOp.AtLeast);
        b.Emit(ScriptOp.JumpIfNo, refuse);
        b.Emit(ScriptOp.Accept);
        b.Mark(refuse);
        var text = Scripts.Text(b, "too small", number);
        b.Emit(ScriptOp.Reject, text);
        return new Play(b.Build()).Begin();
    }

    /// <summary>Targets of the question: label 1 is <c>elsewhere</c>.</summary>
    private static Play Asking(ProgramAsk ask)
    {
        var b = new ProgramBuilder("asks", 1);
        var (step, elsewhere) = (b.Label(), b.Label());
        elsewhere.ShouldBe(1);
        b.Slot("answer", Scripts.YesOrNo);
        b.Step("only", step);
        Scripts.Ask(b, "only", ask, "question");
        Scripts.Say(b, "only", "next");
        b.Emit(ScriptOp.End, b.Outcome("done"));
        b.Mark(elsewhere);
        Scripts.Say(b, "only", "elsewhere");
        b.Emit(ScriptOp.End, b.Outcome("done"));
        return new Play(b.Build()).Begin();
    }
}
