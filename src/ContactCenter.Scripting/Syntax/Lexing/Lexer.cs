using System.Globalization;

namespace ContactCenter.Scripting.Syntax;

/// <summary>Cuts a piece of one line into tokens. Never fails: what means nothing is a token of its own.</summary>
/// <param name="text">The whole text; positions are in it.</param>
/// <param name="from">Where the piece begins.</param>
/// <param name="to">Where the piece ends.</param>
/// <param name="inHole">The piece is a hole's inside, where texts stand in apostrophes and <c>|</c> means something.</param>
internal ref struct Lexer(ReadOnlySpan<char> text, int from, int to, bool inHole)
{
    private readonly ReadOnlySpan<char> _text = text[..to];
    private int _at = from;

    /// <summary>Where the comment begins that ends the line; the piece's end when there is none. Known once all tokens are read.</summary>
    public int CommentStart { get; private set; } = to;

    /// <summary>The next token; <see cref="TokenKind.End"/> behind the last.</summary>
    public Token Next()
    {
        while (_at < _text.Length && IsSpace(_text[_at]))
        {
            _at++;
        }

        if (_at >= _text.Length)
        {
            return Make(TokenKind.End, 0);
        }

        var c = _text[_at];
        if (IsLetter(c))
        {
            return Word();
        }

        if (char.IsAsciiDigit(c))
        {
            return Number();
        }

        return c == (inHole ? '\'' : '"') ? Text(c) : Sign(c);
    }

    private Token Word()
    {
        var end = _at + 1;
        while (end < _text.Length && (IsWordPart(_text[end]) || (_text[end] == '-' && end + 1 < _text.Length && IsWordPart(_text[end + 1]))))
        {
            end++;
        }

        var token = Make(TokenKind.Word, end - _at);
        token.Keyword = Keywords.Of(_text[token.Start..end]);
        return token;
    }

    private Token Number()
    {
        var end = Digits(_at);
        if (end - _at == 4 && IsDate(_at))
        {
            return Make(TokenKind.Date, 10);
        }

        if (end + 1 < _text.Length && _text[end] == ':' && char.IsAsciiDigit(_text[end + 1]))
        {
            return Make(TokenKind.Time, WordEnd(end + 1) - _at);
        }

        if (end + 1 < _text.Length && _text[end] == '.' && char.IsAsciiDigit(_text[end + 1]))
        {
            end = Digits(end + 1);
        }

        return end < _text.Length && IsWordPart(_text[end]) ? Make(TokenKind.Duration, WordEnd(end) - _at) : Make(TokenKind.Number, end - _at);
    }

    private Token Text(char quote)
    {
        for (var at = _at + 1; ; at += 2)
        {
            var next = _text[at..].IndexOf(quote);
            if (next < 0)
            {
                return Make(TokenKind.UnclosedText, _text.Length - _at);
            }

            at += next;
            if (at + 1 >= _text.Length || _text[at + 1] != quote)
            {
                return Make(TokenKind.Text, at + 1 - _at);
            }
        }
    }

    private Token Sign(char c)
    {
        var next = _at + 1 < _text.Length ? _text[_at + 1] : '\0';
        switch (c)
        {
            case '/' when next == '/' && !inHole:
                CommentStart = _at;
                return Make(TokenKind.End, 0);
            case '-' when next == '>':
                return Make(TokenKind.Arrow, 2);
            case '<' when next == '=':
                return Make(TokenKind.LessOrEqual, 2);
            case '>' when next == '=':
                return Make(TokenKind.GreaterOrEqual, 2);
            case '.' when next == '.':
                return Make(TokenKind.DotDot, 2);
            case '#' when IsWordPart(next):
                return Make(TokenKind.TextId, WordEnd(_at + 1) - _at);
        }

        var kind = c switch
        {
            ',' => TokenKind.Comma,
            ':' => TokenKind.Colon,
            '.' => TokenKind.Dot,
            '(' => TokenKind.Open,
            ')' => TokenKind.Close,
            '+' => TokenKind.Plus,
            '-' => TokenKind.Minus,
            '*' => TokenKind.Star,
            '/' => TokenKind.Slash,
            '<' => TokenKind.Less,
            '>' => TokenKind.Greater,
            '=' => TokenKind.Equal,
            '|' when inHole => TokenKind.Bar,
            _ => TokenKind.Unknown,
        };
        return Make(kind, kind == TokenKind.Unknown && char.IsHighSurrogate(c) && char.IsLowSurrogate(next) ? 2 : 1);
    }

    private Token Make(TokenKind kind, int length)
    {
        var token = new Token { Kind = kind, Start = _at, Length = length };
        _at += length;
        return token;
    }

    private readonly int Digits(int at)
    {
        while (at < _text.Length && char.IsAsciiDigit(_text[at]))
        {
            at++;
        }

        return at;
    }

    private readonly int WordEnd(int at)
    {
        while (at < _text.Length && IsWordPart(_text[at]))
        {
            at++;
        }

        return at;
    }

    private readonly bool IsDate(int at)
    {
        if (at + 10 > _text.Length || _text[at + 4] != '-' || _text[at + 7] != '-' || (at + 10 < _text.Length && IsWordPart(_text[at + 10])))
        {
            return false;
        }

        return char.IsAsciiDigit(_text[at + 5]) && char.IsAsciiDigit(_text[at + 6]) && char.IsAsciiDigit(_text[at + 8]) && char.IsAsciiDigit(_text[at + 9]);
    }

    internal static bool IsSpace(char c) => c == ' ' || (c != '\n' && (char.IsWhiteSpace(c) || c == '\uFEFF'));

    private static bool IsLetter(char c) => char.IsAsciiLetter(c) || (c > 127 && char.IsLetter(c));

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_' || (c > 127 && (char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark));
}
