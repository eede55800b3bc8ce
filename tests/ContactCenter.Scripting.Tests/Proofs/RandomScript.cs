using System.Text;

namespace ContactCenter.Scripting.Tests.Proofs;

/// <summary>
/// A random script as text that is rightly typed and has no error. Numbers a and b always hold something, x and y perhaps; k has a range; t and u are yes or no, s a text,
/// c a choice, l a list, m a moment. Every step begins where somebody has to do something, so nothing goes round by itself.
/// </summary>
internal sealed class RandomScript
{
    public const string Contracts = """
        action act.run(n: number, s: text) gives number
        action act.get(n: number) gives (count: number, name: text optional, ok: yes/no)
        action fact.count(n: number) gives number, repeatable
        action fact.list(n: number) gives list of number, repeatable
        event ping
        event told gives number
        queue q
        script child(n: number)
        """;

    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly int _steps;
    private readonly bool _hasAnytime;
    private bool _hasRecord;

    public RandomScript(int seed)
    {
        _random = new Random(seed);
        _steps = _random.Next(2, 5);
        _hasAnytime = Chance(2);
        Line(0, "script random v1, texts en, for chat, outcomes o0, o1, o2");
        foreach (var slot in (string[])["p: phone", "a: number = 2", "b: number = 0.5", "x: number", "y: number", "k: number 0..9 = 5", "t: yes/no = no", "u: yes/no = yes", "s: text = \"\"", "c: one of red/green/blue = red", "l: list of number = (1, 2, 2)", "m: moment = now"])
        {
            Line(1, $"slot {slot}");
        }

        if (Chance(3))
        {
            Line(1, $"on ping -> {(Chance(2) ? "end o2" : Step())}");
        }

        for (var step = 0; step < _steps; step++)
        {
            Line(1, $"step st{step}");
            Body(step + 1 < _steps ? $"st{step + 1}" : "end o0");
        }

        if (_hasAnytime)
        {
            Line(1, "step aside \"Aside\", anytime");
            Body("back");
        }
    }

    public string Text => _text.ToString();

    private void Body(string then)
    {
        _hasRecord = false;
        Waiting(2);
        Lines(2, _random.Next(1, 6), 2);
        Line(2, then != "back" && Chance(6) ? $"transfer queue q, after 20s -> {then}, taken -> {Target()}" : $"-> {then}");
    }

    private void Lines(int level, int count, int depth)
    {
        for (; count > 0; count--)
        {
            Statement(level, depth);
        }
    }

    private void Statement(int level, int depth)
    {
        switch (_random.Next(depth > 0 ? 16 : 12))
        {
            case 0:
                Line(level, $"say \"{Shown()}\"");
                break;
            case 1:
                Line(level, Chance(2) ? $"note \"{Shown()}\"" : $"send sms \"{Shown()}\" to p");
                break;
            case 2 or 3 or 4 or 5:
                Set(level);
                break;
            case 6:
                Line(level, $"do act.run(({Number(2)} or 1), {Words(1)}) as {Pick("a", "b", "x", "y")}{(Chance(2) ? ", late 5s" : "")}, else -> {Target()}");
                break;
            case 7:
                Line(level, $"do act.get(({Number(1)} or 1)) as r, else -> {Target()}");
                _hasRecord = true;
                break;
            case 8:
                Line(level, Chance(3) ? "hang up" : Chance(2) ? $"start child(({Number(1)} or 1))" : $"call p, {_random.Next(1, 4)} tries every 1h, refused -> {Target()}, unreached -> {Target()}{(Chance(2) ? $", machine -> {Target()}" : "")}");
                break;
            case 9 or 10 or 11:
                Waiting(level);
                break;
            default:
                If(level, depth);
                break;
        }
    }

