namespace ContactCenter.Scripting.Tests.Syntax;

/// <summary>Random expressions with their trees, made without the parser.</summary>
internal sealed class RandomExpressions(Random random)
{
    private static readonly string[] Words = ["place", "when", "two-hours", "end", "to", "say", "otherwise", "città", "адрес", "a1", "x_y", "s", "day", "queue", "times"];

    private static readonly (string Written, string Operator, int Binding, int Left, int Right)[] Signs =
    [
        ("or", "Or", 1, 1, 2), ("and", "And", 2, 2, 3), ("is", "Is", 4, 5, 5), ("is not", "IsNot", 4, 5, 5), ("in", "In", 4, 5, 5), ("<", "Less", 4, 5, 5), (">", "Greater", 4, 5, 5),
        ("<=", "LessOrEqual", 4, 5, 5), (">=", "GreaterOrEqual", 4, 5, 5), ("+", "Plus", 6, 6, 7), ("-", "Minus", 6, 6, 7), ("*", "Times", 7, 7, 8), ("/", "Divide", 7, 7, 8),
    ];

    public string Word() => Words[random.Next(Words.Length)];

    public Piece Next(int depth) => (depth <= 0 ? random.Next(7) : random.Next(15)) switch
    {
        0 or 1 or 2 => Name(),
        3 => Number(),
        4 => random.Next(2) == 0 ? new Piece("yes", "(YesNoLiteral Value=True)") : new Piece("no", "(YesNoLiteral Value=False)"),
        5 => Time(),
        6 => Text(depth, quote: '"'),
        7 => Unary(depth - 1),
        8 => Range(depth - 1),
        9 => Member(depth - 1),
        10 => Call(depth - 1),
        11 => List(depth - 1),
        12 => Conditional(depth - 1),
        _ => Binary(depth - 1),
    };

    public (string Text, string Tree) Many(int least, int depth)
    {
        var items = Enumerable.Range(0, least + random.Next(3)).Select(_ => Next(depth)).ToList();
        return (string.Join(", ", items.Select(static item => item.Text)), string.Concat(items.Select(static item => $" {item.Tree}")));
    }

    /// <summary>A text with holes, as it stands in a line.</summary>
    public Piece Text(int depth, char quote, string? id = null)
    {
        var (text, tree) = ("", "");
        for (var parts = random.Next(4); parts > 0; parts--)
        {
            var plain = Plain(quote);
            (text, tree) = (text + plain, $"{tree} \"{plain}\"");
            if (depth > 0 && quote == '"' && random.Next(2) == 0)
            {
                var hole = Hole(depth);
                (text, tree) = (text + hole.Text, $"{tree} {hole.Tree}");
            }
            else
            {
                break;
            }
        }

        return new Piece($"{quote}{text}{quote}", $"(TextLiteral{(id is null ? "" : $" Id={id}")}{(tree.Length == 0 ? "" : $" Parts=[{tree} ]")})");
    }

    private Piece Hole(int depth)
    {
        var value = Next(depth - 1);
        while (value.Text.Contains('"', StringComparison.Ordinal)) // no quotes in holes
        {
            value = Next(depth - 1);
        }

        var format = random.Next(3) == 0 ? "date long" : null;
        return new Piece($"{{{value.Text}{(format is null ? "" : $"|{format}")}}}", $"(HoleSyntax{(format is null ? "" : $" Format={format}")} Value={value.Tree})");
    }

    private string Plain(char quote) => random.Next(5) switch
    {
        0 => "Va bene? // no comment #k1 -> x",
        1 => "{{ }}",
        2 => $"é {quote}{quote} ł",
        3 => " ",
        _ => "Guten Tag",
    };

    private Piece Name()
    {
        var word = Word();
        return new Piece(word, $"(NameExpression Name={word})", IsPath: true);
    }

    private Piece Number()
    {
        var (whole, decimals) = (random.Next(100_000), random.Next(4));
        var text = decimals == 0 ? $"{whole}" : $"{whole}.{decimals}";
        var millionths = (whole * 1_000_000L) + (decimals * 100_000);
        return random.Next(4) == 0 ? new Piece($"{text} EUR", $"(MoneyLiteral Currency=EUR Millionths={millionths})") : new Piece(text, $"(NumberLiteral Millionths={millionths})");
    }

    private Piece Time()
    {
        var (hour, minute) = (random.Next(24), random.Next(60));
        return random.Next(4) switch
        {
            0 => new Piece($"{hour}:{minute:00}", $"(TimeLiteral Value={hour:00}:{minute:00})"),
            1 => new Piece($"20{minute:00}-{(hour % 12) + 1:00}-{hour + 1:00}", $"(DateLiteral Value={(hour % 12) + 1:00}/{hour + 1:00}/20{minute:00})"),
            2 => new Piece($"{hour}h{minute}m", $"(DurationLiteral Value={hour:00}:{minute:00}:00)"),
            _ => new Piece($"{hour} hours", $"(DurationLiteral Value={hour:00}:00:00)"),
        };
    }

    private Piece Unary(int depth)
    {
        var value = Next(depth);
        return random.Next(2) == 0
            ? new Piece($"not {value.Within(3)}", $"(UnaryExpression Operand={value.Tree} Operator=Not)", 3)
            : new Piece($"-{value.Within(8)}", $"(UnaryExpression Operand={value.Tree} Operator=Minus)", 8);
    }

    private Piece Range(int depth)
    {
        var (from, to) = (Next(depth), Next(depth));
        return new Piece($"{from.Within(6)}..{to.Within(6)}", $"(RangeExpression From={from.Tree} To={to.Tree})", 5);
    }

    private Piece Path(int depth)
    {
        var path = Next(depth);
        return path.IsPath ? path : Name();
    }

    private Piece Member(int depth)
    {
        var (target, word) = (Path(depth), Word());
        return new Piece($"{target.Text}.{word}", $"(MemberExpression Member={word} Target={target.Tree})", IsPath: true);
    }

    private Piece Call(int depth)
    {
        var (function, arguments) = (Path(depth), Many(0, depth));
        return new Piece($"{function.Text}({arguments.Text})", $"(CallExpression{(arguments.Tree.Length == 0 ? "" : $" Arguments=[{arguments.Tree} ]")} Function={function.Tree})");
    }

    private Piece List(int depth)
    {
        var (text, tree) = Many(2, depth);
        return new Piece($"({text})", $"(ListExpression Items=[{tree} ])");
    }

    private Piece Conditional(int depth)
    {
        var (value, condition, otherwise) = (Next(depth), Next(depth), Next(depth));
        return new Piece($"{value.Within(1)} when {condition.Within(1)}, otherwise {otherwise.Text}", $"(ConditionalExpression Condition={condition.Tree} Otherwise={otherwise.Tree} Value={value.Tree})", 0);
    }

    private Piece Binary(int depth)
    {
        var sign = Signs[random.Next(Signs.Length)];
        var (left, right) = (Next(depth), Next(depth));
        return new Piece($"{left.Within(sign.Left)} {sign.Written} {right.Within(sign.Right)}", $"(BinaryExpression Left={left.Tree} Operator={sign.Operator} Right={right.Tree})", sign.Binding);
    }
}
