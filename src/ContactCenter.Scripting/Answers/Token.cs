namespace ContactCenter.Scripting.Answers;

internal enum TokenKind
{
    /// <summary>Letters.</summary>
    Word,

    /// <summary>Figures.</summary>
    Digits,

    /// <summary>A sign with a meaning of its own, such as a colon or a currency's.</summary>
    Sign,

    /// <summary>A comma, semicolon or line end that parts phrases.</summary>
    Break,
}

/// <summary>A piece of an answer.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its characters, folded.</param>
/// <param name="Gap">How many characters stand between the token before and this one.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Gap)
{
    public bool IsSign(char sign) => Kind == TokenKind.Sign && Text[0] == sign;
}
