using System.Text;

namespace ContactCenter.Sip.Tests;

/// <summary>
/// Makes texts of lines out of a kept corpus, one text a line of the file with ␍␊ for its line ends: cut, joined, repeated, lines and words moved, numbers at their edges.
/// The same seed makes the same texts.
/// </summary>
internal sealed class LineFuzzer(string corpus, int seed)
{
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "0", "-1", "1", "127", "128", "255", "65535", "65536", "2147483647", "2147483648", "18446744073709551615", "18446744073709551616", " ", "  ", "\t", ":", "/", "=", ";", "|", "\"", "\\", ",", "-",
            "\r\n", "\n", "\r", "\0", "%", "[", "]", "::", "0.0.0.0", "127.1", "224.0.0.1/1", "é", "😀", "inline:", "2^49", "Digest ", "realm=\"", "\\\"", "auth,auth-int", "UTF-8''%C3%A9", new string('x', 300),
        }.Select(Encoding.UTF8.GetBytes),
        [0xC3], [0xFF, 0xFE], [0xED, 0xA0, 0x80],
    ];

    private readonly Random _random = new(seed);
    private readonly byte[][] _seeds = [.. File.ReadAllLines(corpus).Select(static l => Encoding.UTF8.GetBytes(l.Replace("␍␊", "\r\n", StringComparison.Ordinal)))];

    public byte[] Next()
    {
        var text = new List<byte>(Seed());
        for (var changes = _random.Next(5); changes > 0; changes--)
        {
            Change(text);
        }

        return [.. text];
    }

    private void Change(List<byte> text)
    {
        var at = _random.Next(text.Count + 1);
        switch (_random.Next(8))
        {
            case 0 when at < text.Count:
                text[at] = (byte)_random.Next(256);
                break;
            case 1:
                text.InsertRange(at, Tokens[_random.Next(Tokens.Length)]);
                break;
            case 2:
                text.RemoveRange(at, Math.Min(_random.Next(12), text.Count - at));
                break;
            case 3 when _random.Next(4) == 0:
                text.RemoveRange(at, text.Count - at);
                break;
            case 4:
                var other = Seed();
                text.AddRange(other[_random.Next(other.Length)..]);
                break;
            case 5: // a line of another
                var lines = Encoding.Latin1.GetString(Seed()).Split("\r\n");
                var end = text.IndexOf((byte)'\n', Math.Min(at, Math.Max(0, text.Count - 1)));
                text.InsertRange(end < 0 ? text.Count : end + 1, Encoding.Latin1.GetBytes(lines[_random.Next(lines.Length)] + "\r\n"));
                break;
            case 6: // a word for a number
                var from = text.FindIndex(Math.Min(at, text.Count), static b => b is >= (byte)'0' and <= (byte)'9');
                if (from >= 0)
                {
                    var to = text.FindIndex(from, static b => b is < (byte)'0' or > (byte)'9');
                    text.RemoveRange(from, (to < 0 ? text.Count : to) - from);
                    text.InsertRange(from, Tokens[_random.Next(12)]);
                }

                break;
            default:
                text.InsertRange(at, text.GetRange(at, Math.Min(20, text.Count - at)));
                break;
        }
    }

    private byte[] Seed() => _seeds[_random.Next(_seeds.Length)];
}
