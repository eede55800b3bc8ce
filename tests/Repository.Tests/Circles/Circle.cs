namespace Repository.Tests.Circles;

/// <summary>Circles among things that use one another.</summary>
internal static class Circle
{
    /// <summary>The groups in which each reaches each other, as far as there is more than one in them.</summary>
    public static IEnumerable<IReadOnlyList<string>> FindAll(IEnumerable<(string From, string To)> uses)
    {
        var all = uses.ToLookup(static u => u.From, static u => u.To);
        var reach = all.Select(static u => u.Key).ToDictionary(static n => n, n => Reach(all, n), StringComparer.Ordinal);
        return reach.Keys.Where(n => reach[n].Contains(n))
            .Select(n => string.Join(' ', reach.Keys.Where(m => reach[n].Contains(m) && reach[m].Contains(n)).Order(StringComparer.Ordinal)))
            .Distinct().Select(static g => g.Split(' '));
    }

    private static HashSet<string> Reach(ILookup<string, string> uses, string from)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(uses[from]);
        while (open.TryPop(out var next))
        {
            if (reached.Add(next))
            {
                foreach (var further in uses[next])
                {
                    open.Push(further);
                }
            }
        }

        return reached;
    }
}
