using System.Net;

namespace ContactCenter.Sip.Rtp.Streams;

/// <summary>What to do with a packet by where it came from.</summary>
internal enum SourceVerdict
{
    /// <summary>It is of the stream's source.</summary>
    Taken,

    /// <summary>Another one like it makes its source the stream's.</summary>
    OnProbation,

    /// <summary>It is of somebody else.</summary>
    Refused,
}

/// <summary>
/// Symmetric RTP, learned once (RFC 4961; what RFC 7362 calls latching): the signalled address is taken at once, another one after two packets in sequence, or one
/// that is authentic; then no other is, until the signalled address changes. A stray packet so moves nothing.
/// </summary>
/// <remarks>Not safe for two threads at a time; allocates nothing after it is made.</remarks>
internal sealed class SourceGate(bool learns, bool followsAuthentic)
{
    private readonly SocketAddress _candidate = NewAddress();
    private readonly SocketAddress _locked = NewAddress();
    private SocketAddress? _signalled;
    private bool _hasCandidate;
    private uint _candidateSsrc;
    private ushort _candidateNext;

    /// <value>Whether a source is taken.</value>
    public bool IsLocked { get; private set; }

    /// <value>Where to send: the source once it is known, before that the signalled address; <see langword="null"/> when neither is.</value>
    public SocketAddress? Destination => IsLocked ? _locked : _signalled;

    /// <summary>What the other side says; learning begins anew when it says something else than before.</summary>
    /// <param name="address">The signalled address; <see langword="null"/> when it says none.</param>
    /// <returns>Whether it was something else.</returns>
    public bool Signal(SocketAddress? address)
    {
        if (Same(address, _signalled))
        {
            return false;
        }

        (_signalled, IsLocked, _hasCandidate) = (address, false, false);
        return true;
    }

    /// <summary>Whether a packet from there can be taken at all; asked before its tag is checked.</summary>
    public bool MayTake(SocketAddress source, bool isEncrypted) =>
        (IsLocked ? Same(source, _locked) : learns || Same(source, _signalled)) || (followsAuthentic && isEncrypted);

    /// <summary>Whether a packet of another port of the same host can be the source's (RTCP).</summary>
    public bool IsOfHost(SocketAddress source) => Destination is { } at && HostOf(at).SequenceEqual(HostOf(source));

    /// <summary>A packet came.</summary>
    /// <param name="source">From where.</param>
    /// <param name="ssrc">Of which source, in RTP's sense.</param>
    /// <param name="sequence">Its number.</param>
    /// <param name="isAuthentic">Whether its tag was of the key.</param>
    public SourceVerdict Take(SocketAddress source, uint ssrc, ushort sequence, bool isAuthentic)
    {
        if (IsLocked && Same(source, _locked))
        {
            return SourceVerdict.Taken;
        }

        if (IsLocked && !(followsAuthentic && isAuthentic))
        {
            return SourceVerdict.Refused;
        }

        if (Same(source, _signalled) || (isAuthentic && (learns || followsAuthentic)))
        {
            return Lock(source);
        }

        if (!learns)
        {
            return SourceVerdict.Refused;
        }

        if (_hasCandidate && _candidateSsrc == ssrc && _candidateNext == sequence && Same(source, _candidate))
        {
            return Lock(source);
        }

        Copy(source, _candidate);
        (_hasCandidate, _candidateSsrc, _candidateNext) = (true, ssrc, (ushort)(sequence + 1));
        return SourceVerdict.OnProbation;
    }

    /// <summary>Whether both are the same. The framework compares buffers with what lies behind the address, too; ours are longer than an address of IPv4.</summary>
    public static bool Same(SocketAddress? one, SocketAddress? other) =>
        one is null || other is null ? one is null && other is null : one.Buffer.Span[..one.Size].SequenceEqual(other.Buffer.Span[..other.Size]);

    private static SocketAddress NewAddress() => new(System.Net.Sockets.AddressFamily.InterNetworkV6, 28);

    private static ReadOnlySpan<byte> HostOf(SocketAddress address) =>
        address.Size >= 28 ? address.Buffer.Span.Slice(8, 16) : address.Buffer.Span.Slice(4, 4);

    private static void Copy(SocketAddress from, SocketAddress to)
    {
        to.Size = from.Size;
        from.Buffer.Span[..from.Size].CopyTo(to.Buffer.Span);
    }

    private SourceVerdict Lock(SocketAddress source)
    {
        Copy(source, _locked);
        (IsLocked, _hasCandidate) = (true, false);
        return SourceVerdict.Taken;
    }
}
