using System.Security.Cryptography;

namespace ContactCenter.Sip.Authentication;

/// <summary>What proves who a user is: the password, or the hashes of user, realm and password (HA1), so that no password need be stored.</summary>
/// <remarks>Immutable; safe to share. <see cref="ToString"/> says nothing of it.</remarks>
public sealed class DigestSecret
{
    private readonly string? _password;
    private readonly Dictionary<DigestAlgorithm, byte[]> _hashes = [];

    private DigestSecret(string? password) => _password = password;

    /// <summary>A password; good for every algorithm.</summary>
    /// <param name="password">As the user types it; hashed as UTF-8.</param>
    public static DigestSecret FromPassword(string password)
    {
        ArgumentNullException.ThrowIfNull(password);
        return new DigestSecret(password);
    }

    /// <summary>A hash, good for one algorithm and its session variant; <see cref="And"/> adds others.</summary>
    /// <param name="algorithm">Of which algorithm.</param>
    /// <param name="hash">H(user ":" realm ":" password), 16 octets for MD5, otherwise 32.</param>
    /// <exception cref="ArgumentException">It has another size.</exception>
    public static DigestSecret FromHash(DigestAlgorithm algorithm, ReadOnlySpan<byte> hash) => new DigestSecret(null).And(algorithm, hash);

    /// <summary>The hash to store for a user instead of the password.</summary>
    /// <param name="algorithm">Of which algorithm.</param>
    /// <param name="user">The user's name.</param>
    /// <param name="realm">The realm it is good for.</param>
    /// <param name="password">The password.</param>
    public static byte[] HashOf(DigestAlgorithm algorithm, string user, string realm, string password) => algorithm.Hash($"{user}:{realm}:{password}");

    /// <summary>This with one hash more.</summary>
    /// <param name="algorithm">Of which algorithm.</param>
    /// <param name="hash">H(user ":" realm ":" password).</param>
    /// <exception cref="ArgumentException">It has another size.</exception>
    public DigestSecret And(DigestAlgorithm algorithm, ReadOnlySpan<byte> hash)
    {
        if (hash.Length != algorithm.HashSize())
        {
            throw new ArgumentException($"hash has {hash.Length} octets; one of {algorithm.ToToken()} has {algorithm.HashSize()}.", nameof(hash));
        }

        var next = new DigestSecret(_password);
        foreach (var (key, value) in _hashes)
        {
            next._hashes[key] = value;
        }

        next._hashes[algorithm.WithoutSession()] = hash.ToArray();
        return next;
    }

    /// <summary><c>***</c>.</summary>
    public override string ToString() => "***";

    /// <summary>
    /// H(user:realm:password), or null when there is neither password nor a hash of the algorithm. One hash is computed in every case: known or not, stored one way or the
    /// other, the work is the same.
    /// </summary>
    internal byte[]? Ha1(DigestAlgorithm algorithm, string user, string realm, DigestMeter? meter = null)
    {
        meter?.Count();
        var computed = HashOf(algorithm, user, realm, _password ?? "");
        if (_hashes.TryGetValue(algorithm.WithoutSession(), out var stored))
        {
            CryptographicOperations.ZeroMemory(computed);
            return stored;
        }

        return _password is null ? null : computed;
    }
}

/// <summary>Counts hashes, for the test that an unknown user costs what a known one does.</summary>
internal sealed class DigestMeter
{
    private long _hashes;

    public long Hashes => Interlocked.Read(ref _hashes);

    public void Count() => Interlocked.Increment(ref _hashes);
}
