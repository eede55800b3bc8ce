using System.Collections.Concurrent;

namespace ContactCenter.Audit.Sqlite;

/// <summary>Connections for reading, one renter each. Thread-safe. As many are kept as were in use at once.</summary>
internal sealed class ConnectionPool<T>(Func<T> open) : IDisposable
    where T : class, IDisposable
{
    private readonly ConcurrentBag<T> _free = [];
    private volatile bool _closed;

    public TResult Use<TState, TResult>(TState state, Func<T, TState, TResult> use)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        if (!_free.TryTake(out var connection))
        {
            connection = open();
        }

        try
        {
            var result = use(connection, state);
            _free.Add(connection);
            connection = null;
            return result;
        }
        finally
        {
            connection?.Dispose(); // left in the middle of a statement by an exception
            if (_closed)
            {
                DisposeFree();
            }
        }
    }

    public void Dispose()
    {
        _closed = true;
        DisposeFree();
    }

    private void DisposeFree()
    {
        while (_free.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }
}
