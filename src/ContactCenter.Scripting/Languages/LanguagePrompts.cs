namespace ContactCenter.Scripting.Languages;

/// <summary>What is said around a question. <c>{0}</c> and <c>{1}</c> are filled in.</summary>
internal sealed record LanguagePrompts
{
    /// <summary>The answer was none.</summary>
    public required string NotUnderstood { get; init; }

    /// <summary>Nothing was answered.</summary>
    public required string NotHeard { get; init; }

    /// <summary>A choice by telephone: its text, its key.</summary>
    public required string Press { get; init; }

    /// <summary>How a row of keys is closed.</summary>
    public required string Hash { get; init; }

    // How to answer, said when an answer was not understood.
    public required string YesOrNo { get; init; }

    public required string Number { get; init; }

    /// <summary>From, to.</summary>
    public required string NumberBetween { get; init; }

    public required string Money { get; init; }

    /// <summary>The fewest, the most digits.</summary>
    public required string Digits { get; init; }

    /// <summary>How many digits, where that is one number.</summary>
    public required string DigitsExactly { get; init; }

    public required string Phone { get; init; }

    public required string Email { get; init; }

    public required string Address { get; init; }

    public required string Date { get; init; }

    public required string Time { get; init; }

    public required string Moment { get; init; }

    public required string Duration { get; init; }

    public required string Choice { get; init; }
}
