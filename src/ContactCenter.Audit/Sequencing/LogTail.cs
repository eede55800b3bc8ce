namespace ContactCenter.Audit;

/// <summary>The newest committed batches in memory, bounded: the oldest leave first, and whoever is further behind reads from the store. Thread-safe.</summary>
internal sealed class LogTail(AuditLogOptions options)
{
    /// <summary>Entries behind the head that stay decoded: as many as those may be behind who follow as fast as they can.</summary>
    private const int Decoded = 1_024;

    private readonly Lock _gate = new();
    private readonly List<CommittedBatch> _batches = [];
    private int _start; // the first one still kept; the list is compacted now and then
    private int _young; // the first one that may be decoded
    private long _bytes;
    private long _head;
    private bool _isClosed;
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Head => Volatile.Read(ref _head);

    public bool IsClosed => Volatile.Read(ref _isClosed);

    public void StartAt(long head) => Volatile.Write(ref _head, head);

    /// <summary>Makes a batch visible.</summary>
    public void Publish(CommittedBatch batch)
    {
        TaskCompletionSource grown;
        lock (_gate)
        {
            _batches.Add(batch);
            _bytes += batch.Bytes;
            Volatile.Write(ref _head, batch.Next);
            while (_start < _batches.Count - 1 && (_head - _batches[_start].First > options.TailEntries || _bytes > options.TailBytes))
            {
                _bytes -= _batches[_start].Bytes;
                _batches[_start++] = null!;
            }

            _young = Math.Max(_young, _start);
            while (_head - _batches[_young].Next > Decoded)
            {
                _batches[_young++].Age();
            }

            if (_start > 1024 && _start * 2 > _batches.Count)
            {
                _batches.RemoveRange(0, _start);
                (_young, _start) = (_young - _start, 0);
            }

            grown = _grown;
            _grown = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        grown.SetResult();
    }

    /// <summary>Ends all waits; nothing more will come.</summary>
    public void Close()
    {
        lock (_gate)
        {
            Volatile.Write(ref _isClosed, true);
        }

        _grown.TrySetResult();
    }

    /// <summary>The batch in memory that holds <paramref name="position"/>; null when it is older, or not there yet.</summary>
    public CommittedBatch? Find(long position)
    {
        lock (_gate)
        {
            var (low, high) = (_start, _batches.Count - 1);
            while (low <= high)
            {
                var middle = (low + high) / 2;
                var batch = _batches[middle];
                if (position < batch.First)
                {
                    high = middle - 1;
                }
                else if (position >= batch.Next)
                {
                    low = middle + 1;
                }
                else
                {
                    return batch;
                }
            }

            return null;
        }
    }

    /// <summary>Completes when the head is beyond <paramref name="position"/>, at the next batch, which may end before it, or when the log is closed.</summary>
    public Task WhenGrownAsync(long position)
    {
        lock (_gate)
        {
            return _head > position || _isClosed ? Task.CompletedTask : _grown.Task;
        }
    }
}
