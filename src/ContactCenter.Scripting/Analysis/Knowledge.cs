using System.Collections.Immutable;
using ContactCenter.Scripting.Binding;

namespace ContactCenter.Scripting.Analysis;

/// <summary>What is certain about slots on one path: the answer that was chosen, a value that follows from constants. Immutable.</summary>
internal sealed class Knowledge
{
    public static readonly Knowledge Nothing = new(ImmutableSortedDictionary<int, ScriptValue>.Empty);

    private readonly ImmutableSortedDictionary<int, ScriptValue> _values;

    private Knowledge(ImmutableSortedDictionary<int, ScriptValue> values)
    {
        _values = values;
        Key = string.Join('\u001f', values.Select(static pair => $"{pair.Key}={pair.Value.Kind}:{pair.Value.ToInvariantText()}"));
    }

    /// <summary>The same for the same knowledge.</summary>
    public string Key { get; }

    public bool TryGet(SlotSymbol slot, out ScriptValue value) => _values.TryGetValue(slot.Index, out value);

    public Knowledge With(SlotSymbol slot, ScriptValue value) => new(_values.SetItem(slot.Index, value));

    public Knowledge Without(SlotSymbol slot) => _values.ContainsKey(slot.Index) ? new(_values.Remove(slot.Index)) : this;
}
