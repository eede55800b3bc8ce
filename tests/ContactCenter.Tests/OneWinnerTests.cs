using System.Globalization;

namespace ContactCenter.Tests;

/// <summary>One winner, nothing lost: the promise of the whole center, over random histories with failing logs and dying processes.</summary>
public sealed class OneWinnerTests
{
    /// <summary>How many; more by CONTACTCENTER_HISTORIES.</summary>
    private static readonly int Histories = int.Parse(Environment.GetEnvironmentVariable("CONTACTCENTER_HISTORIES") ?? "400", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Random_histories_with_crashes_lose_nothing_and_do_nothing_twice()
    {
        var (crashes, messages) = (0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, Histories), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (seed, _) =>
        {
            await using var history = new CenterHistory(seed);
            try
            {
                await history.RunAsync();
            }
            catch (Exception e)
            {
                throw new Xunit.Sdk.XunitException($"{e.Message}{Environment.NewLine}{history.Describe()}");
            }

            Interlocked.Add(ref crashes, history.Crashes);
            Interlocked.Add(ref messages, history.Joined);
        });

        crashes.ShouldBeGreaterThan(Histories / 2, "the histories must be eventful to prove anything");
        messages.ShouldBeGreaterThan(Histories * 3);
    }
}
