using ContactCenter.Maintenance;

namespace ContactCenter.Tenants;

/// <summary>Somebody wants a tenant's views rebuilt.</summary>
internal sealed class RebuildRequest(Principal by, IProgress<ViewRebuild>? progress) : IProgress<ViewRebuild>
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Principal By => by;

    /// <summary>Completes when the tenant is open again.</summary>
    public Task Done => _done.Task;

    public void Report(ViewRebuild value) => progress?.Report(value);

    public void Complete() => _done.TrySetResult();

    public void GiveUp() => _done.TrySetException(new InvalidOperationException("The center stops; the views are complete after the next start."));
}
