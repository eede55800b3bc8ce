namespace ContactCenter.Scripting.Languages;

/// <summary>How a language writes and says numbers.</summary>
internal sealed record LanguageNumbers
{
    /// <summary>Between integer and fraction.</summary>
    public required char Decimal { get; init; }

    /// <summary>Between groups of three digits, as it is written.</summary>
    public required char Group { get; init; }

    /// <summary>0 to 19, masculine.</summary>
    public required string[] Units { get; init; }

    /// <summary>1 and 2 in the feminine.</summary>
    public required string[] Feminine { get; init; }

    /// <summary>1 and 2 in the neuter.</summary>
    public required string[] Neuter { get; init; }

    /// <summary>20, 30 to 90.</summary>
    public required string[] Tens { get; init; }

    /// <summary>100, 200 to 900.</summary>
    public required string[] Hundreds { get; init; }

    /// <summary>A thousand, a million, a thousand million.</summary>
    public required CountedNoun[] Scales { get; init; }

    /// <summary>Whether one thousand is said without the one.</summary>
    public bool BareThousand { get; init; }

    /// <summary>Whether a number below a million is one word, with vowels that meet falling together: ventuno.</summary>
    public bool Joined { get; init; }

    /// <summary>3 at the end of a longer word, where it is written otherwise.</summary>
    public string? JoinedThree { get; init; }

    /// <summary>Whether 21, 31 and so on end in the masculine one, whatever is counted.</summary>
    public bool FixedOneInCompounds { get; init; }

    /// <summary>One of something, where that is more than the number and the noun: un'ora.</summary>
    public Func<CountedNoun, string>? OneOf { get; init; }

    /// <summary>Between tens and units.</summary>
    public string TensLink { get; init; } = " ";

    /// <summary>Between hundreds and what follows.</summary>
    public string HundredsLink { get; init; } = " ";

    public required string DecimalWord { get; init; }

    public required string Minus { get; init; }

    public required string Plus { get; init; }

    /// <summary>More spellings to be read: <c>25=...</c> for a number, 100 with a star behind it for a word that multiplies what stands before.</summary>
    public string[] More { get; init; } = [];

    /// <summary>Whether hundreds are counted beyond nine: fifteen hundred.</summary>
    public bool CountsHundreds { get; init; }

    /// <summary>Spellings of digits that are said one by one, and mean nothing elsewhere: <c>0=oh</c>.</summary>
    public string[] DigitWords { get; init; } = [];

    /// <summary>How often the digit behind is said: <c>2=double</c>.</summary>
    public string[] Repeats { get; init; } = [];

    /// <summary>Words inside a number that say nothing: and.</summary>
    public string Links { get; init; } = "";

    /// <summary>Articles that mean one before what is counted.</summary>
    public string Articles { get; init; } = "";

    /// <summary>Behind a number: half more.</summary>
    public required string AndHalf { get; init; }

    /// <summary>Half, and one and a half, said alone: <c>0.5=...</c>.</summary>
    public required string[] Fractions { get; init; }

    /// <summary>The first to the twentieth, and the tens behind, in all their forms.</summary>
    public required string[] Ordinals { get; init; }

    /// <summary>Letters that make figures an ordinal: 5th.</summary>
    public string OrdinalEndings { get; init; } = "";

    /// <summary>Whether a hyphen stands before them: 5-го.</summary>
    public bool OrdinalHyphen { get; init; }

    /// <summary>Numbers in the case that follows a preposition: <c>10=...</c>.</summary>
    public string[] Oblique { get; init; } = [];
}
