using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Interactions;

namespace ContactCenter.Tests.Sessions;

/// <summary>The agent goes on with a customer on another channel, in the same conversation.</summary>
public sealed class StartedSessionTests
{
    private const string Mobile = "+393331112222";

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_chat_goes_on_by_sms_and_the_answer_comes_back_into_it(bool isRestarted, bool areViewsLost)
    {
        await using var all = await SeveralChannels.StartAsync();
        var anna = await all.Center.ReadyAsync("anna");
        await all.VisitAsync(SeveralChannels.Chat, "ugo", "My boiler is cold.", claims: Address.Phone(Mobile));
        var view = await all.TakeAsync(anna);
        var id = view.Summary.Interaction;
        view.Startable.ShouldHaveSingleItem().ShouldBe(new StartableEndpoint(CenterFixture.Endpoint.Id, ChannelKind.Sms, "+390612345678", AddressKind.Phone));
        view.Addresses.ShouldBe([SeveralChannels.Visitor("ugo"), Address.Phone(Mobile)]);

        await CenterFixture.Do(anna, new DeskCommand.StartSession(id, CenterFixture.Endpoint.Id, Address.Phone("333 111 2222"))); // as people write it
        if (isRestarted)
        {
            await all.Center.CrashAsync();
            if (areViewsLost)
            {
                all.Center.Storage.LoseViews(CenterFixture.Acme);
            }

            await all.Center.StartAsync();
            anna = all.Center.Desk("anna"); // signed in before, and has the conversation still
        }

        view = await all.ViewAsync(anna, id, static v => v.Sessions.Count == 2, "the session is there");
        var sms = view.Sessions.Single(static s => s.Channel == ChannelKind.Sms);
        sms.Address.ShouldBe(Mobile);
        await CenterFixture.Do(anna, new DeskCommand.SendMessage(id, sms.Session, "Here is the link: https://acme.example/boiler"));
        await all.WrittenAsync("message.sent");
        var sent = all.Sms.Sent.ShouldHaveSingleItem();
        (sent.To, sent.Endpoint.Id, sent.Thread).ShouldBe((Address.Phone(Mobile), CenterFixture.Endpoint.Id, ""));

        await all.TextAsync(Mobile, "Thank you, it works.");
        view = await all.ViewAsync(anna, id, static v => v.Timeline.Count(static i => i.Kind == TimelineKind.MessageIn) == 2, "the answer arrives in the same conversation");
        view.Timeline.Where(static i => i.Kind is TimelineKind.MessageIn or TimelineKind.MessageOut).Select(static i => (i.Channel, i.Text)).ShouldBe(
        [
            (ChannelKind.Chat, "My boiler is cold."),
            (ChannelKind.Sms, "Here is the link: https://acme.example/boiler"),
            (ChannelKind.Sms, "Thank you, it works."),
        ]);
        all.Kinds.Count(static k => k == "interaction.opened").ShouldBe(1);
    }

