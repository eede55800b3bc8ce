using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace ContactCenter.Scripting.Syntax;

/// <summary>Lists in which parts are collected again and again.</summary>
internal static class PartLists
{
    /// <summary>Takes everything behind the first so many out of a list, as an array of just that length.</summary>
    public static ImmutableArray<T> TakeFrom<T>(this List<T> parts, int first)
    {
        if (parts.Count == first)
        {
            return [];
        }

        var taken = CollectionsMarshal.AsSpan(parts)[first..].ToArray();
        parts.RemoveRange(first, taken.Length);
        return ImmutableCollectionsMarshal.AsImmutableArray(taken);
    }
}
