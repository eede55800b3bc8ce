using System.Runtime.CompilerServices;
using ContactCenter.Journal;
using ContactCenter.Storage;
using ContactCenter.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Sqlite.Views;

/// <summary>
/// Views in one table, written by one connection and read by another. Calls run on the caller's thread; each is short.
/// A list sees each page as it is when it is read; descending, it is the ascending order backwards.
/// </summary>
internal sealed class SqliteViewStore : IViewStore, IAsyncDisposable
{
    private const int PageBytes = 4_096;

    private readonly string _path;
    private readonly StorageContext _context;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly SqliteConnection _writer;
    private readonly SqliteConnection _reader;
    private readonly Statement _put;
    private readonly Statement _remove;
    private readonly Statement _move;
    private readonly Statement _clear;
    private readonly Statement _forget;
    private readonly Statement _checkpoint;
    private readonly Statement _find;
    private readonly ViewPage _page;
    private readonly int _checkpointPages;
    private long _pages; // in the write-ahead log, about
    private bool _isDoubtful; // what is in it may not be on the disk, though the system takes it for written
    private bool _closed;

    private SqliteViewStore(string path, SqliteConnection writer, SqliteConnection reader, StorageContext context, int checkpointPages)
    {
        _path = path;
        _checkpointPages = checkpointPages;
        _context = context;
        _writer = writer;
        _put = new Statement(writer, """
            INSERT INTO row (view, key, grp, ord, doc) VALUES ($0, $1, $2, $3, $4)
            ON CONFLICT (view, key) DO UPDATE SET grp = excluded.grp, ord = excluded.ord, doc = excluded.doc
            """, 5);
        _remove = new Statement(writer, "DELETE FROM row WHERE view = $0 AND key = $1", 2);
        _move = new Statement(writer, "INSERT INTO checkpoint (projection, position) VALUES ($0, $1) ON CONFLICT (projection) DO UPDATE SET position = excluded.position", 2);
        _clear = new Statement(writer, "DELETE FROM row WHERE view = $0", 1);
        _forget = new Statement(writer, "DELETE FROM checkpoint WHERE projection = $0", 1);
        _reader = reader;
        _checkpoint = new Statement(reader, "SELECT position FROM checkpoint WHERE projection = $0", 1);
        _find = new Statement(reader, "SELECT grp, ord, doc FROM row WHERE view = $0 AND key = $1", 2);
        _page = new ViewPage(reader);
    }

    /// <param name="path">The database.</param>
    /// <param name="context">What stores work with.</param>
    /// <param name="checkpointPages">After how many pages the write-ahead log is moved into the database.</param>
    /// <exception cref="LogUnavailableException">The views can be neither opened nor made anew.</exception>
    public static SqliteViewStore Open(string path, StorageContext context, int checkpointPages = 1_000)
    {
        try
        {
            var writer = ViewDatabase.Open(path, context);
            try
            {
                return new SqliteViewStore(path, writer, ViewDatabase.OpenForReading(path), context, checkpointPages);
            }
            catch
            {
                writer.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is SqliteException or IOException)
        {
            throw new LogUnavailableException($"The views in {path} cannot be opened: {e.Message}", e);
        }
    }

    public ValueTask<LogPosition> CheckpointAsync(string projection, CancellationToken cancellationToken = default) => ReadAsync(() =>
    {
        using var rows = _checkpoint.Query(projection);
        return rows.Read() ? new LogPosition(rows.GetInt64(0)) : LogPosition.Start;
    }, cancellationToken);

    /// <summary>Removes first, then puts. Cancelling while waiting for a turn leaves nothing; after that the commit is made.</summary>
    public ValueTask CommitAsync(ViewCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return WriteAsync(commit.Put.Count + commit.Remove.Count, commit.Put.Sum(static r => (long)r.Document.Length), () =>
        {
            foreach (var (view, key) in commit.Remove)
            {
                _remove.Run(view, key);
            }

            foreach (var row in commit.Put)
            {
                _put.Run(row.View, row.Key, row.Group, row.Order, row.Document.ToArray());
            }

            _move.Run(commit.Projection, commit.Checkpoint.Value);
        }, cancellationToken);
    }

    public ValueTask<ViewRow?> FindAsync(string view, string key, CancellationToken cancellationToken = default) => ReadAsync(() =>
    {
        using var rows = _find.Query(view, key);
        return rows.Read() ? new ViewRow(view, key, rows.GetString(0), rows.GetInt64(1), rows.GetFieldValue<byte[]>(2)) : null;
    }, cancellationToken);

    public async IAsyncEnumerable<ViewRow> ListAsync(ViewQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ViewRow? last = null;
        for (var left = query.Limit; left > 0;)
        {
            var (behind, count) = (last, Math.Min(left, ViewPage.Size));
            var rows = await ReadAsync(() => _page.Read(query, behind, count), cancellationToken).ConfigureAwait(false);
            foreach (var row in rows)
            {
                yield return row;
            }

            left = rows.Count < count ? 0 : left - count;
            last = rows.LastOrDefault();
        }
    }

    public ValueTask ClearAsync(string projection, IReadOnlyList<string> views, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(views);
        return WriteAsync(views.Count, 0, () =>
        {
            foreach (var view in views)
            {
                _clear.Run(view);
            }

            _forget.Run(projection);
        }, cancellationToken);
    }

    /// <summary>Waits for the commit and the page under way, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        await _reading.WaitAsync().ConfigureAwait(false);
        if (!_closed)
        {
            _closed = true;
            Settle();
            foreach (var statement in (ReadOnlySpan<IDisposable>)[_put, _remove, _move, _clear, _forget, _checkpoint, _find, _page, _reader, _writer])
            {
                statement.Dispose();
            }
        }

        _reading.Release();
        _writing.Release();
    }