    private void Set(int level) => Line(level, _random.Next(9) switch
    {
        0 or 1 => $"set {Pick("a", "b")} = {Number(2, isSolid: true)}",
        2 or 3 => $"set {Pick("x", "y")} = {Number(3, mayAsk: true)}",
        4 => $"set k = {Pick("a", "k", "abs(b)")} + {Number(1, isSolid: true)}",
        5 => $"set {Pick("t", "u")} = {Truth(2)}",
        6 => $"set s = {Words(1)}",
        7 => Chance(2) ? $"set c = {Pick("red", "green", "blue")}" : $"set c = red when {Truth(1)}, otherwise {Pick("blue", "c")}",
        _ => Chance(2) ? $"set l = ({Number(1)}, {Number(1)})" : $"set m = now {Pick("+", "-")} {Pick("30m", "2h", "1d")}",
    });

    private void Waiting(int level)
    {
        var silence = Chance(2) ? $", silence 8s {_random.Next(1, 4)} times -> {Target()}" : "";
        var wrong = Chance(2) ? $", wrong {_random.Next(1, 4)} times -> {Target()}" : "";
        switch (_random.Next(8))
        {
            case 0:
                Line(level, $"confirm \"{Shown()}?\", no -> {Target()}{silence}{wrong}");
                break;
            case 1:
                var late = $"late {Pick("30m", "2h", "20h")} -> {Target()}";
                Line(level, _random.Next(3) switch
                {
                    0 => $"wait {Pick("10m", "2h", "1d")}{(Chance(2) ? ", within 9:00..17:00" : "")}{On()}{(Chance(2) ? ", " + late : "")}",
                    1 => $"wait until {Pick("m + 1h", "now + 3h", "m")}{(Chance(3) ? ", within 8:30..20:00" : "")}{On()}, {late}",
                    _ => $"wait for {Pick("ping", "told as x", "told")}, {late}",
                });
                break;
            case 2:
                Line(level, $"ask {Pick("t", "u")} \"{Shown()}?\"{silence}{wrong}");
                break;
            case 3:
                Line(level, $"ask c \"Colour {Shown()}?\"{silence}{wrong}");
                Line(level + 1, $"1 red \"Red\"{(Chance(2) ? " -> " + Target() : "")}");
                Line(level + 1, "2 green \"Green\"");
                if (Chance(2))
                {
                    Line(level + 1, $"3 blue \"Blue\" -> {Target()}");
                }

                break;
            case 4:
                Line(level, $"ask {Pick("a", "b")} \"Which {Shown()}?\", from {Pick("l", "(1, 2, a)", $"fact.list(({Number(1)} or 1))")}{silence}{wrong}");
                break;
            case 5:
                Line(level, $"ask s \"{Shown()}?\"{silence}{wrong}");
                break;
            default:
                var slot = Pick("a", "b", "k");
                Line(level, $"ask {slot} \"{Shown()}?\"{silence}{wrong}");
                for (var i = _random.Next(3); i > 0; i--)
                {
                    Line(level + 1, $"accept {Truth(2)}, otherwise \"Not {{{slot}}} {Shown()}\"");
                }

                break;
        }
    }

    private void If(int level, int depth)
    {
        var (hadRecord, arrow) = (_hasRecord, Chance(3) ? $" -> {Target()}" : "");
        Line(level, $"if {Truth(2, mayAsk: true)}{arrow}");
        if (arrow.Length == 0)
        {
            Inside(level + 1, depth, mayLeave: true);
        }

        _hasRecord = hadRecord;
        if (Chance(3))
        {
            Line(level, $"else if {Truth(2, mayAsk: true)}");
            Inside(level + 1, depth, mayLeave: true);
            _hasRecord = hadRecord;
        }

        if (Chance(3))
        {
            Line(level, "else");
            Inside(level + 1, depth, mayLeave: false);
            _hasRecord = hadRecord;
        }
    }

    private void Inside(int level, int depth, bool mayLeave)
    {
        Lines(level, _random.Next(1, 3), depth - 1);
        if (mayLeave && Chance(4))
        {
            Line(level, $"-> {Target()}");
        }
    }

    private string On() => Chance(2) ? $", on told as {Pick("x", "y")} -> {Target()}" : Chance(2) ? $", on ping -> {Target()}" : "";

    private string Step() => $"st{_random.Next(_steps)}";

    private string Target() => _random.Next(8) switch
    {
        0 => "end o1",
        1 when _hasAnytime => Chance(3) ? "back" : "aside",
        _ => Step(),
    };

    // -- Values

