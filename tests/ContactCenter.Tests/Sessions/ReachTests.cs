using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Interactions;

namespace ContactCenter.Tests.Sessions;

/// <summary>A customer asks to be reached on another channel than the one the wish comes by.</summary>
public sealed class ReachTests
{
    private const string Mobile = "+393331112222";
    private const string Question = "Acme: did you ask us to write to you? Answer YES.";
    private static readonly ReachRequest Wish = new() { Channel = ChannelKind.Sms, Address = Address.Phone(Mobile) };
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task At_once_an_agent_is_asked_sees_where_and_starts_the_session()
    {
        await using var all = await SeveralChannels.StartAsync();
        var anna = await all.Center.ReadyAsync("anna");
        var until = all.Center.Time.GetUtcNow() + Hour;
        await all.VisitAsync(SeveralChannels.Form, "ugo", "Please text me.", Wish with { Until = until });
        var view = await all.TakeAsync(anna);
        var reach = view.Timeline.Single(static i => i.Kind == TimelineKind.MessageIn).Reach.ShouldNotBeNull();
        reach.ShouldBe(new ReachView(ChannelKind.Sms, Address.Phone(Mobile), null, until, CenterFixture.Endpoint.Id));

        var id = view.Summary.Interaction;
        await CenterFixture.Do(anna, new DeskCommand.StartSession(id, reach.Endpoint!.Value, reach.Address!));
        view = await all.ViewAsync(anna, id, static v => v.Sessions.Count == 2, "started");
        await CenterFixture.Do(anna, new DeskCommand.SendMessage(id, view.Sessions[1].Session, "Hello, this is Anna."));
        await all.WrittenAsync("message.sent");
        all.Center.Time.Advance(Hour + Hour);
        await all.Center.UntilAsync(() => all.Events<InteractionEvent.TimerFired>().Any(), "its time is over");
        (await all.Center.Desk("carla", Role.Supervisor).AttentionAsync()).ShouldBeEmpty("somebody has written");
    }

    [Fact]
    public async Task Later_nobody_is_asked_before_the_time_and_the_work_is_aged_from_it()
    {
        await using var all = await SeveralChannels.StartAsync();
        var from = all.Center.Time.GetUtcNow() + Hour;
        await all.VisitAsync(SeveralChannels.Form, "ugo", "Text me in an hour.", Wish with { From = from });
        var row = await all.OnlyAsync(r => r.ReachFrom == from, "it waits for its time");
        row.Status.ShouldBe(InteractionStatus.Answered);
        (await all.Center.Desk("anna").InteractionAsync(row.Id))!.Summary.ReachFrom.ShouldBe(from);
        await all.VisitAsync(SeveralChannels.Form, "ugo", "I have forgotten my name."); // joins, and changes nothing
        await all.OnlyAsync(static r => r.Unanswered == 2, "it has joined");
        all.Kinds.ShouldNotContain("work.requested");

        await all.Center.CrashAsync();
        await all.Center.StartAsync();
        all.Center.Time.Advance(Hour);
        row = await all.OnlyAsync(static r => r.Status == InteractionStatus.Waiting, "an agent is asked for");
        row.WaitingSince.ShouldBe(from);
        row.ReachFrom.ShouldBeNull();
    }

