using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Sessions;

/// <summary>Both sides see that the other writes, and nobody else does; nothing of it is kept.</summary>
public sealed class TypingTests
{
    [Fact]
    public async Task The_customer_sees_that_the_agent_who_has_the_conversation_types()
    {
        var channel = new FakeProvider(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        var (interaction, session) = (view.Summary.Interaction, view.Sessions[0].Session);
        var before = center.Entries.Count;

        await anna.TypingAsync(interaction, session, isTyping: true);
        await anna.TypingAsync(interaction, session, isTyping: false);

        var customer = new SessionAddress(CenterFixture.Endpoint, Address.Phone("+39333000001"));
        channel.Typed.ShouldBe([(customer, true), (customer, false)]);
        center.Entries.Count.ShouldBe(before, "nothing is kept");
    }

    [Fact]
    public async Task From_anybody_else_and_about_anything_else_it_means_nothing()
    {
        var channel = new FakeProvider(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        var (interaction, session) = (view.Summary.Interaction, view.Sessions[0].Session);

        await center.Desk("bruno").TypingAsync(interaction, session, isTyping: true);
        await anna.TypingAsync(new InteractionId(Guid.NewGuid()), session, isTyping: true);
        await anna.TypingAsync(interaction, new SessionId(Guid.NewGuid()), isTyping: true);
        await Should.ThrowAsync<DeskAccessException>(async () => await center.Desk("sofia", Role.Supervisor).TypingAsync(interaction, session, isTyping: true));
        await CenterFixture.Do(anna, new DeskCommand.EndInteraction(interaction));
        await center.UntilAsync(async () => await anna.InteractionAsync(interaction) is { MayWrite: false } ended ? ended : null, "it has ended");
        await anna.TypingAsync(interaction, session, isTyping: true);

        channel.Typed.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_channel_that_cannot_show_it_is_not_asked()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);

        await anna.TypingAsync(view.Summary.Interaction, view.Sessions[0].Session, isTyping: true); // and does not throw
    }

    [Fact]
    public async Task The_agent_who_has_the_conversation_and_supervisors_see_that_the_customer_types()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeProvider(ChannelKind.Sms));
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        await using var hers = await WatchAsync(anna);
        await using var sofias = await WatchAsync(center.Desk("sofia", Role.Supervisor));
        await using var brunos = await WatchAsync(center.Desk("bruno"));
        var sessions = center.Services.GetRequiredService<ISessions>();
        var customer = new SessionAddress(CenterFixture.Endpoint, Address.Phone("+39333000001"));

        await sessions.TypingAsync(customer, isTyping: true);
        await sessions.TypingAsync(customer, isTyping: false);
        await CenterFixture.Do(anna, new DeskCommand.AddNote(view.Summary.Interaction, "after it"));

        foreach (var events in (IAsyncEnumerator<DeskEvent>[])[hers, sofias])
        {
            (await NextAsync(events)).ShouldBe((DeskEventKind.CustomerTyping, view.Summary.Interaction));
            (await NextAsync(events)).ShouldBe((DeskEventKind.CustomerPaused, view.Summary.Interaction));
        }

        var next = NextAsync(brunos);
        await center.UntilAsync(() => next.IsCompleted, "others hear that something changed", TimeSpan.FromMilliseconds(100));
        (await next).ShouldBe((DeskEventKind.Interaction, null));
    }

    private static async Task<IAsyncEnumerator<DeskEvent>> WatchAsync(IDesk desk)
    {
        var events = desk.WatchAsync().GetAsyncEnumerator();
        (await events.MoveNextAsync()).ShouldBeTrue();
        events.Current.Kind.ShouldBe(DeskEventKind.Resync);
        return events;
    }

    private static async Task<(DeskEventKind, InteractionId?)> NextAsync(IAsyncEnumerator<DeskEvent> events)
    {
        (await events.MoveNextAsync()).ShouldBeTrue();
        return (events.Current.Kind, events.Current.Interaction);
    }
}
