using Microsoft.Extensions.Logging;

namespace ContactCenter.Desktop.Circuit;

/// <summary>
/// Holds the person's connection while two things are true: a desktop is shown, and its browser can be reached. Without the
/// connection no work is offered, so a closed browser is not available.
/// </summary>
internal sealed class DeskConnection(Workplace workplace, TimeProvider time, ILogger<DeskConnection> logger) : IAsyncDisposable
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _gone = new();
    private IAsyncDisposable? _held;
    private ITimer? _retry;
    private bool _shown;
    private bool _reachable = true;

    public bool IsHeld => _held is not null;

    /// <summary>A desktop is shown from now on (or no longer).</summary>
    public Task ShowAsync(bool shown)
    {
        _shown = shown;
        return SettleAsync();
    }

    /// <summary>The browser can be reached from now on (or no longer).</summary>
    public Task ReachAsync(bool reachable)
    {
        _reachable = reachable;
        return SettleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_gone.IsCancellationRequested)
        {
            await _gone.CancelAsync();
            _shown = false;
            await SettleAsync();
            _retry?.Dispose();
        }
    }

    private async Task SettleAsync()
    {
        await _turn.WaitAsync();
        try
        {
            var wanted = _shown && _reachable && workplace.Has(Role.Agent);
            if (wanted && _held is null)
            {
                _held = await workplace.Open.ConnectAsync(_gone.Token);
            }
            else if (!wanted && _held is { } held)
            {
                _held = null;
                await ReleaseAsync(held);
            }
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return;
        }
#pragma warning disable CA1031 // without a connection the desktop still shows what there is; it tries again
        catch (Exception fault)
#pragma warning restore CA1031
        {
            logger.ConnectFailed(fault, workplace.Desk?.Principal.Name ?? "", RetryAfter);
            _retry ??= time.CreateTimer(static me => _ = ((DeskConnection)me!).SettleAsync(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _retry.Change(RetryAfter, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task ReleaseAsync(IAsyncDisposable held)
    {
        try
        {
            await held.DisposeAsync();
        }
#pragma warning disable CA1031 // the browser has gone: nobody is left to be told
        catch (Exception fault)
#pragma warning restore CA1031
        {
            logger.DisconnectFailed(fault);
        }
    }
}
