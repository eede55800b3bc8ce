using System.Collections.Frozen;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ContactCenter.Journal;

namespace ContactCenter.Interactions;

/// <summary>Interaction events as the bodies of entries, and back.</summary>
internal static class InteractionCodec
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> ByKind = new Dictionary<string, JsonTypeInfo>
    {
        ["interaction.opened"] = InteractionJson.Default.InteractionOpened,
        ["session.joined"] = InteractionJson.Default.SessionJoined,
        [InteractionEvent.SessionStarted.Name] = InteractionJson.Default.SessionStarted,
        ["session.left"] = InteractionJson.Default.SessionLeft,
        ["reach.requested"] = InteractionJson.Default.ReachRequested,
        ["reach.confirmed"] = InteractionJson.Default.ReachConfirmed,
        [InteractionEvent.ReachOverdue.Name] = InteractionJson.Default.ReachOverdue,
        [InteractionEvent.CallOrdered.Name] = InteractionJson.Default.CallOrdered,
        [InteractionEvent.VoiceMessageAsked.Name] = InteractionJson.Default.VoiceMessageAsked,
        [InteractionEvent.VoiceMessageLeft.Name] = InteractionJson.Default.VoiceMessageLeft,
        [InteractionEvent.VoiceMessageMissed.Name] = InteractionJson.Default.VoiceMessageMissed,
        [InteractionEvent.CallReleased.Name] = InteractionJson.Default.CallReleased,
        [InteractionEvent.LineJoined.Name] = InteractionJson.Default.LineJoined,
        ["line.left"] = InteractionJson.Default.LineLeft,
        [InteractionEvent.LineRefused.Name] = InteractionJson.Default.LineRefused,
        ["message.joined"] = InteractionJson.Default.MessageJoined,
        ["message.forwarded"] = InteractionJson.Default.MessageForwarded,
        ["work.requested"] = InteractionJson.Default.WorkRequested,
        ["work.cancelled"] = InteractionJson.Default.WorkCancelled,
        ["agent.joined"] = InteractionJson.Default.AgentJoined,
        ["agent.left"] = InteractionJson.Default.AgentLeft,
        ["assignment.refused"] = InteractionJson.Default.AssignmentRefused,
        ["message.intended"] = InteractionJson.Default.MessageIntended,
        [InteractionEvent.ScriptRequested.Name] = InteractionJson.Default.ScriptRequested,
        [InteractionEvent.ScriptJoined.Name] = InteractionJson.Default.ScriptJoined,
        ["script.left"] = InteractionJson.Default.ScriptLeft,
        [InteractionEvent.ScriptForwarded.Name] = InteractionJson.Default.ScriptForwarded,
        ["note.added"] = InteractionJson.Default.NoteAdded,
        ["interaction.ended"] = InteractionJson.Default.InteractionEnded,
        ["interaction.closed"] = InteractionJson.Default.InteractionClosed,
        ["timer.set"] = InteractionJson.Default.TimerSet,
        ["timer.cancelled"] = InteractionJson.Default.TimerCancelled,
        ["timer.fired"] = InteractionJson.Default.TimerFired,
        ["command.faulted"] = InteractionJson.Default.CommandFaulted,
    }.ToFrozenDictionary();

    // Whoever follows the log asks for the same entry one after the other.
    [ThreadStatic]
    private static (Entry Entry, InteractionEvent Event)? _last;

    /// <summary>The kinds of an interaction's stream, with the steps from older versions.</summary>
    public static EntryKinds Kinds { get; } = new(ByKind.Keys.Select(static kind => new EntryKind(kind)));

    public static byte[] Write(InteractionEvent e) =>
        JsonSerializer.SerializeToUtf8Bytes(e, ByKind.TryGetValue(e.Kind, out var type) ? type : throw new UnreachableException($"No body for {e.Kind}."));

    /// <summary>The event an entry of an interaction's stream holds, of whatever version.</summary>
    /// <exception cref="NotSupportedException">The kind or its version is of a newer build.</exception>
    public static InteractionEvent Read(Entry entry, EntryKinds? kinds = null)
    {
        if (kinds is not null)
        {
            return ReadNewest(entry.Kind, kinds.BodyOf(entry).Span);
        }

        if (_last is not var (before, read) || !ReferenceEquals(before, entry))
        {
            read = ReadNewest(entry.Kind, Kinds.BodyOf(entry).Span);
            _last = (entry, read);
        }

        return read;
    }

    /// <summary>The event of a kind with a body of its newest version.</summary>
    public static InteractionEvent ReadNewest(string kind, ReadOnlySpan<byte> body) => (InteractionEvent)JsonSerializer.Deserialize(body, ByKind[kind])!;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InteractionEvent.InteractionOpened))]
[JsonSerializable(typeof(InteractionEvent.SessionJoined))]
[JsonSerializable(typeof(InteractionEvent.SessionStarted))]
[JsonSerializable(typeof(InteractionEvent.SessionLeft))]
[JsonSerializable(typeof(InteractionEvent.ReachRequested))]
[JsonSerializable(typeof(InteractionEvent.ReachConfirmed))]
[JsonSerializable(typeof(InteractionEvent.ReachOverdue))]
[JsonSerializable(typeof(InteractionEvent.CallOrdered))]
[JsonSerializable(typeof(InteractionEvent.VoiceMessageAsked))]
[JsonSerializable(typeof(InteractionEvent.VoiceMessageLeft))]
[JsonSerializable(typeof(InteractionEvent.VoiceMessageMissed))]
[JsonSerializable(typeof(InteractionEvent.CallReleased))]
[JsonSerializable(typeof(InteractionEvent.LineJoined))]
[JsonSerializable(typeof(InteractionEvent.LineLeft))]
[JsonSerializable(typeof(InteractionEvent.LineRefused))]
[JsonSerializable(typeof(InteractionEvent.MessageJoined))]
[JsonSerializable(typeof(InteractionEvent.MessageForwarded))]
[JsonSerializable(typeof(InteractionEvent.WorkRequested))]
[JsonSerializable(typeof(InteractionEvent.WorkCancelled))]
[JsonSerializable(typeof(InteractionEvent.AgentJoined))]
[JsonSerializable(typeof(InteractionEvent.AgentLeft))]
[JsonSerializable(typeof(InteractionEvent.AssignmentRefused))]
[JsonSerializable(typeof(InteractionEvent.MessageIntended))]
[JsonSerializable(typeof(InteractionEvent.ScriptRequested))]
[JsonSerializable(typeof(InteractionEvent.ScriptJoined))]
[JsonSerializable(typeof(InteractionEvent.ScriptLeft))]
[JsonSerializable(typeof(InteractionEvent.ScriptForwarded))]
[JsonSerializable(typeof(InteractionEvent.NoteAdded))]
[JsonSerializable(typeof(InteractionEvent.InteractionEnded))]
[JsonSerializable(typeof(InteractionEvent.InteractionClosed))]
[JsonSerializable(typeof(InteractionEvent.TimerSet))]
[JsonSerializable(typeof(InteractionEvent.TimerCancelled))]
[JsonSerializable(typeof(InteractionEvent.TimerFired))]
[JsonSerializable(typeof(InteractionEvent.CommandFaulted))]
internal sealed partial class InteractionJson : JsonSerializerContext;
