namespace ContactCenter.Scripting.Answers;

/// <summary>Cuts folded text into tokens. Punctuation that says nothing is left out.</summary>
internal static class Tokenizer
{
    public static List<Token> Cut(string text)
    {
        var tokens = new List<Token>();
        var last = 0;
        for (var at = 0; at < text.Length;)
        {
            var end = at + 1;
            var kind = KindOf(text, at);
            if (kind is TokenKind.Word or TokenKind.Digits)
            {
                while (end < text.Length && (kind == TokenKind.Word ? char.IsLetter(text[end]) : char.IsAsciiDigit(text[end])))
                {
                    end++;
                }
            }
            else if (char.IsHighSurrogate(text[at]) && end < text.Length && char.IsLowSurrogate(text[end]))
            {
                end++;
            }

            if (kind is { } known)
            {
                tokens.Add(new Token(known, text[at..end], at - last));
                last = end;
            }

            at = end;
        }

        return tokens;
    }

    /// <summary>The words of a phrase.</summary>
    public static IEnumerable<string> Words(string phrase) => Cut(Folding.Fold(phrase)).Where(static token => token.Kind != TokenKind.Break).Select(static token => token.Text);

    /// <summary>Whether no word ends right before a point, and no number stands before it: .5, but not No.5.</summary>
    private static bool BeginsNumber(string text, int at)
    {
        var before = text.AsSpan(0, at).TrimEnd(' ');
        return before.IsEmpty || !(char.IsAsciiDigit(before[^1]) || before[^1] == '.' || (before.Length == at && char.IsLetter(before[^1])));
    }

    private static TokenKind? KindOf(string text, int at)
    {
        var c = text[at];
        if (char.IsLetter(c))
        {
            return TokenKind.Word;
        }

        if (char.IsAsciiDigit(c))
        {
            return TokenKind.Digits;
        }

        var before = at > 0 ? text[at - 1] : ' ';
        var after = at + 1 < text.Length ? text[at + 1] : ' ';
        var amongDigits = char.IsAsciiDigit(before) && char.IsAsciiDigit(after);
        return c switch
        {
            ' ' or '\'' or '"' or '!' or '?' or '(' or ')' or '«' or '»' or '„' or '”' or '“' or '…' => null,
            '.' => amongDigits || (char.IsAsciiDigit(after) && BeginsNumber(text, at)) ? TokenKind.Sign : null,
            ',' => amongDigits ? TokenKind.Sign : TokenKind.Break,
            ':' => char.IsAsciiDigit(before) ? TokenKind.Sign : null,
            ';' or '\n' => TokenKind.Break,
            '-' => char.IsLetter(before) || char.IsLetter(after) || (before == ' ' && after == ' ') ? null : TokenKind.Sign,
            _ => TokenKind.Sign,
        };
    }
}
