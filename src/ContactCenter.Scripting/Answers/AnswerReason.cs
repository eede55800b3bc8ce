namespace ContactCenter.Scripting.Answers;

/// <summary>Why an answer gives no value.</summary>
internal enum AnswerReason
{
    /// <summary>It gives one.</summary>
    Understood,

    /// <summary>Nothing was said.</summary>
    Empty,

    /// <summary>It is no value of the type asked for.</summary>
    NotUnderstood,

    /// <summary>It may mean several values, which are the candidates.</summary>
    Ambiguous,

    /// <summary>A number outside the range, or a key that no choice has.</summary>
    OutOfRange,

    /// <summary>Fewer digits than asked for.</summary>
    TooShort,

    /// <summary>More characters or digits than asked for, or than anybody reads.</summary>
    TooLong,

    /// <summary>A part is missing, such as the month of a date or the currency of an amount.</summary>
    Incomplete,

    /// <summary>There is no such day or time.</summary>
    Impossible,

    /// <summary>Its parts do not fit together, such as a date and its weekday.</summary>
    Contradictory,

    /// <summary>The clocks are put forward over that moment: there is no such local time.</summary>
    InClockGap,

    /// <summary>The clocks are put back over that moment: there are two, which are the candidates.</summary>
    InClockOverlap,
}

/// <summary>How an answer was understood.</summary>
internal enum AnswerManner
{
    /// <summary>By figures, or a form such as an e-mail's.</summary>
    Figures,

    /// <summary>By words.</summary>
    Words,

    /// <summary>By telephone keys.</summary>
    Keys,

    /// <summary>A choice by its key or its place.</summary>
    Number,

    /// <summary>A choice by its name, its text or a synonym.</summary>
    Exact,

    /// <summary>A choice by how its text begins.</summary>
    Beginning,

    /// <summary>A choice by words of its text.</summary>
    Part,

    /// <summary>A choice by a text with one letter wrong.</summary>
    Likeness,
}
