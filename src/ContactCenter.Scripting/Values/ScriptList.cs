using System.Collections;
using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>Values in an order. Immutable; equal when the values are.</summary>
public sealed class ScriptList : IReadOnlyList<ScriptValue>, IEquatable<ScriptList>
{
    private readonly ImmutableArray<ScriptValue> _items;

    /// <summary>Takes the values as they are.</summary>
    /// <exception cref="ArgumentException">There are more than <see cref="ScriptValueLimits.MaxItems"/>, they stand too deep in one another or weigh too much.</exception>
    public ScriptList(ImmutableArray<ScriptValue> items)
    {
        _items = items.IsDefault ? [] : items;
        if (_items.Length > ScriptValueLimits.MaxItems)
        {
            throw new ArgumentException($"A list of {_items.Length} items is too long; {ScriptValueLimits.MaxItems} are the most.", nameof(items));
        }

        (Depth, Weight) = ScriptValue.Measure(_items.AsSpan(), nameof(items));
    }

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public ScriptValue this[int index] => _items[index];

    internal int Depth { get; }

    internal int Weight { get; }

    internal ReadOnlySpan<ScriptValue> Items => _items.AsSpan();

    /// <inheritdoc/>
    public bool Equals(ScriptList? other) => other is not null && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ScriptList);

    /// <inheritdoc/>
    public override int GetHashCode() => ScriptValue.HashOf(Items);

    /// <inheritdoc/>
    public IEnumerator<ScriptValue> GetEnumerator() => ((IEnumerable<ScriptValue>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
