namespace ContactCenter.Audit;

/// <summary>
/// The appends waiting for the sequencer. Bounded: when full, a caller waits outside until a batch has been taken, and nothing is
/// shed. An eighth of the room is kept free for urgent appends, which are taken first. The reader is one thread of its own, which
/// sleeps here; many callers write.
/// </summary>
internal sealed class AppendQueue(AuditLogOptions options)
{
    private readonly object _gate = new();
    private readonly Queue<PendingAppend> _urgent = new();
    private readonly Queue<PendingAppend> _waiting = new();
    private TaskCompletionSource _room = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _bytes;
    private int _entries;
    private bool _closed;
    private Func<Exception>? _refusal;

    /// <summary>Takes the append in, or says what to wait for. An empty queue takes any append.</summary>
    /// <exception cref="Exception">What the log was closed with.</exception>
    public bool TryAdd(PendingAppend append, out Task room)
    {
        lock (_gate)
        {
            if (_closed)
            {
                throw _refusal!();
            }

            room = _room.Task;
            var isUrgent = append.Append.IsUrgent;
            if (_entries > 0
                && (_entries + append.Entries.Length > Room(options.MaxWaitingEntries, isUrgent) || _bytes + append.Bytes > Room(options.MaxWaitingBytes, isUrgent)))
            {
                return false;
            }

            (isUrgent ? _urgent : _waiting).Enqueue(append);
            _entries += append.Entries.Length;
            _bytes += append.Bytes;
            if (_urgent.Count + _waiting.Count == 1)
            {
                Monitor.Pulse(_gate);
            }

            return true;
        }
    }

    /// <summary>Waits for appends and takes a batch of them in order; false when the queue is closed and empty.</summary>
    public bool Take(List<PendingAppend> batch)
    {
        lock (_gate)
        {
            while (_urgent.Count + _waiting.Count == 0)
            {
                if (_closed)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }

            var (entries, bytes) = (0, 0L);
            while ((_urgent.TryPeek(out var next) || _waiting.TryPeek(out next))
                && (batch.Count == 0 || (entries + next.Entries.Length <= options.MaxBatchEntries && bytes + next.Bytes <= options.MaxBatchBytes)))
            {
                batch.Add((_urgent.Count > 0 ? _urgent : _waiting).Dequeue());
                entries += next.Entries.Length;
                bytes += next.Bytes;
            }

            _entries -= entries;
            _bytes -= bytes;
            MakeRoom();
            return true;
        }
    }

    /// <summary>Refuses all further appends with what <paramref name="refusal"/> makes; those waiting may still be taken.</summary>
    public void Close(Func<Exception> refusal)
    {
        lock (_gate)
        {
            _closed = true;
            _refusal = refusal;
            MakeRoom();
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Takes everything out, when nothing more will be written.</summary>
    public List<PendingAppend> TakeAll()
    {
        lock (_gate)
        {
            var all = _urgent.Concat(_waiting).ToList();
            _urgent.Clear();
            _waiting.Clear();
            return all;
        }
    }

    private static long Room(long max, bool isUrgent) => isUrgent ? max : max - max / 8;

    private void MakeRoom()
    {
        _room.TrySetResult();
        _room = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
