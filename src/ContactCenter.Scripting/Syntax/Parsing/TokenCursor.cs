namespace ContactCenter.Scripting.Syntax;

/// <summary>The tokens of one line, or of one hole, and how far they have been understood.</summary>
internal sealed class TokenCursor(string text, FaultList faults, NameTable names)
{
    private Token[] _tokens = new Token[32];
    private int _count;
    private int _at;

    public FaultList Faults { get; } = faults;

    public ref readonly Token Current => ref _tokens[_at];

    public TokenKind Kind => _tokens[_at].Kind;

    public Keyword Keyword => _tokens[_at].Keyword;

    /// <summary>Nothing is left.</summary>
    public bool AtEnd => _tokens[_at].Kind == TokenKind.End;

    /// <summary>The character behind the last token understood.</summary>
    public int LastEnd => _at == 0 ? _tokens[0].Start : _tokens[_at - 1].End;

    /// <summary>Where the comment begins that ends the line; its end when there is none.</summary>
    public int CommentStart { get; private set; }

    /// <summary>The id of the line's text, until the text takes it.</summary>
    public Token? TextId { get; set; }

    /// <summary>All tokens without the last, <see cref="TokenKind.End"/>; a text id is none of them.</summary>
    public ReadOnlySpan<Token> Tokens => _tokens.AsSpan(0, _count - 1);

    /// <summary>All that is on the line, without comment and text id.</summary>
    public TextRange RangeOfLine => _count < 2 ? _tokens[0].Range : TextRange.Between(_tokens[0].Start, _tokens[_count - 2].End);

    public void Load(int start, int end, bool inHole)
    {
        var lexer = new Lexer(text, start, end, inHole);
        _count = _at = 0;
        Token token;
        do
        {
            if (_count == _tokens.Length)
            {
                Array.Resize(ref _tokens, _count * 2);
            }

            _tokens[_count++] = token = lexer.Next();
        }
        while (token.Kind != TokenKind.End);
        CommentStart = lexer.CommentStart;
        TextId = null;
        if (_count > 1 && _tokens[_count - 2].Kind == TokenKind.TextId)
        {
            TextId = _tokens[_count - 2];
            _tokens[_count - 2] = _tokens[_count - 1];
            _count--;
        }
    }

    public ref readonly Token Peek(int ahead) => ref _tokens[Math.Min(_at + ahead, _count - 1)];

    public ReadOnlySpan<char> Slice(in Token token) => text.AsSpan(token.Start, token.Length);

    public void Skip()
    {
        if (!AtEnd)
        {
            _at++;
        }
    }

    public void SkipToEnd() => _at = _count - 1;

    /// <summary>Goes on behind a character, past the tokens before it.</summary>
    public void SkipTo(int position)
    {
        while (!AtEnd && Current.Start < position)
        {
            _at++;
        }
    }

    /// <summary>Says how the token stands to its neighbours, and skips it.</summary>
    public void Skip(TokenSpacing spacing)
    {
        _tokens[_at].Spacing = spacing;
        Skip();
    }

    public bool Accept(TokenKind kind)
    {
        if (Kind != kind)
        {
            return false;
        }

        Skip();
        return true;
    }

    public bool Accept(Keyword word)
    {
        if (Keyword != word)
        {
            return false;
        }

        Skip();
        return true;
    }

    public bool Expect(TokenKind kind, string sign)
    {
        var found = Accept(kind);
        if (!found)
        {
            Report(WritingCodes.WordExpected, sign);
        }

        return found;
    }

    public bool Expect(Keyword word, string written)
    {
        var found = Accept(word);
        if (!found)
        {
            Report(WritingCodes.WordExpected, written);
        }

        return found;
    }

    /// <summary>A fault at the current token. Where that is a sign that means nothing, the sign is the fault.</summary>
    public void Report(DiagnosticCode code, params ReadOnlySpan<string> arguments)
    {
        if (Kind == TokenKind.Unknown)
        {
            Faults.Report(WritingCodes.UnknownSign, Current.Range, Slice(Current).ToString());
        }
        else
        {
            Faults.Report(code, Current.Range, arguments);
        }
    }

    public TextRange RangeFrom(int start) => TextRange.Between(start, Math.Max(start, LastEnd));

    public NameSyntax Missing() => new("", new TextRange(Current.Start, 0));

    /// <summary>The current word as a name, whatever else it means.</summary>
    public NameSyntax TakeWord()
    {
        var name = new NameSyntax(names.Of(Slice(Current)), Current.Range);
        Skip();
        return name;
    }

    /// <summary>A name without dots.</summary>
    /// <param name="of">What has the name, for the sentence when there is none.</param>
    public NameSyntax Name(string of)
    {
        if (Kind == TokenKind.Word)
        {
            return TakeWord();
        }

        Report(WritingCodes.NameExpected, of);
        return Missing();
    }

    /// <summary>A name that expressions may read, so not one of their words.</summary>
    public NameSyntax OwnName(string of)
    {
        if (Kind == TokenKind.Word && Keywords.IsReserved(Keyword))
        {
            Report(WritingCodes.ReservedWord, Slice(Current).ToString(), of);
        }

        return Name(of);
    }

    /// <summary>Words with dots between them and no spaces, as one name.</summary>
    public NameSyntax DottedName(string of)
    {
        var start = Current.Start;
        var name = Name(of);
        if (name.IsMissing || Kind != TokenKind.Dot)
        {
            return name;
        }

        while (Kind == TokenKind.Dot && Peek(1).Kind == TokenKind.Word && Current.Start == LastEnd && Peek(1).Start == Current.End)
        {
            Skip();
            Skip();
        }

        var range = RangeFrom(start);
        return new NameSyntax(names.Of(text.AsSpan(range.Start, range.Length)), range);
    }

    /// <summary>What stands there up to the next space or comma: <c>clinic/prepare</c>, <c>gas/001</c>.</summary>
    public NameSyntax Path(string of)
    {
        if (Kind is not (TokenKind.Word or TokenKind.Number or TokenKind.Duration))
        {
            Report(WritingCodes.NameExpected, of);
            return Missing();
        }

        var (start, last) = (Current.Start, Kind);
        do
        {
            last = Kind;
            Skip(Kind == TokenKind.Minus ? TokenSpacing.TightBefore | TokenSpacing.TightAfter : TokenSpacing.None);
        }
        while (Kind is TokenKind.Word or TokenKind.Number or TokenKind.Duration or TokenKind.Date or TokenKind.Slash or TokenKind.Dot or TokenKind.Minus && Current.Start == LastEnd);
        if (last is TokenKind.Slash or TokenKind.Dot or TokenKind.Minus)
        {
            Report(WritingCodes.NameExpected, of); // what follows would be read as its end
        }

        var range = RangeFrom(start);
        return new NameSyntax(names.Of(text.AsSpan(range.Start, range.Length)), range);
    }
}
