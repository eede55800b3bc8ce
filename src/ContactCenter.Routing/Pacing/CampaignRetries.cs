namespace ContactCenter.Routing;

/// <summary>How long after an attempt in vain a contact is dialled again, by what became of it: 1 minute to 30 days, or null for never. Compared by value.</summary>
public sealed record CampaignRetries
{
    /// <summary>After a machine answered; 4 hours by default.</summary>
    public TimeSpan? Machine { get; init; } = TimeSpan.FromHours(4);

    /// <summary>After a busy line; 10 minutes by default.</summary>
    public TimeSpan? Busy { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>After nobody answered; 2 hours by default.</summary>
    public TimeSpan? NoAnswer { get; init; } = TimeSpan.FromHours(2);

    /// <summary>After the call could not be made; 30 minutes by default.</summary>
    public TimeSpan? Failed { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>After a line of which nothing was heard; 1 day by default.</summary>
    public TimeSpan? Unknown { get; init; } = TimeSpan.FromDays(1);

    /// <summary>After an abandoned call; 3 days by default, before which the United Kingdom wants an agent sure to be there.</summary>
    public TimeSpan? Abandoned { get; init; } = TimeSpan.FromDays(3);

    /// <summary>After a person hung up; never by default.</summary>
    public TimeSpan? HungUp { get; init; }

    /// <summary>The delay after an outcome.</summary>
    internal TimeSpan? After(LineOutcome outcome) => outcome switch
    {
        LineOutcome.Machine => Machine,
        LineOutcome.Busy => Busy,
        LineOutcome.NoAnswer => NoAnswer,
        LineOutcome.Failed => Failed,
        LineOutcome.Unknown => Unknown,
        LineOutcome.Abandoned => Abandoned,
        LineOutcome.HungUp => HungUp,
        _ => null,
    };
}
