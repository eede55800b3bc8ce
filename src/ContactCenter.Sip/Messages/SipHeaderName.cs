namespace ContactCenter.Sip.Messages;

/// <summary>The name of a header, compared without case; the short form of a name is the name. RFC 3261 sections 7.3.1 and 7.3.3.</summary>
/// <remarks>Known names are one object each. Immutable; safe to share.</remarks>
public sealed partial class SipHeaderName : IEquatable<SipHeaderName>
{
    private SipHeaderName(string text, bool isList, char? compact)
    {
        (Text, IsList, CompactForm, IsKnown) = (text, isList, compact, true);
        Prefix = System.Text.Encoding.ASCII.GetBytes(text + ": ");
    }

    internal SipHeaderName(string text) => Text = text;

    /// <value>The name: in full and in its usual letters where it is known, else as it was written.</value>
    public string Text { get; }

    /// <value>The short form, such as 'v' for Via; null where there is none.</value>
    public char? CompactForm { get; }

    /// <value>True where several lines of this name may be one line with commas, and so a comma parts two values.</value>
    public bool IsList { get; }

    /// <value>True for the names of this type's properties.</value>
    public bool IsKnown { get; }

    /// <summary>What a line of this name begins with; null for a name that is not known.</summary>
    internal byte[]? Prefix { get; }

    /// <summary>The name of a text; a known one where it is one, also by its short form.</summary>
    /// <exception cref="ArgumentException">The text is no token.</exception>
    public static SipHeaderName Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!SipText.IsToken(text))
        {
            throw new ArgumentException($"'{SipText.Shown(text)}' is no header name; write a token such as X-Reference.", nameof(text));
        }

        Span<byte> ascii = stackalloc byte[LongestKnown];
        return text.Length <= LongestKnown && Find(ascii[..System.Text.Encoding.ASCII.GetBytes(text, ascii)]) is { } known ? known : new SipHeaderName(text);
    }

    /// <summary>The same as <see cref="Of"/>.</summary>
    public static implicit operator SipHeaderName(string text) => Of(text);

    /// <summary>The same as <see cref="Of"/>.</summary>
    public static SipHeaderName ToSipHeaderName(string text) => Of(text);

    /// <summary>True for the same name, whatever its case.</summary>
    public static bool operator ==(SipHeaderName? left, SipHeaderName? right) => left is null ? right is null : left.Equals(right);

    /// <summary>The opposite of equality.</summary>
    public static bool operator !=(SipHeaderName? left, SipHeaderName? right) => !(left == right);

    /// <inheritdoc />
    public bool Equals(SipHeaderName? other) =>
        ReferenceEquals(this, other) || (other is not null && !IsKnown && !other.IsKnown && string.Equals(Text, other.Text, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as SipHeaderName);

    /// <inheritdoc />
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Text);

    /// <summary>The name.</summary>
    public override string ToString() => Text;
}
