namespace Acceptance.Host;

/// <summary>Waiting for something another process does.</summary>
internal static class Wait
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Asks again and again, every 50 ms; after a minute the test fails with what it saw last.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, Func<string> lastSeen)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException($"Waited {Limit.TotalSeconds} s in vain: {lastSeen()}.");
            }

            await Task.Delay(50);
        }
    }
}
