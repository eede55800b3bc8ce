using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>A blob's name: the SHA-256 of its encrypted content in lower-case hex, so that it says nothing about the content.</summary>
[JsonConverter(typeof(KeyIdJsonConverter<BlobId>))]
public readonly record struct BlobId : IKeyId<BlobId>
{
    /// <summary>Wraps <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The text is not a valid blob id.</exception>
    public BlobId(string value) => Value = KeyRules.Check(value, "blob id");

    /// <inheritdoc />
    public string Value { get => field ?? ""; }

    /// <inheritdoc />
    public static BlobId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
