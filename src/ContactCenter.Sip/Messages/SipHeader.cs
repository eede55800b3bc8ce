namespace ContactCenter.Sip.Messages;

/// <summary>One header line.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its value as it is on the wire, without blanks around it and without folds; belongs to the message and must not be changed.</param>
public readonly record struct SipHeader(SipHeaderName Name, ReadOnlyMemory<byte> Bytes)
{
    /// <value>The value as text; made anew at each call. Bytes that are no UTF-8 read as U+FFFD.</value>
    public string Value => SipText.Decoded(Bytes.Span);

    /// <summary>The line as text.</summary>
    public override string ToString() => $"{Name.Text}: {Value}";
}
