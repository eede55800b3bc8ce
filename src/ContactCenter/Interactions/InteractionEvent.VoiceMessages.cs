using System.Text.Json.Serialization;

namespace ContactCenter.Interactions;

/// <content>What happens to an interaction whose caller leaves a message.</content>
internal abstract partial record InteractionEvent
{
    /// <summary>The caller may leave a message: the telephone beeps and records.</summary>
    /// <param name="Session">The call's session.</param>
    /// <param name="Queue">Whose work the message becomes.</param>
    /// <param name="Priority">How urgent that is.</param>
    /// <param name="Run">The script run that wants it; null where none does.</param>
    /// <param name="Demand">The number of that run's demand.</param>
    public sealed record VoiceMessageAsked(SessionId Session, QueueId Queue, Priority Priority, Guid? Run = null, int? Demand = null) : InteractionEvent
    {
        public const string Name = "voice-message.asked";

        [JsonIgnore]
        public override string Kind => "voice-message.asked";
    }

    /// <summary>The caller has left a message: from here on it is work, and the call is not.</summary>
    /// <param name="Session">The call's session.</param>
    /// <param name="Recording">The message.</param>
    /// <param name="Length">How long it is, in milliseconds.</param>
    /// <param name="Heard">How much of that somebody is heard, in milliseconds.</param>
    /// <param name="IsGone">Whether the caller had hung up by then.</param>
    /// <param name="Run">The script run that wanted it; null where none did.</param>
    /// <param name="Demand">The number of that run's demand.</param>
    public sealed record VoiceMessageLeft(SessionId Session, RecordingId Recording, long Length, long Heard, bool IsGone, Guid? Run = null, int? Demand = null) : InteractionEvent
    {
        public const string Name = "voice-message.left";

        [JsonIgnore]
        public override string Kind => "voice-message.left";
    }

    /// <summary>The caller has left none: hung up before, or said nothing.</summary>
    /// <param name="Session">The call's session.</param>
    /// <param name="Recording">What was recorded; null for nothing.</param>
    /// <param name="IsGone">Whether the caller had hung up by then.</param>
    /// <param name="Run">The script run that wanted it; null where none did.</param>
    /// <param name="Demand">The number of that run's demand.</param>
    public sealed record VoiceMessageMissed(SessionId Session, RecordingId? Recording, bool IsGone, Guid? Run = null, int? Demand = null) : InteractionEvent
    {
        public const string Name = "voice-message.missed";

        [JsonIgnore]
        public override string Kind => "voice-message.missed";
    }
}
