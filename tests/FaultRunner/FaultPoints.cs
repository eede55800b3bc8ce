namespace FaultRunner;

/// <summary>The named points of the host at which it can be made to die, and how often each comes by.</summary>
public static class FaultPoints
{
    /// <summary>Stands for a kill from outside at any moment.</summary>
    public const string Random = "at random";

    /// <summary>The points, each with the highest count worth waiting for: a few seconds' worth.</summary>
    private static readonly Dictionary<string, int> Known = new(StringComparer.Ordinal)
    {
        ["log.before-commit"] = 100,
        ["log.after-commit"] = 100,
        ["keys.before-commit"] = 5,
        ["keys.after-commit"] = 5,
        ["views.before-commit"] = 8,
        ["views.after-commit"] = 8,
        ["views.before-save"] = 4,
        ["views.between-saves"] = 4,
        ["snapshot.before-save"] = 1,
        ["snapshot.after-save"] = 1,
        ["effect.after-attempting"] = 5,
        ["effect.before-result"] = 5,
    };

    /// <summary>Every point.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Keys];

    /// <summary>The points that are passed at once; the router's snapshot is saved every 15 seconds only.</summary>
    public static IReadOnlyList<string> Quick { get; } = [.. Known.Keys.Where(static p => !p.StartsWith("snapshot", StringComparison.Ordinal))];

    /// <summary>Reads a list of points.</summary>
    /// <exception cref="ArgumentException">One of them is unknown.</exception>
    public static IReadOnlyList<string> Parse(string list)
    {
        string[] points = list is "all" ? [.. All] : list is "none" ? [] : list.Split(',');
        return points.FirstOrDefault(static p => !Known.ContainsKey(p)) is { } unknown
            ? throw new ArgumentException($"'{unknown}' is no fault point; use some of {string.Join(", ", All)}.")
            : points;
    }

    /// <summary>At which passage to die.</summary>
    public static int Count(string point, Random random) => random.Next(1, Known[point] + 1);

    /// <summary>How long a host may live until the point is hit; generous, for a busy machine: a life in vain costs more than a long one.</summary>
    public static TimeSpan Patience(string point) => TimeSpan.FromSeconds(point.StartsWith("snapshot", StringComparison.Ordinal) ? 90 : 60);
}
