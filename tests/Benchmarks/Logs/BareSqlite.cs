using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ContactCenter.Benchmarks.Logs;

/// <summary>The ceiling: blobs into one table, WAL and FULL, whatever waits in one transaction. No hashing, no index, no version, no repeat recognised.</summary>
internal sealed class BareSqlite : IAsyncDisposable
{
    private const int MaxBatch = 1_024;

    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _begin, _insert, _commit;
    private readonly BlockingQueue _queue = new();
    private readonly Thread _writer;
    private long _position;

    public BareSqlite(string path)
    {
        _connection = new SqliteConnection($"Data Source={path};Pooling=False");
        _connection.Open();
        raw.sqlite3_exec(_connection.Handle, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; CREATE TABLE entry(position INTEGER PRIMARY KEY, bytes BLOB NOT NULL);");
        (_begin, _insert, _commit) = (Prepare("BEGIN IMMEDIATE"), Prepare("INSERT INTO entry VALUES (?, ?)"), Prepare("COMMIT"));
        _writer = new Thread(Run);
        _writer.Start();
    }

    public Task AppendAsync(byte[] bytes)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Add((bytes, done));
        return done.Task;
    }

    public ValueTask DisposeAsync()
    {
        _queue.Close();
        _writer.Join();
        _begin.Dispose();
        _insert.Dispose();
        _commit.Dispose();
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Run()
    {
        var batch = new List<(byte[] Bytes, TaskCompletionSource Done)>();
        while (_queue.Take(batch, MaxBatch))
        {
            Step(_begin);
            foreach (var (bytes, _) in batch)
            {
                raw.sqlite3_bind_int64(_insert, 1, _position++);
                raw.sqlite3_bind_blob(_insert, 2, bytes);
                Step(_insert);
            }

            Step(_commit);
            foreach (var (_, done) in batch)
            {
                done.SetResult();
            }

            batch.Clear();
        }
    }

    private sqlite3_stmt Prepare(string sql)
    {
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_connection.Handle, sql, out var statement), _connection.Handle);
        return statement;
    }

    private void Step(sqlite3_stmt statement)
    {
        if (raw.sqlite3_step(statement) != raw.SQLITE_DONE)
        {
            throw new InvalidOperationException(raw.sqlite3_errmsg(_connection.Handle).utf8_to_string());
        }

        raw.sqlite3_reset(statement);
    }

    private sealed class BlockingQueue
    {
        private readonly object _gate = new();
        private readonly Queue<(byte[], TaskCompletionSource)> _waiting = new();
        private bool _closed;

        public void Add((byte[], TaskCompletionSource) item)
        {
            lock (_gate)
            {
                _waiting.Enqueue(item);
                Monitor.Pulse(_gate);
            }
        }

        public bool Take(List<(byte[], TaskCompletionSource)> batch, int max)
        {
            lock (_gate)
            {
                while (_waiting.Count == 0 && !_closed)
                {
                    Monitor.Wait(_gate);
                }

                while (batch.Count < max && _waiting.TryDequeue(out var item))
                {
                    batch.Add(item);
                }

                return batch.Count > 0;
            }
        }

        public void Close()
        {
            lock (_gate)
            {
                _closed = true;
                Monitor.Pulse(_gate);
            }
        }
    }
}
