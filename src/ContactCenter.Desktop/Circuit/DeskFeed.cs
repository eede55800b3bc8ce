using ContactCenter.Desk;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Desktop.Circuit;

/// <summary>
/// The one watch of a circuit. Components subscribe with what concerns them and are asked to look again: at once after a quiet
/// time, else at most once per interval, however many events come.
/// </summary>
internal sealed class DeskFeed(Workplace workplace, TimeProvider time, ILogger<DeskFeed> logger) : IAsyncDisposable
{
    /// <summary>Faster than anybody reads, and 10 queries a second at most for each part of a page.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<DeskSubscription> _subscriptions = [];
    private readonly CancellationTokenSource _gone = new();
    private Task? _watch;

    /// <summary>Something that is not kept and changes nothing that could be looked at again: a customer types. On no context in particular.</summary>
    public event Action<DeskEvent>? Passed;

    private bool _disposed;

    /// <summary>Calls <paramref name="refresh"/> on the subscriber's context after each event that <paramref name="concerns"/> it, and after each resync.</summary>
    public IDisposable Subscribe(Func<DeskEvent, bool> concerns, Func<Task> refresh, TimeSpan? interval = null)
    {
        var subscription = new DeskSubscription(concerns, refresh, interval ?? Interval, time, logger, Remove);
        lock (_gate)
        {
            _subscriptions.Add(subscription);
        }

        subscription.Start(_gone.Token);
        _watch ??= WatchAsync();
        return subscription;
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _gone.CancelAsync();
        if (_watch is not null)
        {
            await _watch;
        }

        foreach (var subscription in Subscriptions())
        {
            await subscription.Loop;
        }

        _gone.Dispose();
    }

    private async Task WatchAsync()
    {
        while (!_gone.IsCancellationRequested && workplace.Desk is { } desk)
        {
            try
            {
                await foreach (var e in desk.WatchAsync(_gone.Token))
                {
                    Signal(e);
                }

                await Task.Delay(RetryAfter, time, _gone.Token);
            }
            catch (OperationCanceledException) when (_gone.IsCancellationRequested)
            {
                return;
            }
            catch (DeskAccessException)
            {
                return; // a role that sees nothing hears nothing
            }
#pragma warning disable CA1031 // the top of a loop: whatever ended the watch, it begins again
            catch (Exception fault)
#pragma warning restore CA1031
            {
                logger.WatchFailed(fault, desk.Tenant.Value, RetryAfter);
                await Task.Delay(RetryAfter, time, _gone.Token).ContinueWith(static _ => { }, TaskScheduler.Default);
            }

            Signal(new DeskEvent(DeskEventKind.Resync, 0, time.GetUtcNow()));
        }
    }

    private void Signal(DeskEvent e)
    {
        if (e.Kind is DeskEventKind.CustomerTyping or DeskEventKind.CustomerPaused)
        {
            Passed?.Invoke(e);
            return;
        }

        foreach (var subscription in Subscriptions())
        {
            subscription.Signal(e);
        }
    }

    private DeskSubscription[] Subscriptions()
    {
        lock (_gate)
        {
            return [.. _subscriptions];
        }
    }

    private void Remove(DeskSubscription subscription)
    {
        lock (_gate)
        {
            _subscriptions.Remove(subscription);
        }
    }
}
