namespace ContactCenter.Sip.Tests.Rtp;

/// <summary>Makes datagrams out of the kept corpus: bits turned, cut, joined, lengths changed, numbers stepped. The same seed makes the same datagrams.</summary>
internal sealed class DatagramFuzzer(string corpus, int seed)
{
    private static readonly byte[] Octets = [0, 1, 0x7F, 0x80, 0x90, 0xA0, 0xBE, 0xDE, 0xC8, 0xFF];

    private readonly Random _random = new(seed);
    private readonly byte[][] _corpus = [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Rtp", "Corpus", corpus + ".txt")).Select(static l => Convert.FromHexString(l.Split(' ')[0]))];
    private ushort _number;

    public byte[] Next()
    {
        var datagram = new List<byte>(_corpus[_random.Next(_corpus.Length)]);
        if (datagram.Count > 3 && _random.Next(2) == 0)
        {
            // As a sender counts, so that some get as far as the buffer.
            _number += (ushort)(_random.Next(40) == 0 ? _random.Next(65_536) : 1);
            (datagram[2], datagram[3]) = ((byte)(_number >> 8), (byte)_number);
        }

        for (var changes = _random.Next(4); changes > 0; changes--)
        {
            Change(datagram);
        }

        return [.. datagram];
    }

    private void Change(List<byte> datagram)
    {
        var at = _random.Next(datagram.Count + 1);
        switch (_random.Next(6))
        {
            case 0 when at < datagram.Count:
                datagram[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when datagram.Count > 0:
                datagram[_random.Next(Math.Min(datagram.Count, 16))] = Octets[_random.Next(Octets.Length)];
                break;
            case 2:
                datagram.RemoveRange(at, Math.Min(_random.Next(12), datagram.Count - at));
                break;
            case 3:
                datagram.RemoveRange(at, datagram.Count - at);
                break;
            case 4:
                var other = _corpus[_random.Next(_corpus.Length)];
                datagram.AddRange(other[_random.Next(other.Length)..]);
                break;
            default:
                datagram.InsertRange(at, Enumerable.Repeat(Octets[_random.Next(Octets.Length)], _random.Next(1, 40)));
                break;
        }
    }
}
