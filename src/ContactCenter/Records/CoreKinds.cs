using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ContactCenter.Journal;

namespace ContactCenter.Records;

/// <summary>
/// The kinds of entries whose bodies are read here: the door's, the effects', the tenant's own. The two machines know theirs. A kind
/// whose body changes its form gets a step from the old form to the new one, and keeps it for ever.
/// </summary>
internal static class CoreKinds
{
    public static EntryKinds All { get; } = new(
    [
        new EntryKind(DoorKinds.MessageReceived),
        new EntryKind(DoorKinds.DeliveryReported),
        new EntryKind(CallKinds.Offered),
        new EntryKind(CallKinds.Dialled),
        new EntryKind(CallKinds.Ringing),
        new EntryKind(CallKinds.Answered),
        new EntryKind(CallKinds.Joined),
        new EntryKind(CallKinds.Left),
        new EntryKind(CallKinds.Held),
        new EntryKind(CallKinds.Resumed),
        new EntryKind(CallKinds.Muted),
        new EntryKind(CallKinds.Consulted),
        new EntryKind(CallKinds.Transferred),
        new EntryKind(CallKinds.Parked),
        new EntryKind(CallKinds.Returned),
        new EntryKind(CallKinds.Ended),
        new EntryKind(InternalCallKinds.Placed),
        new EntryKind(InternalCallKinds.Answered),
        new EntryKind(InternalCallKinds.Ended),
        new EntryKind(InternalCallKinds.HelpCalled),
        new EntryKind(InternalCallKinds.HelpAnswered),
        new EntryKind(InternalCallKinds.HelpEnded),
        new EntryKind(EffectKinds.Attempting),
        new EntryKind(EffectKinds.Sent),
        new EntryKind(EffectKinds.Deferred),
        new EntryKind(EffectKinds.Failed),
        new EntryKind(EffectKinds.Unknown),
        new EntryKind(MediaKinds.Stored),
        new EntryKind(MediaKinds.Failed),
        new EntryKind(RecordingKinds.Started),
        new EntryKind(RecordingKinds.Paused),
        new EntryKind(RecordingKinds.Resumed),
        new EntryKind(RecordingKinds.Ended),
        new EntryKind(RecordingKinds.Removed),
        new EntryKind(CenterKinds.Started),
        new EntryKind(CenterKinds.ViewsRebuilt),
        new EntryKind(CenterKinds.ConfigChanged),
        new EntryKind(CenterKinds.AttentionResolved),
        new EntryKind(PrivacyKinds.HoldPlaced),
        new EntryKind(PrivacyKinds.HoldLifted),
        new EntryKind(PrivacyKinds.Erased),
        new EntryKind(PrivacyKinds.Exported),
        new EntryKind(PrivacyKinds.Read),
        new EntryKind(PrivacyKinds.KeyDamaged),
        new EntryKind(ScriptKinds.Published),
        new EntryKind(ScriptKinds.Stepped),
        new EntryKind(ScriptKinds.Unheard),
        new EntryKind(ScriptKinds.Kept),
        new EntryKind(EventKinds.Received),
        new EntryKind(EventKinds.Settled),
        new EntryKind(CampaignKinds.Listed),
        new EntryKind(CampaignKinds.Barred),
        new EntryKind(CampaignKinds.Unbarred),
        new EntryKind(UpgradeKinds.Began),
        new EntryKind(UpgradeKinds.Judged),
    ]);

    /// <summary>The facts of an entry, of whatever version.</summary>
    /// <exception cref="NotSupportedException">The kind or its version is of a newer build.</exception>
    public static T Read<T>(this Entry entry, JsonTypeInfo<T> type, EntryKinds? kinds = null) => JsonSerializer.Deserialize((kinds ?? All).BodyOf(entry).Span, type)!;
}
