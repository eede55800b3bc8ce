namespace ContactCenter.Sip.Rtp.Security;

/// <summary>How media is encrypted and authenticated.</summary>
public enum SrtpProfile
{
    /// <summary>AES_CM_128_HMAC_SHA1_80: AES in counter mode, a tag of 10 octets. RFC 3711 section 4; RFC 4568 section 6.2.</summary>
    AesCm128HmacSha1Tag80,

    /// <summary>AES_CM_128_HMAC_SHA1_32: as above with a tag of 4 octets on RTP; that of RTCP has 10. RFC 3711 section 4; RFC 4568 section 6.2.</summary>
    AesCm128HmacSha1Tag32,

    /// <summary>AEAD_AES_128_GCM: AES in Galois counter mode, a tag of 16 octets. RFC 7714.</summary>
    AeadAes128Gcm,
}
