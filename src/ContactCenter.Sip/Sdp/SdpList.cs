using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace ContactCenter.Sip.Sdp;

/// <summary>An immutable list that equals another with equal items in the same order, so that records holding one have value equality.</summary>
/// <typeparam name="T">What is in it.</typeparam>
/// <remarks>Immutable; safe to share. Written as a collection expression: <c>[first, second]</c>. The default value is the empty list.</remarks>
[CollectionBuilder(typeof(SdpList), nameof(SdpList.Create))]
public readonly struct SdpList<T> : IReadOnlyList<T>, IEquatable<SdpList<T>>
    where T : IEquatable<T>
{
    private readonly ImmutableArray<T> _items;

    internal SdpList(ImmutableArray<T> items) => _items = items;

    /// <value>How many items; 0 or more.</value>
    public int Count => _items.IsDefault ? 0 : _items.Length;

    /// <summary>The item at <paramref name="index"/>.</summary>
    /// <param name="index">0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such item.</exception>
    public T this[int index] => index >= 0 && index < Count
        ? _items[index]
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"index is {index}; the list has {Count} items.");

    /// <summary>The items, without a copy.</summary>
    public ReadOnlySpan<T> AsSpan() => _items.AsSpan();

    /// <summary>A list with <paramref name="item"/> after these.</summary>
    /// <param name="item">The new last item.</param>
    public SdpList<T> Add(T item) => [.. this, item];

    /// <summary>A walk through the items that allocates nothing.</summary>
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(SdpList<T> other) => AsSpan().SequenceEqual(other.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SdpList<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in AsSpan())
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <summary>The items in brackets, for a log.</summary>
    public override string ToString() => $"[{string.Join(", ", (IEnumerable<T>)this)}]";

    /// <summary>Whether both have equal items in the same order.</summary>
    public static bool operator ==(SdpList<T> left, SdpList<T> right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    public static bool operator !=(SdpList<T> left, SdpList<T> right) => !left.Equals(right);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)(_items.IsDefault ? [] : _items)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();
}

/// <summary>Makes an <see cref="SdpList{T}"/>.</summary>
public static class SdpList
{
    /// <summary>A list of copies of <paramref name="items"/>; what the compiler calls for <c>[first, second]</c>.</summary>
    /// <typeparam name="T">What is in it.</typeparam>
    /// <param name="items">The items, in order.</param>
    public static SdpList<T> Create<T>(ReadOnlySpan<T> items)
        where T : IEquatable<T> => new(ImmutableArray.Create(items));
}
