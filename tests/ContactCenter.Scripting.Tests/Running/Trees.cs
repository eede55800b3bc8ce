using System.Numerics;

namespace ContactCenter.Scripting.Tests.Running;

/// <summary>A script as a tree that interprets itself, slowly and plainly: what the machine is compared with. Numbers are millionths in a <see cref="BigInteger"/>.</summary>
internal abstract record Tree
{
    public abstract void Compile(ProgramBuilder b);

    /// <summary>Values: null, bool, string, BigInteger.</summary>
    public abstract object? Value(object?[] slots);
}

internal sealed class NaiveFault(string why) : Exception(why);

internal sealed record Literal(object? What) : Tree
{
    public override void Compile(ProgramBuilder b) => b.Constant(What switch
    {
        null => default,
        bool yes => ScriptValue.YesNo(yes),
        string text => ScriptValue.Text(text),
        var number => ScriptValue.Number((long)(BigInteger)number / 1_000_000m),
    });

    public override object? Value(object?[] slots) => What is "" ? null : What;
}

internal sealed record Read(int Slot) : Tree
{
    public override void Compile(ProgramBuilder b) => b.Emit(ScriptOp.Load, Slot);

    public override object? Value(object?[] slots) => slots[Slot];
}

internal sealed record Binary(string Sign, Tree Left, Tree Right) : Tree
{
    private static readonly Dictionary<string, ScriptOp> Ops = new()
    {
        ["+"] = ScriptOp.Add, ["-"] = ScriptOp.Subtract, ["*"] = ScriptOp.Multiply, ["/"] = ScriptOp.Divide, ["is"] = ScriptOp.Is,
        ["is not"] = ScriptOp.IsNot, ["<"] = ScriptOp.Less, ["<="] = ScriptOp.AtMost, [">"] = ScriptOp.Greater, [">="] = ScriptOp.AtLeast,
    };

    public static IEnumerable<string> Signs => Ops.Keys;

    public override void Compile(ProgramBuilder b)
    {
        Left.Compile(b);
        Right.Compile(b);
        b.Emit(Ops[Sign]);
    }

    public override object? Value(object?[] slots)
    {
        var (left, right) = (Left.Value(slots), Right.Value(slots));
        if (left is null || right is null)
        {
            return null;
        }

        switch (Sign)
        {
            case "is":
                return left.Equals(right);
            case "is not":
                return !left.Equals(right);
            case "<" or "<=" or ">" or ">=":
                int? order = (left, right) switch
                {
                    (BigInteger a, BigInteger c) => a.CompareTo(c),
                    (string a, string c) => string.CompareOrdinal(a, c),
                    _ => null,
                };
                return order is not { } o ? null : Sign switch { "<" => o < 0, "<=" => o <= 0, ">" => o > 0, _ => o >= 0 };
        }

        if (Sign == "+" && left is string one && right is string two)
        {
            return one + two;
        }

        if (left is not BigInteger x || right is not BigInteger y)
        {
            throw new NaiveFault("Mismatch");
        }

        if (Sign == "/" && y.IsZero)
        {
            return null;
        }

        var result = Sign switch
        {
            "+" => x + y,
            "-" => x - y,
            "*" => HalfEven(x * y, 1_000_000),
            _ => HalfEven(x * 1_000_000, y),
        };
        return result > long.MaxValue || result < long.MinValue ? throw new NaiveFault("Overflow") : result;
    }

    private static BigInteger HalfEven(BigInteger dividend, BigInteger divisor)
    {
        if (divisor.Sign < 0)
        {
            (dividend, divisor) = (-dividend, -divisor);
        }

        var floor = BigInteger.DivRem(dividend, divisor, out var rest);
        if (rest.Sign < 0)
        {
            (floor, rest) = (floor - 1, rest + divisor);
        }

        var twice = (rest * 2).CompareTo(divisor);
        return twice > 0 || (twice == 0 && !floor.IsEven) ? floor + 1 : floor;
    }
}

/// <summary><c>a when condition, otherwise b</c>.</summary>
internal sealed record Choose(Tree Condition, Tree First, Tree Second) : Tree
{
    public override void Compile(ProgramBuilder b)
    {
        var (second, end) = (b.Label(), b.Label());
        Condition.Compile(b);
        b.Emit(ScriptOp.JumpIfNo, second);
        First.Compile(b);
        b.Emit(ScriptOp.Jump, end);
        b.Mark(second);
        Second.Compile(b);
        b.Mark(end);
    }

