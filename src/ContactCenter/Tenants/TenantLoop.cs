using ContactCenter.Maintenance;

namespace ContactCenter.Tenants;

/// <summary>
/// One tenant's life in this process: runs it, closes it when it fails, so that its door refuses, and builds it again from its log. While
/// the log cannot be written to, the last one that ran goes on being read.
/// </summary>
internal sealed class TenantLoop(TenantId tenant, TenantServices services, TenantRegistry registry, TenantHealth health, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RebuildRequest? _rebuild;
    private SuspendRequest? _suspend;
    private bool _hasEnded;
    private TenantRuntime? _last; // closed, but readable

    /// <summary>Completes when the door is open, or known to be shut.</summary>
    public Task Tried => _tried.Task;

    /// <summary>Has the views rebuilt; completes when the tenant is open again.</summary>
    /// <exception cref="InvalidOperationException">The tenant's life is over.</exception>
    public Task RebuildAsync(Principal by, IProgress<ViewRebuild>? progress)
    {
        lock (_gate)
        {
            if (_hasEnded)
            {
                throw new InvalidOperationException("The center does not run; start its host, then have the views rebuilt.");
            }

            if (_rebuild is null)
            {
                _rebuild = new RebuildRequest(by, progress);
                _asked.TrySetResult();
            }

            return _rebuild.Done;
        }
    }

    /// <summary>Ends the tenant if nothing is open in it: shuts its door, finishes what was taken in, and looks.</summary>
    /// <returns>How much is open; with 0 it has ended. Null when it does not run, so that nobody can tell.</returns>
    public Task<int?> TryEndAsync()
    {
        lock (_gate)
        {
            if (_hasEnded || registry.Find(tenant) is null)
            {
                return Task.FromResult<int?>(null);
            }

            _suspend ??= new SuspendRequest();
            _asked.TrySetResult();
            return _suspend.Open;
        }
    }

    public async Task RunAsync(CancellationToken stopping)
    {
        var pause = FirstPause;
        while (!stopping.IsCancellationRequested)
        {
            var started = services.Time.GetTimestamp();
            var (rebuild, asked) = Request();
            try
            {
                if (await RunOnceAsync(rebuild, asked, stopping).ConfigureAwait(false) is not { } open)
                {
                    continue; // closed because it was asked for
                }

                if (open > 0)
                {
                    TakeSuspension()?.Answer(open);
                    continue;
                }

                break; // suspended
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                TenantLog.Stopped(logger, e, tenant, pause);
                health.Failed(tenant, _last?.Storage.Log.Failure ?? e);
                TakeSuspension()?.Answer(null);
            }

            _tried.TrySetResult();
            await Task.Delay(pause, services.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = services.Time.GetElapsedTime(started) > TimeSpan.FromMinutes(1) ? FirstPause : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
        }

        _tried.TrySetResult();
        await ForgetLastAsync().ConfigureAwait(false);
        lock (_gate)
        {
            _hasEnded = true;
            _rebuild?.GiveUp();
        }

        TakeSuspension()?.Answer(stopping.IsCancellationRequested ? null : 0);
    }

    /// <summary>Returns when something was asked for that takes a new start. How much is open, when it was to end; with 0 it has, otherwise it starts anew.</summary>
    private async Task<int?> RunOnceAsync(RebuildRequest? rebuild, Task asked, CancellationToken stopping)
    {
        var runtime = await TenantRuntime.StartAsync(tenant, services, rebuild, stopping).ConfigureAwait(false);
        try
        {
            registry.Open(runtime);
            health.Running(tenant);
            await ForgetLastAsync().ConfigureAwait(false);
            await runtime.OpenAsync().ConfigureAwait(false);
            _tried.TrySetResult();
            Complete(rebuild);
            var ended = await Task.WhenAny(runtime.Failed, asked).WaitAsync(stopping).ConfigureAwait(false);
            if (ended != asked)
            {
                await (await runtime.Failed.ConfigureAwait(false)).ConfigureAwait(false);
                throw new JournalFailedException("A part of the tenant ended by itself.", null);
            }

            if (IsToEnd())
            {
                registry.Close(runtime); // nothing more comes in
                return await runtime.EndAndCountOpenAsync().ConfigureAwait(false);
            }

            health.Rebuilding(tenant);
            return null;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            health.Failed(tenant, runtime.Storage.Log.Failure ?? e); // before the closing, which waits for what is on its way
            registry.CloseDoor(runtime);
            if (await runtime.TryReleaseAsync().ConfigureAwait(false))
            {
                _last = runtime;
            }

            throw;
        }
        finally
        {
            if (_last != runtime)
            {
                registry.Close(runtime);
                await runtime.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private bool IsToEnd()
    {
        lock (_gate)
        {
            return _suspend is not null;
        }
    }

    private SuspendRequest? TakeSuspension()
    {
        lock (_gate)
        {
            var asked = _suspend;
            _suspend = null;
            return asked;
        }
    }

    /// <summary>Nobody reads the last one any more: another one has taken its place, or the process stops.</summary>
    private async ValueTask ForgetLastAsync()
    {
        if (_last is { } last)
        {
            _last = null;
            registry.Close(last);
            await last.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>What is asked for now, and what completes when something else is.</summary>
    private (RebuildRequest? Rebuild, Task Asked) Request()
    {
        lock (_gate)
        {
            if (_asked.Task.IsCompleted)
            {
                _asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return (_rebuild, _asked.Task);
        }
    }

    private void Complete(RebuildRequest? rebuild)
    {
        if (rebuild is null)
        {
            return;
        }

        lock (_gate)
        {
            _rebuild = null;
        }

        rebuild.Complete();
    }
}
