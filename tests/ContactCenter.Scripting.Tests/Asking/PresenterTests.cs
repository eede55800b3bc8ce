using ContactCenter.Scripting.Tests.Running;

namespace ContactCenter.Scripting.Tests.Asking;

/// <summary>One question, every medium: what people see and hear, and what their answers come to.</summary>
public sealed class PresenterTests
{
    private static readonly ScriptProgram Program = Conversations.Programs.Compile("""
        script demo v1, texts it (pl, ru, en), for voice, sms, chat, agent, outcomes done, gave-up
          step first
            say "Sono le {now|time}."
            ask place "Dove?", audio demo/where, silence 8s 2 times -> last, wrong 3 times -> last
              1 inside "In casa"
              2 outside "In strada"
            ask count: number 1..9 "Quanti siete?"
            ask code: digits 4..6 "Il codice?"
            ask born: date "Quando è nato?"
            ask well: yes/no "Sta bene?"
            confirm "{place}, {count}, nato il {born}?", no -> first
            send sms "Siete {count}, {place}." to session.from
            -> end done
          step last
            say "Arrivederci."
            -> end gave-up
        """);

    private static readonly DateTimeOffset Now = Play.Start;

    [Fact]
    public void A_telephone_hears_the_spoken_form_and_which_keys_to_press()
    {
        var (play, presenter) = Begin("voice");
        presenter.Present(play.Run, ScriptMedium.Voice)!.Text.ShouldBe("Sono le nove.");
        var prompt = presenter.Present(play.Continue().Run, ScriptMedium.Voice)!;
        prompt.Body.ShouldBe("Dove? Per In casa, prema 1. Per In strada, prema 2.");
        (prompt.Audio, prompt.Silence, prompt.HasButtons).ShouldBe(("demo/where", TimeSpan.FromSeconds(8), false));
        prompt.Keys.ShouldBe(new ScriptKeys(1, 1, false));
        play.Choose("inside");
        presenter.Present(play.Run, ScriptMedium.Voice)!.Body.ShouldBe("Quanti siete? Alla fine prema cancelletto.");
        play.Answer(ScriptValue.Number(3));
        presenter.Present(play.Run, ScriptMedium.Voice)!.Keys.ShouldBe(new ScriptKeys(4, 6, true));
    }

    [Fact]
    public void A_note_is_written_also_while_the_customer_hears_a_voice()
    {
        var program = Conversations.Programs.Compile("script demo v1, texts it, for voice, outcomes done\n  step first\n    note \"{1 + 1|one: # chiamata|other: # chiamate}\"\n    say \"{1 + 1} chiamate\"\n    -> end done");
        var play = new Play(program, new ScriptRunSettings { Channel = "voice" }).Begin();
        new ScriptPresenter(program).Present(play.Run, ScriptMedium.Voice)!.Text.ShouldBe("2 chiamate");
        new ScriptPresenter(program).Present(play.Continue().Run, ScriptMedium.Voice)!.Text.ShouldBe("due chiamate");
    }

    [Fact]
    public void An_SMS_has_numbered_lines_a_chat_has_buttons_and_a_desk_has_a_field()
    {
        var (play, presenter) = Begin("chat");
        play.Continue();
        presenter.Present(play.Run, ScriptMedium.Sms)!.Body.ShouldBe("Dove?\n1 In casa\n2 In strada");
        var chat = presenter.Present(play.Run, ScriptMedium.Chat)!;
        (chat.Body, chat.HasButtons).ShouldBe(("Dove?", true));
        chat.Choices.Select(static choice => (choice.Key, choice.Label, choice.Value.AsText())).ShouldBe([("1", "In casa", "inside"), ("2", "In strada", "outside")]);
        presenter.Present(play.Run, ScriptMedium.Chat with { MaxButtonLength = 8 })!.Body.ShouldBe("Dove?\n1 In casa\n2 In strada"); // all are buttons, or none
        var desk = presenter.Present(play.Run, ScriptMedium.Desk)!;
        (desk.Body, desk.HasButtons, desk.Type!.Kind, desk.Choices.Length).ShouldBe(("Dove?", false, ScriptKind.Choice, 2));
    }

    [Fact]
    public void What_a_value_shows_is_what_people_read_for_it()
    {
        var (play, presenter) = Begin("chat");
        play.Continue().Choose("outside").Answer(ScriptValue.Number(3)).Answer(ScriptValue.Written(ScriptType.Digits(4, 6), "0042"));
        play.Answer(ScriptValue.Date(new DateOnly(1980, 3, 5))).Answer(ScriptValue.Yes);
        var confirm = presenter.Present(play.Run, ScriptMedium.Sms)!;
        confirm.Body.ShouldBe("In strada, 3, nato il 5 marzo 1980?\n1 sì\n2 no");
        (confirm.Kind, confirm.IsQuestion).ShouldBe((ScriptRunState.Confirming, true));
        play.Answer(ScriptValue.Yes);
        var sent = presenter.Present(play.Run, ScriptMedium.Chat)!;
        (sent.Kind, sent.Channel, sent.Body).ShouldBe((ScriptRunState.Sending, "sms", "Siete 3, In strada."));
        sent.Recipients.ShouldBe(["+390612345678"]);
    }

