using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Security.Cryptography;

namespace ContactCenter.Audit;

/// <summary>A public key that signed heads are checked against. Thread-safe.</summary>
public sealed class LogKey
{
    private const string P256 = "1.2.840.10045.3.1.7";
    private const int MaxNameLength = 128;

    private readonly byte[] _publicKey;

    /// <summary>The key, opened: one for each of those who verify at a time. Opening, which checks the point, takes longer than a verification.</summary>
    private readonly ConcurrentBag<ECDsa> _idle = [];

    /// <summary>The key in a SubjectPublicKeyInfo.</summary>
    /// <param name="name">As <see cref="ILogSigner.Name"/>.</param>
    /// <param name="publicKey">As <see cref="ILogSigner.PublicKey"/>.</param>
    /// <exception cref="ArgumentException">The name or the key is none.</exception>
    public LogKey(string name, ReadOnlySpan<byte> publicKey)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!IsValidName(name))
        {
            throw new ArgumentException($"'{name}' is no name of a key: give 1 to {MaxNameLength} characters without spaces and '+', such as cc.example.com/acme.", nameof(name));
        }

        (Name, _publicKey) = (name, publicKey.ToArray());
        _idle.Add(Open() ?? throw new ArgumentException($"The key '{name}' is no ECDSA key over P-256.", nameof(publicKey)));
        Id = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(_publicKey));
    }

    /// <summary>Whose key it is.</summary>
    public string Name { get; }

    /// <summary>The id in signed notes: the first four bytes of the key's SHA-256, as C2SP's signed-note has it for ECDSA.</summary>
    public uint Id { get; }

    /// <summary>The SubjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> PublicKey => _publicKey;

    /// <summary>The key of a PEM text: one <c>PUBLIC KEY</c>, and nothing beside it but white space.</summary>
    /// <exception cref="ArgumentException">The text is none.</exception>
    public static LogKey FromPem(string name, string pem)
    {
        ArgumentNullException.ThrowIfNull(pem);
        return PemEncoding.TryFind(pem, out var found) && pem[found.Label] == "PUBLIC KEY" && string.IsNullOrWhiteSpace(pem[..found.Location.Start] + pem[found.Location.End..])
            ? new LogKey(name, Convert.FromBase64String(pem[found.Base64Data]))
            : throw new ArgumentException($"The key '{name}' is no public key in PEM; it begins with '-----BEGIN PUBLIC KEY-----'.", nameof(pem));
    }

    /// <summary>The key as PEM.</summary>
    public string ToPem() => PemEncoding.WriteString("PUBLIC KEY", _publicKey);

    /// <summary>Whether <paramref name="signature"/> is this key's over <paramref name="hash"/>. Never throws for what strangers wrote.</summary>
    public bool Verify(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature)
    {
        if (!IsDer(signature))
        {
            return false;
        }

        var key = _idle.TryTake(out var idle) ? idle : Open()!;
        var holds = key.VerifyHash(hash, signature, DSASignatureFormat.Rfc3279DerSequence);
        _idle.Add(key);
        return holds;
    }

    /// <summary>Whether a key may be called so: 1 to 128 characters (code points of Unicode) without white space, control characters and <c>+</c>.</summary>
    public static bool IsValidName(string? name) =>
        name?.Length > 0 && Utf8.HasAtMost(name, MaxNameLength) && !name.Any(static c => c == '+' || char.IsWhiteSpace(c) || char.IsControl(c));

    /// <summary>Whether the signature is two integers in their one encoding: systems differ in what else they take.</summary>
    private static bool IsDer(ReadOnlySpan<byte> signature)
    {
        try
        {
            var outer = new AsnReader(signature.ToArray(), AsnEncodingRules.DER);
            var inner = outer.ReadSequence();
            inner.ReadIntegerBytes();
            inner.ReadIntegerBytes();
            return !inner.HasData && !outer.HasData;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private ECDsa? Open()
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(_publicKey, out var read);
            if (read == _publicKey.Length && key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256)
            {
                return key;
            }
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException) // the latter for a curve nobody knows
        {
        }

        key.Dispose();
        return null;
    }
}
