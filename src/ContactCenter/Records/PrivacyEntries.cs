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

    public static MachineId Reading { get; } = new("reading", "main");

    public static MachineId StreamOf(CustomerId customer) => new("customer", customer.Value.ToString("N"));
}

/// <summary>What was done, and why.</summary>
internal sealed record PrivacyReason(string Reason);

/// <summary>Who has read stands in the entry's actor, what in its links.</summary>
/// <param name="Recording">The recording that was heard; null where the conversation was read.</param>
internal sealed record InteractionRead(RecordingId? Recording);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PrivacyReason))]
[JsonSerializable(typeof(InteractionRead))]
internal sealed partial class PrivacyJson : JsonSerializerContext;
