using System.Text;

namespace ContactCenter.Channels.WebForms.Tests;

/// <summary>Makes bodies out of the kept corpus: cut, joined, repeated, with octets that matter to the three formats. The same seed makes the same bodies.</summary>
internal sealed class PostFuzzer(int seed)
{
    private static readonly byte[][] Tokens =
    [
        .. new[] { "\"", "\\", "{", "}", "[", ":", ",", "null", "1e308", "\\ud800", "\\u0000", "&", "=", "%", "%00", "%0d%0a", "%C3", "+", "\r\n", "\r\n\r\n", "--xyz", "--xyz--", "; filename=\"a\"", "name=", "phone=0669821234", "\0", new string('x', 70), new string('[', 80) }.Select(Encoding.UTF8.GetBytes),
        [0xC3], [0xFF, 0xFE], [0xED, 0xA0, 0x80],
    ];

    private readonly Random _random = new(seed);
    private readonly byte[][] _corpus = [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Corpus", "posts.txt")).Select(static l => Encoding.UTF8.GetBytes(l.Replace("␍␊", "\r\n", StringComparison.Ordinal)))];

    public byte[] Next()
    {
        var body = new List<byte>(Seed());
        for (var changes = _random.Next(5); changes > 0; changes--)
        {
            Change(body);
        }

        return [.. body];
    }

    private void Change(List<byte> body)
    {
        var at = _random.Next(body.Count + 1);
        switch (_random.Next(6))
        {
            case 0 when at < body.Count:
                body[at] = (byte)_random.Next(256);
                break;
            case 1:
                body.InsertRange(at, Tokens[_random.Next(Tokens.Length)]);
                break;
            case 2:
                body.RemoveRange(at, Math.Min(_random.Next(12), body.Count - at));
                break;
            case 3:
                body.RemoveRange(at, body.Count - at);
                break;
            case 4:
                var other = Seed();
                body.AddRange(other[_random.Next(other.Length)..]);
                break;
            default:
                body.InsertRange(at, body.GetRange(at, Math.Min(20, body.Count - at)));
                break;
        }
    }

    private byte[] Seed() => _corpus[_random.Next(_corpus.Length)];
}
