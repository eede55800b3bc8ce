namespace ContactCenter.Scripting.Languages;

/// <summary>How a language writes, says and understands days.</summary>
internal sealed record LanguageCalendar
{
    /// <summary>January first, as a date has them: marca, марта.</summary>
    public required string[] Months { get; init; }

    /// <summary>All spellings, January first.</summary>
    public required string[] MonthForms { get; init; }

    /// <summary>Sunday first, as <see cref="DayOfWeek"/> has them.</summary>
    public required string[] Weekdays { get; init; }

    /// <summary>With the preposition: on Friday, w piątek, в пятницу.</summary>
    public required string[] OnWeekdays { get; init; }

    /// <summary>All spellings, Sunday first.</summary>
    public required string[] WeekdayForms { get; init; }

    /// <summary>Day and month of a date in words, such as piątego marca.</summary>
    public required Func<int, string> SpokenDay { get; init; }

    /// <summary>{0} weekday, {1} day, {2} month's name, {3} year.</summary>
    public required string Long { get; init; }

    public required string LongWithWeekday { get; init; }

    /// <summary>{0} day, {1} month, {2} year, in figures.</summary>
    public required string Short { get; init; }

    /// <summary>Days from today: <c>1=...</c>.</summary>
    public required string[] Relative { get; init; }

    /// <summary>Words around a date that say nothing: the, of, dnia.</summary>
    public required string Fillers { get; init; }

    /// <summary>Words that make a number alone a day of the month: the 5th.</summary>
    public required string DayMarks { get; init; }

    public required string Next { get; init; }

    public required string This { get; init; }

    /// <summary>The weekday before today: lunedì scorso.</summary>
    public string Last { get; init; } = "";

    /// <summary>Between weeks and the day they are counted from, which may stand without, too: a week on Friday. Empty where days are not counted so.</summary>
    public string WeeksOn { get; init; } = "";

    /// <summary>Behind a day, days to go on from it: <c>7=week</c>, as in Friday week.</summary>
    public string[] LaterBy { get; init; } = [];

    /// <summary>Beside a weekday, that of the week that begins on the next Monday.</summary>
    public required string NextWeek { get; init; }

    /// <summary>Whether next Friday is that of the week that begins on the next Monday; otherwise the one that comes.</summary>
    public bool NextIsOfNextWeek { get; init; }

    /// <summary>Before a span: in two weeks.</summary>
    public required string In { get; init; }

    /// <summary>Behind a span: two weeks from now.</summary>
    public required string FromNow { get; init; }

    /// <summary>Behind a span that is over: two days ago.</summary>
    public required string Ago { get; init; }

    /// <summary>Whether a year is said as two numbers: nineteen eighty.</summary>
    public bool YearsInPairs { get; init; }

    public required string DayUnit { get; init; }

    public required string WeekUnit { get; init; }

    public string FortnightUnit { get; init; } = "";

    public required string MonthUnit { get; init; }

    public required string YearUnit { get; init; }
}
