using Microsoft.Extensions.Hosting;

namespace ContactCenter.Tenants;

/// <summary>Runs every tenant for the host's life. One that fails is closed, so that its door refuses, and built again from its log; the others go on.</summary>
internal sealed class TenantSupervisor(
    TenantServices services, TenantRegistry registry, TenantHealth health, TimeProvider time, ILogger<TenantSupervisor> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    /// <summary>The door is open, or known to be shut, when the host has started.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var first = services.Options.Tenants.Keys.Select(id => Run(new TenantId(id))).ToList();
        _running = Task.WhenAll(first.Select(static t => t.Ended));
        await Task.WhenAll(first.Select(static t => t.Tried)).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finishes what was taken in. The servers have stopped by then, so nothing new comes.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    private (Task Tried, Task Ended) Run(TenantId tenant)
    {
        var tried = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (tried.Task, Task.Run(() => LoopAsync(tenant, tried)));
    }

    private async Task LoopAsync(TenantId tenant, TaskCompletionSource tried)
    {
        var pause = FirstPause;
        while (!_stopping.IsCancellationRequested)
        {
            var started = time.GetTimestamp();
            try
            {
                await RunOnceAsync(tenant, tried).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                TenantLog.Stopped(logger, e, tenant, pause);
                health.Failed(tenant, e);
            }

            tried.TrySetResult();
            await Task.Delay(pause, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = time.GetElapsedTime(started) > TimeSpan.FromMinutes(1) ? FirstPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }

        tried.TrySetResult();
    }

    private async Task RunOnceAsync(TenantId tenant, TaskCompletionSource tried)
    {
        var runtime = await TenantRuntime.StartAsync(tenant, services, _stopping.Token).ConfigureAwait(false);
        try
        {
            registry.Open(runtime);
            health.Running(tenant);
            await runtime.OpenAsync().ConfigureAwait(false);
            tried.TrySetResult();
            var failed = await runtime.Failed.WaitAsync(_stopping.Token).ConfigureAwait(false);
            await failed.ConfigureAwait(false);
            throw new JournalFailedException("A part of the tenant ended by itself.", null);
        }
        catch (Exception e) when (!_stopping.IsCancellationRequested)
        {
            health.Failed(tenant, e); // before the closing, which waits for what is on its way
            throw;
        }
        finally
        {
            registry.Close(runtime);
            await runtime.DisposeAsync().ConfigureAwait(false);
        }
    }
}
