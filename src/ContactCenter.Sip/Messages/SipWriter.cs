using System.Buffers.Text;
using System.Text;

namespace ContactCenter.Sip.Messages;

/// <summary>Messages to bytes.</summary>
internal static class SipWriter
{
    public static int LengthOf(SipMessage message)
    {
        var length = Encoding.UTF8.GetByteCount(message.StartLine) + 2;
        foreach (ref readonly var line in message.Lines)
        {
            length += (line.Name.Prefix?.Length ?? line.Name.Text.Length + 2) + line.Bytes.Length + 2;
        }

        return length + SipHeaderName.ContentLength.Prefix!.Length + Digits(message.Body.Length) + 4 + message.Body.Length;
    }

    public static void Write(SipMessage message, Span<byte> to)
    {
        to = to[Encoding.UTF8.GetBytes(message.StartLine, to)..];
        Put(ref to, "\r\n"u8);
        foreach (ref readonly var line in message.Lines)
        {
            if (line.Name.Prefix is { } prefix)
            {
                Put(ref to, prefix);
            }
            else
            {
                to = to[Encoding.ASCII.GetBytes(line.Name.Text, to)..];
                Put(ref to, ": "u8);
            }

            Put(ref to, line.Bytes.Span);
            Put(ref to, "\r\n"u8);
        }

        Put(ref to, SipHeaderName.ContentLength.Prefix);
        Utf8Formatter.TryFormat(message.Body.Length, to, out var digits);
        to = to[digits..];
        Put(ref to, "\r\n\r\n"u8);
        message.Body.Span.CopyTo(to);
    }

    /// <summary>A header's value from text.</summary>
    /// <exception cref="ArgumentException">It holds CR, LF or NUL.</exception>
    public static byte[] Value(SipHeaderName name, string value)
    {
        var at = value.AsSpan().IndexOfAny('\r', '\n', '\0');
        if (at >= 0)
        {
            var what = value[at] switch { '\r' => "a carriage return", '\n' => "a line feed", _ => "a NUL" };
            throw new ArgumentException($"The value of {name} has {what} at position {at}; a header is one line.", nameof(value));
        }

        return Encoding.UTF8.GetBytes(value.Trim(' ', '\t'));
    }

    private static void Put(ref Span<byte> to, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(to);
        to = to[bytes.Length..];
    }

    private static int Digits(int number)
    {
        var digits = 1;
        while (number >= 10)
        {
            number /= 10;
            digits++;
        }

        return digits;
    }
}
