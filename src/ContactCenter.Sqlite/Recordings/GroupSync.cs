using ContactCenter.Sqlite.Files;

namespace ContactCenter.Sqlite.Recordings;

/// <summary>
/// Makes what many do to files durable together, on a thread of its own: everybody's changes first, then a sync for each, of which the first writes what all wait for and the others find it
/// written. A sync for everybody in turn would keep the disk, and the log's own, busy with little else. Thread-safe; the thread ends when there is nothing to do.
/// </summary>
internal sealed class GroupSync
{
    /// <summary>How long what is not urgent waits for more, where it is not alone: one after the other, as at a start, waits for nobody.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    private readonly object _gate = new();
    private List<Work> _waiting = [];
    private bool _isUrgent;
    private bool _isRunning;

    /// <summary>Does a piece of work; completes when it is durable, or fails as it failed.</summary>
    public Task RunAsync(Work work, bool isUrgent)
    {
        lock (_gate)
        {
            _waiting.Add(work);
            _isUrgent |= isUrgent;
            if (_isRunning)
            {
                Monitor.Pulse(_gate);
            }
            else
            {
                _isRunning = true;
                new Thread(Run) { IsBackground = true, Name = "recordings" }.Start();
            }
        }

        return work.Task;
    }

    private void Run()
    {
        while (Take() is { Count: > 0 } batch)
        {
            foreach (var work in batch)
            {
                work.Try(work.Change);
            }

            foreach (var work in batch)
            {
                work.Try(work.Sync);
            }

            foreach (var folder in batch.SelectMany(static w => w.Folders).Distinct(StringComparer.Ordinal).ToList())
            {
                var concerned = batch.Where(w => w.Folders.Contains(folder)).ToList();
                if (Failure(() => DurableDirectory.Sync(folder)) is { } fault)
                {
                    concerned.ForEach(w => w.Try(() => throw new IOException(fault.Message, fault)));
                }
            }

            batch.ForEach(static w => w.Complete());
        }
    }

    /// <summary>What waits; nothing when the thread may end.</summary>
    private List<Work> Take()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                if (!Monitor.Wait(_gate, Idle) && _waiting.Count == 0)
                {
                    _isRunning = false;
                    return [];
                }
            }

            var started = TimeProvider.System.GetTimestamp();
            while (!_isUrgent && _waiting.Count > 1 && Gathering - TimeProvider.System.GetElapsedTime(started) is var left && left > TimeSpan.Zero)
            {
                Monitor.Wait(_gate, left);
            }

            var batch = _waiting;
            (_waiting, _isUrgent) = ([], false);
            return batch;
        }
    }

    private static Exception? Failure(Action work)
    {
        try
        {
            work();
            return null;
        }
        catch (Exception e) // whatever it is, it is the caller's to hear
        {
            return e;
        }
    }

    /// <summary>Something to do.</summary>
    /// <param name="change">Changes a file.</param>
    /// <param name="sync">Has the file on disk.</param>
    /// <param name="folders">Whose names changed.</param>
    internal sealed class Work(Action change, Action sync, IReadOnlyList<string> folders)
    {
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Exception? _fault;

        public Action Change => change;

        public Action Sync => sync;

        public IReadOnlyList<string> Folders => folders;

        public Task Task => _done.Task;

        /// <summary>Does a step, unless one before has failed.</summary>
        public void Try(Action step) => _fault ??= Failure(step);

        public void Complete()
        {
            if (_fault is { } fault)
            {
                _done.SetException(fault);
            }
            else
            {
                _done.SetResult();
            }
        }
    }
}