    [Fact]
    public void An_answer_that_is_none_is_told_so_with_how_one_looks_in_the_language_of_the_run()
    {
        var (play, presenter) = Begin("sms");
        play.Continue();
        play.Then(presenter.Read(play.Run, "boh", ScriptAnswerForm.Text, Now));
        presenter.Present(play.Run, ScriptMedium.Sms)!.Body.ShouldBe("Non ho capito. Scelga una delle risposte.\nDove?\n1 In casa\n2 In strada");
        presenter.Present(play.Crash().Run, ScriptMedium.Sms)!.Refusal.ShouldBe("Non ho capito. Scelga una delle risposte."); // a crash changes nothing
        play.Then(presenter.Read(play.Run, "in casa", ScriptAnswerForm.Text, Now));
        play.Then(presenter.Read(play.Run, "12", ScriptAnswerForm.Text, Now));
        presenter.Present(play.Run, ScriptMedium.Sms)!.Refusal.ShouldBe("Non ho capito. Serve un numero da 1 a 9.");
        play.Then(ScriptInput.Moved(null, "pl"));
        play.Then(presenter.Read(play.Run, "dwanaście", ScriptAnswerForm.Text, Now));
        presenter.Present(play.Run, ScriptMedium.Sms)!.Refusal.ShouldStartWith("Non ho capito"); // the text has no Polish, so all of it is Italian
        play.Then(presenter.Read(play.Run, "trzy", ScriptAnswerForm.Text, Now)).Run["count"].ShouldBe(ScriptValue.Number(3)); // but Polish is understood
    }

    [Fact]
    public void A_silent_caller_is_told_that_nothing_was_heard_and_a_silent_chat_is_not()
    {
        var (play, presenter) = Begin("voice");
        play.Continue().Then(presenter.Read(play.Run, " ", ScriptAnswerForm.Key, Now));
        play.Run.Demand.Silences.ShouldBe(1);
        presenter.Present(play.Run, ScriptMedium.Voice)!.Refusal.ShouldBe("Non ho sentito niente.");
        presenter.Present(play.Run, ScriptMedium.Chat)!.Refusal.ShouldBeEmpty();
    }

    /// <summary>Ways to answer the same.</summary>
    public static TheoryData<string, ScriptAnswerForm, string> Ways => new()
    {
        { "1", ScriptAnswerForm.Key, "voice" },
        { "1", ScriptAnswerForm.Text, "sms" },
        { "in casa", ScriptAnswerForm.Text, "sms" },
        { "la prima", ScriptAnswerForm.Text, "chat" },
        { "In casa", ScriptAnswerForm.Button, "chat" },
        { "siamo in casa", ScriptAnswerForm.Speech, "voice" },
        { "inside", ScriptAnswerForm.Operator, "agent" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void The_same_answer_comes_to_the_same_slot_whatever_it_came_by(string said, ScriptAnswerForm form, string channel)
    {
        var (play, presenter) = Begin(channel);
        play.Continue().Then(presenter.Read(play.Run, said, form, Now));
        play.Run["place"].ShouldBe(ScriptValue.Choice("inside"));
        play.Run.Demand.TextId.ShouldBe(play.Run.Program.Tables.Texts[play.Run.Demand.TextIndex].Id);
        var record = ScriptFrame.ReadRecord(play.Run.Program, play.Frames[^1]);
        (record.Input.Kind, record.Input.Text, record.Input.Form, record.Input.Value).ShouldBe((ScriptInputKind.Answered, said, form, ScriptValue.Choice("inside")));
        record.Changed.ShouldBe(["place"]);
    }

    [Fact]
    public void What_is_chosen_from_a_list_may_be_its_number_its_text_or_the_value()
    {
        var program = Conversations.Programs.Compile(
            """
            script demo v1, texts en, for chat, outcomes done
              step first
                do days.free() as free, else -> end done
                ask when: moment "When?", from free
                -> end done
            """,
            "action days.free() gives list of moment");
        var days = ScriptValue.List(ScriptValue.Moment(Now + TimeSpan.FromDays(1)), ScriptValue.Moment(Now + TimeSpan.FromDays(3)));
        foreach (var said in (string[])["2", "the second", "5 November at 9 am", "Thursday 5 November 2026 at 9:00 am"])
        {
            var play = new Play(program).Begin().Succeed(days);
            var presenter = new ScriptPresenter(program);
            play.Then(presenter.Read(play.Run, said, ScriptAnswerForm.Text, Now));
            play.Run["when"].ShouldBe(ScriptValue.Moment(Now + TimeSpan.FromDays(3)), said);
        }

        foreach (var said in (string[])["3", "tomorrow at 4 pm", "maybe"])
        {
            var play = new Play(program).Begin().Succeed(days);
            var input = new ScriptPresenter(program).Read(play.Run, said, ScriptAnswerForm.Text, Now);
            input.Kind.ShouldBe(ScriptInputKind.Misunderstood, said);
            play.Then(input).Run.Demand.WrongAnswers.ShouldBe(1);
        }
    }

    [Fact]
    public void Nothing_is_shown_for_what_nobody_sees_and_nothing_read_where_nothing_is_asked()
    {
        var (play, presenter) = Begin("chat");
        play.Give(presenter.Read(play.Run, "1", ScriptAnswerForm.Text, Now)).ShouldBe(ScriptAdvance.Unexpected);
        play.Continue().Choose("inside").Answer(ScriptValue.Number(3)).Then(ScriptInput.Stopped("test"));
        presenter.Present(play.Run, ScriptMedium.Chat).ShouldBeNull();
        presenter.Read(play.Run, new string('x', 5000), ScriptAnswerForm.Text, Now).Text!.Length.ShouldBe(1000);
        Should.Throw<ArgumentException>(() => new ScriptPresenter(Scripts.Gas()).Present(play.Run, ScriptMedium.Chat)).Message.ShouldContain("'demo' v1");
    }

    private static (Play Play, ScriptPresenter Presenter) Begin(string channel)
    {
        var play = new Play(Program, new ScriptRunSettings { Channel = channel });
        play.Then(ScriptInput.Begin() with { Facts = [new ScriptFact("session.from", ScriptValue.Written(ScriptType.Phone, "+390612345678"))] });
        return (play, new ScriptPresenter(Program));
    }
}
