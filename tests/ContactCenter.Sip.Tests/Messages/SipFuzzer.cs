using System.Text;

namespace ContactCenter.Sip.Tests.Messages;

/// <summary>Makes messages out of the kept corpus: cut, joined, repeated, with octets that matter to the grammar. The same seed makes the same messages.</summary>
internal sealed class SipFuzzer(int seed)
{
    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\r\n", "\r\n ", "\n", "\r", "\r\n\r\n", ":", ";", ",", "\"", "\\", "<", ">", "@", "%", "%00", "%0d", "=", "?", "&", "[", "]", "[::1]", "*", "sip:", "tel:", "SIP/2.0", "SIP/2.0/UDP ", "Via: ", "v:", "To:", "l: 5", "Content-Length: 0", "CSeq: 1 ",
            "Contact: *", "--b", "--b--", "boundary=b", ";tag=", ";branch=z9hG4bK", ";lr", ";received=1.2.3.4", ";rport", "4294967296", "-1", "\0", "\u00e9", " ", "\t", new string('a', 300), new string(';', 70), new string(',', 140),
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80],
    ];

    private readonly Random _random = new(seed);

    /// <summary>One message a line, with pictures for what ends lines.</summary>
    private readonly byte[][] _corpus =
    [
        .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Corpus", "sip.txt")).Where(static l => l.Length > 0)
            .Select(static l => Encoding.UTF8.GetBytes(l.Replace("␍␊", "\r\n", StringComparison.Ordinal).Replace('␊', '\n').Replace('␀', '\0'))),
    ];

    public byte[][] Corpus => _corpus;

    public byte[] Next()
    {
        var message = new List<byte>(Seed());
        for (var changes = _random.Next(5); changes > 0; changes--)
        {
            Change(message);
        }

        return [.. message];
    }

    /// <summary>A stream of several, and the sizes in which it arrives.</summary>
    public IEnumerable<byte[]> NextStream()
    {
        byte[] all = [.. Enumerable.Range(0, _random.Next(1, 4)).SelectMany(_ => Next())];
        for (var at = 0; at < all.Length;)
        {
            var size = Math.Min(all.Length - at, _random.Next(1, 700));
            yield return all[at..(at + size)];
            at += size;
        }
    }

    private void Change(List<byte> message)
    {
        var at = _random.Next(message.Count + 1);
        switch (_random.Next(7))
        {
            case 0 when at < message.Count:
                message[at] = (byte)_random.Next(256);
                break;
            case 1 or 2:
                message.InsertRange(at, Tokens[_random.Next(Tokens.Length)]);
                break;
            case 3:
                message.RemoveRange(at, Math.Min(_random.Next(12), message.Count - at));
                break;
            case 4 when _random.Next(4) == 0:
                message.RemoveRange(at, message.Count - at);
                break;
            case 5:
                var other = Seed();
                message.InsertRange(at, other[_random.Next(other.Length)..]);
                break;
            default:
                message.InsertRange(at, message.GetRange(at, Math.Min(30, message.Count - at)));
                break;
        }
    }

    private byte[] Seed() => _corpus[_random.Next(_corpus.Length)];
}
