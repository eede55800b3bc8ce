using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Scripts;

/// <summary>Scripts that guide an agent: what to say, what to ask, back, elsewhere, and nobody else's business.</summary>
public sealed class GuidedAgentTests
{
    private const string Fault = """
        script fault v4, texts it, for agent, outcomes done, called-off
          step hello "Accoglienza"
            say "Buongiorno, sono {agent.name}."
            note "Chiedere sempre il codice.", kb faults/code
            ask kind "Che guasto è?"
              1 cold "Non scalda"
              2 water "Perde acqua"
            ask flats: number 1..99 "Quanti appartamenti?"
            confirm "{kind} in {flats} appartamenti?", no -> hello
            -> end done
          step prices "Prezzi", anytime
            note "Chiamata gratuita."
            -> back
        """;

    [Fact]
    public async Task An_agent_is_guided_line_by_line_and_what_is_entered_is_checked()
    {
        await using var center = await StartAsync();
        var (anna, at) = await TakeAsync(center);
        var view = await ScriptAsync(anna, at, ScriptViewKind.Say);
        (view.Script, view.Version, view.StepTitle, view.Text).ShouldBe(("fault", 4, "Accoglienza", "Buongiorno, sono Anna Rossi."));
        center.Channel.Sent.ShouldBeEmpty(); // the agent speaks, not the script
        await CenterFixture.Do(anna, new DeskCommand.ContinueScript(at, view.Demand));
        view = await ScriptAsync(anna, at, ScriptViewKind.Note);
        (view.Text, view.Knowledge).ShouldBe(("Chiedere sempre il codice.", "faults/code"));
        await CenterFixture.Do(anna, new DeskCommand.ContinueScript(at, view.Demand));
        view = await ScriptAsync(anna, at, ScriptViewKind.Ask);
        view.Options.Select(static o => (o.Key, o.Label)).ShouldBe([("1", "Non scalda"), ("2", "Perde acqua")]);

        // What the customer writes is the agent's to enter.
        await center.ReceiveAsync("SM2", "1");
        await anna.UntilAsync(async () => (await anna.InteractionAsync(at))!.Timeline.Any(static t => t.Text == "1") ? "joined" : null, "the message joins");
        (await ScriptAsync(anna, at, ScriptViewKind.Ask)).Demand.ShouldBe(view.Demand);
        await CenterFixture.Do(anna, new DeskCommand.AnswerScript(at, view.Demand, "2"));

        // Entered for the question that was shown, once; what does not fit is refused with how it has to be.
        (await anna.DoAsync(new DeskCommand.AnswerScript(at, view.Demand, "1"), Guid.NewGuid())).Code.ShouldBe("CC1264");
        view = await ScriptAsync(anna, at, ScriptViewKind.Ask);
        view.Type.ShouldBe("number 1..99");
        await CenterFixture.Do(anna, new DeskCommand.AnswerScript(at, view.Demand, "tanti"));
        view = await ScriptAsync(anna, at, ScriptViewKind.Ask);
        view.Refusal.ShouldBe("Non ho capito. Serve un numero da 1 a 99.");
        await CenterFixture.Do(anna, new DeskCommand.AnswerScript(at, view.Demand, "dodici"));
        view = await ScriptAsync(anna, at, ScriptViewKind.Confirm);
        view.Text.ShouldBe("Perde acqua in 12 appartamenti?");

        // To the prices and back, then back to the question before; a restart changes nothing.
        view.Anytime.ShouldHaveSingleItem().ShouldBe(new ScriptOptionView("prices", "Prezzi"));
        await CenterFixture.Do(anna, new DeskCommand.GoToStep(at, "prices", "il cliente chiede"));
        view = await ScriptAsync(anna, at, ScriptViewKind.Note);
        await CenterFixture.Do(anna, new DeskCommand.ContinueScript(at, view.Demand));
        view = await ScriptAsync(anna, at, ScriptViewKind.Confirm);
        await CenterFixture.Do(anna, new DeskCommand.GoBackInScript(at, "sono dieci"));
        (await ScriptAsync(anna, at, ScriptViewKind.Ask)).Text.ShouldBe("Quanti appartamenti?");
        await center.RestartAsync();
        anna = center.Desk("anna");
        await anna.ConnectAsync();
        view = await ScriptAsync(anna, at, ScriptViewKind.Ask);
        await CenterFixture.Do(anna, new DeskCommand.AnswerScript(at, view.Demand, "10"));
        view = await ScriptAsync(anna, at, ScriptViewKind.Confirm);
        view.Text.ShouldBe("Perde acqua in 10 appartamenti?");
        await CenterFixture.Do(anna, new DeskCommand.AnswerScript(at, view.Demand, "1"));
        await anna.UntilAsync(async () => (await anna.InteractionAsync(at))!.Script is null ? "over" : null, "the script is over");
        (await anna.InteractionAsync(at))!.Summary.Status.ShouldBe(InteractionStatus.Assigned); // the conversation goes on without
    }

