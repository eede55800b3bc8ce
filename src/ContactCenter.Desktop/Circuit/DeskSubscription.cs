using System.Threading.Channels;
using ContactCenter.Desk;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Desktop.Circuit;

/// <summary>One part of a page that wants to know when to look again.</summary>
internal sealed class DeskSubscription(
    Func<DeskEvent, bool> concerns,
    Func<Task> refresh,
    TimeSpan interval,
    TimeProvider time,
    ILogger logger,
    Action<DeskSubscription> remove) : IDisposable
{
    // One place: that something changed is all that is kept, not how often.
    private readonly Channel<bool> _due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public Task Loop { get; private set; } = Task.CompletedTask;

    public void Start(CancellationToken gone) => Loop = RunAsync(gone);

    public void Signal(DeskEvent e)
    {
        if (e.Kind == DeskEventKind.Resync || concerns(e))
        {
            _due.Writer.TryWrite(true);
        }
    }

    public void Dispose()
    {
        remove(this);
        _due.Writer.TryComplete();
    }

    private async Task RunAsync(CancellationToken gone)
    {
        try
        {
            await foreach (var _ in _due.Reader.ReadAllAsync(gone))
            {
                await RefreshAsync();
                await Task.Delay(interval, time, gone);
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task RefreshAsync()
    {
        try
        {
            await refresh();
        }
        catch (ObjectDisposedException)
        {
            Dispose(); // the component left while it was being told
        }
#pragma warning disable CA1031 // one part of a page that fails must not silence the others
        catch (Exception fault)
#pragma warning restore CA1031
        {
            logger.RefreshFailed(fault);
        }
    }
}
