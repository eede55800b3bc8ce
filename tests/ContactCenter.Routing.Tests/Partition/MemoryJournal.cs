using ContactCenter.Journal;

namespace ContactCenter.Routing.Tests.Partition;

/// <summary>A journal whose appends the test lets through, holds, or fails.</summary>
internal sealed class MemoryJournal : IRouterJournal
{
    private readonly List<RouterRecord> _records = [];
    private TaskCompletionSource? _gate;

    public Exception? Failure { get; set; }

    /// <summary>The number of the append that fails, where one does.</summary>
    public int? FailsAt { get; set; }

    public int Appends { get; private set; }

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

    public async ValueTask AppendAsync(IReadOnlyList<RouterRecord> records)
    {
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