    [Fact]
    public async Task Nobody_but_the_agent_of_the_conversation_sees_its_script_or_goes_on_with_it()
    {
        await using var center = await StartAsync();
        var (anna, at) = await TakeAsync(center);
        var view = await ScriptAsync(anna, at, ScriptViewKind.Say);
        var bruno = center.Desk("bruno");
        (await bruno.InteractionAsync(at))!.Script.ShouldBeNull();
        (await bruno.DoAsync(new DeskCommand.ContinueScript(at, view.Demand), Guid.NewGuid())).Code.ShouldBe("CC1302");
        (await center.Desk("boss", Role.Supervisor).DoAsync(new DeskCommand.ContinueScript(at, view.Demand), Guid.NewGuid())).Status.ShouldBe(DeskStatus.Forbidden);
        (await anna.DoAsync(new DeskCommand.GoToStep(at, "hello", "so"), Guid.NewGuid())).Code.ShouldBe("CC1267");
        (await anna.DoAsync(new DeskCommand.GoBackInScript(at, "so"), Guid.NewGuid())).Code.ShouldBe("CC1266");
        (await anna.DoAsync(new DeskCommand.GoBackInScript(at, " "), Guid.NewGuid())).Status.ShouldBe(DeskStatus.Invalid);
        (await anna.DoAsync(new DeskCommand.ContinueScript(new InteractionId(Guid.NewGuid()), 1), Guid.NewGuid())).Status.ShouldBe(DeskStatus.NotFound);

        // The same key once more is a repeat, and one line goes on once.
        var key = Guid.NewGuid();
        (await anna.DoAsync(new DeskCommand.ContinueScript(at, view.Demand), key)).IsDone.ShouldBeTrue();
        (await anna.DoAsync(new DeskCommand.ContinueScript(at, view.Demand), key)).Status.ShouldBe(DeskStatus.Repeated);
        (await ScriptAsync(anna, at, ScriptViewKind.Note)).Text.ShouldBe("Chiedere sempre il codice.");
    }

    private static Task<CenterFixture> StartAsync() => CenterFixture.StartAsync(tenant =>
    {
        tenant.AddScript("fault", Fault);
        tenant.Queues["faults"].Guided("fault");
        tenant.Endpoints["sms-faults"].Speaks("it");
    });

    private static async Task<(IDesk Desk, InteractionId At)> TakeAsync(CenterFixture center)
    {
        var anna = await center.ReadyAsync("anna");
        await center.ReceiveAsync("SM1", "Aiuto");
        var view = await center.TakeAsync(anna);
        return (anna, view.Summary.Interaction);
    }

    private static Task<ScriptView> ScriptAsync(IDesk desk, InteractionId interaction, ScriptViewKind kind) =>
        desk.UntilAsync(async () => (await desk.InteractionAsync(interaction))?.Script is { } script && script.Kind == kind ? script : null, $"the script is at {kind}");
}
