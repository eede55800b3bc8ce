using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ContactCenter.Sip.Rtp.Security;

/// <summary>AES-GCM. RFC 7714 sections 8 and 9.</summary>
internal sealed class GcmTransform : SrtpTransform
{
    private const int Tag = 16;
    private const int Nonce = 12;
    private const int RtcpHeader = 8;

    private readonly AesGcm _rtp;
    private readonly AesGcm _rtcp;
    private readonly byte[] _rtpSalt;
    private readonly byte[] _rtcpSalt;

    public GcmTransform(SrtpKeys keys)
    {
        _rtp = new AesGcm(SessionKeys.Derive(keys, KeyLabel.RtpCipher, SrtpKeys.KeySize), Tag);
        _rtcp = new AesGcm(SessionKeys.Derive(keys, KeyLabel.RtcpCipher, SrtpKeys.KeySize), Tag);
        _rtpSalt = SessionKeys.Derive(keys, KeyLabel.RtpSalt, Nonce);
        _rtcpSalt = SessionKeys.Derive(keys, KeyLabel.RtcpSalt, Nonce);
    }

    /// <summary>With session keys as they are, the same for RTP and RTCP: what the RFC's examples have.</summary>
    internal GcmTransform(byte[] sessionKey, byte[] sessionSalt)
    {
        (_rtp, _rtcp) = (new AesGcm(sessionKey, Tag), new AesGcm(sessionKey, Tag));
        (_rtpSalt, _rtcpSalt) = (sessionSalt, sessionSalt);
    }

    public override int RtpOverhead => Tag;

    public override int RtcpOverhead => Tag + IndexSize;

    public override int RtpTail => 0;

    public override int RtcpTail => 0;

    public override void ProtectRtp(Span<byte> buffer, int headerSize, int length, uint ssrc, ulong index)
    {
        Span<byte> nonce = stackalloc byte[Nonce];
        RtpNonce(ssrc, index, nonce);
        var payload = buffer[headerSize..length];
        _rtp.Encrypt(nonce, payload, payload, buffer.Slice(length, Tag), buffer[..headerSize]);
    }

    public override bool TryUnprotectRtp(Span<byte> packet, int headerSize, uint ssrc, ulong index)
    {
        var end = packet.Length - Tag;
        if (end < headerSize)
        {
            return false;
        }

        Span<byte> nonce = stackalloc byte[Nonce];
        RtpNonce(ssrc, index, nonce);
        return Open(_rtp, nonce, packet[headerSize..end], packet[end..], packet[..headerSize]);
    }

    public override void ProtectRtcp(Span<byte> buffer, int length, uint ssrc, uint index)
    {
        Span<byte> nonce = stackalloc byte[Nonce];
        Span<byte> clear = stackalloc byte[RtcpHeader + IndexSize];
        RtcpNonce(ssrc, index, nonce);
        buffer[..RtcpHeader].CopyTo(clear);
        BinaryPrimitives.WriteUInt32BigEndian(clear[RtcpHeader..], EncryptedFlag | index);
        var body = buffer[RtcpHeader..length];
        _rtcp.Encrypt(nonce, body, body, buffer.Slice(length, Tag), clear);
        clear[RtcpHeader..].CopyTo(buffer[(length + Tag)..]);
    }

    public override bool TryUnprotectRtcp(Span<byte> packet, uint ssrc, uint index)
    {
        Span<byte> nonce = stackalloc byte[Nonce];
        Span<byte> clear = stackalloc byte[RtcpHeader + IndexSize];
        RtcpNonce(ssrc, index, nonce);
        packet[..RtcpHeader].CopyTo(clear);
        packet[^IndexSize..].CopyTo(clear[RtcpHeader..]);
        var end = packet.Length - Tag - IndexSize;
        return Open(_rtcp, nonce, packet[RtcpHeader..end], packet.Slice(end, Tag), clear);
    }

    public override uint IndexWord(ReadOnlySpan<byte> rtcp) => BinaryPrimitives.ReadUInt32BigEndian(rtcp[^IndexSize..]);

    protected override void Dispose(bool disposing)
    {
        _rtp.Dispose();
        _rtcp.Dispose();
    }

    /// <summary>A tag that is wrong is an exception of the framework's; a flood of them is what an attacker can cause at most, one a packet.</summary>
    private static bool Open(AesGcm cipher, ReadOnlySpan<byte> nonce, Span<byte> data, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> clear)
    {
        try
        {
            cipher.Decrypt(nonce, data, tag, data, clear);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    /// <summary>RFC 7714 section 8.1.</summary>
    private void RtpNonce(uint ssrc, ulong index, Span<byte> nonce)
    {
        nonce[..2].Clear();
        BinaryPrimitives.WriteUInt32BigEndian(nonce[2..], ssrc);
        BinaryPrimitives.WriteUInt16BigEndian(nonce[6..], (ushort)(index >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(nonce[8..], (uint)index);
        Salt(nonce, _rtpSalt);
    }

    /// <summary>RFC 7714 section 9.1.</summary>
    private void RtcpNonce(uint ssrc, uint index, Span<byte> nonce)
    {
        nonce.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(nonce[2..], ssrc);
        BinaryPrimitives.WriteUInt32BigEndian(nonce[8..], index);
        Salt(nonce, _rtcpSalt);
    }

    private static void Salt(Span<byte> nonce, byte[] salt)
    {
        for (var i = 0; i < nonce.Length; i++)
        {
            nonce[i] ^= salt[i];
        }
    }
}
