namespace ContactCenter.Scripting.Analysis;

/// <summary>Which step of the old version is which of the new: by name, and what is left by the text ids they share.</summary>
internal static class StepPairs
{
    public static List<(WrittenStep? Old, WrittenStep? Now)> Of(WrittenScript old, WrittenScript now)
    {
        var (left, pairs) = (old.Steps.ToList(), new Dictionary<string, WrittenStep>(StringComparer.Ordinal));
        foreach (var step in now.Steps)
        {
            if (left.Find(other => other.Name == step.Name && !IsAnother(other, step, old, now)) is { } same)
            {
                pairs[step.Name] = same;
                left.Remove(same);
            }
        }

        foreach (var step in now.Steps.Where(step => !pairs.ContainsKey(step.Name)))
        {
            if (left.Where(other => Shared(other, step) > 0.5 || IsSame(other, step)).MaxBy(other => Shared(other, step)) is { } renamed)
            {
                pairs[step.Name] = renamed;
                left.Remove(renamed);
            }
        }

        // What has only its name in common is still that step, changed from top to bottom, when there is no better for either.
        foreach (var step in now.Steps.Where(step => !pairs.ContainsKey(step.Name)))
        {
            if (left.Find(other => other.Name == step.Name) is { } name)
            {
                pairs[step.Name] = name;
                left.Remove(name);
            }
        }

        return [.. left.Select(static step => ((WrittenStep?)step, (WrittenStep?)null)), .. now.Steps.Select(step => (pairs.GetValueOrDefault(step.Name), (WrittenStep?)step))];
    }

    /// <summary>Whether a step of the same name is another one: it shares no text, and others share theirs with each.</summary>
    private static bool IsAnother(WrittenStep old, WrittenStep now, WrittenScript before, WrittenScript after) =>
        Shared(old, now) == 0 && !IsSame(old, now) && (after.Steps.Any(other => Shared(old, other) > 0.5) || before.Steps.Any(other => Shared(other, now) > 0.5));

    /// <summary>The share of text ids both have.</summary>
    private static double Shared(WrittenStep old, WrittenStep now)
    {
        var (a, b) = (Ids(old), Ids(now));
        return a.Count == 0 || b.Count == 0 ? 0 : (double)a.Intersect(b).Count() / Math.Min(a.Count, b.Count);
    }

    private static bool IsSame(WrittenStep old, WrittenStep now) => old.Lines.Select(static line => line.Signature).SequenceEqual(now.Lines.Select(static line => line.Signature));

    private static HashSet<string> Ids(WrittenStep step) => [.. step.Lines.Select(static line => line.TextId).OfType<string>()];
}