    private string Shown() => string.Join(' ', Enumerable.Range(0, _random.Next(3)).Select(_ => Chance(2) ? "word" : _random.Next(6) switch
    {
        0 => "{c} {l.count}",
        1 => "{m}",
        2 => "{t}",
        3 => $"{{{Words(0).Replace('"', '\'')}}}",
        _ => $"{{{Number(1).Replace('"', '\'')}}}",
    }));

    private string Number(int depth, bool isSolid = false, bool mayAsk = false) => (depth <= 0 ? _random.Next(5) : _random.Next(15)) switch
    {
        0 or 1 => Pick("a", "b", "k"),
        2 => $"({Pick("x", "y")} or {Pick("a", "7", "0.000001")})",
        3 => Pick("0", "1", "2.5", "0.333333", "12", "9000000000000", "1000003"),
        4 => _hasRecord ? "r.count" : "l.count",
        5 or 6 or 7 => $"({Number(depth - 1, isSolid, mayAsk)} {Pick("+", "-", "*")} {Number(depth - 1, isSolid, mayAsk)})",
        8 => isSolid ? $"({Number(depth - 1, isSolid)} / {Pick("2", "3", "0.7")})" : $"({Number(depth - 1, false, mayAsk)} / {Number(depth - 1, false, mayAsk)})",
        9 => $"-{Pick("a", "b", "k")}",
        10 => $"({Number(depth - 1, isSolid, mayAsk)} when {Truth(depth - 1, mayAsk)}, otherwise {Number(depth - 1, isSolid, mayAsk)})",
        11 => $"round({Number(depth - 1, isSolid, mayAsk)}, {Pick("0", "1", "2", "6")})",
        12 => $"{Pick("least", "most")}({Number(depth - 1, isSolid, mayAsk)}, {Number(depth - 1, isSolid, mayAsk)})",
        13 when !isSolid => mayAsk && Chance(2) ? $"fact.count(({Number(0)} or 1))" : Pick("l.first", "l.last"),
        _ => $"abs({Number(depth - 1, isSolid, mayAsk)})",
    };

    private string Truth(int depth, bool mayAsk = false) => (depth <= 0 ? _random.Next(4) : _random.Next(13)) switch
    {
        0 => Pick("t", "u"),
        1 => Pick("yes", "no", "c is green", "c is not red", "s is \"\"", "s is not \"\""),
        2 => _hasRecord ? "r.ok" : "(m - now) > 1h",
        3 => $"{Pick("a", "b", "k")} {Pick("<", ">", "<=", ">=", "is", "is not")} {Pick("2", "a", "0.5", "5")}",
        4 or 5 => $"({Number(depth - 1, false, mayAsk)} {Pick("<", ">", "<=", ">=", "is", "is not")} {Number(depth - 1, false, mayAsk)})",
        6 => $"({Truth(depth - 1, mayAsk)} and {Truth(depth - 1, mayAsk)})",
        7 => $"({Truth(depth - 1, mayAsk)} or {Truth(depth - 1, mayAsk)})",
        8 => $"not ({Truth(depth - 1, mayAsk)})",
        9 => $"({Number(depth - 1, false, mayAsk)} in {Pick("l", "(1, 2, a)", "0..4", "a..b")})",
        10 => $"{Pick("starts", "contains")}({Words(0)}, \"o\")",
        11 => $"({Truth(depth - 1, mayAsk)} when {Truth(depth - 1, mayAsk)}, otherwise {Truth(depth - 1, mayAsk)})",
        _ => "now > m",
    };

    private string Words(int depth) => _random.Next(depth > 0 ? 4 : 3) switch
    {
        0 => "(s or \"none\")",
        1 => Pick("\"one\"", "\"two\""),
        2 => _hasRecord ? "(r.name or \"noname\")" : "(s or \"other\")",
        _ => $"({Words(0)} when {Truth(1)}, otherwise {Words(0)})",
    };

    private bool Chance(int of) => _random.Next(of) == 0;

    private string Pick(params ReadOnlySpan<string> options) => options[_random.Next(options.Length)];

    private void Line(int level, string line) => _text.Append(' ', 2 * level).Append(line).Append('\n');
}
