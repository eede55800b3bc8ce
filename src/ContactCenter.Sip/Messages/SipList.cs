namespace ContactCenter.Sip.Messages;

/// <summary>Parts a header's value at its commas: those outside of quotes and angle brackets. RFC 3261 section 7.3.1.</summary>
internal ref struct SipList(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;
    private bool _isDone;

    /// <summary>One value, without blanks around it; may be empty.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Where the value is in the text that was given.</summary>
    public int Start { get; private set; }

    private int _consumed;

    public bool MoveNext()
    {
        if (_isDone)
        {
            return false;
        }

        var end = Comma(_rest);
        var piece = end < 0 ? _rest : _rest[..end];
        var trimmed = SipText.TrimStart(piece);
        Start = _consumed + piece.Length - trimmed.Length;
        Current = SipText.TrimEnd(trimmed);
        _isDone = end < 0;
        if (!_isDone)
        {
            _consumed += end + 1;
            _rest = _rest[(end + 1)..];
        }

        return true;
    }

    private static int Comma(ReadOnlySpan<byte> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny((byte)',', (byte)'"', (byte)'<');
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (text[at] == (byte)',')
            {
                return at;
            }

            // An unclosed one takes the rest; whoever reads the value finds it.
            var length = text[at] == (byte)'"' ? SipText.ClosingQuote(text[at..]) : text[at..].IndexOf((byte)'>');
            if (length < 0)
            {
                return -1;
            }

            at += length;
        }

        return -1;
    }
}
