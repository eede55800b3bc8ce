namespace ContactCenter.Routing;

/// <summary>Somebody on the list of a campaign. Compared by value.</summary>
public sealed record CampaignContact
{
    /// <summary>The longest <see cref="Reference"/>.</summary>
    public const int LongestReference = 200;

    /// <summary>The contact's id, unique in the campaign's list.</summary>
    public required ContactId Id { get; init; }

    /// <summary>The interaction its calls belong to.</summary>
    public required InteractionId Interaction { get; init; }

    /// <summary>By what the host finds the number to dial: at most 200 characters, no personal data; it stands in the journal.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Not dialled before this time, up to 366 days ahead, counted up to a whole second; null, the default, is at once.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
