using System.Text.Json.Serialization;

namespace ContactCenter.Campaigns;

/// <summary>What whoever runs campaigns can do. The list is closed: each command has its row in the table of roles.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(Start), "start")]
[JsonDerivedType(typeof(Pause), "pause")]
[JsonDerivedType(typeof(Add), "add")]
[JsonDerivedType(typeof(Withdraw), "withdraw")]
[JsonDerivedType(typeof(Bar), "bar")]
[JsonDerivedType(typeof(Unbar), "unbar")]
public abstract record CampaignCommand
{
    private CampaignCommand()
    {
    }

    /// <summary>Lets a campaign dial: one that is new, or paused.</summary>
    /// <param name="Campaign">The campaign.</param>
    public sealed record Start(CampaignId Campaign) : CampaignCommand;

    /// <summary>Lets a campaign dial nothing any more; lines that ring go on.</summary>
    /// <param name="Campaign">The campaign.</param>
    public sealed record Pause(CampaignId Campaign) : CampaignCommand;

    /// <summary>Puts somebody onto the list of a campaign. Who is on it, or was called for it, is not added again.</summary>
    /// <param name="Campaign">The campaign.</param>
    /// <param name="Contact">Whom to call.</param>
    public sealed record Add(CampaignId Campaign, NewContact Contact) : CampaignCommand;

    /// <summary>Takes somebody off the list of a campaign. A call that is on goes on, and none follows.</summary>
    /// <param name="Campaign">The campaign.</param>
    /// <param name="Contact">Who.</param>
    public sealed record Withdraw(CampaignId Campaign, ContactId Contact) : CampaignCommand;

    /// <summary>Lets no campaign call a number any more, and takes it off all lists.</summary>
    /// <param name="Number">The number, however written; without a country of that of the tenant's telephone.</param>
    public sealed record Bar(string Number) : CampaignCommand
    {
        /// <summary>Why or on whose word, at most 200 characters; null for nothing.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Note { get; init; }
    }

    /// <summary>Lets campaigns call a number again. It is on no list by that.</summary>
    /// <param name="Number">The number's id, <see cref="BarredNumber.Id"/>.</param>
    public sealed record Unbar(Guid Number) : CampaignCommand;
}

/// <summary>Somebody a campaign is to call.</summary>
/// <param name="Number">The number, however written; without a country of that of the endpoint the campaign calls from.</param>
public sealed record NewContact(string Number)
{
    /// <summary>The name, at most 200 characters; null where it is not known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Name { get; init; }

    /// <summary>The IANA time zone the person is in; null: as the number says.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TimeZone { get; init; }

    /// <summary>The person's language by its two letters; null: the campaign's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Language { get; init; }

    /// <summary>Not called before this time, up to 366 days ahead; null: at once.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? NotBefore { get; init; }
}
