namespace ContactCenter.Scripting;

/// <summary>Functions of expressions: pure, of their arguments and the run's time zone. The numbers are written to programs and never change.</summary>
internal enum ScriptFunction
{
    /// <summary>The items of a list, or nothing's: 0.</summary>
    Count = 1,

    /// <summary>The characters of a text.</summary>
    Length = 2,

    /// <summary>The first item of a list.</summary>
    First = 3,

    /// <summary>The last item of a list.</summary>
    Last = 4,

    /// <summary>The smaller of two.</summary>
    Min = 5,

    /// <summary>The larger of two.</summary>
    Max = 6,

    /// <summary>A number rounded to so many decimals, half to even.</summary>
    Round = 7,

    /// <summary>A number without its sign.</summary>
    Abs = 8,

    /// <summary>Whether a text begins with another.</summary>
    Starts = 9,

    /// <summary>Whether a text has another in it.</summary>
    Contains = 10,

    /// <summary>The day of a moment in the run's time zone.</summary>
    DateOf = 11,

    /// <summary>The time of the day of a moment in the run's time zone.</summary>
    TimeOf = 12,

    /// <summary>The day of the week of a date: 1 is Monday, 7 Sunday.</summary>
    WeekdayOf = 13,

    /// <summary>The moment of a date and a time of the day in the run's time zone. A time the clocks skip is the instant they jump at; one there is twice is the first.</summary>
    MomentOf = 14,
}
