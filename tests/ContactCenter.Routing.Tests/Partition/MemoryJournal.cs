using ContactCenter.Journal;

namespace ContactCenter.Routing.Tests.Partition;

/// <summary>A journal whose appends the test lets through, holds, or fails.</summary>
internal sealed class MemoryJournal : IRouterJournal
{
    private readonly List<RouterRecord> _records = [];
    private TaskCompletionSource? _gate;
    private Task _before = Task.CompletedTask;

    public Exception? Failure { get; set; }

    /// <summary>The number of the append that fails, where one does.</summary>
    public int? FailsAt { get; set; }

    /// <summary>How many appends are over.</summary>
    public int Appends { get; private set; }

    /// <summary>How many were asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>Completes when the third was asked for.</summary>
    public TaskCompletionSource Third { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int LargestAppend { get; private set; }

    public TaskCompletionSource Waiting { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<RouterRecord> Records
    {
        get
        {
            lock (_records)
            {
                return [.. _records];
            }
        }
    }

    /// <summary>Holds the next append, and those after it, until <see cref="Open"/>.</summary>
    public void Close() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open()
    {
        var gate = _gate;
        _gate = null;
        gate?.SetResult();
    }

    /// <summary>The journal of another partition from now on: what failed for one is nothing to the next.</summary>
    public MemoryJournal Reopened()
    {
        _before = Task.CompletedTask;
        return this;
    }

    /// <summary>Lets through what stands at the gate and holds what comes behind it.</summary>
    public void OpenOnce()
    {
        var gate = _gate;
        Close();
        gate?.SetResult();
    }

    public ValueTask AppendAsync(IReadOnlyList<RouterRecord> records)
    {
        if (++Asked == 3)
        {
            Third.SetResult();
        }

        return new ValueTask(_before = AppendAsync(records, _before));
    }

    private async Task AppendAsync(IReadOnlyList<RouterRecord> records, Task before)
    {
        await before;
        if (_gate is { } gate)
        {
            Waiting.TrySetResult();
            await gate.Task;
        }

        if (Failure is not null)
        {
            throw Failure;
        }

        if (FailsAt == Appends + 1)
        {
            throw new LogUnavailableException("The disk is full.");
        }

        lock (_records)
        {
            _records.AddRange(records);
            Appends++;
            LargestAppend = Math.Max(LargestAppend, records.Count);
        }
    }
}
