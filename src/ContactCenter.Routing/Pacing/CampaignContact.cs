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

    /// <summary>The calendar of the router that says when this contact may be called, such as one in the customer's own time zone: nobody is dialled while it is closed, or where it would close before the line is sure to have ended. Null, the default: whenever the queue is open.</summary>
    public CalendarId? Calendar { get; init; }
}
