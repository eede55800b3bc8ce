namespace ContactCenter.Simulation;

/// <summary>
/// How long customers would have waited, from those who left and those who were served before it came to that (Kaplan and Meier). Drawn for a
/// customer who was served after some time, it is longer than that time.
/// </summary>
internal sealed class Patience
{
    private readonly (long At, double Stays)[] _steps; // the share that stays beyond each time somebody left

    /// <param name="seen">Waits in milliseconds, and whether the customer left then.</param>
    public Patience(IEnumerable<(long Wait, bool Left)> seen)
    {
        var sorted = seen.OrderBy(static one => one.Wait).ThenByDescending(static one => one.Left).ToArray();
        var steps = new List<(long, double)>();
        var stays = 1.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Left)
            {
                stays *= 1 - (1.0 / (sorted.Length - i));
                steps.Add((sorted[i].Wait, stays));
            }
        }

        _steps = [.. steps];
    }

    /// <summary>A patience longer than a time, in milliseconds; -1, for ever, where nobody was seen to leave so late.</summary>
    public long DrawOver(long wait, RandomStream chance)
    {
        var stays = 1.0;
        foreach (var step in _steps)
        {
            if (step.At > wait)
            {
                break;
            }

            stays = step.Stays;
        }

        var target = chance.NextDouble() * stays;
        foreach (var step in _steps)
        {
            if (step.At > wait && step.Stays <= target)
            {
                return step.At;
            }
        }

        return -1;
    }
}
