using ContactCenter.Channels;

namespace ContactCenter.Channels.WebChat.Tests;

/// <summary>What a visitor can rely on.</summary>
public sealed class ConversationTests
{
    private readonly ChatCenter _center = new();

    [Fact]
    public async Task What_is_said_is_acknowledged_when_it_is_durable_and_said_again_it_is_one_message()
    {
        var (tab, welcome) = await _center.GreetAsync();
        welcome.Messages.ShouldBeEmpty();
        _center.Refuses = true;
        tab.Say(new ClientFrame { T = "say", Id = "m1", Text = "Hello" });
        var retry = await tab.HearAsync("retry");
        (retry.Id, retry.After).ShouldBe(("m1", 7));
        _center.Received.ShouldBeEmpty();

        _center.Refuses = false;
        tab.Say(new ClientFrame { T = "say", Id = "m1", Text = "Hello" });
        (await tab.HearAsync("got")).Id.ShouldBe("m1");
        tab.Say(new ClientFrame { T = "say", Id = "m1", Text = "Hello" }); // its acknowledgement was lost
        (await tab.HearAsync("got")).Id.ShouldBe("m1");
        var message = _center.Received.ShouldHaveSingleItem().Value;
        (message.Text, message.Endpoint, message.From.Kind).ShouldBe(("Hello", ChatCenter.Endpoint, AddressKind.Web));
    }

    [Fact]
    public async Task Whoever_comes_back_with_the_token_finds_the_conversation_and_nobody_else_does()
    {
        var (tab, welcome) = await _center.GreetAsync();
        tab.Say(new ClientFrame { T = "say", Id = "m1", Text = "Hello" });
        await tab.HearAsync("got");
        var visitor = _center.Received.Single().Value.From;
        tab.Leave();
        await tab.Served;
        _center.Visitors.Count.ShouldBe(0);
        (await _center.SendAsync(visitor, "Good morning")).ShouldBeOfType<SendOutcome.Accepted>(); // nobody is connected: it waits in the log

        var (again, found) = await _center.GreetAsync(welcome.Token);
        found.Messages!.Select(static m => (m.Id!.Length < 10 ? m.Id : "ours", m.Mine, m.Text)).ShouldBe([("m1", true, "Hello"), ("ours", false, "Good morning")]);
        found.Token.ShouldBe(welcome.Token);
        again.Leave();

        // A visitor's address, which agents may see, opens nothing.
        var (_, thief) = await _center.GreetAsync(visitor.Value);
        thief.Token.ShouldNotBe(welcome.Token);
    }

    [Fact]
    public async Task Choices_come_as_buttons_also_from_before_and_what_is_pressed_names_their_message()
    {
        var (tab, welcome) = await _center.GreetAsync();
        tab.Say(new ClientFrame { T = "say", Id = "m1", Text = "Hello" });
        await tab.HearAsync("got");
        _center.Received.Single().Value.ChosenFrom.ShouldBeNull();
        await _center.SendAsync(_center.Received.Single().Value.From, "Which?", "Large", "Small");
        var question = await tab.HearAsync("msg");
        question.Choices.ShouldBe(["Large", "Small"]);
        tab.Say(new ClientFrame { T = "say", Id = "m2", Text = "Small", Re = question.Id });
        await tab.HearAsync("got");
        _center.Received.Single(static m => m.Value.Text == "Small").Value.ChosenFrom.ShouldBe(new MessageId(Guid.Parse(question.Id!)));
        tab.Say(new ClientFrame { T = "say", Id = "m3", Text = "Small", Re = "no such thing" }); // hostile: it counts as written
        await tab.HearAsync("got");
        _center.Received.Count(static m => m.Value is { Text: "Small", ChosenFrom: null }).ShouldBe(1);

        var (_, again) = await _center.GreetAsync(welcome.Token);
        again.Messages!.Single(static m => m.Mine == false).Choices.ShouldBe(["Large", "Small"]);
        again.Messages!.Where(static m => m.Mine == true).ShouldAllBe(static m => m.Choices == null);
    }

    [Fact]
    public async Task An_answer_reaches_every_tab_of_the_visitor_and_nobody_elses()
    {
        var (first, welcome) = await _center.GreetAsync();
        var (second, _) = await _center.GreetAsync(welcome.Token);
        var (stranger, _) = await _center.GreetAsync();
        first.Say(new ClientFrame { T = "say", Id = "m1", Text = "Hello" });
        await first.HearAsync("got");
        var echo = await second.HearAsync("msg");
        (echo.Id, echo.Mine, echo.Text).ShouldBe(("m1", true, "Hello"));

        var to = _center.Received.Single().Value.From;
        await _center.Channel.AgentTypingAsync(new SessionAddress(ChatCenter.Endpoint, to), isTyping: true, CancellationToken.None);
        await _center.SendAsync(to, "Good morning");
        foreach (var tab in (FakeConnection[])[first, second])
        {
            (await tab.HearAsync("typing")).On.ShouldBe(true);
            var answer = await tab.HearAsync("msg");
            (answer.Mine, answer.Author, answer.Text).ShouldBe((false, "Anna", "Good morning"));
        }

        stranger.Leave();
        (await stranger.RestAsync()).ShouldNotContain(static f => f.T == "msg");
    }

