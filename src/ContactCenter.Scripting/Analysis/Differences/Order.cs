namespace ContactCenter.Scripting.Analysis;

/// <summary>Which of several that changed order moved: as few as can be.</summary>
internal static class Order
{
    /// <summary>The longest row of items whose places rise; the others moved.</summary>
    /// <param name="items">The items in their new order.</param>
    /// <param name="place">Where one was; below 0 when it was elsewhere.</param>
    public static HashSet<T> Kept<T>(IReadOnlyList<T> items, Func<T, int> place)
        where T : class
    {
        var places = items.Select(place).ToArray();
        var (ends, before) = (new List<int>(), new int[places.Length]);
        for (var i = 0; i < places.Length; i++)
        {
            if (places[i] < 0)
            {
                continue;
            }

            var at = 0;
            while (at < ends.Count && places[ends[at]] < places[i])
            {
                at++;
            }

            before[i] = at == 0 ? -1 : ends[at - 1];
            if (at == ends.Count)
            {
                ends.Add(i);
            }
            else
            {
                ends[at] = i;
            }
        }

        var kept = new HashSet<T>();
        for (var i = ends.Count == 0 ? -1 : ends[^1]; i >= 0; i = before[i])
        {
            kept.Add(items[i]);
        }

        return kept;
    }
}
