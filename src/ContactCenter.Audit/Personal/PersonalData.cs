using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Audit;

/// <summary>
/// Personal texts of one log under AES-256-GCM with one key per subject. The key store is asked every time, so an erased subject is
/// unreadable at once; only the cipher made from a key is cached. Thread-safe. Disposing wipes the cache.
/// </summary>
public sealed class PersonalData : IPersonalData, IDisposable
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int MaxAssociatedBytes = 4 + KeyRules.MaxLength + 4 + 16 + 4 + KeyRules.MaxLength;
    private const int MaxTextBytes = EntryLimits.MaxSealedBytes - NonceBytes - TagBytes;

    private readonly LogId _log;
    private readonly IKeyStore _keys;
    private readonly CipherCache _ciphers;

    /// <summary>Seals for <paramref name="log"/> with the keys of <paramref name="keys"/>.</summary>
    /// <param name="log">The log the entries go to; a text sealed for one log does not open in another.</param>
    /// <param name="keys">The subjects' keys.</param>
    /// <param name="cachedSubjects">How many subjects' ciphers are kept; 10,000 by default.</param>
    public PersonalData(LogId log, IKeyStore keys, int cachedSubjects = 10_000)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentOutOfRangeException.ThrowIfLessThan(cachedSubjects, 1);
        (_log, _keys, _ciphers) = (log, keys, new CipherCache(cachedSubjects));
    }

    /// <inheritdoc />
    /// <exception cref="ArgumentException">The text is longer than 256 KiB less 28 bytes of UTF-8, or no Unicode.</exception>
    public async ValueTask<SealedField> SealAsync(EntryId entry, SubjectId subject, string name, string text, CancellationToken cancellationToken = default)
    {
        KeyRules.Check(name, "name of a sealed field");
        ArgumentNullException.ThrowIfNull(text);
        var length = Utf8.Strict.GetByteCount(text);
        if (length > MaxTextBytes)
        {
            throw new ArgumentException($"The text '{name}' has {length} bytes; at most {MaxTextBytes} can be sealed.", nameof(text));
        }

        return Seal(entry, await _keys.GetOrCreateAsync(subject, cancellationToken).ConfigureAwait(false), name, text, length);
    }

    /// <inheritdoc />
    /// <exception cref="CryptographicException">The key is damaged; or the ciphertext was altered, or belongs to another entry, name or log.</exception>
    public async ValueTask<string?> RevealAsync(EntryId entry, SealedField field, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (await _keys.FindAsync(field.Subject, cancellationToken).ConfigureAwait(false) is not { IsEmpty: false } key)
        {
            _ciphers.Forget(field.Subject);
            return null;
        }

        var length = field.Ciphertext.Length - NonceBytes - TagBytes;
        if (length < 0)
        {
            throw new CryptographicException($"Sealed field '{field.Name}' of entry {entry} is shorter than nonce and tag.");
        }

        var cipher = _ciphers.Rent(field.Subject, key.Span, out var place);
        var plain = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var bytes = field.Ciphertext.Span;
            Span<byte> data = stackalloc byte[MaxAssociatedBytes];
            cipher.Decrypt(bytes[..NonceBytes], bytes.Slice(NonceBytes, length), bytes[(NonceBytes + length)..], plain.AsSpan(0, length), AssociatedData(entry, field.Name, data));
            return Encoding.UTF8.GetString(plain.AsSpan(0, length));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain.AsSpan(0, length));
            ArrayPool<byte>.Shared.Return(plain);
            _ciphers.Return(place, cipher);
        }
    }

    /// <summary>Drops what is cached of a subject whose key has been destroyed, so that the key is not in memory either.</summary>
    public void Forget(SubjectId subject) => _ciphers.Forget(subject);

    /// <inheritdoc />
    public void Dispose() => _ciphers.Dispose();

    private SealedField Seal(EntryId entry, SubjectKey key, string name, string text, int length)
    {
        var sealedBytes = new byte[NonceBytes + length + TagBytes];
        var cipher = _ciphers.Rent(key.Subject, key.Bytes.Span, out var place);
        var plain = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Utf8.Strict.GetBytes(text, plain);
            NoncePool.Fill(sealedBytes.AsSpan(0, NonceBytes));
            Span<byte> data = stackalloc byte[MaxAssociatedBytes];
            cipher.Encrypt(
                sealedBytes.AsSpan(0, NonceBytes),
                plain.AsSpan(0, length),
                sealedBytes.AsSpan(NonceBytes, length),
                sealedBytes.AsSpan(NonceBytes + length),
                AssociatedData(entry, name, data));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain.AsSpan(0, length));
            ArrayPool<byte>.Shared.Return(plain);
            _ciphers.Return(place, cipher);
        }

        return new SealedField(name, key.Subject, sealedBytes);
    }

    /// <summary>Log id, entry id and name, each after its length in four bytes, most significant first.</summary>
    private Span<byte> AssociatedData(EntryId entry, string name, Span<byte> to)
    {
        var rest = Put(to, _log.Value);
        BinaryPrimitives.WriteInt32BigEndian(rest, 16);
        entry.Value.TryWriteBytes(rest[4..], bigEndian: true, out _);
        rest = Put(rest[20..], name);
        return to[..^rest.Length];

        static Span<byte> Put(Span<byte> to, string key)
        {
            BinaryPrimitives.WriteInt32BigEndian(to, key.Length); // keys are ASCII
            Encoding.ASCII.GetBytes(key, to[4..]);
            return to[(4 + key.Length)..];
        }
    }
}
