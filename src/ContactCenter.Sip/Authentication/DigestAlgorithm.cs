using System.Security.Cryptography;
using System.Text;

namespace ContactCenter.Sip.Authentication;

/// <summary>A hash function of digest, and whether it is the one of sessions. RFC 3261 section 22, RFC 8760 section 2. In ascending order of strength.</summary>
public enum DigestAlgorithm
{
    /// <summary><c>MD5</c>, which every SIP device knows, and weak.</summary>
    Md5,

    /// <summary><c>MD5-sess</c>.</summary>
    Md5Session,

    /// <summary><c>SHA-256</c>.</summary>
    Sha256,

    /// <summary><c>SHA-256-sess</c>.</summary>
    Sha256Session,

    /// <summary><c>SHA-512-256</c>.</summary>
    Sha512T256,

    /// <summary><c>SHA-512-256-sess</c>.</summary>
    Sha512T256Session,
}

/// <summary>What an algorithm is called and what it computes.</summary>
public static class DigestAlgorithms
{
    private static readonly string[] Names = ["MD5", "MD5-sess", "SHA-256", "SHA-256-sess", "SHA-512-256", "SHA-512-256-sess"];

    /// <summary>The name in header fields.</summary>
    /// <param name="algorithm">The algorithm.</param>
    public static string ToToken(this DigestAlgorithm algorithm) => Names[(int)algorithm];

    /// <summary>The algorithm of a name, without regard to case.</summary>
    /// <param name="token">The name.</param>
    /// <param name="algorithm">The algorithm; MD5 on failure.</param>
    /// <returns>False when it is none of ours.</returns>
    public static bool TryParse(string? token, out DigestAlgorithm algorithm)
    {
        var index = Array.FindIndex(Names, n => n.Equals(token, StringComparison.OrdinalIgnoreCase));
        algorithm = (DigestAlgorithm)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>Octets of a hash: 16 or 32.</summary>
    /// <param name="algorithm">The algorithm.</param>
    public static int HashSize(this DigestAlgorithm algorithm) => algorithm.WithoutSession() == DigestAlgorithm.Md5 ? 16 : 32;

    /// <summary>Whether the key is mixed with the nonces.</summary>
    /// <param name="algorithm">The algorithm.</param>
    public static bool IsSession(this DigestAlgorithm algorithm) => ((int)algorithm & 1) == 1;

    internal static DigestAlgorithm WithoutSession(this DigestAlgorithm algorithm) => (DigestAlgorithm)((int)algorithm & ~1);

    internal static byte[] Hash(this DigestAlgorithm algorithm, ReadOnlySpan<byte> data)
    {
        var hash = new byte[algorithm.HashSize()];
        switch (algorithm.WithoutSession())
        {
            case DigestAlgorithm.Md5:
#pragma warning disable CA5351 // RFC 3261 section 22.4 requires MD5; a server may leave it out of its algorithms
                MD5.HashData(data, hash);
#pragma warning restore CA5351
                break;
            case DigestAlgorithm.Sha256:
                SHA256.HashData(data, hash);
                break;
            default:
                Sha512T256.Hash(data, hash);
                break;
        }

        return hash;
    }

    internal static byte[] Hash(this DigestAlgorithm algorithm, string text) => algorithm.Hash(Encoding.UTF8.GetBytes(text));
}
