using ContactCenter.Scripting.Syntax;

namespace ContactCenter.Scripting.Editing;

/// <summary>What stands on a line before a place in it.</summary>
internal sealed class LineBefore
{
    private readonly SourceText _source;
    private readonly List<Token> _tokens = [];

    public LineBefore(SourceText source, int at)
    {
        _source = source;
        Number = source.PositionOf(at).Line;
        var line = source.LineAt(Number);
        var end = Math.Min(at, line.End);
        var text = source.Text.AsSpan(line.Start, end - line.Start);
        Indentation = text.Length - text.TrimStart(' ').Length;
        Read(line.Start, end, inHole: false);
        First = _tokens.Count > 0 ? _tokens[0].Keyword : Keyword.None;
        if (_tokens is [.., { Kind: TokenKind.UnclosedText } unclosed])
        {
            IsInText = true;
            if (HoleOf(unclosed, end) is >= 0 and var hole)
            {
                IsInHole = true;
                Read(hole, end, inHole: true);
            }
        }

        IsBehindBar = Has(TokenKind.Bar);
        Word = new TextRange(end, 0);
        if (_tokens is [.., { Kind: TokenKind.Word } word] && word.End == end)
        {
            Word = word.Range;
            _tokens.RemoveAt(_tokens.Count - 1);
        }
    }

    /// <summary>The line, from 1.</summary>
    public int Number { get; }

    /// <summary>Spaces it begins with.</summary>
    public int Indentation { get; }

    /// <summary>The word that is being written; of length 0 where none is.</summary>
    public TextRange Word { get; }

    /// <summary>Inside of quotes.</summary>
    public bool IsInText { get; }

    /// <summary>Inside of a hole of a text; the tokens are the hole's then.</summary>
    public bool IsInHole { get; }

    /// <summary>Behind the bar of a hole, where its format stands.</summary>
    public bool IsBehindBar { get; }

    /// <summary>The first word of the line.</summary>
    public Keyword First { get; }

    /// <summary>Tokens before the word that is being written.</summary>
    public int Count => _tokens.Count;

    public Token Last => _tokens.Count > 0 ? _tokens[^1] : default;

    public Token BeforeLast => _tokens.Count > 1 ? _tokens[^2] : default;

    /// <summary>Inside of brackets that are not closed.</summary>
    public bool IsInBrackets => _tokens.Count(static token => token.Kind == TokenKind.Open) > _tokens.Count(static token => token.Kind == TokenKind.Close);

    /// <summary>The words before the dot the place is behind: <c>crew</c> of <c>crew.</c>; empty where there is no dot.</summary>
    public string[] Chain
    {
        get
        {
            var words = new List<string>();
            for (var i = _tokens.Count - 1; i > 0 && _tokens[i].Kind == TokenKind.Dot && _tokens[i - 1].Kind == TokenKind.Word; i -= 2)
            {
                words.Insert(0, _source.Slice(_tokens[i - 1].Range).ToString());
            }

            return [.. words];
        }
    }

    /// <summary>The word that is being written with the words and dots before it.</summary>
    public TextRange DottedWord
    {
        get
        {
            var start = Word.Start;
            for (var i = _tokens.Count - 1; i > 0 && _tokens[i].Kind == TokenKind.Dot && _tokens[i - 1].Kind == TokenKind.Word; i -= 2)
            {
                start = _tokens[i - 1].Start;
            }

            return TextRange.Between(start, Word.End);
        }
    }

    public bool Has(TokenKind kind) => _tokens.Exists(token => token.Kind == kind);

    public string? TextOf(Token token) => token.Kind == TokenKind.Word ? _source.Slice(token.Range).ToString() : null;

    /// <summary>Whether the nearest line above that is less indented begins with a word.</summary>
    public bool IsBelow(string word)
    {
        for (var number = Number - 1; number > 0; number--)
        {
            var line = _source.Slice(_source.LineAt(number));
            var text = line.TrimStart(' ');
            if (!text.IsEmpty && line.Length - text.Length < Indentation)
            {
                return text.StartsWith(word + " ", StringComparison.Ordinal);
            }
        }

        return false;
    }

    private void Read(int start, int end, bool inHole)
    {
        _tokens.Clear();
        var lexer = new Lexer(_source.Text, start, end, inHole);
        for (var token = lexer.Next(); token.Kind != TokenKind.End; token = lexer.Next())
        {
            _tokens.Add(token);
        }
    }

    /// <summary>Where the hole begins that is open at the end of a text; -1 when none is.</summary>
    private int HoleOf(in Token text, int end)
    {
        var hole = -1;
        for (var at = text.Start + 1; at < end; at++)
        {
            var isTwice = at + 1 < end && _source.Text[at + 1] == _source.Text[at];
            switch (_source.Text[at])
            {
                case '{' when hole < 0 && isTwice:
                    at++;
                    break;
                case '{':
                    hole = at + 1;
                    break;
                case '}':
                    hole = -1;
                    break;
            }
        }

        return hole;
    }
}
