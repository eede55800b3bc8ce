using System.Security.Cryptography;

namespace ContactCenter.Audit;

/// <summary>Signs with an ECDSA key over P-256 in this process. Thread-safe.</summary>
public sealed class EcdsaLogSigner : ILogSigner, IDisposable
{
    private readonly Lock _gate = new();
    private readonly ECDsa _key;

    private EcdsaLogSigner(string name, ECDsa key)
    {
        _key = key;
        PublicKey = key.ExportSubjectPublicKeyInfo();
        Name = new LogKey(name, PublicKey.Span).Name; // the same rules as for who checks
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>A new key, which nobody else has.</summary>
    /// <param name="name">Its <see cref="Name"/>.</param>
    public static EcdsaLogSigner Create(string name) => Own(name, ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>The key of a PEM text: <c>PRIVATE KEY</c> or <c>EC PRIVATE KEY</c>.</summary>
    /// <param name="name">Its <see cref="Name"/>.</param>
    /// <param name="pem">The text.</param>
    /// <exception cref="ArgumentException">The text holds no private key over P-256.</exception>
    public static EcdsaLogSigner FromPem(string name, string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            CryptographicOperations.ZeroMemory(key.ExportECPrivateKey()); // a public key is imported, too, and fails only when it is to sign
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or PlatformNotSupportedException)
        {
            key.Dispose();
            throw new ArgumentException($"The signing key '{name}' is no private key in PEM; make one with 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256'.", nameof(pem), e);
        }

        return Own(name, key);
    }

    /// <summary>The private key as PEM (<c>PRIVATE KEY</c>): a secret.</summary>
    public string ToPem() => _key.ExportPkcs8PrivateKeyPem();

    /// <inheritdoc />
    public byte[] SignHash(ReadOnlySpan<byte> hash)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(hash.Length, SHA256.HashSizeInBytes, nameof(hash));
        lock (_gate)
        {
            return _key.SignHash(hash, DSASignatureFormat.Rfc3279DerSequence);
        }
    }

    /// <summary>Wipes the key.</summary>
    public void Dispose() => _key.Dispose();

    private static EcdsaLogSigner Own(string name, ECDsa key)
    {
        try
        {
            return new EcdsaLogSigner(name, key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
