using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Records;

namespace ContactCenter.Desks;

/// <summary>How far a message to a customer has come, as the entries about it say one after the other.</summary>
/// <param name="Message">The message.</param>
/// <param name="State">How far.</param>
/// <param name="Code">Why it failed, as a stable code.</param>
internal readonly record struct MessageProgress(MessageId Message, MessageState State, string? Code)
{
    /// <summary>What an entry says; null when it is about something else.</summary>
    public static MessageProgress? In(CommittedEntry committed)
    {
        var entry = committed.Entry;
        if (committed.Machine.Kind == "inbox" && entry.Kind == DoorKinds.DeliveryReported)
        {
            var report = entry.Read(DoorJson.Default.DeliveryReported);
            return report.Message is { } message ? new MessageProgress(message, ToState(report.State), report.ErrorCode) : null;
        }

        if (committed.Machine.Kind != "message" || entry.Cause is not { } cause)
        {
            return null;
        }

        var id = new MessageId(cause);
        return entry.Kind switch
        {
            EffectKinds.Attempting => new MessageProgress(id, MessageState.Attempting, null),
            EffectKinds.Sent => new MessageProgress(id, MessageState.Sent, null),
            EffectKinds.Deferred => new MessageProgress(id, MessageState.Intended, entry.Read(EffectJson.Default.MessageDeferred).Code),
            EffectKinds.Failed => new MessageProgress(id, MessageState.Failed, entry.Read(EffectJson.Default.MessageFailed).Code),
            EffectKinds.Unknown => new MessageProgress(id, MessageState.Unknown, entry.Read(EffectJson.Default.MessageUnknown).Code),
            _ => null,
        };
    }

    /// <summary>Whether it says more than what was known. Reports come in any order; what a customer has read is not "sent" again.</summary>
    public bool IsNewsAfter(MessageState before) => (before, State) switch
    {
        (MessageState.Read, _) => false,
        (MessageState.Delivered, not MessageState.Read) => false,
        (MessageState.Failed, not (MessageState.Delivered or MessageState.Read)) => false,
        (MessageState.Sent or MessageState.Unknown, MessageState.Intended or MessageState.Attempting) => false,
        _ => true,
    };

    private static MessageState ToState(DeliveryState state) => state switch
    {
        DeliveryState.Accepted or DeliveryState.Sent => MessageState.Sent,
        DeliveryState.Delivered => MessageState.Delivered,
        DeliveryState.Read => MessageState.Read,
        _ => MessageState.Failed,
    };
}
