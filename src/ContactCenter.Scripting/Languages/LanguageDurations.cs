namespace ContactCenter.Scripting.Languages;

/// <summary>How a language writes, says and understands how long something takes.</summary>
internal sealed record LanguageDurations
{
    public required TimeUnit Second { get; init; }

    public required TimeUnit Minute { get; init; }

    public required TimeUnit Hour { get; init; }

    public required TimeUnit Day { get; init; }

    public required TimeUnit Week { get; init; }

    /// <summary>All units that are one without a number, also those of dates: in week is a week ahead, in weeks is no span.</summary>
    public required string One { get; init; }

    /// <summary>Spans with a name of their own in minutes: <c>30=half an hour</c>.</summary>
    public required string[] Named { get; init; }

    /// <summary>Between a unit and the next: and.</summary>
    public required string And { get; init; }

    /// <summary>Behind a unit, a half of it: and a half.</summary>
    public required string HalfMore { get; init; }

    /// <summary>Behind a unit, a quarter of it.</summary>
    public required string QuarterMore { get; init; }
}

/// <summary>A unit of time.</summary>
/// <param name="Noun">Its name.</param>
/// <param name="Short">Its abbreviation.</param>
/// <param name="Forms">All spellings.</param>
internal sealed record TimeUnit(CountedNoun Noun, string Short, string Forms);
