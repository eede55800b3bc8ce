using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>The calls of agents' telephones beside all conversations. Thread-safe.</summary>
internal sealed class InternalCalls(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LeaveWithin = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (InternalCall Call, Task Run)> _all = new(StringComparer.Ordinal);

    /// <summary>Conducts one until it is over.</summary>
    public void Begin(InternalCall call)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _all[call.Telephone] = (call, done.Task);
        _ = RunAsync();

        async Task RunAsync()
        {
            try
            {
                await call.RunAsync().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                logger.InboundFailed(e);
            }
            finally
            {
                _all.TryRemove(call.Telephone, out _);
                done.TrySetResult();
            }
        }
    }

    /// <summary>That of an agent's telephone, by the call that it made (<see cref="Calls.ICall.Id"/>); null when there is none, or it is another agent's.</summary>
    public InternalCall? Find(string telephone, AgentId from) => _all.TryGetValue(telephone, out var found) && found.Call.From == from ? found.Call : null;

    /// <summary>Lets all telephones go, and waits until that has been told.</summary>
    public async Task StopAsync()
    {
        var all = _all.Values.ToArray();
        await Task.WhenAll(all.Select(static a => a.Call.StopAsync().AsTask())).WaitAsync(LeaveWithin, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(all.Select(static a => a.Run)).WaitAsync(LeaveWithin, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
