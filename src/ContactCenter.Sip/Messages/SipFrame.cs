using System.Text;

namespace ContactCenter.Sip.Messages;

/// <summary>Where a message ends in a stream. RFC 3261 section 18.3.</summary>
internal static class SipFrame
{
    /// <summary>The bytes up to and with the empty line; 0 where it has not come yet.</summary>
    /// <param name="bytes">From the message's first byte.</param>
    /// <param name="scanned">How far it was looked at before; moves on, so that bytes that come one by one are looked at once.</param>
    public static int HeadLength(ReadOnlySpan<byte> bytes, ref int scanned)
    {
        while (true)
        {
            var feed = bytes[scanned..].IndexOf((byte)'\n');
            if (feed < 0)
            {
                return 0;
            }

            var next = scanned + feed + 1;
            if (next == bytes.Length || (bytes[next] == (byte)'\r' && next + 1 == bytes.Length))
            {
                // What follows the line's end decides; look at it again when it is there.
                scanned += feed;
                return 0;
            }

            scanned = next;
            if (bytes[next] == (byte)'\n')
            {
                return next + 1;
            }

            if (bytes[next] == (byte)'\r' && bytes[next + 1] == (byte)'\n')
            {
                return next + 2;
            }
        }
    }

    /// <summary>The one Content-Length of a head; false where it is missing, stands twice, or is no number.</summary>
    public static bool TryContentLength(ReadOnlySpan<byte> head, out int length)
    {
        (length, var found) = (0, false);
        while (!head.IsEmpty)
        {
            var feed = head.IndexOf((byte)'\n');
            var line = feed < 0 ? head : head[..feed];
            head = feed < 0 ? default : head[(feed + 1)..];
            var colon = line.IndexOf((byte)':');
            if (colon <= 0 || !IsContentLength(SipText.TrimEnd(line[..colon])))
            {
                continue;
            }

            var value = line[(colon + 1)..].ToArray().AsSpan();
            while (!head.IsEmpty && SipText.IsBlank(head[0]))
            {
                // Folded: the number may be on the next line.
                feed = head.IndexOf((byte)'\n');
                value = (byte[])[.. value, .. feed < 0 ? head : head[..feed]];
                head = feed < 0 ? default : head[(feed + 1)..];
            }

            if (found || !SipText.TryNumber(value.Trim(" \t\r"u8), int.MaxValue >> 1, out var number))
            {
                return false;
            }

            (length, found) = ((int)number, true);
        }

        return found;
    }

    private static bool IsContentLength(ReadOnlySpan<byte> name) =>
        name.Length == 1 ? (name[0] | 0x20) == 'l' : Ascii.EqualsIgnoreCase(name, "Content-Length"u8);
}
