using System.Text.Json.Serialization;

namespace ContactCenter.Channels;

/// <summary>What kind of address it is; channels that share addresses (SMS and voice) share the kind.</summary>
[JsonConverter(typeof(KeyIdJsonConverter<AddressKind>))]
public readonly record struct AddressKind : IKeyId<AddressKind>
{
    /// <summary>Wraps <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The text is not a valid address kind.</exception>
    public AddressKind(string value) => Value = KeyRules.Check(value, "address kind");

    /// <summary>A telephone number in E.164, such as <c>+390612345678</c>, or a short code.</summary>
    public static AddressKind Phone { get; } = new("tel");

    /// <summary>An e-mail address, its domain in lower case.</summary>
    public static AddressKind Mail { get; } = new("mailto");

    /// <summary>A visitor of a web page, by the token the page keeps.</summary>
    public static AddressKind Web { get; } = new("web");

    /// <inheritdoc />
    public string Value { get => field ?? ""; }

    /// <inheritdoc />
    public static AddressKind From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
