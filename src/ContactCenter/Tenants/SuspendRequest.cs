namespace ContactCenter.Tenants;

/// <summary>Somebody wants a tenant to end, if nothing is open in it.</summary>
internal sealed class SuspendRequest
{
    private readonly TaskCompletionSource<int?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How much is open in it; with 0 it has ended, otherwise it goes on. Null when that cannot be told: it goes on.</summary>
    public Task<int?> Open => _done.Task;

    public void Answer(int? open) => _done.TrySetResult(open);
}
