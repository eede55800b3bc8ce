using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Routing;

namespace ContactCenter.Tenants;

/// <summary>What an entry of the log means to desktops.</summary>
internal static class DeskEvents
{
    /// <summary>The event behind an entry; null when no desktop shows anything of it.</summary>
    public static DeskEvent? Of(CommittedEntry committed)
    {
        var entry = committed.Entry;
        DeskEventKind? kind = entry.Kind switch
        {
            "offer.made" or "offer.accepted" or "offer.declined" or "offer.expired" or "offer.revoked" => DeskEventKind.Offer,
            EffectKinds.Unknown or EffectKinds.Failed or "media.failed" or "command.faulted" or Interactions.InteractionEvent.ReachOverdue.Name or CenterKinds.AttentionResolved => DeskEventKind.Attention,
            DoorKinds.DeliveryReported when IsUndelivered(entry) => DeskEventKind.Attention,
            _ when entry.Kind.StartsWith("agent.", StringComparison.Ordinal) && committed.Machine.Kind == "router" => DeskEventKind.Presence,
            _ when entry.Kind.StartsWith("queue.", StringComparison.Ordinal) || entry.Kind.StartsWith("calendar.", StringComparison.Ordinal) => DeskEventKind.Queue,
            "work.queued" or "work.withdrawn" or "work.moved" or "work.overflowed" or "work.postponed" or "work.due" or "work.transferred-out" => DeskEventKind.Queue,
            _ when entry.Links.Interaction is not null && committed.Machine.Kind != "reading" => DeskEventKind.Interaction,
            _ => null,
        };
        return kind is { } known
            ? new DeskEvent(known, committed.Position.Value, entry.Time)
            {
                Interaction = entry.Links.Interaction,
                Agent = entry.Links.Agent,
                Offer = known == DeskEventKind.Offer ? OfferOf(entry) : null,
                Entry = entry.Kind,
            }
            : null;
    }

    /// <summary>The configuration has changed: told when it is in force, which is after its entry is durable.</summary>
    public static DeskEvent Reconfigured(LogPosition at, DateTimeOffset time) => new(DeskEventKind.Configuration, at.Value, time);

    /// <summary>As what somebody hears of it whom it does not concern: an offer to a colleague changes a queue, a failed message a conversation.</summary>
    public static DeskEventKind KindForOthers(DeskEvent e) => e.Kind switch
    {
        DeskEventKind.Interaction when e.Entry == CallKinds.Parked => DeskEventKind.Parking,
        DeskEventKind.Offer => DeskEventKind.Queue,
        DeskEventKind.Attention => DeskEventKind.Interaction,
        _ => e.Kind,
    };

    private static bool IsUndelivered(Entry entry) =>
        entry.Read(DoorJson.Default.DeliveryReported).State == DeliveryState.Failed;

    private static OfferId? OfferOf(Entry entry) => RouterCodec.Read(entry.Kind, entry.Body.Span) switch
    {
        RouterEvent.OfferMade e => e.Offer,
        RouterEvent.OfferAccepted e => e.Offer,
        RouterEvent.OfferDeclined e => e.Offer,
        RouterEvent.OfferExpired e => e.Offer,
        RouterEvent.OfferRevoked e => e.Offer,
        _ => null,
    };
}
