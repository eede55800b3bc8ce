using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ContactCenter.Sip.Rtp.Security;

/// <summary>AES in counter mode and HMAC-SHA1. RFC 3711 sections 3.3, 3.4, 4.1.1 and 4.2.1.</summary>
internal sealed class CmTransform : SrtpTransform
{
    private const int RtcpTag = 10;
    private const int Hash = 20;
    private const int RtcpHeader = 8;

    private readonly int _rtpTag;
    private readonly Half _rtp;
    private readonly Half _rtcp;

    public CmTransform(SrtpKeys keys)
    {
        _rtpTag = keys.Profile == SrtpProfile.AesCm128HmacSha1Tag32 ? 4 : 10;
        _rtp = new Half(keys, KeyLabel.RtpCipher, KeyLabel.RtpAuthentication, KeyLabel.RtpSalt);
        _rtcp = new Half(keys, KeyLabel.RtcpCipher, KeyLabel.RtcpAuthentication, KeyLabel.RtcpSalt);
    }

    public override int RtpOverhead => _rtpTag;

    public override int RtcpOverhead => IndexSize + RtcpTag;

    public override int RtpTail => _rtpTag;

    public override int RtcpTail => RtcpTag;

    public override void ProtectRtp(Span<byte> buffer, int headerSize, int length, uint ssrc, ulong index)
    {
        _rtp.Encrypt(buffer[headerSize..length], ssrc, index);
        Span<byte> tag = stackalloc byte[Hash];
        _rtp.Authenticate(buffer[..length], (uint)(index >> 16), tag);
        tag[.._rtpTag].CopyTo(buffer[length..]);
    }

    public override bool TryUnprotectRtp(Span<byte> packet, int headerSize, uint ssrc, ulong index)
    {
        var end = packet.Length - _rtpTag;
        if (end < headerSize)
        {
            return false;
        }

        Span<byte> tag = stackalloc byte[Hash];
        _rtp.Authenticate(packet[..end], (uint)(index >> 16), tag);
        if (!CryptographicOperations.FixedTimeEquals(tag[.._rtpTag], packet[end..]))
        {
            return false;
        }

        _rtp.Encrypt(packet[headerSize..end], ssrc, index);
        return true;
    }

    public override void ProtectRtcp(Span<byte> buffer, int length, uint ssrc, uint index)
    {
        _rtcp.Encrypt(buffer[RtcpHeader..length], ssrc, index);
        BinaryPrimitives.WriteUInt32BigEndian(buffer[length..], EncryptedFlag | index);
        Span<byte> tag = stackalloc byte[Hash];
        _rtcp.Authenticate(buffer[..(length + IndexSize)], null, tag);
        tag[..RtcpTag].CopyTo(buffer[(length + IndexSize)..]);
    }

    public override bool TryUnprotectRtcp(Span<byte> packet, uint ssrc, uint index)
    {
        var end = packet.Length - RtcpTag;
        Span<byte> tag = stackalloc byte[Hash];
        _rtcp.Authenticate(packet[..end], null, tag);
        if (!CryptographicOperations.FixedTimeEquals(tag[..RtcpTag], packet[end..]))
        {
            return false;
        }

        _rtcp.Encrypt(packet[RtcpHeader..(end - IndexSize)], ssrc, index);
        return true;
    }

    public override uint IndexWord(ReadOnlySpan<byte> rtcp) => BinaryPrimitives.ReadUInt32BigEndian(rtcp[(rtcp.Length - RtcpTag - IndexSize)..]);

    protected override void Dispose(bool disposing)
    {
        _rtp.Dispose();
        _rtcp.Dispose();
    }

    /// <summary>The session keys of RTP or of RTCP.</summary>
    private sealed class Half(SrtpKeys keys, KeyLabel cipher, KeyLabel authentication, KeyLabel salt) : IDisposable
    {
        private readonly CounterMode _cipher = new(SessionKeys.Derive(keys, cipher, SrtpKeys.KeySize));
        private readonly byte[] _salt = SessionKeys.Derive(keys, salt, 14);
        private readonly IncrementalHash _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, SessionKeys.Derive(keys, authentication, Hash));

        public void Encrypt(Span<byte> data, uint ssrc, ulong index)
        {
            // (salt * 2^16) XOR (SSRC * 2^64) XOR (index * 2^16). RFC 3711 section 4.1.1.
            Span<byte> iv = stackalloc byte[16];
            iv.Clear();
            BinaryPrimitives.WriteUInt32BigEndian(iv[4..], ssrc);
            BinaryPrimitives.WriteUInt64BigEndian(iv[8..], index << 16);
            for (var i = 0; i < _salt.Length; i++)
            {
                iv[i] ^= _salt[i];
            }

            _cipher.Apply(iv, data);
        }

        public void Authenticate(ReadOnlySpan<byte> data, uint? rollOver, Span<byte> tag)
        {
            _hash.AppendData(data);
            if (rollOver is { } counter)
            {
                Span<byte> word = stackalloc byte[4];
                BinaryPrimitives.WriteUInt32BigEndian(word, counter);
                _hash.AppendData(word);
            }

            _hash.GetHashAndReset(tag);
        }

        public void Dispose()
        {
            _cipher.Dispose();
            _hash.Dispose();
        }
    }
}
