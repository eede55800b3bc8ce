namespace ContactCenter.Sip.Rtp.Security;

/// <summary>The master key and salt of one direction, agreed elsewhere (SDES, DTLS-SRTP). It prints nothing of either.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed class SrtpKeys
{
    /// <summary>The octets of a master key; those of every profile here.</summary>
    public const int KeySize = 16;

    /// <summary>SRTP packets one master key may protect: 2^48. RFC 3711 section 9.2.</summary>
    public const long MostPackets = 1L << 48;

    /// <summary>The most octets of a key's number in a packet. RFC 4568 section 6.1.</summary>
    public const int MostMki = 128;

    private readonly byte[] _key;
    private readonly byte[] _salt;

    /// <summary>Takes over a copy of a key.</summary>
    /// <param name="profile">What it is for.</param>
    /// <param name="keyAndSalt">The key and behind it the salt, as SDES carries them; <see cref="SizeOf"/> octets. RFC 4568 section 6.1.</param>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public SrtpKeys(SrtpProfile profile, ReadOnlySpan<byte> keyAndSalt)
    {
        if (keyAndSalt.Length != SizeOf(profile))
        {
            throw new ArgumentException($"The key and salt of {profile} have {SizeOf(profile)} octets; these have {keyAndSalt.Length}.", nameof(keyAndSalt));
        }

        Profile = profile;
        _key = keyAndSalt[..KeySize].ToArray();
        _salt = keyAndSalt[KeySize..].ToArray();
    }

    /// <value>What the key is for.</value>
    public SrtpProfile Profile { get; }

    /// <value>How many RTP packets may be protected with it; 2^48 by default, 1 to 2^48. After that nothing is sent. RFC 3711 section 9.2; the lifetime of RFC 4568 section 6.1.</value>
    public long Lifetime
    {
        get;
        init => field = value is >= 1 and <= MostPackets
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"The lifetime is {value} packets; set it to 1 up to 2^48.");
    } = MostPackets;

    /// <value>The key's number, which each packet carries (the master key identifier); up to 128 octets, none by default. Packets with another number are not of this key. RFC 3711 section 3.1.</value>
    public ReadOnlyMemory<byte> Mki
    {
        get;
        init => field = value.Length <= MostMki
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value.Length, $"The key's number has {value.Length} octets; at most {MostMki} are allowed.");
    }

    internal ReadOnlySpan<byte> Key => _key;

    internal ReadOnlySpan<byte> Salt => _salt;

    /// <summary>Octets of key and salt together: 30, or 28 with AES-GCM. RFC 4568 section 6.2; RFC 7714 section 12.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such profile.</exception>
    public static int SizeOf(SrtpProfile profile) => profile switch
    {
        SrtpProfile.AesCm128HmacSha1Tag80 or SrtpProfile.AesCm128HmacSha1Tag32 => KeySize + 14,
        SrtpProfile.AeadAes128Gcm => KeySize + 12,
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, $"There is no SRTP profile {profile}."),
    };

    /// <summary>The profile alone.</summary>
    public override string ToString() => $"{Profile} ***";
}
