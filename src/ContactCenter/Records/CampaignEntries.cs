using System.Text.Json.Serialization;
using ContactCenter.Channels;
using ContactCenter.Journal;

namespace ContactCenter.Records;

/// <summary>The kinds of entries about whom campaigns may call, and whom nobody may. What becomes of a contact is the router's to say.</summary>
internal static class CampaignKinds
{
    /// <summary>Somebody is put on the list of a campaign; in the stream <c>list/CAMPAIGN</c>.</summary>
    public const string Listed = "contact.listed";

    /// <summary>A number is not to be called by any campaign; in the stream <c>do-not-call/main</c>.</summary>
    public const string Barred = "do-not-call.added";

    /// <summary>It may be again.</summary>
    public const string Unbarred = "do-not-call.removed";

    /// <summary>The sealed number.</summary>
    public const string Number = "number";

    /// <summary>The sealed name.</summary>
    public const string Name = "name";

    /// <summary>The sealed words of whoever barred a number.</summary>
    public const string Note = "note";

    public static MachineId BarredNumbers { get; } = new("do-not-call", "main");

    /// <summary>As what a number is kept that is not to be called: apart from the addresses of customers, so that it stays when one of them is erased.</summary>
    public static Address AddressOf(string number) => new(new AddressKind("do-not-call"), number);

    public static MachineId ListOf(CampaignId campaign) => new("list", campaign.Value);
}

/// <summary>Who is listed stands in the entry's links; number and name are sealed beside it.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Contact">The contact: the same customer of the same list has the same id, however often it is imported.</param>
/// <param name="Interaction">The interaction its calls belong to.</param>
/// <param name="Zone">The time zone the customer is in; null where that is not known.</param>
/// <param name="Language">The customer's language; null for the campaign's.</param>
/// <param name="NotBefore">Not called before; null for at once.</param>
internal sealed record ContactListed(CampaignId Campaign, ContactId Contact, InteractionId Interaction, string? Zone, string? Language, DateTimeOffset? NotBefore);

/// <summary>A number that is barred, or no more. Where it is known whose it is, that stands in the entry's links; number and note are sealed under a key of the number's own, which stays when the customer is erased.</summary>
/// <param name="Number">The number's id: what is found by its keyed hash.</param>
internal sealed record NumberBarred(CustomerId Number);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ContactListed))]
[JsonSerializable(typeof(NumberBarred))]
internal sealed partial class CampaignJson : JsonSerializerContext;
