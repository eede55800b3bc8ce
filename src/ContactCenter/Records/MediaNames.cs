using ContactCenter.Journal;

namespace ContactCenter.Records;

/// <summary>The names of files that were stored before the message they came with.</summary>
internal static class MediaNames
{
    /// <summary>One for each of <paramref name="count"/> media; null for one without, and for all when they have been erased.</summary>
    public static async ValueTask<IReadOnlyList<string?>> NamesOfAsync(this IPersonalData data, Entry received, int count, CancellationToken cancellationToken)
    {
        var names = (await data.RevealAsync(received, DoorKinds.Names, cancellationToken).ConfigureAwait(false))?.Split('\n') ?? [];
        return [.. Enumerable.Range(0, count).Select(i => i < names.Length && names[i].Length > 0 ? names[i] : null)];
    }
}
