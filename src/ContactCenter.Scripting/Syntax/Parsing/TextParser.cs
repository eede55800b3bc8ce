using System.Collections.Immutable;

namespace ContactCenter.Scripting.Syntax;

/// <summary>Texts and their holes.</summary>
internal sealed class TextParser
{
    private readonly string _text;
    private readonly TokenCursor _tokens;
    private readonly TokenCursor _hole;
    private readonly ExpressionParser _holes;
    private readonly List<TextPartSyntax> _parts = [];

    /// <param name="text">The whole script.</param>
    /// <param name="tokens">The line's tokens.</param>
    /// <param name="hole">A cursor of its own for what stands in holes.</param>
    public TextParser(string text, TokenCursor tokens, TokenCursor hole)
    {
        (_text, _tokens, _hole) = (text, tokens, hole);
        _holes = new ExpressionParser(hole, Quoted);
    }

    /// <summary>The text that people see on this line, once it was read.</summary>
    public TextLiteral? LastShown { get; private set; }

    public void BeginLine() => LastShown = null;

    /// <summary>A text that people see, which takes the line's id; null with a diagnostic when there is none.</summary>
    /// <param name="what">What the text is, for the sentence.</param>
    public TextLiteral? Shown(string what)
    {
        if (_tokens.Kind is not (TokenKind.Text or TokenKind.UnclosedText))
        {
            _tokens.Report(WritingCodes.TextExpected, what);
            return null;
        }

        NameSyntax? id = null;
        if (_tokens.TextId is { } token)
        {
            id = new NameSyntax(_text.Substring(token.Start + 1, token.Length - 1), token.Range);
            _tokens.TextId = null;
        }

        return LastShown = Parse(id);
    }

    /// <summary>A text as a value.</summary>
    public TextLiteral Value() => Parse(id: null);

    private TextLiteral Parse(NameSyntax? id)
    {
        var token = _tokens.Current;
        var raw = Inside(token);
        if (token.Kind == TokenKind.UnclosedText)
        {
            _tokens.Report(WritingCodes.UnclosedText);
        }

        _tokens.Skip();
        var parts = Parts(raw);
        var depth = 1;
        foreach (var part in parts)
        {
            depth = part is HoleSyntax hole ? Math.Max(depth, hole.Value.Depth + 1) : depth;
        }

        return new TextLiteral { Range = token.Range, Raw = raw, Parts = parts, Id = id, Depth = depth };
    }

    private ImmutableArray<TextPartSyntax> Parts(TextRange raw)
    {
        var plain = raw.Start;
        for (var at = raw.Start; at < raw.End;)
        {
            var found = _text.AsSpan(at, raw.End - at).IndexOfAny('{', '}');
            if (found < 0)
            {
                break;
            }

            at += found;
            if (at + 1 < raw.End && _text[at + 1] == _text[at])
            {
                at += 2;
            }
            else if (_text[at] == '}')
            {
                _tokens.Faults.Report(WritingCodes.LoneBrace, new TextRange(at, 1));
                at++;
            }
            else if (_text.AsSpan(at, raw.End - at).IndexOf('}') is var close and >= 0)
            {
                Plain(plain, at);
                _parts.Add(Hole(at, at + close + 1));
                at = plain = at + close + 1;
            }
            else
            {
                _tokens.Faults.Report(WritingCodes.UnclosedHole, new TextRange(at, 1));
                break;
            }
        }

        Plain(plain, raw.End);
        return _parts.TakeFrom(0);
    }

    private void Plain(int start, int end)
    {
        if (end > start)
        {
            _parts.Add(new PlainTextSyntax { Range = TextRange.Between(start, end) });
        }
    }

    private HoleSyntax Hole(int start, int end)
    {
        _hole.Load(start + 1, end - 1, inHole: true);
        var value = _holes.Parse();
        NameSyntax? format = null;
        if (_hole.Accept(TokenKind.Bar))
        {
            var from = _hole.Current.Start;
            var written = _text.AsSpan(from, end - 1 - from).TrimEnd();
            format = new NameSyntax(written.ToString(), new TextRange(from, written.Length));
            if (written.IsEmpty)
            {
                _hole.Report(WritingCodes.NameExpected, "how the value is written, such as 'date long'");
            }

            _hole.SkipToEnd();
        }

        if (!_hole.AtEnd)
        {
            _hole.Report(WritingCodes.StrayWords, _hole.Slice(_hole.Current).ToString());
        }

        return new HoleSyntax { Range = TextRange.Between(start, end), Value = value, Format = format };
    }

    /// <summary>A text in apostrophes inside a hole; it has no holes itself.</summary>
    private TextLiteral Quoted()
    {
        var token = _hole.Current;
        if (token.Kind == TokenKind.UnclosedText)
        {
            _hole.Report(WritingCodes.UnclosedText);
        }

        _hole.Skip();
        var raw = Inside(token);
        return new TextLiteral { Range = token.Range, Raw = raw, Parts = raw.Length == 0 ? [] : [new PlainTextSyntax { Range = raw }] };
    }

    private static TextRange Inside(Token token) => TextRange.Between(token.Start + 1, token.Kind == TokenKind.Text ? token.End - 1 : token.End);
}
