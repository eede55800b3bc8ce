using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ContactCenter.Journal;

namespace ContactCenter.Routing;

/// <summary>Events and snapshots as JSON objects in UTF-8, the same bytes for the same value. Thread-safe.</summary>
public static class RouterCodec
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> EventsByKind = new Dictionary<string, JsonTypeInfo>
    {
        ["command.faulted"] = RouterJson.Default.CommandFaulted,
        ["queue.set"] = RouterJson.Default.QueueSet,
        ["queue.removed"] = RouterJson.Default.QueueRemoved,
        ["agent.set"] = RouterJson.Default.AgentSet,
        ["agent.removed"] = RouterJson.Default.AgentRemoved,
        ["agent.signed-in"] = RouterJson.Default.AgentSignedIn,
        ["agent.signed-out"] = RouterJson.Default.AgentSignedOut,
        ["agent.ready"] = RouterJson.Default.AgentReady,
        ["agent.not-ready"] = RouterJson.Default.AgentNotReady,
        ["agent.connected"] = RouterJson.Default.AgentConnected,
        ["agent.disconnected"] = RouterJson.Default.AgentDisconnected,
        ["agent.grace-ended"] = RouterJson.Default.AgentGraceEnded,
        ["work.queued"] = RouterJson.Default.WorkQueued,
        ["work.refused"] = RouterJson.Default.WorkRefused,
        ["work.unserved"] = RouterJson.Default.WorkUnserved,
        ["work.unbound"] = RouterJson.Default.WorkUnbound,
        ["work.assigned"] = RouterJson.Default.WorkAssigned,
        ["work.requeued"] = RouterJson.Default.WorkRequeued,
        ["work.withdrawn"] = RouterJson.Default.WorkWithdrawn,
        ["work.completed"] = RouterJson.Default.WorkCompleted,
        ["work.released"] = RouterJson.Default.WorkReleased,
        ["wrap-up.started"] = RouterJson.Default.WrapUpStarted,
        ["wrap-up.extended"] = RouterJson.Default.WrapUpExtended,
        ["wrap-up.ended"] = RouterJson.Default.WrapUpEnded,
        ["offer.made"] = RouterJson.Default.OfferMade,
        ["offer.accepted"] = RouterJson.Default.OfferAccepted,
        ["offer.declined"] = RouterJson.Default.OfferDeclined,
        ["offer.expired"] = RouterJson.Default.OfferExpired,
        ["offer.revoked"] = RouterJson.Default.OfferRevoked,
        ["calendar.set"] = RouterJson.Default.CalendarSet,
        ["calendar.changed"] = RouterJson.Default.CalendarChanged,
        ["calendar.removed"] = RouterJson.Default.CalendarRemoved,
        ["work.relaxed"] = RouterJson.Default.WorkRelaxed,
        ["work.moved"] = RouterJson.Default.WorkMoved,
        ["work.overflowed"] = RouterJson.Default.WorkOverflowed,
        ["work.announced"] = RouterJson.Default.WorkAnnounced,
        ["work.place-kept"] = RouterJson.Default.WorkPlaceKept,
        ["work.postponed"] = RouterJson.Default.WorkPostponed,
        ["work.due"] = RouterJson.Default.WorkDue,
        ["work.transferred-out"] = RouterJson.Default.WorkTransferredOut,
        ["work.transferred-in"] = RouterJson.Default.WorkTransferredIn,
        ["work.transfer-returned"] = RouterJson.Default.WorkTransferReturned,
        ["work.transfer-confirmed"] = RouterJson.Default.WorkTransferConfirmed,
        ["work.transfer-forgotten"] = RouterJson.Default.WorkTransferForgotten,
        ["campaign.set"] = RouterJson.Default.CampaignSet,
        ["campaign.removed"] = RouterJson.Default.CampaignRemoved,
        ["campaign.paused"] = RouterJson.Default.CampaignPaused,
        ["campaign.resumed"] = RouterJson.Default.CampaignResumed,
        ["campaign.due"] = RouterJson.Default.CampaignDue,
        ["campaign.agents-taken"] = RouterJson.Default.CampaignAgentsTaken,
        ["contact.added"] = RouterJson.Default.ContactAdded,
        ["contact.withdrawn"] = RouterJson.Default.ContactWithdrawn,
        ["contact.previewed"] = RouterJson.Default.ContactPreviewed,
        ["contact.put-back"] = RouterJson.Default.ContactPutBack,
        ["contact.dialled"] = RouterJson.Default.ContactDialled,
        ["contact.answered"] = RouterJson.Default.ContactAnswered,
        ["contact.connected"] = RouterJson.Default.ContactConnected,
        ["contact.abandoned"] = RouterJson.Default.ContactAbandoned,
        ["contact.not-reached"] = RouterJson.Default.ContactNotReached,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every kind of event there is, with the steps from older versions.</summary>
    public static EntryKinds Kinds { get; } = new(EventsByKind.Keys.Select(static kind => new EntryKind(kind)));

    /// <summary>The fields of an event; its <see cref="RouterEvent.Kind"/> is kept beside them.</summary>
    public static byte[] Write(RouterEvent routerEvent)
    {
        ArgumentNullException.ThrowIfNull(routerEvent);
        return JsonSerializer.SerializeToUtf8Bytes(routerEvent, EventsByKind[routerEvent.Kind]);
    }

    /// <summary>The event of a kind with these fields; fields it does not know are skipped.</summary>
    /// <exception cref="NotSupportedException">The kind is unknown: the journal was written by a newer version.</exception>
    /// <exception cref="JsonException">The fields are not those of the kind.</exception>
    public static RouterEvent Read(string kind, ReadOnlySpan<byte> json) =>
        EventsByKind.TryGetValue(kind, out var type)
            ? (RouterEvent?)JsonSerializer.Deserialize(json, type) ?? throw new JsonException($"The event '{kind}' is null.")
            : throw new NotSupportedException($"The router event '{kind}' is unknown; the journal was written by a newer version. Run that one.");

    /// <summary>The event an entry of the router's stream holds, of whatever version.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="kinds">The kinds to read by; <see cref="Kinds"/> by default.</param>
    /// <exception cref="NotSupportedException">The kind or its version is unknown: the journal was written by a newer version.</exception>
    /// <exception cref="JsonException">The fields are not those of the kind.</exception>
    public static RouterEvent Read(Entry entry, EntryKinds? kinds = null)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Read(entry.Kind, (kinds ?? Kinds).BodyOf(entry).Span);
    }

    /// <summary>A snapshot as bytes.</summary>
    public static byte[] WriteSnapshot(RouterSnapshot snapshot) => JsonSerializer.SerializeToUtf8Bytes(snapshot, RouterJson.Default.RouterSnapshot);

    /// <summary>The snapshot these bytes are.</summary>
    /// <exception cref="JsonException">They are none; discard them and replay the journal.</exception>
    public static RouterSnapshot ReadSnapshot(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, RouterJson.Default.RouterSnapshot) ?? throw new JsonException("The router snapshot is null.");
}

