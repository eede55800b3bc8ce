using System.Diagnostics;

namespace ContactCenter.Benchmarks.Web;

/// <summary>Customers who write: at a fixed rate whatever the host does, or each as soon as the one before was answered.</summary>
internal sealed class WebhookLoad(Uri url, WebhookForm form, int customers)
{
    private int _message;

    /// <summary>The number of the first customer.</summary>
    public int FirstCustomer { get; init; }

    /// <summary>Called with message and time before a webhook is sent, where somebody wants to know.</summary>
    public Action<int, long>? Sending { get; init; }

    /// <summary>
    /// Open loop: message i is due at i/rate seconds, and its time counts from then, also when every connection was busy or this
    /// program was late (by up to about 1 ms, the resolution of its clock).
    /// </summary>
    public Task<WebhookResult> AtRateAsync(double rate, TimeSpan duration, int connections)
    {
        var (total, next) = ((int)(rate * duration.TotalSeconds), -1);
        var start = Stopwatch.GetTimestamp() + (Stopwatch.Frequency / 10);
        return RunAsync(connections, async () =>
        {
            var i = Interlocked.Increment(ref next);
            if (i >= total)
            {
                return null;
            }

            var due = start + (long)(i / rate * Stopwatch.Frequency);
            for (var left = due - Stopwatch.GetTimestamp(); left > 0; left = due - Stopwatch.GetTimestamp())
            {
                await Task.Delay(TimeSpan.FromSeconds((double)left / Stopwatch.Frequency));
            }

            return due;
        });
    }

    /// <summary>Closed loop: as much as the host takes.</summary>
    public Task<WebhookResult> SaturateAsync(int connections, TimeSpan duration)
    {
        var end = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        return RunAsync(connections, () =>
        {
            var now = Stopwatch.GetTimestamp();
            return Task.FromResult<long?>(now < end ? now : null);
        });
    }

    private async Task<WebhookResult> RunAsync(int connections, Func<Task<long?>> nextDue)
    {
        var (latencies, errors) = (new Latencies(), 0);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using var connection = await WebhookConnection.OpenAsync(url);
            while (await nextDue() is { } due)
            {
                var message = Interlocked.Increment(ref _message);
                Sending?.Invoke(message, due);
                if (await connection.PostAsync(form.Request(message, FirstCustomer + (message % customers))) == 200)
                {
                    latencies.Add(due);
                }
                else
                {
                    Interlocked.Increment(ref errors);
                }
            }
        })));
        return new WebhookResult(latencies.Count / Stopwatch.GetElapsedTime(started).TotalSeconds, latencies, errors);
    }
}

/// <summary>What came of it: only what was answered 200 counts.</summary>
internal sealed record WebhookResult(double PerSecond, Latencies Acknowledged, int Errors)
{
    public override string ToString() => $"{PerSecond,7:N0}/s  {Acknowledged}  errors {Errors}";
}
