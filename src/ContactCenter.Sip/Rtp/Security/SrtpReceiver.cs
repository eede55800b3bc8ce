using System.Buffers.Binary;
using ContactCenter.Sip.Rtp.Packets;

namespace ContactCenter.Sip.Rtp.Security;

/// <summary>What became of a packet that came in.</summary>
internal enum SrtpVerdict
{
    /// <summary>It is authentic and decrypted in place.</summary>
    Authentic,

    /// <summary>It is no packet, or too short for its tag.</summary>
    Malformed,

    /// <summary>It came before, or is too old to tell.</summary>
    Replayed,

    /// <summary>Its tag is not of this key.</summary>
    Forged,

    /// <summary>Its key's life is over. RFC 3711 section 9.2.</summary>
    Expired,
}

/// <summary>
/// Takes what comes in with one master key. Each source has its own roll-over counter and replay window; a source is remembered
/// only after an authentic packet, and of more than <see cref="MaxSources"/> the one silent the longest is forgotten. RFC 3711 sections 3.2.3 and 3.3.
/// </summary>
/// <remarks>Not safe for two threads at a time; allocates nothing after it is made.</remarks>
internal sealed class SrtpReceiver(SrtpKeys keys) : IDisposable
{
    /// <summary>Sources at a time. Some peers send every digit under a source of its own.</summary>
    public const int MaxSources = 16;

    private const int RtcpHeader = 8;

    private readonly SrtpTransform _transform = SrtpTransform.Create(keys);
    private readonly Source[] _sources = new Source[MaxSources];
    private long _taken;

    public SrtpKeys Keys => keys;

    /// <value>The sources it has heard, each with the newest index.</value>
    public IEnumerable<(uint Ssrc, ulong Newest)> Heard => _sources.Where(static s => s.HasRtp).Select(static s => (s.Ssrc, s.Rtp.Newest));

    /// <summary>Checks and decrypts an RTP packet in place. What is left of one that is refused is not to be read.</summary>
    /// <param name="datagram">As received.</param>
    /// <param name="length">The octets of the clear packet.</param>
    /// <param name="newest">From where the index of a source is counted that has not been heard with this key.</param>
    public SrtpVerdict UnprotectRtp(Span<byte> datagram, out int length, ulong newest = 0)
    {
        length = 0;
        if (!TryTakeNumber(ref datagram, _transform.RtpTail))
        {
            return SrtpVerdict.Forged;
        }

        length = datagram.Length - _transform.RtpOverhead;
        if (length < RtpHeader.Size || RtpPacket.ReadEncrypted(datagram[..length], out var packet) != RtpFault.None)
        {
            return SrtpVerdict.Malformed;
        }

        var (ssrc, sequence, headerSize) = (packet.Ssrc, packet.Sequence, packet.HeaderSize);
        var slot = Find(ssrc);
        var known = slot >= 0 && _sources[slot].HasRtp;
        var index = known ? PacketIndex.Estimate(_sources[slot].Rtp.Newest, sequence) : newest > 0 ? PacketIndex.Estimate(newest, sequence) : sequence;
        if (index > PacketIndex.Last)
        {
            return SrtpVerdict.Expired;
        }

        if (known && !_sources[slot].Rtp.Allows(index))
        {
            return SrtpVerdict.Replayed;
        }

        if (!_transform.TryUnprotectRtp(datagram, headerSize, ssrc, index))
        {
            return SrtpVerdict.Forged;
        }

        ref var source = ref _sources[slot >= 0 ? slot : Remember(ssrc)];
        source.Rtp.Take(index);
        source.HasRtp = true;
        source.LastTaken = ++_taken;
        return SrtpVerdict.Authentic;
    }

    /// <summary>Checks and decrypts an RTCP compound in place. One that is not encrypted is refused as forged. RFC 3711 section 3.4.</summary>
    public SrtpVerdict UnprotectRtcp(Span<byte> datagram, out int length)
    {
        length = 0;
        if (!TryTakeNumber(ref datagram, _transform.RtcpTail))
        {
            return SrtpVerdict.Forged;
        }

        length = datagram.Length - _transform.RtcpOverhead;
        if (length < RtcpHeader)
        {
            return SrtpVerdict.Malformed;
        }

        var ssrc = BinaryPrimitives.ReadUInt32BigEndian(datagram[4..]);
        var word = _transform.IndexWord(datagram);
        var index = word & 0x7FFF_FFFF;
        var slot = Find(ssrc);
        if (slot >= 0 && !_sources[slot].Rtcp.Allows(index))
        {
            return SrtpVerdict.Replayed;
        }

        if (word >> 31 == 0 || !_transform.TryUnprotectRtcp(datagram, ssrc, index))
        {
            return SrtpVerdict.Forged;
        }

        ref var source = ref _sources[slot >= 0 ? slot : Remember(ssrc)];
        source.Rtcp.Take(index);
        source.LastTaken = ++_taken;
        return SrtpVerdict.Authentic;
    }

    public void Dispose() => _transform.Dispose();

    /// <summary>Takes the key's number out of a packet; false where it is another key's.</summary>
    private bool TryTakeNumber(ref Span<byte> datagram, int tail)
    {
        var number = keys.Mki.Span;
        var at = datagram.Length - tail - number.Length;
        if (number.IsEmpty)
        {
            return true;
        }

        if (at < 0 || !datagram.Slice(at, number.Length).SequenceEqual(number))
        {
            return false;
        }

        datagram[(at + number.Length)..].CopyTo(datagram[at..]);
        datagram = datagram[..^number.Length];
        return true;
    }

    private int Find(uint ssrc)
    {
        for (var i = 0; i < _sources.Length; i++)
        {
            if (_sources[i].LastTaken != 0 && _sources[i].Ssrc == ssrc)
            {
                return i;
            }
        }

        return -1;
    }

    private int Remember(uint ssrc)
    {
        var oldest = 0;
        for (var i = 1; i < _sources.Length; i++)
        {
            oldest = _sources[i].LastTaken < _sources[oldest].LastTaken ? i : oldest;
        }

        _sources[oldest] = new Source { Ssrc = ssrc };
        return oldest;
    }

    private struct Source
    {
        public uint Ssrc;
        public ReplayWindow Rtp;
        public ReplayWindow Rtcp;
        public bool HasRtp;
        public long LastTaken;
    }
}
