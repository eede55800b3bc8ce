namespace ContactCenter.Scripting.Answers;

/// <summary>The tokens of an answer in a language, with what number words they are.</summary>
internal sealed class TokenList
{
    private readonly Token[] _tokens;
    private readonly NumberAtom[]?[] _atoms;

    public TokenList(IEnumerable<Token> tokens, Lexicon lexicon)
    {
        Lexicon = lexicon;
        _tokens = [.. tokens];
        _atoms = new NumberAtom[]?[_tokens.Length];
        for (var i = 0; i < _tokens.Length; i++)
        {
            _atoms[i] = _tokens[i].Kind == TokenKind.Word ? lexicon.AtomsOf(_tokens[i].Text) : null;
        }
    }

    public Lexicon Lexicon { get; }

    public int Count => _tokens.Length;

    public Token this[int at] => _tokens[at];

    /// <summary>Cuts an answer; words that stand for several become those.</summary>
    public static TokenList Of(string text, Lexicon lexicon) => new(lexicon.Split(Tokenizer.Cut(Folding.Fold(text))), lexicon);

    public NumberAtom[]? AtomsAt(int at) => at < _atoms.Length ? _atoms[at] : null;

    public bool IsKind(int at, TokenKind kind) => at < Count && _tokens[at].Kind == kind;

    public bool IsSign(int at, char sign) => at < Count && _tokens[at].IsSign(sign);

    /// <summary>Whether figures stand at a place, right behind the token before.</summary>
    public bool IsGluedDigits(int at) => IsKind(at, TokenKind.Digits) && _tokens[at].Gap == 0;

    /// <summary>Whether a point or comma that no figures stand before begins a fraction: ,5.</summary>
    public bool IsPoint(int at) => at < Count && _tokens[at].Text is "." or "," && IsGluedDigits(at + 1) && (at == 0 || _tokens[at].Gap > 0);

    /// <summary>Tokens with spaces between.</summary>
    public string Join(int at, int count) => count == 1 ? _tokens[at].Text : string.Join(' ', _tokens.Skip(at).Take(count).Select(static token => token.Text));

    public string Join() => Join(0, Count);

    /// <summary>A piece of it.</summary>
    public TokenList Slice(int start, int end) => new(_tokens[start..end], Lexicon);

    private bool SkipBreak(ref int at)
    {
        var skips = IsKind(at, TokenKind.Break) && !IsPoint(at);
        at += skips ? 1 : 0;
        return skips;
    }

    /// <summary>Without breaks and politeness at both ends.</summary>
    public TokenList Trim()
    {
        var (start, end) = (0, Count);
        while (start < end && (Lexicon.Fillers.Skip(this, ref start) || SkipBreak(ref start)))
        {
        }

        for (var cut = true; cut && end > start;)
        {
            cut = false;
            for (var from = Math.Max(start, end - Lexicon.MaxFillerWords); from < end && !cut; from++)
            {
                var at = from;
                cut = IsKind(from, TokenKind.Break) && from == end - 1;
                cut |= Lexicon.Fillers.Skip(this, ref at) && at == end;
                end = cut ? from : end;
            }
        }

        return start == 0 && end == Count ? this : Slice(start, Math.Max(start, end));
    }
}
