using System.Buffers.Binary;
using ContactCenter.Sip.Rtp.Packets;

namespace ContactCenter.Sip.Rtp.Security;

/// <summary>
/// Takes what comes in with the keys of one stream: those agreed on now, told apart by their numbers, and for a while those agreed on before, with which packets are still on their way.
/// RFC 4568 sections 6.1 and 7.1.4.
/// </summary>
/// <remarks>Not safe for two threads at a time; allocates nothing for a packet.</remarks>
internal sealed class SrtpReceivers : IDisposable
{
    /// <summary>The most keys at a time.</summary>
    public const int MostKeys = 16;

    private const int MostHeard = 4 * SrtpReceiver.MaxSources;

    private const int MostOctets = 2_048; // of a packet that more than one key is tried on; the longest datagram that a network carries whole is shorter

    /// <summary>How long the key of before is taken: longer than a packet is under way.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(5);

    private readonly List<SrtpReceiver> _before = [];
    private readonly Dictionary<uint, ulong> _heard = []; // how far sources had counted before
    private SrtpReceiver[] _now;
    private TimeSpan _ends;
    private byte[]? _copy;

    /// <param name="keys">Each with a number of its own, where there are several.</param>
    public SrtpReceivers(IReadOnlyList<SrtpKeys> keys) => _now = [.. keys.Select(static k => new SrtpReceiver(k))];

    /// <value>Packets refused because of their tag.</value>
    public long Forged { get; private set; }

    /// <value>Packets refused because they came before or are too old.</value>
    public long Replayed { get; private set; }

    /// <summary>Other keys hold from now on; those that are the same objects count on.</summary>
    public void Update(IReadOnlyList<SrtpKeys> keys, TimeSpan now)
    {
        if (keys.SequenceEqual(_now.Select(static r => r.Keys)))
        {
            return;
        }

        var old = _now;
        Forget(TimeSpan.MaxValue);
        _now = [.. keys.Select(k => Array.Find(old, r => r.Keys == k) ?? new SrtpReceiver(k))];
        _before.AddRange(old.Except(_now));
        _ends = now + Overlap;
        if (_heard.Count > MostHeard)
        {
            _heard.Clear();
        }

        foreach (var (ssrc, newest) in _before.SelectMany(static r => r.Heard).Where(static h => h.Newest > ushort.MaxValue))
        {
            _heard[ssrc] = newest;
        }
    }

    /// <summary>Checks and decrypts an RTP packet in place.</summary>
    /// <param name="datagram">As received.</param>
    /// <param name="now">When.</param>
    /// <param name="length">The octets of the clear packet.</param>
    public SrtpVerdict UnprotectRtp(Span<byte> datagram, TimeSpan now, out int length) => Unprotect(datagram, now, isRtcp: false, out length);

    /// <summary>The same of an RTCP compound.</summary>
    public SrtpVerdict UnprotectRtcp(Span<byte> datagram, TimeSpan now, out int length) => Unprotect(datagram, now, isRtcp: true, out length);

    public void Dispose()
    {
        Forget(TimeSpan.MaxValue);
        Array.ForEach(_now, static r => r.Dispose());
    }

    private SrtpVerdict Unprotect(Span<byte> datagram, TimeSpan now, bool isRtcp, out int length)
    {
        Forget(now);
        var verdict = _now.Length == 1 && _before.Count == 0 && _heard.Count == 0 ? Try(_now[0], datagram, isRtcp, 0, out length) : TryAll(datagram, isRtcp, out length);
        Forged += verdict == SrtpVerdict.Forged ? 1 : 0;
        Replayed += verdict == SrtpVerdict.Replayed ? 1 : 0;
        return verdict;
    }

    /// <summary>One key after the other, on the packet as it came: a key that is not its own leaves nothing of it.</summary>
    private SrtpVerdict TryAll(Span<byte> datagram, bool isRtcp, out int length)
    {
        length = 0;
        if (datagram.Length > MostOctets)
        {
            return SrtpVerdict.Malformed;
        }

        _copy ??= new byte[MostOctets];
        datagram.CopyTo(_copy);
        foreach (var receiver in _now)
        {
            // The counter of packets goes on with a new key (RFC 3711 section 3.3.1), or begins anew, which many a stack has it do.
            if (!isRtcp && datagram.Length >= RtpHeader.Size && _heard.TryGetValue(BinaryPrimitives.ReadUInt32BigEndian(_copy.AsSpan(8)), out var goesOn) && Again(receiver, datagram, isRtcp, goesOn, out length) is var first and not SrtpVerdict.Forged)
            {
                return first;
            }

            if (Again(receiver, datagram, isRtcp, 0, out length) is var second and not SrtpVerdict.Forged)
            {
                return second;
            }
        }

        foreach (var receiver in _before)
        {
            if (Again(receiver, datagram, isRtcp, 0, out length) is var verdict and not SrtpVerdict.Forged)
            {
                return verdict;
            }
        }

        return SrtpVerdict.Forged;
    }

    private SrtpVerdict Again(SrtpReceiver receiver, Span<byte> datagram, bool isRtcp, ulong newest, out int length)
    {
        _copy.AsSpan(0, datagram.Length).CopyTo(datagram);
        return Try(receiver, datagram, isRtcp, newest, out length);
    }

    private static SrtpVerdict Try(SrtpReceiver receiver, Span<byte> datagram, bool isRtcp, ulong newest, out int length) =>
        isRtcp ? receiver.UnprotectRtcp(datagram, out length) : receiver.UnprotectRtp(datagram, out length, newest);

    private void Forget(TimeSpan now)
    {
        if (_before.Count > 0 && now >= _ends)
        {
            _before.ForEach(static r => r.Dispose());
            _before.Clear();
        }
    }
}
