using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Sessions;

/// <summary>The customer ends the conversation, and is told when nobody is there.</summary>
public sealed class LeavingTests
{
    private static readonly SessionAddress Ugo = new(CenterFixture.Endpoint, Address.Phone("+39333000001"));
    private static readonly Guid Key = Guid.Parse("0198f7a4-0000-7000-8000-000000000001");

    [Fact]
    public async Task Whom_somebody_serves_ends_the_conversation_and_the_agent_sees_who_did_and_writes_the_outcome()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);

        (await Sessions(center).EndAsync(Ugo, Key)).ShouldBeTrue();
        (await Sessions(center).EndAsync(Ugo, Key)).ShouldBeTrue("said again after a cut");

        var ended = await center.UntilAsync(
            async () => await anna.InteractionAsync(view.Summary.Interaction) is { Summary.Status: InteractionStatus.WrapUp } v ? v : null, "it is in wrap-up");
        var item = ended.Timeline.Single(static i => i.Event == "interaction.ended");
        (item.Author, item.Details["by"]).ShouldBe(("customer", "customer"));
        center.Entries.Single(static e => e.Entry.Kind == "interaction.ended").Entry.Actor.ShouldBe("channel:sms");
        await CenterFixture.Do(anna, new DeskCommand.CloseInteraction(view.Summary.Interaction, DispositionCode.Resolved));
        (await Sessions(center).EndAsync(Ugo, Guid.NewGuid())).ShouldBeTrue("there is nothing to end");
    }

    [Fact]
    public async Task Who_waits_and_was_promised_nothing_takes_the_question_back()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var anna = center.Desk("anna");
        await anna.ConnectAsync();
        await CenterFixture.Do(anna, new DeskCommand.SignIn()); // somebody is at work, but not free
        await center.ReceiveAsync("SM1", "hello", "+39333000001");
        await WaitsAsync(center);

        (await Sessions(center).EndAsync(Ugo, Key)).ShouldBeTrue();

        var closed = center.Entries.Single(static e => e.Entry.Kind == "interaction.closed").Entry;
        System.Text.Encoding.UTF8.GetString(closed.Body.Span).ShouldContain("\"abandoned\"");
        await center.UntilAsync(() => center.Entries.Any(static e => e.Entry.Kind == "work.withdrawn"), "nobody is asked any more");
        await CenterFixture.Do(anna, new DeskCommand.SetReady());
        (await anna.AgentAsync()).Offers.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_was_promised_an_answer_gets_it()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        await center.ReceiveAsync("SM1", "hello", "+39333000001");
        await center.UntilAsync(() => center.Entries.Any(static e => e.Entry.Kind == "message.intended"), "the answer for nobody there");

        (await Sessions(center).EndAsync(Ugo, Key)).ShouldBeFalse();

        var anna = await center.ReadyAsync("anna");
        await center.UntilAsync(async () => (await anna.AgentAsync()).Offers is [_, ..] ? "offered" : null, "somebody is asked all the same");
    }

    [Fact]
    public async Task A_closed_endpoint_says_so_before_anything_is_written()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms), describe: static t =>
            t.AddEndpoint("sms-faults", ChannelKind.Sms, CenterFixture.Endpoint.Address, static e => e.ToQueue("faults").Open("Europe/Rome", new OpeningSpan(DayOfWeek.Sunday, new TimeOnly(3, 0), new TimeOnly(4, 0))).ClosedAnswer = "We open tomorrow at eight."));

        await using var watching = Sessions(center).WatchAsync(Ugo).GetAsyncEnumerator();
        (await watching.MoveNextAsync()).ShouldBeTrue();
        watching.Current.ShouldBe(new SessionStatus(SessionPhase.Idle, null, null, "") { IsClosed = true, ClosedAnswer = "We open tomorrow at eight." });
        await center.ReceiveAsync("SM1", "hello", "+39333000001");
        var told = watching.MoveNextAsync().AsTask();
        await center.UntilAsync(() => told.IsCompleted, "the visitor hears that it is taken", TimeSpan.FromSeconds(1));
        watching.Current.Phase.ShouldBe(SessionPhase.Waiting);
        watching.Current.IsClosed.ShouldBeTrue();
        await center.UntilAsync(
            async () => (await Sessions(center).MessagesAsync(Ugo, 10)).Select(static m => (m.IsFromCustomer, m.Text)).ToList() is [(true, "hello"), (false, "We open tomorrow at eight.")] both ? both : null,
            "the answer stands in the conversation");
    }

    private static Task<string> WaitsAsync(MemoryCenter center) =>
        center.UntilAsync<string>(() => Task.FromResult(center.Entries.Any(static e => e.Entry.Kind == "work.queued") ? "so" : null), "it waits");

    private static ISessions Sessions(MemoryCenter center) => center.Services.GetRequiredService<ISessions>();
}
