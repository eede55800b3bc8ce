using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>Whose personal data it is; each subject has an encryption key of its own, and destroying the key erases the data.</summary>
/// <param name="Value">The UUID.</param>
[JsonConverter(typeof(GuidIdJsonConverter<SubjectId>))]
public readonly record struct SubjectId(Guid Value) : IGuidId<SubjectId>
{
    /// <inheritdoc />
    public static SubjectId From(Guid value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
