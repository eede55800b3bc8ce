using System.Globalization;

namespace ContactCenter.Sip.Sdp;

/// <summary>A suite of SRTP under its registered name. RFC 4568 section 6.2, RFC 7714 section 14.2.</summary>
public static class SrtpSuite
{
    /// <summary>AES-128 in counter mode, 80 bits of authentication.</summary>
    public const string AesCm128HmacSha1Tag80 = "AES_CM_128_HMAC_SHA1_80";

    /// <summary>AES-128 in counter mode, 32 bits of authentication for RTP (80 for RTCP).</summary>
    public const string AesCm128HmacSha1Tag32 = "AES_CM_128_HMAC_SHA1_32";

    /// <summary>AES-128 in GCM, 128 bits of authentication.</summary>
    public const string AeadAes128Gcm = "AEAD_AES_128_GCM";

    /// <summary>Octets of key and salt of a suite; null for one that is not known here.</summary>
    /// <param name="suite">The registered name.</param>
    public static (int Key, int Salt)? Sizes(string suite) => suite switch
    {
        AesCm128HmacSha1Tag80 or AesCm128HmacSha1Tag32 => (16, 14),
        AeadAes128Gcm => (16, 12),
        _ => null,
    };
}

/// <summary>A master key with its salt. RFC 4568 section 6.1.</summary>
/// <param name="KeyAndSalt">The key and behind it the salt.</param>
/// <param name="Lifetime">Packets it may be used for; null for the suite's own limit.</param>
/// <param name="Mki">The number that names the key in packets; null when packets carry none.</param>
/// <param name="MkiLength">Octets of that number in a packet, 1 to 128; 0 without.</param>
/// <remarks>Immutable; safe to share. <see cref="ToString"/> says nothing of the key.</remarks>
public sealed record SdpCryptoKey(SdpList<byte> KeyAndSalt, ulong? Lifetime = null, ulong? Mki = null, int MkiLength = 0)
{
    /// <summary><c>***</c>.</summary>
    public override string ToString() => "***";
}

/// <summary>A key the maker of the description sends with. RFC 4568 section 4.</summary>
/// <param name="Tag">Which of the offered; the answer names it. 0 to 999,999,999.</param>
/// <param name="Suite">The registered name; see <see cref="SrtpSuite"/>.</param>
/// <param name="Keys">At least one; more than one is told apart by the MKI.</param>
/// <param name="Parameters">Of the session, in order, as they came: <c>UNENCRYPTED_SRTCP</c>, <c>WSH=64</c>.</param>
/// <remarks>Immutable; safe to share. <see cref="ToString"/> says nothing of the keys.</remarks>
public sealed record SdpCrypto(int Tag, string Suite, SdpList<SdpCryptoKey> Keys, SdpList<string> Parameters = default)
{
    private const int MaxKeys = 16;

