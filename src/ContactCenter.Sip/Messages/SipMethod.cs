using System.Text;

namespace ContactCenter.Sip.Messages;

/// <summary>What a request asks for. RFC 3261 section 7.1: a token, compared with its case; methods of extensions are as good as the known ones.</summary>
public readonly record struct SipMethod
{
    private readonly string? _name;

    /// <summary>A method by its name.</summary>
    /// <exception cref="ArgumentException">The name is no token.</exception>
    public SipMethod(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!SipText.IsToken(name))
        {
            throw new ArgumentException($"'{SipText.Shown(name)}' is no method; write a token such as INVITE.", nameof(name));
        }

        _name = name;
    }

    // The token has been checked.
    private SipMethod(string name, bool isChecked) => _name = isChecked ? name : throw new System.Diagnostics.UnreachableException();

    /// <summary>INVITE. RFC 3261 section 13.</summary>
    public static SipMethod Invite { get; } = new("INVITE", true);

    /// <summary>ACK. RFC 3261 section 13.</summary>
    public static SipMethod Ack { get; } = new("ACK", true);

    /// <summary>BYE. RFC 3261 section 15.</summary>
    public static SipMethod Bye { get; } = new("BYE", true);

    /// <summary>CANCEL. RFC 3261 section 9.</summary>
    public static SipMethod Cancel { get; } = new("CANCEL", true);

    /// <summary>OPTIONS. RFC 3261 section 11.</summary>
    public static SipMethod Options { get; } = new("OPTIONS", true);

    /// <summary>REGISTER. RFC 3261 section 10.</summary>
    public static SipMethod Register { get; } = new("REGISTER", true);

    /// <summary>INFO. RFC 6086.</summary>
    public static SipMethod Info { get; } = new("INFO", true);

    /// <summary>PRACK. RFC 3262.</summary>
    public static SipMethod Prack { get; } = new("PRACK", true);

    /// <summary>UPDATE. RFC 3311.</summary>
    public static SipMethod Update { get; } = new("UPDATE", true);

    /// <summary>REFER. RFC 3515.</summary>
    public static SipMethod Refer { get; } = new("REFER", true);

    /// <summary>SUBSCRIBE. RFC 6665.</summary>
    public static SipMethod Subscribe { get; } = new("SUBSCRIBE", true);

    /// <summary>NOTIFY. RFC 6665.</summary>
    public static SipMethod Notify { get; } = new("NOTIFY", true);

    /// <summary>MESSAGE. RFC 3428.</summary>
    public static SipMethod Message { get; } = new("MESSAGE", true);

    /// <summary>PUBLISH. RFC 3903.</summary>
    public static SipMethod Publish { get; } = new("PUBLISH", true);

    /// <value>The name as it is on the wire; empty for the default value alone.</value>
    public string Name => _name ?? "";

    /// <value>True for the methods named on this type.</value>
    public bool IsKnown => _name is { Length: < 10 } && Find(Encoding.ASCII.GetBytes(_name)) is not null;

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>The method of a token; no string is made for a known one. The caller has checked that it is a token.</summary>
    internal static SipMethod Of(ReadOnlySpan<byte> token) =>
        Find(token) is { } known ? known : new SipMethod(Encoding.ASCII.GetString(token), true);

    private static SipMethod? Find(ReadOnlySpan<byte> token) => token.Length switch
    {
        3 when token.SequenceEqual("ACK"u8) => Ack,
        3 when token.SequenceEqual("BYE"u8) => Bye,
        4 when token.SequenceEqual("INFO"u8) => Info,
        5 when token.SequenceEqual("PRACK"u8) => Prack,
        5 when token.SequenceEqual("REFER"u8) => Refer,
        6 when token.SequenceEqual("INVITE"u8) => Invite,
        6 when token.SequenceEqual("CANCEL"u8) => Cancel,
        6 when token.SequenceEqual("UPDATE"u8) => Update,
        6 when token.SequenceEqual("NOTIFY"u8) => Notify,
        7 when token.SequenceEqual("OPTIONS"u8) => Options,
        7 when token.SequenceEqual("MESSAGE"u8) => Message,
        7 when token.SequenceEqual("PUBLISH"u8) => Publish,
        8 when token.SequenceEqual("REGISTER"u8) => Register,
        9 when token.SequenceEqual("SUBSCRIBE"u8) => Subscribe,
        _ => null,
    };
}
