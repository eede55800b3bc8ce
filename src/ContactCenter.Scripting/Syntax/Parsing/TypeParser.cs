using System.Collections.Immutable;

namespace ContactCenter.Scripting.Syntax;

/// <summary>What a slot holds.</summary>
internal sealed class TypeParser(TokenCursor tokens, LiteralParser literals)
{
    private const int MaxDepth = 8;
    private const int MostDigits = 40;
    private const int MostCharacters = 100_000;

    /// <summary>How types are written, for hints when a kind of record is not known.</summary>
    public static readonly string[] Words = ["yes/no", "number", "money", "text", "digits", "phone", "email", "address", "date", "time", "moment", "duration", "one of", "list of", "record"];

    public TypeSyntax? Parse() => Parse(1);

    private TypeSyntax? Parse(int depth)
    {
        var start = tokens.Current.Start;
        var word = tokens.Keyword;
        if (tokens.Kind != TokenKind.Word)
        {
            tokens.Report(WritingCodes.TypeExpected);
            return null;
        }

        if (!IsType(word))
        {
            var bare = tokens.DottedName("the kind of record");
            return new RecordTypeSyntax { Name = bare, IsBare = true, Range = bare.Range };
        }

        tokens.Skip();
        switch (word)
        {
            case Keyword.Number:
                return Number(start);
            case Keyword.Text:
                var length = tokens.Kind == TokenKind.Number ? literals.ExpectWhole("how long a text may be", 1, MostCharacters) : (int?)null;
                return new TextTypeSyntax { MaxLength = length, Range = tokens.RangeFrom(start) };
            case Keyword.Digits:
                var from = literals.ExpectWhole("how many digits", 1, MostDigits);
                var to = tokens.Accept(TokenKind.DotDot) ? literals.ExpectWhole("how many digits", from, MostDigits) : from;
                return new DigitsTypeSyntax { From = from, To = to, Range = tokens.RangeFrom(start) };
            case Keyword.One:
                tokens.Expect(Keyword.Of, "of");
                return new OneOfTypeSyntax { Names = Names(), Range = tokens.RangeFrom(start) };
            case Keyword.List:
                tokens.Expect(Keyword.Of, "of");
                return List(start, depth);
            case Keyword.Record:
                var name = tokens.DottedName("the kind of record");
                return new RecordTypeSyntax { Name = name, Range = tokens.RangeFrom(start) };
            case Keyword.Yes when tokens.Expect(TokenKind.Slash, "/"):
                tokens.Expect(Keyword.No, "no");
                break;
        }

        return new PlainTypeSyntax { Type = Plain(word), Range = tokens.RangeFrom(start) };
    }

    private NumberTypeSyntax Number(int start)
    {
        if (tokens.Kind is not (TokenKind.Number or TokenKind.Minus))
        {
            return new NumberTypeSyntax { Range = tokens.RangeFrom(start) };
        }

        var from = Signed();
        NumberLiteral? to = null;
        if (tokens.Expect(TokenKind.DotDot, ".."))
        {
            to = Signed();
        }

        return new NumberTypeSyntax { From = from, To = to, Range = tokens.RangeFrom(start) };
    }

    private NumberLiteral? Signed()
    {
        var start = tokens.Current.Start;
        var negative = tokens.Kind == TokenKind.Minus;
        if (negative)
        {
            tokens.Skip(TokenSpacing.TightAfter);
        }

        if (tokens.Kind != TokenKind.Number)
        {
            tokens.Report(WritingCodes.NumberExpected, "the least and the most, such as 1..5");
            return null;
        }

        var number = literals.Number();
        return negative ? new NumberLiteral { Millionths = -number.Millionths, Range = tokens.RangeFrom(start) } : number;
    }

    private ImmutableArray<NameSyntax> Names()
    {
        var names = ImmutableArray.CreateBuilder<NameSyntax>();
        do
        {
            names.Add(tokens.Name("a choice, such as 'one of red/green'"));
        }
        while (tokens.Accept(TokenKind.Slash));
        return names.DrainToImmutable();
    }

    private ListTypeSyntax List(int start, int depth)
    {
        if (depth >= MaxDepth)
        {
            tokens.Report(WritingCodes.TooDeep, $"{MaxDepth}");
            tokens.SkipToEnd();
            return new ListTypeSyntax { Item = null, Range = tokens.RangeFrom(start) };
        }

        var item = Parse(depth + 1);
        return new ListTypeSyntax { Item = item, Range = tokens.RangeFrom(start) };
    }

    private static bool IsType(Keyword word) => word is Keyword.Yes or Keyword.Number or Keyword.Money or Keyword.Text or Keyword.Digits or Keyword.Phone or Keyword.Email
        or Keyword.Address or Keyword.Date or Keyword.Time or Keyword.Moment or Keyword.Duration or Keyword.One or Keyword.List or Keyword.Record;

    private static PlainType Plain(Keyword word) => word switch
    {
        Keyword.Money => PlainType.Money,
        Keyword.Phone => PlainType.Phone,
        Keyword.Email => PlainType.Email,
        Keyword.Address => PlainType.Address,
        Keyword.Date => PlainType.Date,
        Keyword.Time => PlainType.Time,
        Keyword.Moment => PlainType.Moment,
        Keyword.Duration => PlainType.Duration,
        _ => PlainType.YesNo,
    };
}
