namespace ContactCenter.Scripting.Languages;

/// <summary>How a language writes, says and understands times of day.</summary>
internal sealed record LanguageClock
{
    /// <summary>Whether times are written with am and pm.</summary>
    public bool TwelveHours { get; init; }

    /// <summary>A time in words; true asks for it behind the preposition.</summary>
    public required Func<int, int, bool, string> Spoken { get; init; }

    /// <summary>A time in figures behind the preposition: {0} is the time.</summary>
    public required string At { get; init; }

    /// <summary>The same at one o'clock where that differs: all'1:00.</summary>
    public string? AtOne { get; init; }

    /// <summary>Words before a time.</summary>
    public required string Before { get; init; }

    /// <summary>How times are said, the first that takes most words wins.</summary>
    public required ClockPattern[] Patterns { get; init; }

    public required string Morning { get; init; }

    public required string Afternoon { get; init; }

    public required string Evening { get; init; }

    public required string Night { get; init; }

    /// <summary>This very moment.</summary>
    public required string Now { get; init; }
}

/// <summary>
/// A way to say a time. Words with a question mark may be missing, bars part alternatives. <c>{h}</c> is an hour as number or ordinal,
/// <c>{o}</c> as ordinal alone, <c>{m}</c> are minutes, <c>{f}</c> minutes in fives, <c>{g}</c> minutes in the oblique case.
/// </summary>
/// <param name="Pattern">Words and slots.</param>
/// <param name="Add">Minutes to add to the hour; minutes of the day where the pattern has no hour.</param>
/// <param name="MinuteSign">-1 where minutes are still to go.</param>
/// <param name="Hour">The hour where the words themselves say it.</param>
internal sealed record ClockPattern(string Pattern, int Add = 0, int MinuteSign = 1, int? Hour = null);