    [Fact]
    public async Task Delivered_read_and_typing_are_told()
    {
        var (tab, _) = await _center.GreetAsync();
        var id = Guid.NewGuid();
        tab.Say(new ClientFrame { T = "seen", Id = id.ToString() });
        tab.Say(new ClientFrame { T = "seen", Id = id.ToString(), Read = true });
        tab.Say(new ClientFrame { T = "typing", On = true });
        tab.Say(new ClientFrame { T = "typing", On = true }); // within the same second: once is enough
        tab.Say(new ClientFrame { T = "say", Id = "m1", Text = "Hello" });
        await tab.HearAsync("got");

        _center.Reports.Select(static r => (r.Message!.Value.Value, r.State)).ShouldBe([(id, DeliveryState.Delivered), (id, DeliveryState.Read)]);
        tab.Say(new ClientFrame { T = "say", Id = "m2", Text = "Are you there?" });
        await tab.HearAsync("got");
        _center.Typed.Select(static t => t.IsTyping).ShouldBe([true, false], "what is said is no longer typed");
    }

    [Fact]
    public async Task The_visitor_hears_the_place_in_the_queue()
    {
        var (tab, _) = await _center.GreetAsync();
        var status = await tab.HearAsync("status");
        (status.Phase, status.Position, status.Wait).ShouldBe(("waiting", 2, 180));
    }

    [Fact]
    public async Task Questions_come_first_and_become_the_first_message()
    {
        var center = new ChatCenter(static p =>
        {
            p.Consent["en"] = "I agree.";
            p.Fields["name"] = new WebChatField { Required = true };
            p.Fields["name"].Labels["en"] = "Your name";
        });
        var (tab, welcome) = await center.GreetAsync();
        welcome.Ask.ShouldBe(true);
        tab.Say(new ClientFrame { T = "say", Id = "m1", Text = "Hello" });
        (await tab.HearAsync("error")).Code.ShouldBe("form-first");
        tab.Say(new ClientFrame { T = "form", Consent = true, Fields = new() { ["name"] = " " } });
        (await tab.HearAsync("error")).Id.ShouldBe("name");
        tab.Say(new ClientFrame { T = "form", Consent = false, Fields = new() { ["name"] = "Ugo" } });
        (await tab.HearAsync("error")).Code.ShouldBe("form");
        center.Received.ShouldBeEmpty();

        tab.Say(new ClientFrame { T = "form", Consent = true, Fields = new() { ["name"] = "Ugo", ["not-asked"] = "x" } });
        (await tab.HearAsync("got")).Id.ShouldBe("form");
        tab.Say(new ClientFrame { T = "say", Id = "m1", Text = "Hello" });
        (await tab.HearAsync("got")).Id.ShouldBe("m1");
        center.Received.Values.Select(static m => m.Text.ReplaceLineEndings("|")).Order().ShouldBe(["Hello", "Your name: Ugo|✓ I agree."]);

        tab.Leave();
        (await center.GreetAsync(welcome.Token)).Welcome.Ask.ShouldBe(false, "once is enough");
    }

    [Fact]
    public async Task The_visitor_hears_that_the_center_is_closed_and_what_it_promises()
    {
        _center.Status = new SessionStatus(SessionPhase.Idle, null, null, "") { IsClosed = true, ClosedAnswer = "We open at eight." };
        var (tab, _) = await _center.GreetAsync();
        var status = await tab.HearAsync("status");
        (status.Phase, status.Closed, status.Text).ShouldBe(("idle", true, "We open at eight."));
    }

    [Fact]
    public async Task The_visitors_wish_to_end_is_carried_out_under_its_own_key_and_answered()
    {
        var (tab, welcome) = await _center.GreetAsync();
        _center.Over = null;
        tab.Say(new ClientFrame { T = "end", Id = "e1" });
        (await tab.HearAsync("retry")).Id.ShouldBe("e1");
        tab.Leave();
        await tab.Served;

        _center.Over = true;
        var (again, _) = await _center.GreetAsync(welcome.Token);
        again.Say(new ClientFrame { T = "end", Id = "e1" });
        (await again.HearAsync("over")).Over.ShouldBe(true);
        _center.Over = false;
        again.Say(new ClientFrame { T = "end", Id = "e2" });
        (await again.HearAsync("over")).Over.ShouldBe(false, "an answer was promised");
        _center.Ends.Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task The_first_tab_is_the_visitors_coming_and_the_last_the_going()
    {
        var (first, welcome) = await _center.GreetAsync();
        var (second, _) = await _center.GreetAsync(welcome.Token);
        first.Say(new ClientFrame { T = "say", Id = "m1", Text = "Hello" });
        await first.HearAsync("got");
        var visitor = new SessionAddress(ChatCenter.Endpoint, _center.Received.Single().Value.From);
        _center.Channel.IsHere(visitor).ShouldBeTrue();
        first.Leave();
        await first.Served;
        _center.Channel.IsHere(visitor).ShouldBeTrue();
        second.Leave();
        await second.Served;
        _center.Channel.IsHere(visitor).ShouldBeFalse();
        _center.Presence.ShouldBe([true, false]);
    }

    [Fact]
    public async Task A_history_larger_than_a_frame_comes_in_parts_in_order()
    {
        var (tab, welcome) = await _center.GreetAsync();
        tab.Say(new ClientFrame { T = "say", Id = "m1", Text = "Hello" });
        await tab.HearAsync("got");
        var to = _center.Received.Single().Value.From;
        for (var i = 0; i < 30; i++)
        {
            await _center.SendAsync(to, $"{i}: {new string('字', 9_000)}");
        }

        var again = _center.Connect();
        again.Say(new ClientFrame { T = "hello", Token = welcome.Token });
        var said = new List<ServerFrame>();
        await foreach (var frame in again.FramesAsync())
        {
            said.AddRange(frame.Messages ?? []);
            if (frame.T == "welcome")
            {
                break;
            }
        }

        said.Count.ShouldBe(31);
        said.Skip(1).Select(static m => int.Parse(m.Text!.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(Enumerable.Range(0, 30));
    }
}
