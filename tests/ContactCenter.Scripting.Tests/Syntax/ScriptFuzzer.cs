using System.Text;

namespace ContactCenter.Scripting.Tests.Syntax;

/// <summary>Makes scripts out of the kept corpus and the examples: cut, spliced, repeated, with signs that matter to the language. The same seed makes the same scripts.</summary>
internal sealed class ScriptFuzzer(int seed)
{
    private const int Longest = 6_000;

    private static readonly string[] Pieces =
    [
        "\"", "\"\"", "{", "}", "{{", "(", ")", ",", ":", "->", "..", ".", "/", "//", "#k7", "#", "-", "=", "|", "'", "\n", "\r\n", "\r", "\t", "  ", " ", "\u00a0", "\ufeff", "\0", "\ud800", "é", "“",
        "say ", "ask ", "if ", "else", "else ", "step ", "script ", "slot ", "on ", "accept ", "set ", "when ", ", otherwise ", "is not ", "not ", "in ", "yes/no", "list of ", "one of ", "8s", "2 h", "1 day", "9:00", "2026-01-01", "12.50 EUR", "end ", "back",
        ", silence 8s -> a", ", wrong 2 times -> b", ", no -> c", ", else -> d", "    say \"x\"\n", "      1 a \"b\"\n", "  step z\n", "    if a\n", "    else\n", new('(', 120), new(' ', 50),
    ];

    private readonly Random _random = new(seed);
    private readonly string[] _corpus =
    [
        .. File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Corpus", "scripts.txt")).Split("====\n"),
        .. Examples.All.Select(Examples.Read),
    ];

    public string Next()
    {
        if (_random.Next(20) == 0)
        {
            return Noise();
        }

        return Changed(Seed(), most: 5);
    }

    /// <summary>A text with some changes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">How many at most; none is as likely as each.</param>
    public string Changed(string text, int most)
    {
        var script = new StringBuilder(text);
        for (var changes = _random.Next(most + 1); changes > 0; changes--)
        {
            Change(script);
        }

        return script.ToString(0, Math.Min(script.Length, Longest));
    }

    private void Change(StringBuilder script)
    {
        var at = _random.Next(script.Length + 1);
        switch (_random.Next(7))
        {
            case 0 when at < script.Length:
                script[at] = (char)(_random.Next(4) == 0 ? _random.Next(char.MaxValue + 1) : _random.Next(32, 127));
                break;
            case 1 or 2:
                script.Insert(at, Pieces[_random.Next(Pieces.Length)]);
                break;
            case 3:
                script.Remove(at, Math.Min(_random.Next(12), script.Length - at));
                break;
            case 4:
                script.Length = at;
                break;
            case 5:
                var other = Seed();
                script.Insert(at, other.AsSpan(_random.Next(other.Length)));
                break;
            default:
                script.Insert(at, script.ToString(at, Math.Min(60, script.Length - at)));
                break;
        }
    }

    private string Seed() => _corpus[_random.Next(_corpus.Length)];

    private string Noise()
    {
        var bytes = new byte[_random.Next(400)];
        _random.NextBytes(bytes);
        return _random.Next(2) == 0 ? Encoding.Latin1.GetString(bytes) : Encoding.Unicode.GetString(bytes);
    }
}