    [Fact]
    public async Task Views_built_again_know_whose_the_started_session_is()
    {
        await using var all = await SeveralChannels.StartAsync();
        var anna = await all.Center.ReadyAsync("anna");
        await all.VisitAsync(SeveralChannels.Chat, "ugo", "hello");
        var id = (await all.TakeAsync(anna)).Summary.Interaction;
        await CenterFixture.Do(anna, new DeskCommand.StartSession(id, CenterFixture.Endpoint.Id, Address.Phone(Mobile)));

        await all.Center.Maintenance.RebuildViewsAsync(CenterFixture.Acme, Principal.System);
        await all.TextAsync(Mobile, "hello by text");
        (await all.ViewAsync(all.Center.Desk("anna"), id, static v => v.Timeline.Any(static i => i.Text == "hello by text"), "it arrives")).Sessions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Nobody_but_its_agent_starts_a_session_and_only_while_the_conversation_is_on()
    {
        await using var all = await SeveralChannels.StartAsync();
        var anna = await all.Center.ReadyAsync("anna");
        await all.VisitAsync(SeveralChannels.Chat, "ugo", "hello");
        var id = (await all.TakeAsync(anna)).Summary.Interaction;
        var start = new DeskCommand.StartSession(id, CenterFixture.Endpoint.Id, Address.Phone(Mobile));

        (await RefusedAsync(all.Center.Desk("bruno"), start)).ShouldBe((DeskStatus.Refused, "CC1302"));
        (await RefusedAsync(all.Center.Desk("carla", Role.Supervisor), start)).ShouldBe((DeskStatus.Forbidden, "CC1201"));
        (await RefusedAsync(anna, start with { Interaction = new InteractionId(DerivedId.From("none")) })).ShouldBe((DeskStatus.NotFound, "CC1305"));
        await CenterFixture.Do(anna, new DeskCommand.EndInteraction(id));
        (await RefusedAsync(anna, start)).ShouldBe((DeskStatus.Refused, "CC1301"));
        await CenterFixture.Do(anna, new DeskCommand.CloseInteraction(id, DispositionCode.Resolved));
        (await RefusedAsync(anna, start)).ShouldBe((DeskStatus.Refused, "CC1301"));
        (await all.Center.Tenant!.Storage.Customers.FindAsync(Address.Phone(Mobile))).ShouldBeNull("a refused address makes no customer");
    }

    [Theory]
    [InlineData("fax-main", "tel", Mobile, "CC1241")]
    [InlineData("chat-site", "web", "ugo", "CC1242")] // a visitor cannot be written to who is not there
    [InlineData("sms-faults", "mailto", "ugo@example.com", "CC1242")]
    [InlineData("sms-faults", "tel", "call me", "CC1243")]
    [InlineData("sms-faults", "tel", "+39 12", "CC1243")]
    public async Task What_cannot_be_started_is_refused_with_what_to_do(string endpoint, string kind, string to, string code)
    {
        await using var all = await SeveralChannels.StartAsync();
        var anna = await all.Center.ReadyAsync("anna");
        await all.VisitAsync(SeveralChannels.Chat, "ugo", "hello");
        var id = (await all.TakeAsync(anna)).Summary.Interaction;

        (await RefusedAsync(anna, new DeskCommand.StartSession(id, new EndpointId(endpoint), new Address(new AddressKind(kind), to)))).ShouldBe((DeskStatus.Invalid, code));
        all.Kinds.ShouldNotContain("session.started");
    }

    [Fact]
    public async Task A_session_of_another_open_conversation_is_refused_by_name_and_free_when_that_is_closed()
    {
        await using var all = await SeveralChannels.StartAsync();
        var anna = await all.Center.ReadyAsync("anna");
        await all.TextAsync(Mobile, "I write myself");
        var other = (await all.TakeAsync(anna)).Summary.Interaction;
        await all.VisitAsync(SeveralChannels.Chat, "ugo", "hello");
        var id = (await all.TakeAsync(anna)).Summary.Interaction;
        var start = new DeskCommand.StartSession(id, CenterFixture.Endpoint.Id, Address.Phone(Mobile));

        var refused = await anna.DoAsync(start, Guid.NewGuid());
        (refused.Status, refused.Code).ShouldBe((DeskStatus.Refused, "CC1244"));
        refused.Message!.ShouldContain(other.ToString());
        await CenterFixture.Do(anna, new DeskCommand.CloseInteraction(other, DispositionCode.Resolved));
        await all.Center.UntilAsync(() => all.Center.Tenant!.Views.Interactions.Find(other) is null or { IsClosed: true }, "the other one is closed");
        await CenterFixture.Do(anna, start);
        await CenterFixture.Do(anna, start); // again is no second session
        (await all.ViewAsync(anna, id, static v => v.Sessions.Count > 1, "started")).Sessions.Count.ShouldBe(2);
        all.Kinds.Count(static k => k == "session.started").ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_conversations_that_start_a_session_at_once_the_first_keeps_it_and_the_other_is_told()
    {
        await using var all = await SeveralChannels.StartAsync();
        var anna = await all.Center.ReadyAsync("anna");
        await all.VisitAsync(SeveralChannels.Chat, "ugo", "hello");
        var first = (await all.TakeAsync(anna)).Summary.Interaction;
        await all.VisitAsync(SeveralChannels.Chat, "ada", "hello");
        var second = (await all.TakeAsync(anna)).Summary.Interaction;
        var tenant = all.Center.Tenant!;
        var (session, _) = await tenant.NewSessions.FindAsync(first, CenterFixture.Endpoint.Id, Address.Phone(Mobile), default);
        foreach (var id in new[] { first, second }) // both have looked before either has it
        {
            var input = new InteractionInput(Guid.NewGuid(), null, anna.Principal, new InteractionCommand.StartSession(new AgentId("anna"), session!));
            (await tenant.Interactions.PostAsync(id, input)).IsDone.ShouldBeTrue();
        }

        await all.WrittenAsync("session.left");
        var loser = await all.ViewAsync(anna, second, static v => v.Timeline.Any(static i => i.Event == "session.left"), "it is told");
        loser.Sessions.ShouldHaveSingleItem().Channel.ShouldBe(ChannelKind.Chat);
        (await RefusedAsync(anna, new DeskCommand.SendMessage(second, session!.Id, "hello"))).ShouldBe((DeskStatus.Refused, "CC1303"));
        await all.TextAsync(Mobile, "whose am I?");
        await all.ViewAsync(anna, first, static v => v.Timeline.Any(static i => i.Text == "whose am I?"), "the first has it");
    }

    [Fact]
    public async Task What_is_written_to_the_address_is_sealed_under_its_own_customers_key()
    {
        await using var all = await SeveralChannels.StartAsync();
        var anna = await all.Center.ReadyAsync("anna");
        await all.VisitAsync(SeveralChannels.Chat, "ugo", "hello");
        var view = await all.TakeAsync(anna);
        var id = view.Summary.Interaction;
        await CenterFixture.Do(anna, new DeskCommand.StartSession(id, CenterFixture.Endpoint.Id, Address.Phone(Mobile)));
        view = await all.ViewAsync(anna, id, static v => v.Sessions.Count == 2, "started");
        await CenterFixture.Do(anna, new DeskCommand.SendMessage(id, view.Sessions[1].Session, "by text"));
        await CenterFixture.Do(anna, new DeskCommand.SendMessage(id, view.Sessions[0].Session, "in the chat"));

        var owner = await all.Center.Tenant!.Storage.Customers.FindAsync(Address.Phone(Mobile));
        owner.ShouldNotBeNull().ShouldNotBe(view.Summary.Customer);
        all.Center.Entries.Where(static e => e.Entry.Kind == "message.intended").Select(static e => e.Entry.Links.Customer).ShouldBe([owner, view.Summary.Customer]);
        var started = all.Center.Entries.Single(static e => e.Entry.Kind == "session.started").Entry;
        started.Links.Customer.ShouldBe(owner);
        System.Text.Encoding.UTF8.GetString(started.Body.Span).ShouldNotContain(Mobile[4..]);
    }

    [Fact]
    public async Task An_address_that_is_only_claimed_never_links_two_customers_and_a_vouched_one_does()
    {
        await using var all = await SeveralChannels.StartAsync();
        var anna = await all.Center.ReadyAsync("anna");
        await all.TextAsync(Mobile, "It is really me.");
        var real = (await all.TakeAsync(anna)).Summary;
        await CenterFixture.Do(anna, new DeskCommand.CloseInteraction(real.Interaction, DispositionCode.Resolved));
        await all.VisitAsync(SeveralChannels.Chat, "mallory", "I am the owner of that number.", claims: Address.Phone(Mobile));
        var claimed = (await all.TakeAsync(anna)).Summary;

        claimed.Customer.ShouldNotBe(real.Customer);
        await CenterFixture.Do(anna, new DeskCommand.StartSession(claimed.Interaction, CenterFixture.Endpoint.Id, Address.Phone(Mobile)));
        await all.TextAsync(Mobile, "That is not me.");
        await all.ViewAsync(anna, claimed.Interaction, static v => v.Timeline.Any(static i => i.Text == "That is not me."), "it arrives");
        (await anna.CustomerAsync(claimed.Customer))!.Addresses.ShouldBe([SeveralChannels.Visitor("mallory")]);
        (await anna.CustomerAsync(claimed.Customer))!.Interactions.ShouldHaveSingleItem().Interaction.ShouldBe(claimed.Interaction);
        (await anna.CustomerAsync(real.Customer))!.Interactions.ShouldHaveSingleItem().Interaction.ShouldBe(real.Interaction);
        await CenterFixture.Do(anna, new DeskCommand.CloseInteraction(claimed.Interaction, DispositionCode.Resolved));

        await all.VisitAsync(SeveralChannels.Chat, "vouched:4711", "first visit"); // the page's server has signed who it is
        var before = (await all.TakeAsync(anna)).Summary;
        await CenterFixture.Do(anna, new DeskCommand.CloseInteraction(before.Interaction, DispositionCode.Resolved));
        await all.Center.UntilAsync(() => all.Center.Tenant!.Views.Interactions.Find(before.Interaction) is null or { IsClosed: true }, "closed");
        await all.VisitAsync(SeveralChannels.Chat, "vouched:4711", "second visit");
        var again = (await all.TakeAsync(anna)).Summary;
        again.Customer.ShouldBe(before.Customer);
        (await anna.CustomerAsync(again.Customer))!.Interactions.Select(static i => i.Interaction).ShouldBe([again.Interaction, before.Interaction], ignoreOrder: true);
    }

    private static async Task<(DeskStatus Status, string? Code)> RefusedAsync(IDesk desk, DeskCommand command)
    {
        var result = await desk.DoAsync(command, Guid.NewGuid());
        return (result.Status, result.Code);
    }
}