    private async ValueTask<T> ReadAsync<T>(Func<T> read, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            return read();
        }
        catch (SqliteException e)
        {
            throw Failed("read", e);
        }
        finally
        {
            _reading.Release();
        }
    }

    private async ValueTask WriteAsync(int size, long bytes, Action write, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            var started = _context.Metrics.Started();
            WriteAgain();
            SqliteFile.Run(_writer, "BEGIN IMMEDIATE");
            try
            {
                write();
                _context.FaultPoint?.Invoke("views.before-commit");
                SqliteFile.Run(_writer, "COMMIT");
            }
            catch
            {
                _isDoubtful = true;
                Rollback();
                throw;
            }

            _context.Metrics.Committed("views", started, size);
            Checkpoint(size, bytes);
            _context.FaultPoint?.Invoke("views.after-commit");
        }
        catch (SqliteException e)
        {
            throw Failed("written", e);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Now and then moves what was committed into the database. That it fails undoes no commit; the next one tries again.</summary>
    private void Checkpoint(int rows, long bytes)
    {
        _pages += (bytes / PageBytes) + (2L * rows) + 2; // the pages of rows, of their index, and of the checkpoint
        if (_pages < _checkpointPages)
        {
            return;
        }

        try
        {
            _pages = ViewDatabase.Checkpoint(_writer);
        }
        catch (SqliteException e)
        {
            _isDoubtful = true;
            _context.Logger.ViewsNotMoved(_path, e);
        }
    }

    /// <summary>After a failure nothing is moved before what is to be moved has been written anew.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    private void WriteAgain()
    {
        if (_isDoubtful)
        {
            WriteAheadLog.WriteAgain(_path, _context.FaultPoint, "views");
            _isDoubtful = false;
        }
    }

    /// <summary>Before closing, which moves everything.</summary>
    private void Settle()
    {
        try
        {
            WriteAgain();
        }
        catch (IOException e)
        {
            _context.Logger.ViewsNotMoved(_path, e);
            ViewDatabase.NeverCheckpointOnClose(_writer);
        }
    }

    private void Rollback()
    {
        // SQLite has rolled back by itself after some errors; then there is no transaction any more.
        if (SQLitePCL.raw.sqlite3_get_autocommit(_writer.Handle) == 0)
        {
            SqliteFile.Run(_writer, "ROLLBACK");
        }
    }

    private IOException Failed(string what, SqliteException cause)
    {
        if (ViewDatabase.IsDamage(cause))
        {
            _context.Logger.ViewsDamaged(_path, cause);
            ViewDatabase.MarkDamaged(_path);
            return new IOException($"The views in {_path} are damaged: {cause.Message} Restart to have them built anew from the log.", cause);
        }

        return new IOException($"The views in {_path} cannot be {what}: {cause.Message}", cause);
    }
}
