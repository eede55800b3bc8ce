using Acceptance.Pages;

namespace Acceptance.Sms;

/// <summary>Texts to an emergency number, which is configured while the center runs: served before everything else, and never left unanswered.</summary>
public sealed class EmergencyTextTests(Center center) : CenterTest(center)
{
    private const string BounceBack = "Text to 911 cannot be answered here right now. Make a voice call to 911.";

    private const string Protocol = """
        script protocol-911 v1, texts en, for agent, outcomes told, silent
          step where "Where"
            say "911. We read you. Where are you? Street, number, town."
            ask place: text 200 "Where are they?", silence 2m -> end silent
            ask safe: yes/no "Are they safe where they are?"
            note "Short questions, one at a time. Never call back unless it is safe to speak."
            -> end told
        """;

    [SeenFact]
    public async Task A_text_to_911_is_served_before_all_else_by_the_protocol_and_bounced_back_at_once_where_nobody_can()
    {
        var sofia = Center.Person("sofia");
        await sofia.EditAsync(
            new { edit = "set-script", script = "protocol-911", settings = new { text = Protocol } },
            new { edit = "set-queue", queue = "emergency", settings = new { name = "Emergency texts", script = "protocol-911" } },
            new { edit = "set-endpoint", endpoint = "sms-911", settings = new { channel = "sms", address = Carrier.EmergencyNumber, queue = "emergency", priority = 1_000, noAgentAnswer = BounceBack, queueFullAnswer = BounceBack } });
        try
        {
            // Nobody is at work: the sender is told at once to call. The text waits for whoever comes all the same.
            var (first, second, usual) = (Center.NewCustomer(), Center.NewCustomer(), Center.NewCustomer());
            await Center.Carrier.WriteToAsync(Carrier.EmergencyNumber, first, "Somebody is in the house. I cannot speak.");
            await Center.Carrier.ShouldDeliverAsync(first, BounceBack);

            // A usual text waits longer than a second emergency; whoever comes to work is asked for the emergencies first.
            await Center.Carrier.WriteAsync(usual, "Is my bill paid?");
            await Center.Carrier.WriteToAsync(Carrier.EmergencyNumber, second, "Fire in Oak Street 4");
            await Center.Carrier.ShouldDeliverAsync(second, BounceBack);
            var dario = await Center.OpenAsync("dario");
            await dario.GoReadyAsync();
            await Expect(dario.Offers.First).ToContainTextAsync(first);
            await Expect(dario.Offers.First).ToContainTextAsync("Emergency texts");
            await dario.AcceptAsync();

            // A live session, both ways, along the protocol.
            var script = dario.Page.GetByRole(AriaRole.Region, new() { Name = "Script", Exact = true });
            await script.GetByRole(AriaRole.Button, new() { Name = "Send it and go on" }).ClickAsync();
            await Center.Carrier.ShouldDeliverAsync(first, BounceBack, "911. We read you. Where are you? Street, number, town.");
            await Center.Carrier.WriteToAsync(Carrier.EmergencyNumber, first, "12 Main Street");
            await Expect(dario.Said("messagein", "12 Main Street")).ToBeVisibleAsync();
            var answer = script.GetByRole(AriaRole.Textbox, new() { Name = "What the customer answers" });
            await answer.FillAsync("12 Main Street");
            await answer.PressAsync("Enter");
            await Expect(script).ToContainTextAsync("Are they safe where they are?");
            await dario.SendAsync("Officers are at your door in two minutes. Stay quiet.");
            await Center.Carrier.ShouldDeliverAsync(first, BounceBack, "911. We read you. Where are you? Street, number, town.", "Officers are at your door in two minutes. Stay quiet.");

            // The other emergency comes before the usual text, which came first.
            await Expect(dario.Offers.First).ToContainTextAsync(second);
            await dario.AcceptAsync();
            await Expect(dario.Said("messagein", "Fire in Oak Street 4")).ToBeVisibleAsync();
            await Expect(dario.Offers.First).ToContainTextAsync(usual);
            await Shots.TakeAsync(dario.Page, "emergency-text");
            dario.Offences.ShouldBeEmpty();
        }
        finally
        {
            await Center.ClearAsync();
            await sofia.RemoveAsync("endpoint", "sms-911");
            await sofia.RemoveAsync("queue", "emergency");
            await sofia.RemoveAsync("script", "protocol-911");
        }
    }
}
