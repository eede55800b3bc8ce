using System.Threading.Channels;
using ContactCenter.Journal;

namespace ContactCenter.Sqlite.Keys;

/// <summary>
/// The one writer of a <c>keys.db</c>. It takes whatever has been asked for meanwhile into one transaction, so that many new customers share one sync.
/// After a failed write everyone waiting is refused and the next request opens the database anew. Thread-safe.
/// </summary>
internal sealed class KeyWriter : IAsyncDisposable
{
    /// <summary>Requests that may wait; past it callers wait, and the door refuses by its own limits.</summary>
    private const int MailboxCapacity = 4_096;
    private const int MaxBatch = 1_024;

    private readonly string _path;
    private readonly PeriodKeys _periods;
    private readonly Lock _reading;
    private readonly StorageContext _context;
    private readonly Channel<KeyRequest> _mailbox = Channel.CreateBounded<KeyRequest>(new BoundedChannelOptions(MailboxCapacity) { SingleReader = true });
    private readonly Task _loop;
    private KeyDatabase? _database;

    /// <param name="path">The database.</param>
    /// <param name="database">It, open; disposed with the writer.</param>
    /// <param name="reading">Held by whoever reads: the write-ahead log cannot be emptied meanwhile.</param>
    /// <param name="context">What stores work with.</param>
    public KeyWriter(string path, KeyDatabase database, Lock reading, StorageContext context)
    {
        (_path, _database, _periods, _reading, _context) = (path, database, database.Periods, reading, context);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Cancelling stops waiting; what was asked for may still be made.</summary>
    /// <exception cref="LogUnavailableException">It cannot be written, or the writer is closed.</exception>
    public async Task<T> AskAsync<T>(KeyRequest<T> request, CancellationToken cancellationToken)
    {
        try
        {
            await _mailbox.Writer.WriteAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException e)
        {
            throw new LogUnavailableException($"The keys in {_path} are closed.", e);
        }

        return await request.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Answers what has been asked. The database stays open until <see cref="Close"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        _mailbox.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    /// <summary>Closes the database, after whoever reads: the last connection to close empties the write-ahead log into it.</summary>
    public void Close() => _database?.Dispose();

    private async Task RunAsync()
    {
        var batch = new List<KeyRequest>(MaxBatch);
        while (await _mailbox.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (batch.Count < MaxBatch && _mailbox.Reader.TryRead(out var request))
            {
                batch.Add(request);
            }

            Write(batch);
            batch.Clear();
        }
    }

    private void Write(List<KeyRequest> batch)
    {
        var started = _context.Metrics.Started();
        try
        {
            var database = _database ??= KeyDatabase.Open(_path, _periods, _context);
            database.Begin();
            batch.ForEach(request => request.Try(database));
            _context.FaultPoint?.Invoke("keys.before-commit");
            database.Commit();
            _context.FaultPoint?.Invoke("keys.after-commit");
            if (batch.Exists(static request => request.EmptiesLog))
            {
                lock (_reading)
                {
                    database.EmptyLog(); // the old pages are in it
                }
            }

            _context.Metrics.Committed("keys", started, batch.Count);
            batch.ForEach(static request => request.Answer());
        }
        catch (Exception e)
        {
            // Never a second sync on the same handle: what the kernel kept of the first is not known.
            _database?.Dispose();
            _database = null;
            _context.Logger.KeysUnavailable(_path, e);
            var unavailable = new LogUnavailableException($"The keys in {_path} cannot be written: {e.Message}", e);
            batch.ForEach(request => request.Fail(unavailable));
        }
    }
}
