using System.Text.Json.Serialization;
using ContactCenter.Journal;

namespace ContactCenter.Records;

/// <summary>The kinds of entries about what is known of a customer, in the stream <c>customer/ID</c>, and about who has read it.</summary>
internal static class PrivacyKinds
{
    /// <summary>Nothing of the customer is erased from here on.</summary>
    public const string HoldPlaced = "hold.placed";

    /// <summary>It may be again.</summary>
    public const string HoldLifted = "hold.lifted";

    /// <summary>The customer is erased: whatever of the key is found anywhere is destroyed.</summary>
    public const string Erased = "customer.erased";

    /// <summary>A copy of everything was handed out.</summary>
    public const string Exported = "customer.exported";

    /// <summary>Somebody has opened a conversation; in the stream <c>reading/main</c>.</summary>
    public const string Read = "interaction.read";

    /// <summary>The customer's key cannot be read; what is said from here on is sealed under a stand-in's. In the stream <c>key/ID</c>.</summary>
    public const string KeyDamaged = "key.damaged";

    public static MachineId Reading { get; } = new("reading", "main");

    public static MachineId StreamOf(CustomerId customer) => new("customer", customer.Value.ToString("N"));

    /// <summary>Apart from the customer's own stream: whoever seals something may write here, whatever is being decided about the customer.</summary>
    public static MachineId KeyOf(SubjectId subject) => new("key", subject.Value.ToString("N"));
}

/// <summary>What was done, and why.</summary>
internal sealed record PrivacyReason(string Reason);

/// <summary>Who has read stands in the entry's actor, what in its links.</summary>
/// <param name="Recording">The recording that was heard; null where the conversation was read.</param>
internal sealed record InteractionRead(RecordingId? Recording);

/// <summary>Whose key it is stands in the stream's name.</summary>
/// <param name="StandIn">Under whose key it is sealed from here on.</param>
internal sealed record KeyDamaged(SubjectId StandIn);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PrivacyReason))]
[JsonSerializable(typeof(InteractionRead))]
[JsonSerializable(typeof(KeyDamaged))]
internal sealed partial class PrivacyJson : JsonSerializerContext;
