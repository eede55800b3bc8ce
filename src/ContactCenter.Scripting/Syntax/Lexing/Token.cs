namespace ContactCenter.Scripting.Syntax;

internal enum TokenKind : byte
{
    /// <summary>Behind the last token of a line or a hole; of length 0.</summary>
    End,
    Word,
    Number,

    /// <summary>Digits with letters behind them: a duration, or nothing.</summary>
    Duration,
    Time,
    Date,
    Text,
    UnclosedText,
    Arrow,
    Comma,
    Colon,
    Dot,
    DotDot,
    Open,
    Close,
    Plus,
    Minus,
    Star,
    Slash,
    Less,
    Greater,
    LessOrEqual,
    GreaterOrEqual,
    Equal,

    /// <summary><c>|</c> of a hole.</summary>
    Bar,

    /// <summary><c>#k7</c></summary>
    TextId,

    /// <summary>A sign that means nothing.</summary>
    Unknown,
}

/// <summary>How a token stands to its neighbours, where that does not follow from its kind. The parser finds it, the formatter uses it.</summary>
[Flags]
internal enum TokenSpacing : byte
{
    None = 0,

    /// <summary>No space before it: the bracket of a call.</summary>
    TightBefore = 1,

    /// <summary>No space behind it: the minus of one value.</summary>
    TightAfter = 2,

    /// <summary>A space on either side: a division.</summary>
    Loose = 4,
}

/// <summary>A word, a number, a text or a sign of one line.</summary>
internal struct Token
{
    public int Start;
    public int Length;
    public TokenKind Kind;
    public Keyword Keyword;
    public TokenSpacing Spacing;

    public readonly int End => Start + Length;

    public readonly TextRange Range => new(Start, Length);
}
