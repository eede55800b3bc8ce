namespace ContactCenter.Sip.Messages;

/// <summary>Header lines: their folds and their control characters. RFC 3261 section 7.3.1.</summary>
internal static class SipLines
{
    /// <summary>How long a line is, without its end and with its folds made one blank each.</summary>
    public static int Length(Span<byte> rest, int feed, out int next)
    {
        var end = feed > 0 && rest[feed - 1] == (byte)'\r' ? feed - 1 : feed;
        next = feed + 1;
        while (next < rest.Length && SipText.IsBlank(rest[next]))
        {
            // RFC 3261 section 7.3.1: an end of line with blanks behind it is one blank.
            while (next < rest.Length && SipText.IsBlank(rest[next]))
            {
                next++;
            }

            var more = rest[next..].IndexOf((byte)'\n');
            if (more < 0)
            {
                // Unfinished; the blanks alone are taken, and the caller finds that there is no line end.
                return end;
            }

            var last = more > 0 && rest[next + more - 1] == (byte)'\r' ? next + more - 1 : next + more;
            rest[end++] = (byte)' ';
            rest[next..last].CopyTo(rest[end..]);
            end += last - next;
            next += more + 1;
        }

        return end;
    }

    /// <summary>A control may stand behind a backslash alone, and never a line end. RFC 3261 section 25.1, quoted-pair.</summary>
    public static bool HasBareControl(ReadOnlySpan<byte> value)
    {
        for (var from = 0; from < value.Length;)
        {
            var at = SipText.IndexOfControl(value[from..]);
            if (at < 0)
            {
                return false;
            }

            at += from;
            var escapes = 0;
            while (at - escapes > from && value[at - escapes - 1] == (byte)'\\')
            {
                escapes++;
            }

            if (escapes % 2 == 0 || value[at] is (byte)'\r' or (byte)'\n')
            {
                return true;
            }

            from = at + 1;
        }

        return false;
    }
}
