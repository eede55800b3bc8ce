using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace ContactCenter.Channels.WebForms.Guards;

/// <summary>What a confirmation link stands for.</summary>
/// <param name="Form">The form's name.</param>
/// <param name="Submission">The submission.</param>
/// <param name="Language">The language it was made in.</param>
/// <param name="Until">When the link is over.</param>
/// <param name="Vouched">The customer the page's server vouched for; null where it did not.</param>
internal sealed record Confirmation(string Form, Guid Submission, string Language, DateTimeOffset Until, Address? Vouched);

/// <summary>
/// The token of a confirmation link. Sealed (AES-256-GCM), not only signed: it may name the customer the page's server vouched for, and goes to an
/// address somebody has typed. It is authenticated by the same.
/// </summary>
internal sealed class ConfirmationToken(Secret key)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int MaxLength = 1_000;

    private readonly byte[] _key = SigningKeys.For(key, "confirmation");

    public string Seal(Confirmation confirmation)
    {
        var plain = Write(confirmation);
        var bytes = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, NonceSize));
        using var cipher = new AesGcm(_key, TagSize);
        cipher.Encrypt(bytes.AsSpan(0, NonceSize), plain, bytes.AsSpan(NonceSize, plain.Length), bytes.AsSpan(NonceSize + plain.Length));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>What the token stands for; null when it is none of ours. Whether it is over is the caller's question.</summary>
    public Confirmation? Open(string token)
    {
        if (token.Length is 0 or > MaxLength)
        {
            return null;
        }

        var bytes = new byte[token.Length];
        if (Base64Url.DecodeFromChars(token, bytes, out _, out var length) != OperationStatus.Done || length < NonceSize + TagSize)
        {
            return null;
        }

        var plain = new byte[length - NonceSize - TagSize];
        using var cipher = new AesGcm(_key, TagSize);
        try
        {
            cipher.Decrypt(bytes.AsSpan(0, NonceSize), bytes.AsSpan(NonceSize, plain.Length), bytes.AsSpan(NonceSize + plain.Length, TagSize), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Read(plain);
    }

    private static byte[] Write(Confirmation confirmation)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(confirmation.Form);
        writer.Write(confirmation.Submission.ToByteArray(bigEndian: true));
        writer.Write(confirmation.Language);
        writer.Write(confirmation.Until.ToUnixTimeSeconds());
        writer.Write(confirmation.Vouched?.Kind.Value ?? "");
        writer.Write(confirmation.Vouched?.Value ?? "");
        writer.Flush();
        return stream.ToArray();
    }

    private static Confirmation Read(byte[] plain)
    {
        using var reader = new BinaryReader(new MemoryStream(plain));
        var form = reader.ReadString();
        var submission = new Guid(reader.ReadBytes(16), bigEndian: true);
        var language = reader.ReadString();
        var until = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64());
        var kind = reader.ReadString();
        var value = reader.ReadString();
        return new Confirmation(form, submission, language, until, kind.Length == 0 ? null : new Address(new AddressKind(kind), value));
    }
}
