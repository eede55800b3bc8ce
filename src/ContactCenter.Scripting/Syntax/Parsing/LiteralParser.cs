namespace ContactCenter.Scripting.Syntax;

/// <summary>Numbers, money, durations, times and dates where they stand.</summary>
internal sealed class LiteralParser(TokenCursor tokens)
{
    private const int CurrencyLength = 3;

    /// <summary>The value at the current token; null when none begins there.</summary>
    public ExpressionSyntax? TryParse()
    {
        switch (tokens.Kind)
        {
            case TokenKind.Number:
                return NumberOrUnit();
            case TokenKind.Duration:
                return Duration();
            case TokenKind.Time:
                var time = LiteralReader.Time(tokens.Slice(tokens.Current), out var hour);
                return new TimeLiteral { Value = hour, Range = Take(time) };
            case TokenKind.Date:
                var date = LiteralReader.Date(tokens.Slice(tokens.Current), out var day);
                return new DateLiteral { Value = day, Range = Take(date) };
            default:
                return null;
        }
    }

    public NumberLiteral Number()
    {
        var why = LiteralReader.Number(tokens.Slice(tokens.Current), out var millionths);
        return new NumberLiteral { Millionths = millionths, Range = Take(why) };
    }

    /// <summary><c>8s</c> or <c>1 day</c>; null with a diagnostic when there is none.</summary>
    public DurationLiteral? ExpectDuration()
    {
        if (tokens.Kind == TokenKind.Duration)
        {
            return Duration();
        }

        if (tokens.Kind == TokenKind.Number && LiteralReader.UnitOf(tokens.Slice(tokens.Peek(1))) is { } unit)
        {
            return DurationApart(unit);
        }

        tokens.Report(WritingCodes.DurationExpected);
        return null;
    }

    /// <summary>A whole number; <paramref name="least"/> with a diagnostic when there is none.</summary>
    public int ExpectWhole(string what, int least, int most)
    {
        if (tokens.Kind != TokenKind.Number)
        {
            tokens.Report(WritingCodes.NumberExpected, what);
            return least;
        }

        var written = tokens.Slice(tokens.Current);
        if (int.TryParse(written, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
        {
            tokens.Skip();
            return value;
        }

        tokens.Report(WritingCodes.BadLiteral, Shown(written), $"{what} goes from {least} to {most}, in whole numbers");
        tokens.Skip();
        return least;
    }

    private ExpressionSyntax NumberOrUnit()
    {
        var next = tokens.Peek(1);
        if (next.Kind != TokenKind.Word)
        {
            return Number();
        }

        var word = tokens.Slice(next);
        if (LiteralReader.UnitOf(word) is { } unit)
        {
            return DurationApart(unit);
        }

        if (word.Length != CurrencyLength || word.ContainsAnyExceptInRange('A', 'Z'))
        {
            return Number();
        }

        var number = Number();
        var currency = tokens.TakeWord();
        return new MoneyLiteral { Millionths = number.Millionths, Currency = currency, Range = tokens.RangeFrom(number.Range.Start) };
    }

    private DurationLiteral Duration()
    {
        var why = LiteralReader.Duration(tokens.Slice(tokens.Current), out var value);
        return new DurationLiteral { Value = value, Range = Take(why) };
    }

    private DurationLiteral DurationApart(long unit)
    {
        var start = tokens.Current.Start;
        var why = LiteralReader.Duration(tokens.Slice(tokens.Current), unit, out var value);
        Take(why);
        tokens.Skip();
        return new DurationLiteral { Value = value, Range = tokens.RangeFrom(start) };
    }

    private TextRange Take(string? why)
    {
        var range = tokens.Current.Range;
        if (why is not null)
        {
            tokens.Report(WritingCodes.BadLiteral, Shown(tokens.Slice(tokens.Current)), why);
        }

        tokens.Skip();
        return range;
    }

    private static string Shown(ReadOnlySpan<char> written) => written.Length <= 24 ? written.ToString() : $"{written[..20]}…";
}
