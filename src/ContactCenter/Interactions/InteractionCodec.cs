using System.Collections.Frozen;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ContactCenter.Interactions;

/// <summary>Interaction events as the bodies of entries, and back.</summary>
internal static class InteractionCodec
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> ByKind = new Dictionary<string, JsonTypeInfo>
    {
        ["interaction.opened"] = InteractionJson.Default.InteractionOpened,
        ["session.joined"] = InteractionJson.Default.SessionJoined,
        ["message.joined"] = InteractionJson.Default.MessageJoined,
        ["message.forwarded"] = InteractionJson.Default.MessageForwarded,
        ["work.requested"] = InteractionJson.Default.WorkRequested,
        ["work.cancelled"] = InteractionJson.Default.WorkCancelled,
        ["agent.joined"] = InteractionJson.Default.AgentJoined,
        ["agent.left"] = InteractionJson.Default.AgentLeft,
        ["assignment.refused"] = InteractionJson.Default.AssignmentRefused,
        ["message.intended"] = InteractionJson.Default.MessageIntended,
        ["note.added"] = InteractionJson.Default.NoteAdded,
        ["interaction.ended"] = InteractionJson.Default.InteractionEnded,
        ["interaction.closed"] = InteractionJson.Default.InteractionClosed,
        ["timer.set"] = InteractionJson.Default.TimerSet,
        ["timer.cancelled"] = InteractionJson.Default.TimerCancelled,
        ["timer.fired"] = InteractionJson.Default.TimerFired,
        ["command.faulted"] = InteractionJson.Default.CommandFaulted,
    }.ToFrozenDictionary();

    public static byte[] Write(InteractionEvent e) =>
        JsonSerializer.SerializeToUtf8Bytes(e, ByKind.TryGetValue(e.Kind, out var type) ? type : throw new UnreachableException($"No body for {e.Kind}."));

    /// <exception cref="NotSupportedException">The kind is of a newer version.</exception>
    public static InteractionEvent Read(string kind, ReadOnlySpan<byte> body) => ByKind.TryGetValue(kind, out var type)
        ? (InteractionEvent)JsonSerializer.Deserialize(body, type)!
        : throw new NotSupportedException($"An interaction holds '{kind}', which this version does not know; run the version that wrote it, or a newer one.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InteractionEvent.InteractionOpened))]
[JsonSerializable(typeof(InteractionEvent.SessionJoined))]
[JsonSerializable(typeof(InteractionEvent.MessageJoined))]
[JsonSerializable(typeof(InteractionEvent.MessageForwarded))]
[JsonSerializable(typeof(InteractionEvent.WorkRequested))]
[JsonSerializable(typeof(InteractionEvent.WorkCancelled))]
[JsonSerializable(typeof(InteractionEvent.AgentJoined))]
[JsonSerializable(typeof(InteractionEvent.AgentLeft))]
[JsonSerializable(typeof(InteractionEvent.AssignmentRefused))]
[JsonSerializable(typeof(InteractionEvent.MessageIntended))]
[JsonSerializable(typeof(InteractionEvent.NoteAdded))]
[JsonSerializable(typeof(InteractionEvent.InteractionEnded))]
[JsonSerializable(typeof(InteractionEvent.InteractionClosed))]
[JsonSerializable(typeof(InteractionEvent.TimerSet))]
[JsonSerializable(typeof(InteractionEvent.TimerCancelled))]
[JsonSerializable(typeof(InteractionEvent.TimerFired))]
[JsonSerializable(typeof(InteractionEvent.CommandFaulted))]
internal sealed partial class InteractionJson : JsonSerializerContext;
