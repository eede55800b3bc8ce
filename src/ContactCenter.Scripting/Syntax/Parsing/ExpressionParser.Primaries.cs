using System.Collections.Immutable;

namespace ContactCenter.Scripting.Syntax;

/// <summary>What operators stand between: names with their members and calls, brackets, values.</summary>
internal sealed partial class ExpressionParser
{
    private ExpressionSyntax Postfix()
    {
        var start = tokens.Current.Start;
        var value = Primary();
        while (value is NameExpression or MemberExpression or CallExpression)
        {
            if (tokens.Kind == TokenKind.Dot)
            {
                tokens.Skip();
                var member = tokens.Name("the member of what stands before the dot");
                value = Checked(new MemberExpression { Target = value, Member = member, Range = tokens.RangeFrom(start), Depth = value.Depth + 1 });
            }
            else if (tokens.Kind == TokenKind.Open && value is not CallExpression)
            {
                tokens.Skip(TokenSpacing.TightBefore);
                var arguments = Arguments();
                value = Checked(new CallExpression { Function = value, Arguments = arguments, Range = tokens.RangeFrom(start), Depth = Math.Max(value.Depth, Deepest(arguments)) + 1 });
            }
            else
            {
                break;
            }
        }

        return value;
    }

    private ExpressionSyntax Primary()
    {
        switch (tokens.Kind)
        {
            case TokenKind.Word when tokens.Keyword is Keyword.Yes or Keyword.No:
                var range = tokens.Current.Range;
                return new YesNoLiteral { Value = tokens.TakeWord().Text == "yes", Range = range };
            case TokenKind.Word when !Keywords.IsReserved(tokens.Keyword):
                var name = tokens.TakeWord();
                return new NameExpression { Name = name, Range = name.Range };
            case TokenKind.Text or TokenKind.UnclosedText:
                return text();
            case TokenKind.Open:
                return Bracket();
            default:
                return _literals.TryParse() ?? Missing();
        }
    }

    private ExpressionSyntax Bracket()
    {
        var start = tokens.Current.Start;
        tokens.Skip();
        if (tokens.Kind == TokenKind.Close)
        {
            return Missing();
        }

        var items = Arguments();
        return items.Length == 1 ? items[0] : Checked(new ListExpression { Items = items, Range = tokens.RangeFrom(start), Depth = Deepest(items) + 1 });
    }

    private static int Deepest(ImmutableArray<ExpressionSyntax> items)
    {
        var depth = 0;
        foreach (var item in items)
        {
            depth = Math.Max(depth, item.Depth);
        }

        return depth;
    }

    private MissingExpression Missing()
    {
        tokens.Report(WritingCodes.ValueExpected);
        return new MissingExpression { Range = tokens.Missing().Range };
    }
}
