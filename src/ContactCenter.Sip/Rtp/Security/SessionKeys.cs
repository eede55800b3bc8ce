namespace ContactCenter.Sip.Rtp.Security;

/// <summary>What a session key is for. RFC 3711 section 4.3.2.</summary>
internal enum KeyLabel : byte
{
    RtpCipher = 0,
    RtpAuthentication = 1,
    RtpSalt = 2,
    RtcpCipher = 3,
    RtcpAuthentication = 4,
    RtcpSalt = 5,
}

/// <summary>Session keys of a master key, derived once (a key derivation rate of 0). RFC 3711 section 4.3; RFC 7714 section 11.</summary>
internal static class SessionKeys
{
    /// <summary>Derives <paramref name="size"/> octets.</summary>
    public static byte[] Derive(SrtpKeys master, KeyLabel label, int size)
    {
        Span<byte> iv = stackalloc byte[16];
        iv.Clear();
        master.Salt.CopyTo(iv); // a salt of 12 octets is filled up with zeros behind it
        iv[7] ^= (byte)label;
        var key = new byte[size];
        using var cipher = new CounterMode(master.Key);
        cipher.Apply(iv, key);
        return key;
    }
}