/// <summary>How events and snapshots are written: the journal's bytes, so its options never change.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RouterSnapshot))]
[JsonSerializable(typeof(RouterEvent.CommandFaulted))]
[JsonSerializable(typeof(RouterEvent.QueueSet))]
[JsonSerializable(typeof(RouterEvent.QueueRemoved))]
[JsonSerializable(typeof(RouterEvent.AgentSet))]
[JsonSerializable(typeof(RouterEvent.AgentRemoved))]
[JsonSerializable(typeof(RouterEvent.AgentSignedIn))]
[JsonSerializable(typeof(RouterEvent.AgentSignedOut))]
[JsonSerializable(typeof(RouterEvent.AgentReady))]
[JsonSerializable(typeof(RouterEvent.AgentNotReady))]
[JsonSerializable(typeof(RouterEvent.AgentConnected))]
[JsonSerializable(typeof(RouterEvent.AgentDisconnected))]
[JsonSerializable(typeof(RouterEvent.AgentGraceEnded))]
[JsonSerializable(typeof(RouterEvent.WorkQueued))]
[JsonSerializable(typeof(RouterEvent.WorkRefused))]
[JsonSerializable(typeof(RouterEvent.WorkUnserved))]
[JsonSerializable(typeof(RouterEvent.WorkUnbound))]
[JsonSerializable(typeof(RouterEvent.WorkAssigned))]
[JsonSerializable(typeof(RouterEvent.WorkRequeued))]
[JsonSerializable(typeof(RouterEvent.WorkWithdrawn))]
[JsonSerializable(typeof(RouterEvent.WorkCompleted))]
[JsonSerializable(typeof(RouterEvent.WorkReleased))]
[JsonSerializable(typeof(RouterEvent.WrapUpStarted))]
[JsonSerializable(typeof(RouterEvent.WrapUpExtended))]
[JsonSerializable(typeof(RouterEvent.WrapUpEnded))]
[JsonSerializable(typeof(RouterEvent.OfferMade))]
[JsonSerializable(typeof(RouterEvent.OfferAccepted))]
[JsonSerializable(typeof(RouterEvent.OfferDeclined))]
[JsonSerializable(typeof(RouterEvent.OfferExpired))]
[JsonSerializable(typeof(RouterEvent.OfferRevoked))]
[JsonSerializable(typeof(RouterEvent.CalendarSet))]
[JsonSerializable(typeof(RouterEvent.CalendarChanged))]
[JsonSerializable(typeof(RouterEvent.CalendarRemoved))]
[JsonSerializable(typeof(RouterEvent.WorkRelaxed))]
[JsonSerializable(typeof(RouterEvent.WorkMoved))]
[JsonSerializable(typeof(RouterEvent.WorkOverflowed))]
[JsonSerializable(typeof(RouterEvent.WorkAnnounced))]
[JsonSerializable(typeof(RouterEvent.WorkPlaceKept))]
[JsonSerializable(typeof(RouterEvent.WorkPostponed))]
[JsonSerializable(typeof(RouterEvent.WorkDue))]
[JsonSerializable(typeof(RouterEvent.WorkTransferredOut))]
[JsonSerializable(typeof(RouterEvent.WorkTransferredIn))]
[JsonSerializable(typeof(RouterEvent.WorkTransferReturned))]
[JsonSerializable(typeof(RouterEvent.WorkTransferConfirmed))]
[JsonSerializable(typeof(RouterEvent.WorkTransferForgotten))]
[JsonSerializable(typeof(RouterEvent.CampaignSet))]
[JsonSerializable(typeof(RouterEvent.CampaignRemoved))]
[JsonSerializable(typeof(RouterEvent.CampaignPaused))]
[JsonSerializable(typeof(RouterEvent.CampaignResumed))]
[JsonSerializable(typeof(RouterEvent.CampaignDue))]
[JsonSerializable(typeof(RouterEvent.CampaignAgentsTaken))]
[JsonSerializable(typeof(RouterEvent.ContactAdded))]
[JsonSerializable(typeof(RouterEvent.ContactWithdrawn))]
[JsonSerializable(typeof(RouterEvent.ContactPreviewed))]
[JsonSerializable(typeof(RouterEvent.ContactPutBack))]
[JsonSerializable(typeof(RouterEvent.ContactDialled))]
[JsonSerializable(typeof(RouterEvent.ContactAnswered))]
[JsonSerializable(typeof(RouterEvent.ContactConnected))]
[JsonSerializable(typeof(RouterEvent.ContactAbandoned))]
[JsonSerializable(typeof(RouterEvent.ContactNotReached))]
internal sealed partial class RouterJson : JsonSerializerContext;
