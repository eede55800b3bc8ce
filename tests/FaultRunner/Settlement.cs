using System.Diagnostics;

namespace FaultRunner;

/// <summary>Waits until a host that lives has found and answered everything.</summary>
public static class Settlement
{
    /// <summary>The verdict as soon as it is good, or as it is when patience is over. The agents are sent home.</summary>
    public static async Task<Verdict> AwaitAsync(Bench bench, HostProcess host, IReadOnlyList<Life> lives, TimeSpan patience, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var supervisor = new DeskClient(bench.Place.Url, "sofia");
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            var isLate = Stopwatch.GetElapsedTime(started) > patience || host.HasExited;
            try
            {
                if (!isLate && (await supervisor.GetAsync<List<SummaryNow>>("interactions?openOnly=true&limit=1", cancellationToken)).Count > 0)
                {
                    continue; // not worth reading everything
                }

                var history = await History.ReadAsync(supervisor, cancellationToken);
                var verdict = new Judge(bench.Ledger, history, [.. bench.Agents.SelectMany(static a => a.Answers.ToList())], lives).Judgement();
                if (verdict.IsGood || isLate)
                {
                    await bench.RestAsync();
                    return verdict with { SettledIn = Stopwatch.GetElapsedTime(started) };
                }
            }
            catch (HttpRequestException) when (!isLate)
            {
                // It is not ready again yet.
            }
        }
    }
}
