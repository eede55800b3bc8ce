namespace ContactCenter.Testing;

/// <summary>A signal that something has changed. Take <see cref="Next"/> before looking, and await it after: nothing in between is missed. Thread-safe.</summary>
internal sealed class Pulse
{
    private TaskCompletionSource _next = NewSource();

    /// <summary>Completes at the next change.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Wakes whoever waits.</summary>
    public void Beat() => Interlocked.Exchange(ref _next, NewSource()).TrySetResult();

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
