using System.Text;

namespace ContactCenter.Channels.WebChat.Tests;

/// <summary>Makes frames out of the kept corpus: cut, joined, repeated, with characters that matter to JSON, Unicode and our own words. The same seed makes the same frames.</summary>
internal sealed class FrameFuzzer(int seed)
{
    private static readonly string[] Tokens =
    [
        "\"", "\\", "{", "}", "[", "]", ":", ",", "null", "true", "1e308", "-", "\\ud800", "\\u0000", "\ud800", "\udc00", "\0", "\u202e", "\uffff", "\u00a0",
        "\"t\":", "\"id\":", "\"text\":", "\"fields\":{", "say", "form", "hello", "typing", "seen", "file", "piece", "end", "\"files\":[", "\"data\":\"AAAA\"", "\"size\":", new('x', 70), new('x', 5_000), new('[', 80),
    ];

    private readonly Random _random = new(seed);
    private readonly string[] _corpus = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Corpus", "frames.txt"));

    public string Next()
    {
        var frame = new StringBuilder(Seed());
        for (var changes = _random.Next(5); changes > 0; changes--)
        {
            Change(frame);
        }

        return frame.ToString();
    }

    private void Change(StringBuilder frame)
    {
        var at = _random.Next(frame.Length + 1);
        switch (_random.Next(6))
        {
            case 0 when at < frame.Length:
                frame[at] = (char)_random.Next(char.MaxValue + 1);
                break;
            case 1:
                frame.Insert(at, Tokens[_random.Next(Tokens.Length)]);
                break;
            case 2:
                frame.Remove(at, Math.Min(_random.Next(12), frame.Length - at));
                break;
            case 3:
                frame.Length = at;
                break;
            case 4:
                var other = Seed();
                frame.Append(other.AsSpan(_random.Next(other.Length)));
                break;
            default:
                frame.Insert(at, frame.ToString(at, Math.Min(20, frame.Length - at)));
                break;
        }
    }

    private string Seed() => _corpus[_random.Next(_corpus.Length)];
}
