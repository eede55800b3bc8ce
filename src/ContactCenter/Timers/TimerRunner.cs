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
internal sealed class TimerRunner(TimerIndex timers, RunTimers runs, InteractionHost interactions, ScriptHost scripts, TimeProvider time, TimerMetrics metrics, ILogger<TimerRunner> logger)
{
    /// <summary>How many are taken at once.</summary>
    private const int Handful = 64;

    /// <summary>How many handfuls are on their way at once: enough to share the syncs of the disk, few enough to leave room for people.</summary>
    private const int MostHandfuls = 8;

    /// <summary>Timers of the system end at 49 days; looking once a day more costs nothing.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>Runs until cancelled, or until the log fails: then the tenant is built again, and what is due with it.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var firing = new Queue<Task>();
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var now = time.GetUtcNow();
                Task[] due = [.. timers.TakeDue(now, Handful).Select(FireAsync), .. runs.TakeDue(now, Handful).Select(FireAsync)];
                if (due.Length > 0)
                {
                    firing.Enqueue(Task.WhenAll(due));
                }

                if (firing.Count == MostHandfuls || (due.Length == 0 && firing.Count > 0))
                {
                    await firing.Dequeue().ConfigureAwait(false);
                }
                else if (due.Length == 0)
                {
                    await SleepAsync(stopping).ConfigureAwait(false);
                }
            }
        }
        catch (LogUnavailableException e)
        {
            TimerLog.Stopped(logger, e);
        }

        await Task.WhenAll(firing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // that the log is gone is told already, or whoever waits hears it
    }

    private async Task FireAsync(TimerRow row)
    {
        var fire = new InteractionInput(KeyOf(row.Id, row.Due), null, Principal.System, new InteractionCommand.FireTimer(row.Id, row.Due)) { TraceParent = row.TraceParent };
        var answer = await interactions.PostAsync(row.Interaction, fire).ConfigureAwait(false);
        if (answer.Status == DeskStatus.Unavailable)
        {
            timers.PutBack(row, time.GetUtcNow() + TryAgainAfter);
        }
        else
        {
            metrics.Fired(row.Name, time.GetUtcNow() - row.Due);
        }
    }

    private async Task FireAsync((Guid Run, DateTimeOffset Due) timer)
    {
        var (run, due) = timer;
        var answer = await scripts.PostAsync(run, new ScriptPost(KeyOf(new TimerId(run), due), null, Principal.System, new ScriptCommand.Wake(due))).ConfigureAwait(false);
        if (answer.Status == DeskStatus.Unavailable)
        {
            runs.PutBack(run, time.GetUtcNow() + TryAgainAfter);
        }
        else
        {
            metrics.Fired(TimerNames.Script, time.GetUtcNow() - due);
        }
    }

    /// <summary>Follows from the timer and its time, so that delivering twice fires once.</summary>
    private static Guid KeyOf(TimerId timer, DateTimeOffset due) =>
        DerivedId.From("timer", timer.ToString(), due.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture));

    private async Task SleepAsync(CancellationToken stopping)
    {
        var next = timers.NextDue is { } timer && !(runs.NextDue < timer) ? timer : runs.NextDue;
        var wait = next is { } due ? due - time.GetUtcNow() : LongestSleep;
        if (wait <= TimeSpan.Zero)
        {
            return;
        }

        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var changed = timers.Changed.WaitToReadAsync(pause.Token).AsTask();
        var rung = runs.Rung.WaitToReadAsync(pause.Token).AsTask();
        await Task.WhenAny(changed, rung, Task.Delay(wait < LongestSleep ? wait : LongestSleep, time, pause.Token)).ConfigureAwait(false);
        await pause.CancelAsync().ConfigureAwait(false);
        timers.Changed.TryRead(out _);
        runs.Rung.TryRead(out _);
    }
}
