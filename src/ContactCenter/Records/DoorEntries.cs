using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ContactCenter.Channels;

namespace ContactCenter.Records;

/// <summary>The kinds of entries the door writes.</summary>
internal static class DoorKinds
{
    public const string MessageReceived = "message.received";
    public const string DeliveryReported = "delivery.reported";

    /// <summary>Whether an entry of this kind brings something of a customer that opens or joins an interaction.</summary>
    public static bool IsInbound(string kind) => kind is MessageReceived or CallKinds.Offered;

    /// <summary>The sealed text of a message.</summary>
    public const string Text = "text";

    /// <summary>The sealed address of its sender.</summary>
    public const string From = "from";

    /// <summary>The sealed URLs of its media, one a line.</summary>
    public const string Media = "media";

    /// <summary>The sealed <see cref="MessageField"/>s of a message.</summary>
    public const string Fields = "fields";

    /// <summary>The sealed <see cref="MessageConsent"/> of a message.</summary>
    public const string Consent = "consent";

    /// <summary>The sealed addresses its sender claims.</summary>
    public const string Claims = "claims";

    /// <summary>The sealed <see cref="ReachWhere"/> of a message.</summary>
    public const string Reach = "reach";

    /// <summary>The sealed names of the media stored with a message, one a line; an empty line for one without.</summary>
    public const string Names = "names";

    /// <summary>The sealed <see cref="Channels.MessageChoice"/>s of a message to a customer, one a line: see <see cref="OfferedChoices"/>.</summary>
    public const string Choices = "choices";
}

/// <summary>The facts of a message or a call that came in, with what was stored before it; who wrote and what is sealed beside it. A call has its id, and no text.</summary>
internal sealed record MessageReceived(
    ChannelKind Channel,
    EndpointId Endpoint,
    string Thread,
    string ProviderId,
    AddressKind FromKind,
    ImmutableArray<string> MediaTypes,
    bool IsCut,
    DateTimeOffset? SentAt,
    ReachWindow? Reach = null,
    ImmutableArray<AttachedMedium>? Stored = null,
    MessageId? ChosenFrom = null,
    AnswerForm? Form = null,
    CallId? Call = null,
    string? Trunk = null);

/// <summary>On which channel and when a customer wants to be reached; where, is sealed beside it.</summary>
internal sealed record ReachWindow(ChannelKind Channel, DateTimeOffset? From, DateTimeOffset? Until);

/// <summary>What a provider told about a message of ours.</summary>
internal sealed record DeliveryReported(
    ChannelKind Channel,
    EndpointId Endpoint,
    string ProviderId,
    MessageId? Message,
    DeliveryState State,
    string? ErrorCode);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(MessageReceived))]
[JsonSerializable(typeof(DeliveryReported))]
internal sealed partial class DoorJson : JsonSerializerContext;
