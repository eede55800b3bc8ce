using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>Named fields, by the order of their type. Immutable; equal when the names and the values are.</summary>
public sealed class ScriptRecord : IEquatable<ScriptRecord>
{
    private readonly ImmutableArray<ScriptValue> _values;

    /// <summary>Takes the values in the order of the type's fields.</summary>
    /// <exception cref="ArgumentException">The type has no fields, there is another number of values, they stand too deep in one another or weigh too much.</exception>
    public ScriptRecord(ScriptType type, ImmutableArray<ScriptValue> values)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!type.HasFields || values.IsDefault || values.Length != type.Fields.Length)
        {
            throw new ArgumentException($"'{type}' takes {type.Fields.Length} values; {(values.IsDefault ? 0 : values.Length)} are given.", nameof(values));
        }

        (Type, _values) = (type, values);
        (Depth, Weight) = ScriptValue.Measure(values.AsSpan(), nameof(values));
    }

    /// <summary>The fields' names and types.</summary>
    public ScriptType Type { get; }

    /// <summary>The values, in the order of the fields.</summary>
    public ImmutableArray<ScriptValue> Values => _values;

    internal int Depth { get; }

    internal int Weight { get; }

    /// <summary>The value of a field; empty when there is no such field.</summary>
    public ScriptValue this[string field]
    {
        get
        {
            var at = Type.IndexOf(field);
            return at < 0 ? ScriptValue.Empty : _values[at];
        }
    }

    /// <inheritdoc/>
    public bool Equals(ScriptRecord? other)
    {
        if (other is null || _values.Length != other._values.Length || Type.Kind != other.Type.Kind)
        {
            return false;
        }

        for (var i = 0; i < _values.Length; i++)
        {
            if (Type.Fields[i].Name != other.Type.Fields[i].Name || _values[i] != other._values[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ScriptRecord);

    /// <inheritdoc/>
    public override int GetHashCode() => ScriptValue.HashOf(_values.AsSpan());
}