    public override object? Value(object?[] slots) => Condition.Value(slots) is true ? First.Value(slots) : Second.Value(slots);
}

/// <summary><c>a or default</c>.</summary>
internal sealed record OrElse(Tree First, Tree Second) : Tree
{
    public override void Compile(ProgramBuilder b)
    {
        var end = b.Label();
        First.Compile(b);
        b.Emit(ScriptOp.JumpIfFilled, end);
        Second.Compile(b);
        b.Mark(end);
    }

    public override object? Value(object?[] slots) => First.Value(slots) ?? Second.Value(slots);
}

internal abstract record Line;

internal sealed record SetLine(int Slot, Tree To) : Line;

internal sealed record SayLine(string Id, Tree[] Shown) : Line;

internal sealed record IfLine(Tree Condition, Line[] Then, Line[] Otherwise) : Line;

/// <param name="Id">The question's id.</param>
/// <param name="Slot">A slot of numbers.</param>
/// <param name="Accept">What an answer must be; null for anything.</param>
/// <param name="Silences">The silence that leads away, to step <paramref name="Away"/>.</param>
/// <param name="Away">A step; -1 for a fault.</param>
internal sealed record AskLine(string Id, int Slot, Tree? Accept, int Silences, int Away) : Line;

internal sealed record DoLine(string Id, Tree Argument, int Slot, int Else) : Line;

internal sealed record GoLine(int Step) : Line;

/// <summary>A script: every step begins with a line said, so that no loop is silent, and ends.</summary>
internal sealed record TreeScript(int Slots, Line[][] Steps)
{
    public ScriptProgram Compile()
    {
        var b = new ProgramBuilder("tree", 1);
        for (var i = 0; i < Slots; i++)
        {
            b.Slot($"s{i}", ScriptType.Number);
        }

        var labels = Steps.Select(_ => b.Label()).ToArray();
        for (var i = 0; i < Steps.Length; i++)
        {
            b.Step($"step{i}", labels[i]);
            Compile(b, Steps[i], labels);
            b.Emit(ScriptOp.End, b.Outcome($"end{i}"));
        }

        return b.Build();
    }

    private static void Compile(ProgramBuilder b, Line[] lines, int[] labels)
    {
        foreach (var line in lines)
        {
            switch (line)
            {
                case SetLine set:
                    set.To.Compile(b);
                    b.Emit(ScriptOp.Store, set.Slot);
                    break;
                case SayLine say:
                    var statement = b.Statement(say.Id, StatementKind.Say);
                    foreach (var shown in say.Shown)
                    {
                        shown.Compile(b);
                    }

                    b.Perform(statement, new ProgramLine(b.Text(say.Id, [.. say.Shown.Select(static _ => ScriptType.Text)])));
                    break;
                case IfLine condition:
                    var (no, end) = (b.Label(), b.Label());
                    condition.Condition.Compile(b);
                    b.Emit(ScriptOp.JumpIfNo, no);
                    Compile(b, condition.Then, labels);
                    b.Emit(ScriptOp.Jump, end);
                    b.Mark(no);
                    Compile(b, condition.Otherwise, labels);
                    b.Mark(end);
                    break;
                case AskLine ask:
                    Compile(b, ask, labels);
                    break;
                case DoLine action:
                    var doing = b.Statement(action.Id, StatementKind.Do);
                    action.Argument.Compile(b);
                    b.Perform(doing, new ProgramDo(action.Id, [new("a", ScriptType.Number)], action.Slot, labels[action.Else]));
                    break;
                case GoLine go:
                    b.Emit(ScriptOp.Jump, labels[go.Step]);
                    break;
            }
        }
    }

    private static void Compile(ProgramBuilder b, AskLine ask, int[] labels)
    {
        var accept = ask.Accept is null ? -1 : b.Label();
        Scripts.Ask(
            b, "s", new ProgramAsk(ask.Slot, -1) { Accept = accept, Silence = ask.Away < 0 ? null : new ProgramLimit(ask.Silences, labels[ask.Away]) }, ask.Id);
        if (ask.Accept is not null)
        {
            var (refuse, behind) = (b.Label(), b.Label());
            b.Emit(ScriptOp.Jump, behind);
            b.Mark(accept);
            ask.Accept.Compile(b);
            b.Emit(ScriptOp.JumpIfNo, refuse);
            b.Emit(ScriptOp.Accept);
            b.Mark(refuse);
            b.Emit(ScriptOp.Reject, b.Text(ask.Id + " wrong", []));
            b.Mark(behind);
        }
    }
}
