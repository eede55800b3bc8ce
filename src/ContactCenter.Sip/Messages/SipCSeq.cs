namespace ContactCenter.Sip.Messages;

/// <summary>The number of a request in its dialog, and its method. RFC 3261 section 20.16.</summary>
/// <param name="Number">0 to 2³¹ − 1. RFC 3261 section 8.1.1.5.</param>
/// <param name="Method">The method of the request.</param>
public readonly record struct SipCSeq(uint Number, SipMethod Method)
{
    /// <summary>The largest number: 2³¹ − 1.</summary>
    public const uint MaxNumber = int.MaxValue;

    /// <summary>As on the wire, such as <c>1 INVITE</c>.</summary>
    public override string ToString() => $"{Number} {Method.Name}";

    internal static bool TryParse(ReadOnlySpan<byte> text, out SipCSeq cseq)
    {
        cseq = default;
        var blank = text.IndexOfAny((byte)' ', (byte)'\t');
        if (blank < 0 || !SipText.TryNumber(text[..blank], MaxNumber, out var number))
        {
            return false;
        }

        var method = SipText.Trim(text[blank..]);
        if (!SipText.IsToken(method))
        {
            return false;
        }

        cseq = new SipCSeq(number, SipMethod.Of(method));
        return true;
    }
}