    /// <value>
    /// Whether media can be sent and received by it here: a known suite, and no parameter that would change how. A parameter that begins with <c>-</c> and the
    /// window hint may be passed over. RFC 4568 section 6.3.
    /// </value>
    public bool IsUsable => SrtpSuite.Sizes(Suite) is not null
        && ((IEnumerable<string>)Parameters).All(static p => p.StartsWith('-') || p.StartsWith("WSH=", StringComparison.OrdinalIgnoreCase) || p.Equals("KDR=0", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads what stands behind <c>a=crypto:</c>.</summary>
    /// <param name="text">Such as <c>1 AES_CM_128_HMAC_SHA1_80 inline:…|2^20|1:4</c>.</param>
    /// <param name="crypto">What it says; null on failure.</param>
    /// <returns>False when it is malformed: a key of the wrong size for its suite, a lifetime or MKI out of range, several keys without one.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SdpCrypto? crypto)
    {
        crypto = null;
        var rest = text;
        var tagWord = SdpText.NextWord(ref rest);
        var suite = SdpText.NextWord(ref rest).ToString();
        var inline = SdpText.NextWord(ref rest);
        if (tagWord.Length > 9 || !int.TryParse(tagWord, NumberStyles.None, CultureInfo.InvariantCulture, out var tag) || !SdpText.IsWord(suite) || inline.Count(';') >= MaxKeys)
        {
            return false;
        }

        var keys = new List<SdpCryptoKey>();
        foreach (var part in inline.Split(';'))
        {
            if (ReadKey(inline[part], suite) is not { } key)
            {
                return false;
            }

            keys.Add(key);
        }

        if (keys.Count > 1 && (keys.Exists(static k => k.Mki is null) || keys.DistinctBy(static k => k.Mki).Count() != keys.Count || keys.Exists(k => k.MkiLength != keys[0].MkiLength)))
        {
            return false;
        }

        var parameters = new List<string>();
        while (SdpText.NextWord(ref rest) is { IsEmpty: false } word)
        {
            parameters.Add(word.ToString());
        }

        crypto = new SdpCrypto(tag, suite, [.. keys], [.. parameters]);
        return true;
    }

    /// <summary>What stands behind <c>a=crypto:</c>, keys and all.</summary>
    public string ToAttributeValue() => string.Join(' ', [
        Tag.ToString(CultureInfo.InvariantCulture), Suite, string.Join(';', ((IEnumerable<SdpCryptoKey>)Keys).Select(WriteKey)), .. (IEnumerable<string>)Parameters]);

    /// <summary>Tag and suite.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Tag} {Suite} ***");

    private static string WriteKey(SdpCryptoKey key) => string.Create(CultureInfo.InvariantCulture,
        $"inline:{Convert.ToBase64String(key.KeyAndSalt.AsSpan())}{(key.Lifetime is { } lifetime ? $"|{lifetime}" : "")}{(key.Mki is { } mki ? $"|{mki}:{key.MkiLength}" : "")}");

    private static SdpCryptoKey? ReadKey(ReadOnlySpan<char> text, string suite)
    {
        Span<Range> parts = stackalloc Range[4];
        if (!text.StartsWith("inline:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        text = text["inline:".Length..];
        var count = text.Split(parts, '|');
        var octets = ReadBase64(text[parts[0]]);
        if (count > 3 || octets is null || (SrtpSuite.Sizes(suite) is { } sizes ? octets.Length != sizes.Key + sizes.Salt : octets.Length is 0 or > 128))
        {
            return null;
        }

        var (lifetime, mki, mkiLength) = ((ulong?)null, (ulong?)null, 0);
        for (var i = 1; i < count; i++)
        {
            var part = text[parts[i]];
            if (part.Contains(':') ? mki is null && ReadMki(part, ref mki, ref mkiLength) : i == 1 && ReadLifetime(part, ref lifetime))
            {
                continue;
            }

            return null;
        }

        return new SdpCryptoKey([.. octets], lifetime, mki, mkiLength);
    }

    private static byte[]? ReadBase64(ReadOnlySpan<char> text)
    {
        var octets = new byte[256];
        var padded = text.TrimEnd('=').ToString(); // peers leave the padding out, or put too much
        padded = padded.PadRight((padded.Length + 3) / 4 * 4, '=');
        return text.Length <= 256 && text.IndexOfAny(" \t") < 0 && Convert.TryFromBase64String(padded, octets, out var written) ? octets[..written] : null;
    }

    private static bool ReadLifetime(ReadOnlySpan<char> text, ref ulong? lifetime)
    {
        var isPower = text.StartsWith("2^");
        if (!ulong.TryParse(isPower ? text[2..] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || (isPower ? value > 48 : value is 0 or > 1UL << 48))
        {
            return false;
        }

        lifetime = isPower ? 1UL << (int)value : value;
        return true;
    }

    private static bool ReadMki(ReadOnlySpan<char> text, ref ulong? mki, ref int length)
    {
        var colon = text.IndexOf(':');
        if (!ulong.TryParse(text[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            || !int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out length)
            || length is < 1 or > 128 || (length < 8 && value >> (8 * length) != 0))
        {
            return false;
        }

        mki = value;
        return true;
    }
}
