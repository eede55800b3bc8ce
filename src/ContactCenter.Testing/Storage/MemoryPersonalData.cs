using System.Security.Cryptography;
using System.Text;
using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Testing;

/// <summary>Seals with AES-256-GCM as a real store does, so that a text in the wrong place is found. Thread-safe.</summary>
internal sealed class MemoryPersonalData(LogId log, IKeyStore keys) : IPersonalData
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public async ValueTask<SealedField> SealAsync(EntryId entry, SubjectId subject, string name, string text, CancellationToken cancellationToken = default)
    {
        KeyRules.Check(name, "name of a sealed field");
        ArgumentNullException.ThrowIfNull(text);
        var plain = Strict.GetBytes(text);
        var key = await keys.GetOrCreateAsync(subject, cancellationToken).ConfigureAwait(false);
        var bytes = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(key.Bytes.Span, TagBytes);
        cipher.Encrypt(
            bytes.AsSpan(0, NonceBytes), plain, bytes.AsSpan(NonceBytes, plain.Length), bytes.AsSpan(NonceBytes + plain.Length), About(entry, name));
        return new SealedField(name, key.Subject, bytes);
    }

    public async ValueTask<string?> RevealAsync(EntryId entry, SealedField field, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (await keys.FindAsync(field.Subject, cancellationToken).ConfigureAwait(false) is not { } key)
        {
            return null;
        }

        var bytes = field.Ciphertext;
        var plain = new byte[bytes.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key.Span, TagBytes);
        cipher.Decrypt(bytes.Span[..NonceBytes], bytes.Span.Slice(NonceBytes, plain.Length), bytes.Span[^TagBytes..], plain, About(entry, field.Name));
        return Encoding.UTF8.GetString(plain);
    }

    private byte[] About(EntryId entry, string name) => Encoding.ASCII.GetBytes($"{log}/{entry.Value:N}/{name}");
}
