using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>Something an agent is able to do, to a level.</summary>
/// <remarks>The rule for the text is <see cref="KeyRules"/>.</remarks>
[JsonConverter(typeof(KeyIdJsonConverter<SkillId>))]
public readonly record struct SkillId : IKeyId<SkillId>
{
    /// <summary>Wraps <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The text is not a valid skill id.</exception>
    public SkillId(string value) => Value = KeyRules.Check(value, "skill id");

    /// <inheritdoc />
    public string Value { get => field ?? ""; }

    /// <inheritdoc />
    public static SkillId From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
