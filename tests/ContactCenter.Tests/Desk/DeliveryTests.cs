using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Desk;

/// <summary>How far a message has come, whatever order its provider reports in.</summary>
public sealed class DeliveryTests
{
    [Theory]
    [InlineData(MessageState.Read, DeliveryState.Read, DeliveryState.Delivered, DeliveryState.Sent)]
    [InlineData(MessageState.Delivered, DeliveryState.Delivered, DeliveryState.Sent, DeliveryState.Accepted)]
    [InlineData(MessageState.Delivered, DeliveryState.Failed, DeliveryState.Delivered, DeliveryState.Failed)]
    [InlineData(MessageState.Failed, DeliveryState.Sent, DeliveryState.Failed, DeliveryState.Sent)]
    public async Task Reports_in_any_order_only_lead_forward(MessageState expected, params DeliveryState[] reports)
    {
        var channel = new FakeChannel(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        await MemoryCenter.WriteAsync(anna, view, "hello");
        await center.UntilAsync(() => center.Entries.Any(static e => e.Entry.Kind == "message.sent"), "the message is sent");

        foreach (var state in reports)
        {
            await center.Inbox.ReportAsync(new DeliveryReport
            {
                Endpoint = CenterFixture.Endpoint,
                Message = channel.Sent[0].Id,
                ProviderId = FakeChannel.ProviderId(channel.Sent[0].Id),
                State = state,
                ErrorCode = state == DeliveryState.Failed ? "30003" : null,
            });
        }

        (await anna.InteractionAsync(view.Summary.Interaction))!.Timeline.Single(static t => t.Kind == TimelineKind.MessageOut).State.ShouldBe(expected);
    }
}
