namespace Acceptance.Pages;

/// <summary>A supervisor's day: what failed, what waits too long, and the people who work.</summary>
public sealed class SupervisorTests(Center center) : CenterTest(center)
{
    private static readonly LocatorAssertionsToBeVisibleOptions Later = new() { Timeout = 60_000 }; // a service level of 20 s, and a list that looks every 10 s

    [SeenFact]
    public async Task A_message_that_did_not_arrive_is_found_on_the_list_sent_again_and_arrives()
    {
        const string customer = "+15005550011"; // switched off when the first message comes
        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();
        await Center.Carrier.WriteAsync(customer, "When does the technician come?");
        await dario.AcceptAsync();
        await dario.SendAsync("Today at 15.");
        await Expect(dario.Said("messageout", "Today at 15.").Locator(".cc-state-failed")).ToContainTextAsync("Not delivered (twilio-30003)");

        var sofia = await Center.OpenAsync("sofia", "/attention");
        var item = RowOf(sofia, await InteractionAsync(customer), "A message did not reach the customer");
        await item.GetByRole(AriaRole.Button, new() { Name = "Send again" }).ClickAsync();
        await Expect(item).ToHaveCountAsync(0);

        await Center.Carrier.ShouldDeliverAsync(customer, "Today at 15.", "Today at 15.");
        var (first, second) = (dario.Said("messageout", "Today at 15.").First, dario.Said("messageout", "Today at 15.").Last);
        await Expect(first.Locator(".cc-state")).ToHaveTextAsync("Not delivered (twilio-30003) · sent again");
        await Expect(second.Locator(".cc-state").First).ToHaveTextAsync("Delivered");
        await Expect(second.Locator(".cc-state").Last).ToHaveTextAsync("Sent again by Sofia Marchi");
        await Expect(dario.Page.GetByRole(AriaRole.Button, new() { Name = "Send again" })).ToHaveCountAsync(0);
        dario.Offences.Concat(sofia.Offences).ShouldBeEmpty();
    }

    [SeenFact]
    public async Task Who_waits_too_long_is_found_explained_given_to_a_colleague_and_taken_over()
    {
        var customer = Center.NewCustomer();
        var dario = await Center.OpenAsync("dario");
        await dario.Button("Sign in").ClickAsync();
        await Center.Carrier.WriteAsync(customer, "My thermostat is dead.");
        var interaction = await InteractionAsync(customer);

        var sofia = await Center.OpenAsync("sofia", "/attention");
        var item = RowOf(sofia, interaction, "A customer waits too long");
        await Expect(item).ToBeVisibleAsync(Later);
        await item.GetByRole(AriaRole.Link, new() { Name = "Open" }).ClickAsync();
        var why = sofia.Page.GetByRole(AriaRole.Region, new() { Name = "Why does this wait?" });
        await Expect(why.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Dario Galli" })).ToHaveTextAsync("Dario Galli: is not ready");
        await Expect(why.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Elena Ferri" })).ToHaveTextAsync("Elena Ferri: is not signed in");

        await dario.Button("Go ready").ClickAsync();
        await dario.AcceptAsync();
        await Expect(why).ToHaveCountAsync(0);
        var elena = await Center.OpenAsync("elena");
        await elena.GoReadyAsync();
        await sofia.TransferToAsync("Elena Ferri");
        await elena.AcceptAsync();
        await Expect(dario.Page.Locator(".cc-work a")).ToHaveCountAsync(0);

        await sofia.Button("Sign in").ClickAsync();
        await sofia.Button("Take over").ClickAsync();
        await Expect(sofia.Button("Send")).ToBeVisibleAsync(); // before it is hers she can only write notes there
        await Expect(elena.Page.Locator(".cc-work a")).ToHaveCountAsync(0);
        await sofia.SendAsync("I see to it myself.");
        await Center.Carrier.ShouldDeliverAsync(customer, "I see to it myself.");
        dario.Offences.Concat(elena.Offences).Concat(sofia.Offences).ShouldBeEmpty();
    }

    [SeenFact]
    public async Task Colleagues_are_set_not_ready_and_signed_out_and_what_was_said_is_found_again()
    {
        var customer = Center.NewCustomer();
        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();
        await Center.Carrier.WriteAsync(customer, "The pilot light of my water heater flickers.");
        await dario.AcceptAsync();

        var sofia = await Center.OpenAsync("sofia", "/wallboard");
        await sofia.Button("Set not ready: Dario Galli").ClickAsync();
        await sofia.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Set not ready" }).ClickAsync();
        await Expect(dario.Page.Locator(".cc-presence .cc-pill")).ToContainTextAsync("Not ready");
        await Expect(dario.Reply).ToBeVisibleAsync(); // the work in hand stays

        await sofia.Button("Sign out: Dario Galli").ClickAsync();
        await sofia.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(dario.Page.Locator(".cc-presence .cc-pill")).ToContainTextAsync("Signed out");
        await Expect(dario.Page.Locator(".cc-work a")).ToHaveCountAsync(0);

        await sofia.GoAsync("/history");
        await sofia.Page.Locator(".cc-search summary").ClickAsync();
        await sofia.Page.GetByLabel("Address, number or conversation id").FillAsync(customer);
        await sofia.Page.GetByLabel("Words in the conversation").FillAsync("pilot LIGHT");
        await sofia.Page.Locator("button.cc-find").ClickAsync();
        await Expect(sofia.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "1 found." })).ToBeVisibleAsync();
        var line = sofia.Page.Locator("tbody tr");
        await Expect(line).ToHaveCountAsync(1);
        await Expect(line).ToContainTextAsync("Waiting"); // given back, in its old place
        await line.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(sofia.Said("messagein", "The pilot light of my water heater flickers.")).ToBeVisibleAsync();
        dario.Offences.Concat(sofia.Offences).ShouldBeEmpty();
    }

    private static ILocator RowOf(Desk desk, string interaction, string what) =>
        desk.Page.Locator("tbody tr", new() { Has = desk.Page.Locator($"a[href='history/{interaction}']") }).Filter(new() { HasText = what });

    /// <summary>The customer's open conversation.</summary>
    private async Task<string> InteractionAsync(string customer)
    {
        string? found = null;
        await Wait.UntilAsync(
            async () => (found = (await Center.Person("sofia").GetAsync("/interactions?openOnly=true")).EnumerateArray()
                .Where(i => i.GetProperty("customerName").GetString() == customer).Select(i => i.GetProperty("interaction").GetString()).FirstOrDefault()) is not null,
            () => $"{customer} has no open conversation");
        return found!;
    }
}
