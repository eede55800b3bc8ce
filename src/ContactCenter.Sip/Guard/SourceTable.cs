using System.Net;
using System.Net.Sockets;

namespace ContactCenter.Sip.Guard;

/// <summary>Whom packets of an address are counted for: the address, or the network of 64 bits that one subscriber has of IPv6.</summary>
internal readonly record struct SourceKey(ulong Network, bool IsV6)
{
    public static SourceKey Of(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        address.TryWriteBytes(octets, out _);
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? new(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(octets), true)
            : new(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(octets), false);
    }

    public IPAddress Address()
    {
        Span<byte> octets = stackalloc byte[16];
        octets.Clear();
        if (IsV6)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(octets, Network);
            return new IPAddress(octets);
        }

        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(octets, (uint)Network);
        return new IPAddress(octets[..4]);
    }
}

/// <summary>What is known of one source.</summary>
internal sealed class Source(SourceKey key)
{
    /// <summary>A failure counts so many challenges.</summary>
    public const int ChallengesOfAFailure = 5;

    private TimeSpan _countedFrom = TimeSpan.MinValue;
    private int _failures;
    private int _challenges;

    public SourceKey Key { get; } = key;

    /// <summary>Bytes it has sent and not been sent, headers of IP and UDP included.</summary>
    public int Credit { get; set; }

    public TimeSpan ProvenUntil { get; set; } = TimeSpan.MinValue;

    public TimeSpan BlockedUntil { get; set; } = TimeSpan.MinValue;

    /// <summary>While it is muted: when it is heard next.</summary>
    public TimeSpan HeardAt { get; set; }

    /// <summary>How often it has been blocked.</summary>
    public int Blocks { get; set; }

    /// <summary>Counts failures, or challenges, within a window.</summary>
    /// <returns>The sum, in fifths of a failure.</returns>
    public int Count(int failures, int challenges, TimeSpan now, TimeSpan window)
    {
        if (_countedFrom == TimeSpan.MinValue || now - _countedFrom >= window)
        {
            (_countedFrom, _failures, _challenges) = (now, 0, 0);
        }

        _failures += failures;
        _challenges += challenges;
        return (_failures * ChallengesOfAFailure) + _challenges;
    }

    public void ForgetChallenges() => _challenges = 0;

    public void ForgetFailures() => (_failures, _challenges) = (0, 0);
}

/// <summary>A bounded table of sources; the one that has been silent for longest makes room. For use under its owner's lock.</summary>
internal sealed class SourceTable(int capacity)
{
    private readonly Dictionary<SourceKey, LinkedListNode<Source>> _nodes = [];
    private readonly LinkedList<Source> _order = [];

    public int Count => _nodes.Count;

    public IEnumerable<Source> All => _order;

    /// <summary>What is known of a source that is heard of now; null where nothing is.</summary>
    public Source? Find(SourceKey key)
    {
        if (!_nodes.TryGetValue(key, out var node))
        {
            return null;
        }

        if (!ReferenceEquals(_order.Last, node))
        {
            _order.Remove(node);
            _order.AddLast(node);
        }

        return node.Value;
    }

    public Source FindOrAdd(SourceKey key)
    {
        if (Find(key) is { } known)
        {
            return known;
        }

        if (_nodes.Count >= capacity)
        {
            _nodes.Remove(_order.First!.Value.Key);
            _order.RemoveFirst();
        }

        var source = new Source(key);
        _nodes.Add(key, _order.AddLast(source));
        return source;
    }

    public void Remove(SourceKey key)
    {
        if (_nodes.Remove(key, out var node))
        {
            _order.Remove(node);
        }
    }
}
