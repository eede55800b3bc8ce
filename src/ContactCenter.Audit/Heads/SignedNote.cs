using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ContactCenter.Audit;

/// <summary>Text with signatures under it, as C2SP's signed-note writes it: readable by people, checked by others' tools. Thread-safe.</summary>
public static class SignedNote
{
    /// <summary>The longest note that is read, in characters: code points of Unicode, whatever their bytes.</summary>
    public const int MaxLength = 65_536;

    private const int MaxSignatures = 16;
    private const int IdBytes = 4;

    /// <summary>The note: the text, an empty line, the signature.</summary>
    /// <param name="text">What is signed; ends with a line feed.</param>
    /// <param name="signer">Who signs.</param>
    public static string Sign(string text, ILogSigner signer)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(signer);
        if (!text.EndsWith('\n') || text.Any(static c => c < ' ' && c != '\n'))
        {
            throw new ArgumentException("The text of a note ends with a line feed and has no other control characters.", nameof(text));
        }

        var signature = signer.SignHash(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var line = new byte[IdBytes + signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(line, new LogKey(signer.Name, signer.PublicKey.Span).Id);
        signature.CopyTo(line, IdBytes);
        return $"{text}\n— {signer.Name} {Convert.ToBase64String(line)}\n";
    }

    /// <summary>The text of a note, once the signature of <paramref name="key"/> under it has been checked.</summary>
    /// <exception cref="LogFormatException">It is no note, the key has not signed it, or the signature is wrong.</exception>
    public static string Open(string note, LogKey key)
    {
        ArgumentNullException.ThrowIfNull(note);
        ArgumentNullException.ThrowIfNull(key);
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (!Utf8.HasAtMost(note, MaxLength) || end < 0 || end + 2 == note.Length || !note.EndsWith('\n'))
        {
            throw new LogFormatException("This is no signed note: a text, an empty line, and a line for each signature.");
        }

        var text = note[..(end + 1)];
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        var lines = note[(end + 2)..^1].Split('\n');
        if (lines.Length > MaxSignatures)
        {
            throw new LogFormatException($"The note has {lines.Length} signatures; at most {MaxSignatures} are looked at.");
        }

        foreach (var (name, bytes) in lines.Select(Signature).ToList())
        {
            if (name == key.Name && BinaryPrimitives.ReadUInt32BigEndian(bytes) == key.Id)
            {
                return key.Verify(hash, bytes.AsSpan(IdBytes))
                    ? text
                    : throw new LogFormatException($"The note's signature by '{key.Name}' is wrong: the text was altered, or another key signed it.");
            }
        }

        throw new LogFormatException($"The note has no signature by the key '{key.Name}' ({key.Id:x8}).");
    }

    private static (string Name, byte[] Bytes) Signature(string line) =>
        line.Split(' ') is ["—", var name, var base64] && OneBase64.Decode(base64) is { Length: > IdBytes } bytes
            ? (name, bytes)
            : throw new LogFormatException("A signature of the note is none: a dash, the key's name, and Base64.");
}
