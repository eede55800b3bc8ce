using ContactCenter.Routing;

namespace ContactCenter.Campaigns;

/// <summary>Which contacts of a list are wanted.</summary>
public enum ContactFilter
{
    /// <summary>Everybody.</summary>
    All,

    /// <summary>Those who are not done with.</summary>
    Open,

    /// <summary>Those who are.</summary>
    Done,
}

/// <summary>Somebody on the list of a campaign.</summary>
/// <param name="Contact">The contact's id.</param>
/// <param name="Position">The place on the list, by which it is paged.</param>
/// <param name="Number">The number; null once the person is erased.</param>
/// <param name="Name">The name; null where it is not known, or the person is erased.</param>
/// <param name="State">How far it is.</param>
/// <param name="Attempts">How often it was dialled.</param>
/// <param name="LastOutcome">What became of the last attempt that is over.</param>
/// <param name="LastAt">When it was dialled last.</param>
/// <param name="NextAt">Not dialled before; null for at once, or never.</param>
/// <param name="TimeZone">The time zone the person is in; null where it is not known.</param>
/// <param name="Language">The person's language; null for the campaign's.</param>
/// <param name="Interaction">The interaction its calls belong to, once there was one.</param>
public sealed record ListedContact(
    ContactId Contact,
    long Position,
    string? Number,
    string? Name,
    ContactState State,
    int Attempts,
    LineOutcome? LastOutcome,
    DateTimeOffset? LastAt,
    DateTimeOffset? NextAt,
    string? TimeZone,
    string? Language,
    InteractionId? Interaction);

/// <summary>A number no campaign calls.</summary>
/// <param name="Id">Its id, for <see cref="CampaignCommand.Unbar"/>.</param>
/// <param name="Position">Its place in the log, by which the list is paged.</param>
/// <param name="Number">The number.</param>
/// <param name="At">Since when.</param>
/// <param name="By">Who barred it, as in the journal.</param>
/// <param name="Note">What was noted; null for nothing.</param>
/// <param name="Interaction">The conversation in which the customer said so; null where it was not said in one.</param>
public sealed record BarredNumber(Guid Id, long Position, string? Number, DateTimeOffset At, string By, string? Note, InteractionId? Interaction);
