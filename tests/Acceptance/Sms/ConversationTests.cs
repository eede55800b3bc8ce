namespace Acceptance.Sms;

/// <summary>The whole path of an SMS, seen by the agents who take it and by the customer who wrote it.</summary>
public sealed class ConversationTests(Center center) : CenterTest(center)
{
    [SeenFact]
    public async Task A_text_is_offered_accepted_answered_delivered_closed_and_found_in_the_history()
    {
        var customer = Center.NewCustomer();
        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();

        await Center.Carrier.WriteAsync(customer, "The boiler in via Verdi 3 is out.");
        await Expect(dario.Offers).ToHaveCountAsync(1);
        await Expect(dario.Offers).ToContainTextAsync(customer);
        var countdown = dario.Offers.Locator(".cc-offer-time .cc-clock");
        var first = await countdown.InnerTextAsync();
        first.ShouldMatch("^0:[0-3][0-9]$");
        await Expect(countdown).Not.ToHaveTextAsync(first);

        await dario.AcceptAsync();
        await Expect(dario.Said("messagein", "The boiler in via Verdi 3 is out.")).ToBeVisibleAsync();
        await dario.Reply.FillAsync("A technician comes at 15.");
        await Expect(dario.Page.Locator("#reply-plan")).ToHaveTextAsync("Segments: 1 · GSM-7 · 135 characters left in the last");
        await dario.Reply.FillAsync("A technician comes at 15 ✔");
        await Expect(dario.Page.Locator("#reply-plan")).ToHaveTextAsync("Segments: 1 · UCS-2 · 44 characters left in the last");
        await dario.SendAsync("A technician comes at 15.");
        await Center.Carrier.ShouldDeliverAsync(customer, "A technician comes at 15.");
        await Expect(dario.Said("messageout", "A technician comes at 15.").Locator(".cc-state")).ToHaveTextAsync("Delivered");

        await Center.Carrier.WriteAsync(customer, "Thank you!");
        await Expect(dario.Said("messagein", "Thank you!")).ToBeVisibleAsync();
        await dario.AddNoteAsync("Key is with the porter.");
        await dario.CloseAsync("Technician sent");
        (await Center.Carrier.ReceivedByAsync(customer)).Count.ShouldBe(1, "A note is not for the customer.");

        await dario.Page.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        var line = dario.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = customer });
        await Expect(line).ToContainTextAsync("Closed");
        await Expect(line).ToContainTextAsync("Technician sent");
        await Expect(line).ToContainTextAsync("Dario Galli");
        await line.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(dario.Said("messagein", "The boiler in via Verdi 3 is out.")).ToBeVisibleAsync();
        await Expect(dario.Said("messageout", "A technician comes at 15.").Locator(".cc-state")).ToHaveTextAsync("Delivered");
        await Expect(dario.Said("messagein", "Thank you!")).ToBeVisibleAsync();
        await Expect(dario.Said("note", "Key is with the porter.")).ToBeVisibleAsync();
        await Expect(dario.Page.Locator(".cc-facts")).ToContainTextAsync("Technician sent");
        dario.Offences.ShouldBeEmpty();
    }

    [SeenFact]
    public async Task Of_two_agents_one_is_offered_the_text_and_can_hand_it_to_the_other()
    {
        var customer = Center.NewCustomer();
        var (dario, elena) = (await Center.OpenAsync("dario"), await Center.OpenAsync("elena"));
        await dario.GoReadyAsync();
        await elena.GoReadyAsync();

        await Center.Carrier.WriteAsync(customer, "No hot water since this morning.");
        await Wait.UntilAsync(async () => await dario.Offers.CountAsync() + await elena.Offers.CountAsync() == 1, () => "nobody or both are offered the text");
        var (winner, other, name) = await dario.Offers.CountAsync() == 1 ? (dario, elena, "Elena Ferri") : (elena, dario, "Dario Galli");
        (await other.Offers.CountAsync()).ShouldBe(0);
        await winner.AcceptAsync();
        await winner.SendAsync("I look into it.");
        (await other.Offers.CountAsync()).ShouldBe(0);

        await winner.TransferToAsync(name);
        await other.AcceptAsync();
        await Expect(winner.Page.Locator(".cc-work a")).ToHaveCountAsync(0);
        await Expect(other.Said("messageout", "I look into it.")).ToBeVisibleAsync();
        await other.SendAsync("My colleague told me: we are on the way.");
        await Center.Carrier.ShouldDeliverAsync(customer, "I look into it.", "My colleague told me: we are on the way.");
        await other.CloseAsync("Resolved");
    }

    [SeenFact]
    public async Task An_agent_who_closes_the_browser_is_not_connected_and_the_offer_goes_to_a_colleague()
    {
        var customer = Center.NewCustomer();
        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();
        await Center.Carrier.WriteAsync(customer, "Is anybody there?");
        await Expect(dario.Offers).ToHaveCountAsync(1);
        var elena = await Center.OpenAsync("elena");
        await elena.GoReadyAsync();
        (await elena.Offers.CountAsync()).ShouldBe(0, "The text is offered to one agent at a time.");

        await dario.Page.CloseAsync();
        await elena.AcceptAsync();
        await Expect(elena.Said("messagein", "Is anybody there?")).ToBeVisibleAsync();

        await elena.GoAsync("/wallboard");
        await Expect(elena.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Dario Galli" })).ToContainTextAsync("Not connected");
    }

    [SeenFact]
    public async Task With_nobody_signed_in_the_customer_gets_the_configured_answer_and_waits_for_the_first_agent()
    {
        var customer = Center.NewCustomer();
        await Center.Carrier.WriteAsync(customer, "Hello?");
        const string answer = "Acme Gas & Heating: we have your message and answer as soon as a colleague is here. Smell of gas? Leave the building and call 112.";
        await Center.Carrier.ShouldDeliverAsync(customer, answer);

        var elena = await Center.OpenAsync("elena");
        await elena.GoReadyAsync();
        await elena.AcceptAsync();
        await Expect(elena.Said("messagein", "Hello?")).ToBeVisibleAsync();
        await Expect(elena.Said("messageout", answer)).ToBeVisibleAsync();
    }

    [SeenFact]
    public async Task A_host_killed_in_the_middle_comes_back_under_the_open_browser_and_the_conversation_goes_on()
    {
        var customer = Center.NewCustomer();
        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();
        await Center.Carrier.WriteAsync(customer, "The valve leaks.");
        await dario.AcceptAsync();
        await dario.SendAsync("Close the main tap, please.");
        await Center.Carrier.ShouldDeliverAsync(customer, "Close the main tap, please.");

        await Center.RestartHostAsync();
        await Center.Carrier.WriteAsync(customer, "Done. And now?");
        await Expect(dario.Said("messagein", "Done. And now?")).ToBeVisibleAsync(new() { Timeout = 40_000 });
        await Expect(dario.Said("messagein", "The valve leaks.")).ToBeVisibleAsync();
        await Expect(dario.Page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
        await dario.SendAsync("Wait for us.");
        await Center.Carrier.ShouldDeliverAsync(customer, "Close the main tap, please.", "Wait for us.");
        await dario.CloseAsync("Technician sent");
    }

    [SeenFact]
    public async Task What_was_typed_and_not_sent_is_there_again_after_a_reload_and_gone_once_it_is_sent()
    {
        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();
        await Center.Carrier.WriteAsync(Center.NewCustomer(), "Is somebody coming?");
        await dario.AcceptAsync();
        await dario.Button("Note").ClickAsync();
        await dario.Reply.PressSequentiallyAsync("Half a thought");

        await dario.Page.ReloadAsync();
        await Expect(dario.Reply).ToHaveValueAsync("Half a thought");
        await dario.Button("Add note").ClickAsync(); // still a note
        await Expect(dario.Said("note", "Half a thought")).ToBeVisibleAsync();

        await dario.Page.ReloadAsync();
        await Expect(dario.Said("note", "Half a thought")).ToBeVisibleAsync();
        await Expect(dario.Reply).ToHaveValueAsync("");
        dario.Offences.ShouldBeEmpty();
        await dario.CloseAsync("Resolved");
    }
}
