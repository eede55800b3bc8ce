using System.Collections.Concurrent;
using System.Collections.Frozen;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Scripting;

namespace ContactCenter.Scripts;

/// <summary>
/// Does what scripts demand of the world, each demand under its own key: once where nothing fails, and again with the same key after a crash. What it came to is
/// the run's next input.
/// </summary>
internal sealed class ActionRunner(
    TenantId tenant, ScriptIndex index, ScriptHost scripts, IEnumerable<IScriptAction> actions, VoiceMessages messages, TimeProvider time, ILogger<ActionRunner> logger) : IAsyncDisposable
{
    /// <summary>How many actions are done at once.</summary>
    private const int MaxParallel = 64;

    /// <summary>How long an end waits for actions under way; what they hold is done again with the same key at the next start.</summary>
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    private readonly FrozenDictionary<string, IScriptAction> _actions = actions.DistinctBy(static one => one.Signature.Name).ToFrozenDictionary(static one => one.Signature.Name, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, Task> _running = new();
    private readonly SemaphoreSlim _slots = new(MaxParallel);
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Takes over what was being done when the process ended.</summary>
    public void Start()
    {
        foreach (var row in index.Running.Where(static row => row.State == ScriptRunState.Doing).ToList())
        {
            Enqueue(row.Run, row.Demand);
        }
    }

    /// <summary>Does what a run demands.</summary>
    public void Enqueue(Guid run, int demand)
    {
        var key = DerivedId.From(run, demand);
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_running.TryAdd(key, started.Task))
        {
            _ = RunAsync(run, demand, key, started);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        using var limit = new CancellationTokenSource(StopLimit, time);
        await Task.WhenAll(_running.Values).WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync(Guid run, int demand, Guid key, TaskCompletionSource done)
    {
        try
        {
            await _slots.WaitAsync(_stopping.Token).ConfigureAwait(false);
            try
            {
                await DoAsync(run, demand, key).ConfigureAwait(false);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (Exception e) when (e is LogUnavailableException or OperationCanceledException or ObjectDisposedException)
        {
            // the tenant stops; the next start does it again with the same key
        }
        finally
        {
            _running.TryRemove(key, out _);
            done.SetResult();
        }
    }

    private async Task DoAsync(Guid run, int demand, Guid key)
    {
        if (await scripts.DemandAsync(run, demand).ConfigureAwait(false) is not var (action, arguments))
        {
            return; // it has gone on since, as when it was late
        }

        var interaction = index.Find(run)?.Interaction ?? default;
        var call = new ScriptActionCall(key, tenant, interaction, arguments);
        var result = action == VoiceMessageAction.Name
            ? await messages.AskAsync(run, demand, call).ConfigureAwait(false) is { } refusal ? Failed(refusal) : null
            : await InvokeAsync(action, call).ConfigureAwait(false);
        if (result is null)
        {
            return; // told by what is recorded
        }

        ScriptCommand command = result.Succeeded ? new ScriptCommand.Conclude(demand, result.Fields) : new ScriptCommand.GiveUp(demand, result.Code ?? "failed");
        await scripts.PostAsync(run, new ScriptPost(DerivedId.From(key, 1), null, Principal.System, command)).ConfigureAwait(false);
    }

    private async Task<ScriptActionResult> InvokeAsync(string name, ScriptActionCall call)
    {
        if (!_actions.TryGetValue(name, out var action))
        {
            return Failed("no-such-action");
        }

        using var limit = new CancellationTokenSource(action.Signature.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, _stopping.Token);
        try
        {
            var doing = action.InvokeAsync(call, both.Token);
            return doing.IsCompleted ? await doing.ConfigureAwait(false) : await doing.AsTask().WaitAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return Failed("timeout");
        }
        catch (Exception e) when (e is not OperationCanceledException || !_stopping.IsCancellationRequested)
        {
            ScriptLog.ActionThrew(logger, e, name);
            return Failed("action-threw");
        }
    }

    private static ScriptActionResult Failed(string code) => new(false, System.Collections.Immutable.ImmutableDictionary<string, string>.Empty, code);
}
