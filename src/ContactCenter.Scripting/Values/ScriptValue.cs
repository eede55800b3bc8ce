using System.Runtime.CompilerServices;

namespace ContactCenter.Scripting;

/// <summary>A value of a script: 16 bytes, immutable. Equality and order are the same on every machine and in every culture.</summary>
/// <remarks>An empty text is <see cref="Empty"/>: nobody can tell them apart.</remarks>
public readonly partial struct ScriptValue : IEquatable<ScriptValue>
{
    // A tag and its bits; or a string, whose bits are its kind; or a list or record; or nothing.
    internal readonly object? Reference;
    internal readonly long Bits;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ScriptValue(object? reference, long bits) => (Reference, Bits) = (reference, bits);

    /// <summary>No value.</summary>
    public static ScriptValue Empty => default;

    /// <summary>Yes.</summary>
    public static ScriptValue Yes => new(ValueTag.YesNo, 1);

    /// <summary>No.</summary>
    public static ScriptValue No => new(ValueTag.YesNo, 0);

    /// <summary>What sort of thing it is.</summary>
    public ScriptKind Kind => Reference switch
    {
        null => ScriptKind.Empty,
        ValueTag tag => tag.Kind,
        string => (ScriptKind)Bits,
        ScriptRecord record => record.Type.Kind,
        _ => ScriptKind.List,
    };

    /// <summary>Whether there is no value.</summary>
    public bool IsEmpty => Reference is null;

    /// <summary>Whether it is yes; no, empty and everything else are not.</summary>
    public bool IsYes => ReferenceEquals(Reference, ValueTag.YesNo) && Bits != 0;

    internal int Depth => Reference switch
    {
        ScriptList list => list.Depth,
        ScriptRecord record => record.Depth,
        _ => 0,
    };

    /// <summary>About how many bytes it takes when it is written, never fewer than it does.</summary>
    internal int Weight => Reference switch
    {
        string text => 4 + (3 * text.Length),
        ScriptList list => list.Weight,
        ScriptRecord record => record.Weight,
        _ => 16,
    };

    /// <summary>Whether both are the same value.</summary>
    public static bool operator ==(ScriptValue left, ScriptValue right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(ScriptValue left, ScriptValue right) => !left.Equals(right);

    /// <summary>Whether both are the same value. Text of every sort (digits, phone, choice) is compared character by character; other kinds only with their own.</summary>
    public bool Equals(ScriptValue other)
    {
        if (ReferenceEquals(Reference, other.Reference))
        {
            return Bits == other.Bits || Reference is not ValueTag;
        }

        return Reference switch
        {
            string text => other.Reference is string second && string.Equals(text, second, StringComparison.Ordinal),
            ScriptList list => list.Equals(other.Reference as ScriptList),
            ScriptRecord record => record.Equals(other.Reference as ScriptRecord),
            _ => false,
        };
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ScriptValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Reference switch
    {
        null => 0,
        string text => text.GetHashCode(StringComparison.Ordinal),
        ValueTag tag => HashCode.Combine(tag.Kind, Bits),
        _ => Reference.GetHashCode(),
    };

    /// <summary>Which comes first, where the two have an order: numbers, money of one currency, text by code units, dates, times, moments, durations.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <param name="order">Below 0, 0 or above 0.</param>
    /// <returns>False when they have no order, as when one is empty.</returns>
    public static bool TryCompare(ScriptValue left, ScriptValue right, out int order)
    {
        if (left.Reference is ValueTag tag && ReferenceEquals(tag, right.Reference) && tag.Kind != ScriptKind.YesNo)
        {
            order = left.Bits.CompareTo(right.Bits);
            return true;
        }

        if (left.Reference is string text && right.Reference is string second)
        {
            order = string.CompareOrdinal(text, second);
            return true;
        }

        order = 0;
        return false;
    }

    /// <summary>The invariant text, for logs and debuggers; secrets of customers are in it.</summary>
    public override string ToString() => ToInvariantText();

    internal static (int Depth, int Weight) Measure(ReadOnlySpan<ScriptValue> values, string name)
    {
        var (deepest, weight) = (0, 16);
        foreach (var value in values)
        {
            deepest = Math.Max(deepest, value.Depth);
            weight += value.Weight;
        }

        return deepest >= ScriptValueLimits.MaxDepth
            ? throw new ArgumentException($"Lists and records stand deeper than {ScriptValueLimits.MaxDepth} in one another; make it flatter.", name)
            : weight > ScriptValueLimits.MaxWeight
                ? throw new ArgumentException($"A list or record of {weight} bytes is too large; {ScriptValueLimits.MaxWeight} are the most.", name)
                : (deepest + 1, weight);
    }

    internal static int HashOf(ReadOnlySpan<ScriptValue> values)
    {
        var hash = default(HashCode);
        foreach (var value in values)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}
