using System.Text.Json.Serialization;

namespace ContactCenter.Channels;

/// <summary>How customers reach the center. An open vocabulary: a vendor's channel brings its own.</summary>
[JsonConverter(typeof(KeyIdJsonConverter<ChannelKind>))]
public readonly record struct ChannelKind : IKeyId<ChannelKind>
{
    /// <summary>Wraps <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The text is not a valid channel kind.</exception>
    public ChannelKind(string value) => Value = KeyRules.Check(value, "channel kind");

    /// <summary>Telephone.</summary>
    public static ChannelKind Voice { get; } = new("voice");

    /// <summary>SMS and MMS.</summary>
    public static ChannelKind Sms { get; } = new("sms");

    /// <summary>Electronic mail.</summary>
    public static ChannelKind Mail { get; } = new("mail");

    /// <summary>Web chat.</summary>
    public static ChannelKind Chat { get; } = new("chat");

    /// <summary>Social messaging.</summary>
    public static ChannelKind Social { get; } = new("social");

    /// <summary>Fax.</summary>
    public static ChannelKind Fax { get; } = new("fax");

    /// <summary>Web forms.</summary>
    public static ChannelKind Form { get; } = new("form");

    /// <summary>The walk-in counter.</summary>
    public static ChannelKind Counter { get; } = new("counter");

    /// <inheritdoc />
    public string Value { get => field ?? ""; }

    /// <inheritdoc />
    public static ChannelKind From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
