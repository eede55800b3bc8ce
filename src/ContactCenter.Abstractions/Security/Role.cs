using System.Text.Json.Serialization;

namespace ContactCenter;

/// <summary>What a person may do. A person may have several roles; none includes another.</summary>
[JsonConverter(typeof(KeyIdJsonConverter<Role>))]
public readonly record struct Role : IKeyId<Role>
{
    /// <summary>Wraps <paramref name="value"/>.</summary>
    /// <exception cref="ArgumentException">The text is not a valid key.</exception>
    public Role(string value) => Value = KeyRules.Check(value, "role");

    /// <summary>Handles work and sees the customers and interactions of the tenant.</summary>
    public static Role Agent { get; } = new("agent");

    /// <summary>Sees everybody's work, reassigns it, resolves what needs a person, closes cases.</summary>
    public static Role Supervisor { get; } = new("supervisor");

    /// <summary>Works outside, on the cases assigned.</summary>
    public static Role Field { get; } = new("field");

    /// <summary>Configures the tenant. Does not, by that alone, read conversations.</summary>
    public static Role Administrator { get; } = new("administrator");

    /// <summary>A program of the tenant's that says what has happened in the world. Reads nothing.</summary>
    public static Role Integration { get; } = new("integration");

    /// <summary>Says which tenants there are. Belongs to no tenant, and does not, by that alone, see anything of one.</summary>
    public static Role CenterAdministrator { get; } = new("center-administrator");

    /// <inheritdoc />
    public string Value { get => field ?? ""; }

    /// <inheritdoc />
    public static Role From(string value) => new(value);

    /// <inheritdoc />
    public override string ToString() => Value;
}
