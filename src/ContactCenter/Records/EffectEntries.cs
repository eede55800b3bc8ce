using System.Text.Json.Serialization;

namespace ContactCenter.Records;

/// <summary>The kinds of entries in a message's own stream, from the first attempt to the end.</summary>
internal static class EffectKinds
{
    /// <summary>Durable before the provider is called.</summary>
    public const string Attempting = "message.attempting";

    /// <summary>The provider has it.</summary>
    public const string Sent = "message.sent";

    /// <summary>Certainly not sent this time; there will be another attempt.</summary>
    public const string Deferred = "message.deferred";

    /// <summary>Not sent, and not going to be.</summary>
    public const string Failed = "message.failed";

    /// <summary>Nobody knows whether it was sent.</summary>
    public const string Unknown = "message.unknown";
}

internal sealed record MessageAttempting(int Attempt);

internal sealed record MessageSent(EndpointId Endpoint, string ProviderId);

internal sealed record MessageDeferred(string Code, DateTimeOffset Until);

internal sealed record MessageFailed(string Code);

internal sealed record MessageUnknown(string Code);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MessageAttempting))]
[JsonSerializable(typeof(MessageSent))]
[JsonSerializable(typeof(MessageDeferred))]
[JsonSerializable(typeof(MessageFailed))]
[JsonSerializable(typeof(MessageUnknown))]
internal sealed partial class EffectJson : JsonSerializerContext;
