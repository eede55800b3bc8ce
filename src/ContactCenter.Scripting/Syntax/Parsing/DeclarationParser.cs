using System.Collections.Immutable;

namespace ContactCenter.Scripting.Syntax;

/// <summary>The header, slots, handlers and the first lines of steps.</summary>
internal sealed class DeclarationParser(TokenCursor tokens, ExpressionParser expressions, TextParser texts, TypeParser types, OptionParser options)
{
    private const int MostVersion = 1_000_000;

    private static readonly string[] Clauses = ["texts", "for", "outcomes"];

    /// <summary>The header, at the word behind <c>script</c>.</summary>
    public HeaderSyntax Header(int start)
    {
        var name = tokens.Name("the script");
        var version = Version();
        ImmutableArray<NameSyntax> languages = [], channels = [], outcomes = [];
        while (tokens.Accept(TokenKind.Comma))
        {
            var clause = tokens.Current;
            var given = tokens.Keyword switch
            {
                Keyword.Texts => languages,
                Keyword.For => channels,
                _ => outcomes,
            };
            if (!given.IsEmpty)
            {
                tokens.Report(WritingCodes.RepeatedOption, tokens.Slice(clause).ToString());
            }

            tokens.Skip();
            switch (clause.Keyword)
            {
                case Keyword.Texts:
                    languages = Languages();
                    break;
                case Keyword.For:
                    channels = Names("a channel");
                    break;
                case Keyword.Outcomes:
                    outcomes = Names("an outcome");
                    break;
                default:
                    var written = tokens.Slice(clause);
                    tokens.Faults.Report(WritingCodes.UnknownOption, clause.Range, written.ToString(), "script", NearestWord.Hint(written, Clauses));
                    SkipClause();
                    break;
            }
        }

        ExpectEnd();
        var lacks = languages.IsEmpty ? "its languages, such as 'texts en'" : channels.IsEmpty ? "its channels, such as 'for voice, chat'" : null;
        if (lacks is not null)
        {
            tokens.Faults.Report(WritingCodes.IncompleteHeader, tokens.RangeFrom(start), lacks);
        }

        return new HeaderSyntax { Name = name, Version = version, Languages = languages, Channels = channels, Outcomes = outcomes, Range = tokens.RangeFrom(start) };
    }

    public SlotSyntax Slot(int start)
    {
        var name = tokens.OwnName("a slot");
        var type = tokens.Expect(TokenKind.Colon, ":") ? types.Parse() : null;
        var value = tokens.Accept(TokenKind.Equal) ? expressions.Parse() : null;
        var isPrivate = Word(Keyword.Private, "slot", "private");
        ExpectEnd();
        return new SlotSyntax { Name = name, Type = type, Value = value, IsPrivate = isPrivate, Range = tokens.RangeFrom(start) };
    }

    public HandlerSyntax Handler(int start)
    {
        var name = tokens.DottedName("the event");
        var target = options.ExpectTarget();
        ExpectEnd();
        return new HandlerSyntax { Event = name, Target = target, Range = tokens.RangeFrom(start) };
    }

    public StartsOnSyntax StartsOn(int start)
    {
        tokens.Expect(Keyword.On, "on");
        var name = tokens.DottedName("the event");
        NameSyntax? slot = tokens.Accept(Keyword.As) ? tokens.OwnName("a slot") : null;
        ExpectEnd();
        return new StartsOnSyntax { Event = name, As = slot, Range = tokens.RangeFrom(start) };
    }

    /// <summary>The first line of a step, at its name.</summary>
    public StepSyntax Step(int start)
    {
        if (tokens.Keyword is Keyword.End or Keyword.Back)
        {
            tokens.Report(WritingCodes.ReservedWord, tokens.Slice(tokens.Current).ToString(), "a step");
        }

        var name = tokens.Name("the step");
        var title = tokens.Kind is TokenKind.Text or TokenKind.UnclosedText ? texts.Shown("the step's title") : null;
        var isAnytime = Word(Keyword.Anytime, "step", "anytime");
        ExpectEnd();
        return new StepSyntax { Name = name, Title = title, IsAnytime = isAnytime, Range = tokens.RangeFrom(start) };
    }

    /// <summary>The comma before an option, or <c>is</c>, where that is all that is missing.</summary>
    private DiagnosticFix? Forgotten() => tokens.Kind == TokenKind.Equal ? DiagnosticFix.Replace(tokens.Current.Range, "is")
        : OptionWords.KindOf(tokens.Kind, tokens.Keyword, tokens.Peek(1).Keyword) != OptionKinds.None ? DiagnosticFix.Replace(new TextRange(tokens.LastEnd, 0), ",")
        : null;

    /// <summary>Nothing may be left on the line, and no text id.</summary>
    public void ExpectEnd()
    {
        if (tokens.Kind == TokenKind.Unknown)
        {
            tokens.Report(WritingCodes.UnknownSign);
        }
        else if (!tokens.AtEnd)
        {
            tokens.Faults.Report(WritingCodes.StrayWords, tokens.Current.Range, tokens.Faults.IsOpen ? Forgotten() : null, tokens.Slice(tokens.Current).ToString());
        }
        else if (tokens.TextId is { } id)
        {
            tokens.Faults.Report(WritingCodes.LoneTextId, id.Range, DiagnosticFix.Replace(id.Range, ""), tokens.Slice(id).ToString());
        }
    }

    private int Version()
    {
        var word = tokens.Slice(tokens.Current);
        if (tokens.Kind != TokenKind.Word || word[0] != 'v' || !int.TryParse(word[1..], out var version) || version is < 1 or > MostVersion)
        {
            tokens.Report(WritingCodes.IncompleteHeader, "its version behind the name, such as 'v1'");
            return 0;
        }

        tokens.Skip();
        return version;
    }

    private ImmutableArray<NameSyntax> Languages()
    {
        var languages = ImmutableArray.CreateBuilder<NameSyntax>();
        languages.Add(tokens.Name("a language, such as en"));
        if (tokens.Accept(TokenKind.Open))
        {
            do
            {
                languages.Add(tokens.Name("a language, such as en"));
            }
            while (tokens.Accept(TokenKind.Comma));
            tokens.Expect(TokenKind.Close, ")");
        }

        return languages.DrainToImmutable();
    }

    private ImmutableArray<NameSyntax> Names(string of)
    {
        var names = ImmutableArray.CreateBuilder<NameSyntax>();
        names.Add(tokens.Name(of));
        while (tokens.Kind == TokenKind.Comma && !IsClause(tokens.Peek(1).Keyword))
        {
            tokens.Skip();
            names.Add(tokens.Name(of));
        }

        return names.DrainToImmutable();
    }

    private void SkipClause()
    {
        while (!tokens.AtEnd && !(tokens.Kind == TokenKind.Comma && IsClause(tokens.Peek(1).Keyword)))
        {
            tokens.Skip();
        }
    }

    private static bool IsClause(Keyword word) => word is Keyword.Texts or Keyword.For or Keyword.Outcomes;

    /// <summary>The only word a line may have after a comma.</summary>
    private bool Word(Keyword word, string line, string written)
    {
        if (!tokens.Accept(TokenKind.Comma))
        {
            return false;
        }

        if (tokens.Accept(word))
        {
            return true;
        }

        var there = tokens.Slice(tokens.Current);
        tokens.Report(WritingCodes.UnknownOption, there.ToString(), line, $"; it has: {written}.");
        tokens.SkipToEnd();
        return false;
    }
}
