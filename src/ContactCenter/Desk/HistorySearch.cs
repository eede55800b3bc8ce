using ContactCenter.Channels;

namespace ContactCenter.Desk;

/// <summary>What is looked for in the history: everything that is said must hold, and nothing said means everything.</summary>
public sealed record HistorySearch
{
    /// <summary>The longest <see cref="About"/>, in characters.</summary>
    public const int MaxAboutLength = 320;

    /// <summary>The longest <see cref="Text"/>, in characters.</summary>
    public const int MaxTextLength = 200;

    /// <summary>The most that one page holds.</summary>
    public const int MaxLimit = 200;

    /// <summary>
    /// Whom or what it is about: an address of the customer, a telephone number in any usual form, or an interaction's id. The address has to be whole: addresses are found by a keyed hash.
    /// </summary>
    public string? About { get; init; }

    /// <summary>Who has it, or had it last.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>The queue it went to last.</summary>
    public QueueId? Queue { get; init; }

    /// <summary>The channel it began on.</summary>
    public ChannelKind? Channel { get; init; }

    /// <summary>Its outcome.</summary>
    public DispositionCode? Disposition { get; init; }

    /// <summary>How far it is.</summary>
    public InteractionStatus? Status { get; init; }

    /// <summary>Opened at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Opened before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>
    /// Words that all occur in what was said, filled in or noted; case and accents do not count. Texts are kept encrypted and read one conversation after the
    /// other, so one answer looks at few: narrow the rest, and go on with <see cref="HistoryFindings.Next"/>.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>At most so many, 1 to <see cref="MaxLimit"/>; 50 when null.</summary>
    public int? Limit { get; init; }

    /// <summary>Where to go on: what the page before said.</summary>
    public HistoryCursor? After { get; init; }

    /// <summary>What is wrong with it, with the remedy; null when nothing is.</summary>
    public string? FindFault() => this switch
    {
        { Limit: < 1 or > MaxLimit } => $"limit is {Limit}; use 1 to {MaxLimit}.",
        { About.Length: > MaxAboutLength } => $"about has {About.Length} characters; give an address or an interaction's id of at most {MaxAboutLength}.",
        { Text.Length: > MaxTextLength } => $"text has {Text.Length} characters; look for at most {MaxTextLength}.",
        { From: { } from, To: { } to } when to <= from => "The time ends before it begins; set to after from.",
        _ => null,
    };
}

/// <summary>A place in the history, which goes from the newest to the oldest.</summary>
/// <param name="OpenedAt">When the interaction there was opened.</param>
/// <param name="Interaction">Which one it is.</param>
public sealed record HistoryCursor(DateTimeOffset OpenedAt, InteractionId Interaction);

/// <summary>A part of what was found.</summary>
/// <param name="Found">The interactions, the newest first.</param>
/// <param name="LookedAt">How many were looked at for it.</param>
/// <param name="Next">Where the search goes on; null when everything has been looked at. There may be more although few or none were found.</param>
public sealed record HistoryFindings(IReadOnlyList<InteractionSummary> Found, int LookedAt, HistoryCursor? Next);