    [Fact]
    public async Task When_its_time_is_over_it_stands_on_the_supervisors_list_and_stays_work()
    {
        await using var all = await SeveralChannels.StartAsync();
        await all.VisitAsync(SeveralChannels.Form, "ugo", "Text me within the hour.", Wish with { Until = all.Center.Time.GetUtcNow() + Hour });
        var row = await all.OnlyAsync(static r => r.Status == InteractionStatus.Waiting, "it waits");
        await all.Center.UntilAsync(() => all.Center.Tenant!.Views.Timers.Count > 0, "the time is set");
        all.Center.Time.Advance(Hour);
        var carla = all.Center.Desk("carla", Role.Supervisor);
        var item = await all.Center.UntilAsync(async () => (await carla.AttentionAsync()).FirstOrDefault(static i => i.Kind != "work.waiting"), "it stands on the list");
        (item.Kind, item.Code, item.Interaction).ShouldBe(("reach.overdue", "sms", row.Id));
        (await all.OnlyAsync(static _ => true, "still there")).Status.ShouldBe(InteractionStatus.Waiting);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nobody_is_asked_before_the_owner_of_the_address_or_of_the_form_confirms(bool byAddress)
    {
        await using var all = await SeveralChannels.StartAsync();
        await all.Center.ReadyAsync("anna");
        await all.VisitAsync(SeveralChannels.Form, "ugo", "Text me.", Wish with { Confirmation = Question });
        await all.WrittenAsync("message.sent");
        var question = all.Sms.Sent.ShouldHaveSingleItem();
        (question.To, question.Text).ShouldBe((Address.Phone(Mobile), Question));
        all.Kinds.ShouldNotContain("work.requested");
        var intended = all.Center.Entries.Single(static e => e.Entry.Kind == "message.intended").Entry;
        System.Text.Encoding.UTF8.GetString(intended.Body.Span).ShouldNotContain("Acme");

        if (byAddress)
        {
            await all.TextAsync(Mobile, "YES");
        }
        else
        {
            await all.VisitAsync(SeveralChannels.Form, "ugo", "The code is 4711.");
        }

        await all.WrittenAsync("reach.confirmed");
        await all.WrittenAsync("work.requested");
        all.Kinds.Count(static k => k == "interaction.opened").ShouldBe(1);
        (await all.TakeAsync(all.Center.Desk("anna"))).Sessions.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_confirmed_still_waits_for_its_time()
    {
        await using var all = await SeveralChannels.StartAsync();
        var from = all.Center.Time.GetUtcNow() + Hour;
        await all.VisitAsync(SeveralChannels.Form, "ugo", "Text me later.", Wish with { Confirmation = Question, From = from });
        await all.WrittenAsync("message.sent");
        await all.TextAsync(Mobile, "YES");
        await all.WrittenAsync("reach.confirmed");
        all.Kinds.ShouldNotContain("work.requested");
        await all.Center.UntilAsync(() => all.Events<InteractionEvent.TimerSet>().Any(static t => t.Name == TimerNames.Reach), "it waits for its time");
        all.Center.Time.Advance(Hour);
        (await all.OnlyAsync(static r => r.Status == InteractionStatus.Waiting, "an agent is asked for")).WaitingSince.ShouldBe(from);
    }

    [Fact]
    public async Task What_nobody_confirms_is_closed_by_silence_without_having_cost_anybody_time()
    {
        await using var all = await SeveralChannels.StartAsync();
        await all.VisitAsync(SeveralChannels.Form, "ugo", "Text somebody else.", Wish with { Confirmation = Question });
        await all.WrittenAsync("message.sent");
        all.Center.Time.Advance(TimeSpan.FromHours(25));
        await all.WrittenAsync("interaction.closed");
        all.Kinds.ShouldNotContain("work.requested");
    }

    [Fact]
    public async Task An_address_with_which_somebody_writes_already_needs_a_person_and_no_question()
    {
        await using var all = await SeveralChannels.StartAsync();
        var anna = await all.Center.ReadyAsync("anna");
        await all.TextAsync(Mobile, "I write myself");
        await all.TakeAsync(anna);
        await all.VisitAsync(SeveralChannels.Form, "ugo", "Text me.", Wish with { Confirmation = Question });
        (await all.TakeAsync(anna)).Timeline.Single(static i => i.Kind == TimelineKind.MessageIn).Reach!.Address.ShouldBe(Address.Phone(Mobile));
        all.Kinds.ShouldNotContain("session.started");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_endpoints_the_named_one_serves_and_where_none_is_named_a_person_sees_to_it(bool isNamed)
    {
        await using var all = await SeveralChannels.StartAsync(t =>
        {
            t.AddEndpoint("sms-billing", ChannelKind.Sms, Address.Phone("+390655555555"), static e => e.ToQueue("billing").Answers("Nobody is here.", "Too many are waiting."));
            if (isNamed)
            {
                t.Endpoints["form-contact"].ReachOn(ChannelKind.Sms, "sms-billing");
            }
        });
        var anna = await all.Center.ReadyAsync("anna");
        await all.VisitAsync(SeveralChannels.Form, "ugo", "Text me.", Wish with { Confirmation = isNamed ? Question : null });
        if (isNamed)
        {
            await all.WrittenAsync("message.sent");
            all.Sms.Sent.ShouldHaveSingleItem().Endpoint.Id.Value.ShouldBe("sms-billing");
        }
        else
        {
            (await all.TakeAsync(anna)).Timeline.Single(static i => i.Kind == TimelineKind.MessageIn).Reach!.Endpoint.ShouldBeNull();
        }
    }

    [Fact]
    public async Task The_newest_wish_counts()
    {
        await using var all = await SeveralChannels.StartAsync();
        var now = all.Center.Time.GetUtcNow();
        await all.VisitAsync(SeveralChannels.Form, "ugo", "In an hour.", Wish with { From = now + Hour });
        await all.VisitAsync(SeveralChannels.Form, "ugo", "No, in two.", Wish with { From = now + (2 * Hour) });
        await all.Center.UntilAsync(() => all.Events<InteractionEvent.TimerSet>().Count() == 2, "both have arrived");
        all.Center.Time.Advance(Hour + TimeSpan.FromMinutes(1));
        await all.Center.SavedAsync();
        all.Kinds.ShouldNotContain("work.requested");
        all.Center.Time.Advance(Hour);
        await all.WrittenAsync("work.requested");
        all.Kinds.Count(static k => k == "work.requested").ShouldBe(1);
    }
}
