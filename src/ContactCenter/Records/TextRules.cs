using System.Buffers;
using System.Text;
using ContactCenter.Channels;

namespace ContactCenter.Records;

/// <summary>What the door does to text from outside: bounded, well-formed Unicode, no control characters but line breaks and tabs.</summary>
internal static class TextRules
{
    public static string Clean(string text, int maxLength, out bool isCut)
    {
        isCut = text.Length > maxLength;
        var length = isCut ? maxLength : text.Length;
        if (isCut && char.IsHighSurrogate(text[length - 1]))
        {
            length--;
        }

        var clean = new StringBuilder(length);
        var rest = text.AsSpan(0, length);
        while (rest.Length > 0)
        {
            // An unpaired surrogate becomes U+FFFD, as RFC 3629 decoders do with what they cannot read.
            var status = Rune.DecodeFromUtf16(rest, out var rune, out var used);
            rest = rest[used..];
            if (status != OperationStatus.Done)
            {
                clean.Append('\uFFFD');
            }
            else if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')
            {
                clean.Append(rune.ToString());
            }
            else if (rune.Value == '\r' && (rest.Length == 0 || rest[0] != '\n'))
            {
                clean.Append('\n');
            }
        }

        return clean.ToString();
    }

    /// <summary>What is wrong with a message as a channel handed it in; null when nothing is.</summary>
    public static string? FindFault(InboundMessage message) => message switch
    {
        { ProviderId.Length: 0 or > 256 } => $"The provider's id has {message.ProviderId.Length} characters; give 1 to 256.",
        { From.Value.Length: 0 or > 320 } => $"The sender's address has {message.From.Value.Length} characters; give 1 to 320.",
        { Thread.Length: > 256 } => $"The thread has {message.Thread.Length} characters; give at most 256.",
        { Media.Length: > 10 } => $"The message has {message.Media.Length} media; give at most 10.",
        _ => null,
    };
}
