using Microsoft.Extensions.Logging;

namespace ContactCenter.Audit.Sqlite;

/// <summary>
/// Fills the index file behind the log, on a thread of its own. Small transactions would cost several times more a row, so it gathers
/// first. Bounded: when it is too far behind, the sequencer waits. When it fails, the log stops: without it no repeat is recognised.
/// </summary>
internal sealed class IndexWriter
{
    private const int MaxApplied = 8_192;

    private readonly object _gate = new();
    private readonly LogId _log;
    private readonly IndexFile _file;
    private readonly SqliteLogOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly List<LogBatch> _missing = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _start;
    private int _count;
    private bool _closing;

    public IndexWriter(LogId log, IndexFile file, SqliteLogOptions options, TimeProvider time, ILogger logger)
    {
        (_log, _file, _options, _time, _logger, _start) = (log, file, options, time, logger, file.Applied);
        new Thread(Run) { IsBackground = true, Name = $"index {log}" }.Start();
    }

    public Exception? Failure { get; private set; }

    public Unindexed Missing()
    {
        lock (_gate)
        {
            return new Unindexed(_start, [.. _missing]);
        }
    }

    public void WaitForRoom()
    {
        lock (_gate)
        {
            while (_count > _options.MaxIndexLag && Failure is null)
            {
                Monitor.Wait(_gate);
            }

            if (Failure is { } failure)
            {
                throw new IOException($"The index of log '{_log}' failed: {failure.Message}", failure);
            }
        }
    }

    public void Add(LogBatch batch)
    {
        if (batch.Entries.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            var before = _count;
            _missing.Add(batch);
            _count += batch.Entries.Count;
            if (before == 0 || (before < _options.IndexBatch && _count >= _options.IndexBatch))
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    public void Fail(Exception cause)
    {
        lock (_gate)
        {
            if (Failure is not null)
            {
                return;
            }

            Failure = cause;
            Monitor.PulseAll(_gate);
        }

        SqliteLogMessages.IndexFailed(_logger, _log, cause);
    }

    /// <summary>Writes what is missing, then ends.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.PulseAll(_gate);
        }

        return _ended.Task;
    }

    private void Run()
    {
        try
        {
            while (Gather() is { Count: > 0 } batches)
            {
                _file.Apply([.. batches.SelectMany(b => b.Entries)]);
                Applied(batches.Count);
            }
        }
        catch (Exception e) // nobody else is on this thread to hear of it
        {
            Fail(e);
        }

        _ended.SetResult();
    }

    private List<LogBatch> Gather()
    {
        lock (_gate)
        {
            while (_count == 0 && !_closing && Failure is null)
            {
                Monitor.Wait(_gate);
            }

            var started = _time.GetTimestamp();
            while (_count < _options.IndexBatch && !_closing && Failure is null
                && _options.IndexDelay - _time.GetElapsedTime(started) is var left && left > TimeSpan.Zero
                && Monitor.Wait(_gate, left))
            {
            }

            if (Failure is not null)
            {
                return [];
            }

            var total = 0;
            return [.. _missing.TakeWhile(b => (total += b.Entries.Count) <= MaxApplied || total == b.Entries.Count)];
        }
    }

    private void Applied(int batches)
    {
        lock (_gate)
        {
            _missing.RemoveRange(0, batches);
            _start = _file.Applied;
            _count = _missing.Sum(b => b.Entries.Count);
            Monitor.PulseAll(_gate);
        }
    }
}
