namespace ContactCenter.Sip.Rtp.Security;

/// <summary>Encrypts, authenticates and back, in place. What an index is and whether it may be used is decided before.</summary>
/// <remarks>Not safe for two threads at a time; allocates nothing after it is made.</remarks>
internal abstract class SrtpTransform : IDisposable
{
    /// <summary>No profile makes a packet longer than by this.</summary>
    public const int MostOverhead = 20;

    protected const int IndexSize = 4;
    protected const uint EncryptedFlag = 0x8000_0000;

    /// <value>Octets a packet of RTP gets longer by.</value>
    public abstract int RtpOverhead { get; }

    /// <value>Octets a packet of RTCP gets longer by, the index included.</value>
    public abstract int RtcpOverhead { get; }

    /// <value>Octets of a packet of RTP behind the key's number, where it has one. RFC 3711 section 3.1; RFC 7714 section 8.</value>
    public abstract int RtpTail { get; }

    /// <value>The same of RTCP. RFC 3711 section 3.4; RFC 7714 section 9.</value>
    public abstract int RtcpTail { get; }

    public static SrtpTransform Create(SrtpKeys keys) => keys.Profile == SrtpProfile.AeadAes128Gcm ? new GcmTransform(keys) : new CmTransform(keys);

    /// <summary>Protects the packet in the first <paramref name="length"/> octets; the buffer has room for <see cref="RtpOverhead"/> more.</summary>
    public abstract void ProtectRtp(Span<byte> buffer, int headerSize, int length, uint ssrc, ulong index);

    /// <summary>Decrypts a packet in place, unless it is not authentic; then nothing of it is to be read.</summary>
    /// <param name="packet">With its tag.</param>
    /// <param name="headerSize">The octets that are not encrypted.</param>
    /// <param name="ssrc">Its source.</param>
    /// <param name="index">Its index.</param>
    /// <returns>Whether it is authentic.</returns>
    public abstract bool TryUnprotectRtp(Span<byte> packet, int headerSize, uint ssrc, ulong index);

    /// <summary>Protects the compound in the first <paramref name="length"/> octets; the buffer has room for <see cref="RtcpOverhead"/> more.</summary>
    public abstract void ProtectRtcp(Span<byte> buffer, int length, uint ssrc, uint index);

    /// <summary>Decrypts a compound in place, unless it is not authentic.</summary>
    public abstract bool TryUnprotectRtcp(Span<byte> packet, uint ssrc, uint index);

    /// <summary>The last word before what is behind it: the flag of encryption and the index. RFC 3711 section 3.4.</summary>
    public abstract uint IndexWord(ReadOnlySpan<byte> rtcp);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
