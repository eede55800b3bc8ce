using System.Text;

namespace ContactCenter.Sip.Messages;

/// <summary>Words that come in nearly every message, so that no string is made for them again and again.</summary>
internal static class SipNames
{
    public static string Of(ReadOnlySpan<byte> name) => name.Length switch
    {
        1 when name[0] == (byte)'q' => "q",
        2 when name.SequenceEqual("lr"u8) => "lr",
        2 when name.SequenceEqual("ob"u8) => "ob",
        3 when name.SequenceEqual("tag"u8) => "tag",
        3 when name.SequenceEqual("ttl"u8) => "ttl",
        4 when name.SequenceEqual("user"u8) => "user",
        5 when name.SequenceEqual("rport"u8) => "rport",
        5 when name.SequenceEqual("maddr"u8) => "maddr",
        5 when name.SequenceEqual("alias"u8) => "alias",
        6 when name.SequenceEqual("branch"u8) => "branch",
        7 when name.SequenceEqual("expires"u8) => "expires",
        8 when name.SequenceEqual("received"u8) => "received",
        9 when name.SequenceEqual("transport"u8) => "transport",
        _ => SipText.Decoded(name),
    };

    /// <summary>A transport in its usual letters.</summary>
    public static string Transport(ReadOnlySpan<byte> token) => token.Length switch
    {
        3 when Ascii.EqualsIgnoreCase(token, "UDP"u8) => "UDP",
        3 when Ascii.EqualsIgnoreCase(token, "TCP"u8) => "TCP",
        3 when Ascii.EqualsIgnoreCase(token, "TLS"u8) => "TLS",
        2 when Ascii.EqualsIgnoreCase(token, "WS"u8) => "WS",
        3 when Ascii.EqualsIgnoreCase(token, "WSS"u8) => "WSS",
        4 when Ascii.EqualsIgnoreCase(token, "SCTP"u8) => "SCTP",
        _ => SipText.Decoded(token),
    };

    public static string Scheme(ReadOnlySpan<byte> scheme) => scheme.Length switch
    {
        3 when Ascii.EqualsIgnoreCase(scheme, "sip"u8) => "sip",
        4 when Ascii.EqualsIgnoreCase(scheme, "sips"u8) => "sips",
        3 when Ascii.EqualsIgnoreCase(scheme, "tel"u8) => "tel",
        _ => string.Create(scheme.Length, scheme, static (text, letters) =>
        {
            for (var at = 0; at < text.Length; at++)
            {
                text[at] = char.ToLowerInvariant((char)letters[at]);
            }
        }),
    };
}
