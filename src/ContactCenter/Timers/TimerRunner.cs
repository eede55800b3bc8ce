using ContactCenter.Desk;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Scripts;

namespace ContactCenter.Timers;

/// <summary>
/// Wakes machines at the times they have asked for. It decides nothing: a timer that was cancelled or moved meanwhile leads to
/// nothing, one that fell due while nobody ran is delivered at the start, and one delivered twice fires once.
/// </summary>
internal sealed class TimerRunner(TimerIndex timers, InteractionHost interactions, ScriptHost scripts, TimeProvider time, TimerMetrics metrics, ILogger<TimerRunner> logger)
{
    /// <summary>How many are delivered at once: enough to share the syncs of the disk, few enough to leave room for people.</summary>
    private const int MaxParallel = 64;

    /// <summary>Timers of the system end at 49 days; looking once a day more costs nothing.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>Runs until cancelled, or until the log fails: then the tenant is built again, and what is due with it.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var due = timers.TakeDue(time.GetUtcNow(), MaxParallel);
                await Task.WhenAll(due.Select(FireAsync)).ConfigureAwait(false);
                if (due.Count == 0)
                {
                    await SleepAsync(stopping).ConfigureAwait(false);
                }
            }
        }
        catch (LogUnavailableException e)
        {
            TimerLog.Stopped(logger, e);
        }
    }

    private async Task FireAsync(TimerRow row)
    {
        // The key follows from the timer and its time, so that delivering twice fires once.
        var key = DerivedId.From("timer", row.Id.ToString(), row.Due.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
        var answer = row.Name == TimerNames.Script
            ? await scripts.PostAsync(row.Id.Value, new ScriptPost(key, null, Principal.System, new ScriptCommand.Wake(row.Due)) { TraceParent = row.TraceParent }).ConfigureAwait(false)
            : await interactions.PostAsync(row.Interaction, new InteractionInput(key, null, Principal.System, new InteractionCommand.FireTimer(row.Id, row.Due)) { TraceParent = row.TraceParent }).ConfigureAwait(false);
        if (answer.Status == DeskStatus.Unavailable)
        {
            timers.PutBack(row, time.GetUtcNow() + TryAgainAfter);
        }
        else
        {
            metrics.Fired(row.Name, time.GetUtcNow() - row.Due);
        }
    }

    private async Task SleepAsync(CancellationToken stopping)
    {
        var wait = timers.NextDue is { } due ? due - time.GetUtcNow() : LongestSleep;
        if (wait <= TimeSpan.Zero)
        {
            return;
        }

        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var changed = timers.Changed.WaitToReadAsync(pause.Token).AsTask();
        await Task.WhenAny(changed, Task.Delay(wait < LongestSleep ? wait : LongestSleep, time, pause.Token)).ConfigureAwait(false);
        await pause.CancelAsync().ConfigureAwait(false);
        timers.Changed.TryRead(out _);
    }
}
