using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Testing;

namespace ContactCenter.Tests;

/// <summary>A whole conversation, from the door to the outcome, on the real store.</summary>
public sealed class ConversationTests
{
    [Fact]
    public async Task A_message_reaches_an_agent_who_answers_and_closes()
    {
        await using var center = await CenterFixture.StartAsync();
        var anna = await center.ReadyAsync("anna");

        (await center.ReceiveAsync("SM1", "Sento odore di gas")).Status.ShouldBe(InboxStatus.Accepted);
        (await center.ReceiveAsync("SM1", "Sento odore di gas")).Status.ShouldBe(InboxStatus.Repeated);
        var view = await center.TakeAsync(anna);
        view.Timeline.Where(t => t.Kind == TimelineKind.MessageIn).ShouldHaveSingleItem().Text.ShouldBe("Sento odore di gas");

        await CenterFixture.Do(anna, new DeskCommand.SendMessage(view.Summary.Interaction, view.Sessions[0].Session, "Apra le finestre."));
        await CenterFixture.Do(anna, new DeskCommand.AddNote(view.Summary.Interaction, "Urgente"));
        var sent = await anna.UntilAsync(async () => (await anna.InteractionAsync(view.Summary.Interaction))!.Timeline.FirstOrDefault(t => t.State == MessageState.Sent),
            "the answer is sent");
        sent.Text.ShouldBe("Apra le finestre.");
        var message = center.Channel.Sent.ShouldHaveSingleItem();
        message.To.ShouldBe(Address.Phone("+393331112222"));
        message.Text.ShouldBe("Apra le finestre.");

        await center.Inbox.ReportAsync(new DeliveryReport
        {
            Endpoint = CenterFixture.Endpoint,
            Message = message.Id,
            ProviderId = "SM" + message.Id.Value.ToString("N"),
            State = DeliveryState.Delivered,
        });
        (await anna.InteractionAsync(view.Summary.Interaction))!.Timeline.ShouldContain(t => t.State == MessageState.Delivered);

        await CenterFixture.Do(anna, new DeskCommand.EndInteraction(view.Summary.Interaction));
        await anna.UntilAsync(async () => (await anna.AgentAsync()).Work.FirstOrDefault(w => w.InWrapUp), "wrap-up begins");
        await CenterFixture.Do(anna, new DeskCommand.CloseInteraction(view.Summary.Interaction, DispositionCode.Resolved));
        await anna.UntilAsync(async () => (await anna.AgentAsync()).Work.Count == 0 ? "free" : null, "the agent is free");

        await center.RestartAsync();
        var again = center.Desk("anna");
        var customer = await again.CustomerAsync(view.Summary.Customer);
        customer!.Interactions.ShouldHaveSingleItem().Disposition.ShouldBe(DispositionCode.Resolved);
        customer.Addresses.ShouldHaveSingleItem().Value.ShouldBe("+393331112222");
        (await again.InteractionAsync(view.Summary.Interaction))!.Timeline.ShouldContain(t => t.Kind == TimelineKind.Note && t.Text == "Urgente");
    }

    [Fact]
    public async Task Whoever_nobody_can_serve_is_told_so_and_still_reaches_an_agent_later()
    {
        await using var center = await CenterFixture.StartAsync();
        var bruno = center.Desk("bruno");

        await center.ReceiveAsync("SM1", "Aiuto");
        await bruno.UntilAsync(() => Task.FromResult(center.Channel.Sent is [var first, ..] ? first : null), "the automatic answer");
        center.Channel.Sent.ShouldHaveSingleItem().Text.ShouldBe("Nobody is here yet; we have your message.");

        await center.ReadyAsync("bruno");
        var view = await center.TakeAsync(bruno);
        view.Timeline.ShouldContain(t => t.Text == "Aiuto");
    }

    [Fact]
    public async Task A_message_after_the_end_opens_a_new_interaction()
    {
        await using var center = await CenterFixture.StartAsync();
        var anna = await center.ReadyAsync("anna");
        await center.ReceiveAsync("SM1", "one");
        var first = await center.TakeAsync(anna);
        await CenterFixture.Do(anna, new DeskCommand.EndInteraction(first.Summary.Interaction));
        await center.ReceiveAsync("SM2", "two");

        var second = await center.TakeAsync(anna);
        second.Summary.Interaction.ShouldNotBe(first.Summary.Interaction);
        second.Timeline.Where(t => t.Kind == TimelineKind.MessageIn).ShouldHaveSingleItem().Text.ShouldBe("two");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_restart_goes_on_with_everything(bool viewsLost)
    {
        await using var center = await CenterFixture.StartAsync();
        var anna = await center.ReadyAsync("anna");
        await center.ReceiveAsync("SM1", "before");
        var view = await center.TakeAsync(anna);

        await center.RestartAsync(viewsLost ? center.LoseViews : null);
        anna = center.Desk("anna");
        await anna.ConnectAsync();
        (await anna.AgentAsync()).Work.ShouldHaveSingleItem().Interaction.Interaction.ShouldBe(view.Summary.Interaction);
        await center.ReceiveAsync("SM2", "after");
        var now = await anna.UntilAsync(async () => await anna.InteractionAsync(view.Summary.Interaction) is { } v && v.Timeline.Any(t => t.Text == "after") ? v : null,
            "the second message joins the same interaction");
        now.Timeline.Count(t => t.Kind == TimelineKind.MessageIn).ShouldBe(2);
        await CenterFixture.Do(anna, new DeskCommand.SendMessage(view.Summary.Interaction, view.Sessions[0].Session, "ok"));
    }
}
