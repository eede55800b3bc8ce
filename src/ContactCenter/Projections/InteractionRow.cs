using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;

namespace ContactCenter.Projections;

/// <summary>An interaction as lists show it.</summary>
internal sealed record InteractionRow
{
    public required InteractionId Id { get; init; }

    public required CustomerId Customer { get; init; }

    public required ChannelKind Channel { get; init; }

    public required EndpointId Endpoint { get; init; }

    public required DateTimeOffset OpenedAt { get; init; }

    public QueueId? Queue { get; init; }

    public InteractionStatus Status { get; init; }

    public AgentId? Agent { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public DispositionCode? Disposition { get; init; }

    public int Unanswered { get; init; }

    public ImmutableArray<SessionId> Sessions { get; init; } = [];

    /// <summary>The customer's last message, where the address can be read.</summary>
    public LogPosition? LastInbound { get; init; }

    public WorkItemId? Work { get; init; }

    /// <summary>From when on the customer wants to be reached, while that is still to come or to be confirmed.</summary>
    public DateTimeOffset? ReachFrom { get; init; }

    /// <summary>Whether its caller has left a message: what it wants of an agent is that, and not the call.</summary>
    public bool HasVoiceMessage { get; init; }

    /// <summary>The trace of the message that opened it: everything done about it belongs there.</summary>
    public string? TraceParent { get; init; }

    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>The campaign that calls the customer.</summary>
    public CampaignId? Campaign { get; init; }

    /// <summary>The campaign's contact it is.</summary>
    public ContactId? Contact { get; init; }

    /// <summary>Since when nothing has happened.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>The last position it has reacted to.</summary>
    public LogPosition? Watermark { get; init; }

    /// <summary>Whether a session was started with another customer, or by telephone: then not everything that concerns it names its customer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsShared { get; init; }

    [JsonIgnore]
    public bool IsClosed => Status == InteractionStatus.Closed;

    /// <summary>Whether it is open and nothing is asked of anybody: it waits for its customer, or a script in it for its time.</summary>
    [JsonIgnore]
    public bool IsQuiet => Status == InteractionStatus.Answered && Work is null && ReachFrom is null && !IsShared && Channel != ChannelKind.Voice;
}

/// <summary>How many interactions are open that came by one endpoint.</summary>
internal sealed record OpenInteractions(int Count);

/// <summary>A message to a customer on its way.</summary>
internal sealed record MessageRow
{
    public required MessageId Id { get; init; }

    public required InteractionId Interaction { get; init; }

    public required SessionId Session { get; init; }

    public required CustomerId Customer { get; init; }

    /// <summary>Where the intent stands: its text, or its sealed text.</summary>
    public required LogPosition At { get; init; }

    /// <summary>The message whose sender it goes to; null in a session the center started and nobody has answered.</summary>
    public LogPosition? ReplyTo { get; init; }

    public required DateTimeOffset IntendedAt { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    public MessageState State { get; init; }

    /// <summary>How many entries its own stream has.</summary>
    public long Version { get; init; }

    public int Attempts { get; init; }

    public DateTimeOffset? AttemptedAt { get; init; }

    /// <summary>When the next attempt is due, after a passing refusal.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public string? ProviderId { get; init; }

    public string? TraceParent { get; init; }

    [JsonIgnore]
    public bool IsOver => State is not (MessageState.Intended or MessageState.Attempting);
}

/// <summary>A machine wants to be woken.</summary>
internal sealed record TimerRow(TimerId Id, InteractionId Interaction, string Name, DateTimeOffset Due, string? TraceParent);

/// <summary>How well a queue did on one day.</summary>
internal sealed record QueueDay(QueueId Queue, string Day, int Answered, int InTarget);

/// <summary>A blob that is named.</summary>
/// <param name="At">The last entry that names it.</param>
internal sealed record BlobRow(LogPosition At);

/// <summary>A kind and version of entry the log holds.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Version">Its version.</param>
/// <param name="First">The first entry of it.</param>
/// <param name="Product">The version of the product that wrote it, as far as the log says; of <c>center.started</c> the newest.</param>
internal sealed record KindRow(string Kind, int Version, LogPosition First, string? Product);

/// <summary>An entry a view could not take in.</summary>
/// <param name="Position">Where it stands.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="View">The view that lacks it.</param>
/// <param name="Fault">The name of the exception.</param>
internal sealed record PoisonRow(LogPosition Position, string Kind, string View, string Fault);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(InteractionRow))]
[JsonSerializable(typeof(OpenInteractions))]
[JsonSerializable(typeof(MessageRow))]
[JsonSerializable(typeof(MediaRow))]
[JsonSerializable(typeof(TimerRow))]
[JsonSerializable(typeof(QueueDay))]
[JsonSerializable(typeof(ConfiguredRow))]
[JsonSerializable(typeof(AttentionItem))]
[JsonSerializable(typeof(KindRow))]
[JsonSerializable(typeof(PoisonRow))]
[JsonSerializable(typeof(BlobRow))]
[JsonSerializable(typeof(CallRow))]
[JsonSerializable(typeof(RecordingRow))]
[JsonSerializable(typeof(ContactRow))]
[JsonSerializable(typeof(CampaignRow))]
[JsonSerializable(typeof(BarredRow))]
[JsonSerializable(typeof(string))]
internal sealed partial class RowJson : JsonSerializerContext;
