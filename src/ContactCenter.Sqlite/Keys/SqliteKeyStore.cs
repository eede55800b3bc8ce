using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Storage;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Sqlite.Keys;

/// <summary>
/// Subjects' keys and customers' addresses. What is new is made by one writer; what is known already is answered from memory or by a second connection.
/// </summary>
internal sealed class SqliteKeyStore : IKeyStore, ICustomerDirectory, IAsyncDisposable
{
    /// <summary>About 20 MB when full.</summary>
    private const int CacheCapacity = 65_536;
    private const int MaxAddressLength = 320;

    private readonly string _path;
    private readonly PeriodKeys _periods;
    private readonly StorageContext _context;
    private readonly LruCache<SubjectId, byte[]> _keys = new(CacheCapacity);
    private readonly LruCache<Address, CustomerId> _customers = new(CacheCapacity);
    private readonly Lock _reading = new();
    private readonly KeyDatabase _reader;
    private readonly KeyWriter _writer;
    private long _aside;
    private bool _closed;
    private volatile bool _isReleased;
    private int _erasures; // what was read before one is not cached after it

    private SqliteKeyStore(string path, string periods, RootKey master, StorageContext context)
    {
        _path = path;
        _context = context;
        var database = KeyDatabase.Open(path, periods, master, context);
        _periods = database.Periods;
        try
        {
            _reader = KeyDatabase.OpenForReading(path, _periods);
        }
        catch
        {
            database.Dispose();
            throw;
        }

        _aside = _reader.CountAside();
        _writer = new KeyWriter(path, database, _reading, context);
    }

    /// <param name="path">The database.</param>
    /// <param name="periods">The file of its periods' keys.</param>
    /// <param name="master">The key those are wrapped under.</param>
    /// <param name="context">What stores work with.</param>
    /// <exception cref="MasterKeyException">The store was made under another master key.</exception>
    /// <exception cref="LogUnavailableException">It cannot be written to; or its periods are missing (<c>CC1014</c>) or of another time (<c>CC1015</c>).</exception>
    public static SqliteKeyStore Open(string path, string periods, RootKey master, StorageContext context)
    {
        try
        {
            return new SqliteKeyStore(path, periods, master, context);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new LogUnavailableException($"The keys in {path} cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>Its periods; what is done to them is the matter of <see cref="KeyRotation"/>.</summary>
    public PeriodKeys Periods => _periods;

    /// <summary>Told of each subject whose key is destroyed.</summary>
    public event Action<SubjectId>? Erased;

    public async ValueTask<ReadOnlyMemory<byte>> GetOrCreateAsync(SubjectId subject, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(subject, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return known;
        }

        var seen = Volatile.Read(ref _erasures);
        var key = await _writer.AskAsync(new MakeKey(subject), cancellationToken).ConfigureAwait(false);
        Cache(_keys, subject, key, seen);
        return key;
    }

    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(SubjectId subject, CancellationToken cancellationToken = default)
    {
        if (!_keys.TryGet(subject, out var key))
        {
            var seen = Volatile.Read(ref _erasures);
            key = Read(database => database.FindKey(subject, out _));
            if (key is null)
            {
                return ValueTask.FromResult<ReadOnlyMemory<byte>?>(null);
            }

            Cache(_keys, subject, key, seen);
        }

        return ValueTask.FromResult<ReadOnlyMemory<byte>?>(key);
    }

    public async ValueTask<CustomerId> IdentifyAsync(Address address, CancellationToken cancellationToken = default)
    {
        if (await FindAsync(address, cancellationToken).ConfigureAwait(false) is { } known)
        {
            return known;
        }

        var seen = Volatile.Read(ref _erasures);
        var customer = await _writer.AskAsync(new Identify(address, _context.Time), cancellationToken).ConfigureAwait(false);
        Cache(_customers, address, customer, seen);
        return customer;
    }

    public ValueTask<CustomerId?> FindAsync(Address address, CancellationToken cancellationToken = default)
    {
        Check(address);
        if (_customers.TryGet(address, out var cached))
        {
            return ValueTask.FromResult<CustomerId?>(cached);
        }

        var seen = Volatile.Read(ref _erasures);
        var found = Read(database => database.FindCustomer(address));
        if (found is { } customer)
        {
            Cache(_customers, address, customer, seen);
        }

        return ValueTask.FromResult(found);
    }

    public ValueTask<IReadOnlyList<Address>> AddressesAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read<IReadOnlyList<Address>>(database => database.FindKey(customer.Subject, out _) is { } key
            ? database.Addresses(customer, key)
            : []));

    public async ValueTask<bool> EraseAsync(CustomerId customer, CancellationToken cancellationToken = default)
    {
        // To its end whoever waits: what the caches hold must go with what is on the disk.
        var erasing = EraseAsync(customer);
        return await erasing.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<bool> IsErasedAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(database => database.IsErased(customer.Subject)));

    /// <summary>Wraps up to <paramref name="most"/> keys of a period under the current one; 0 when none is left. Others' requests share its commit.</summary>
    public async Task<int> RewrapAsync(PeriodKey period, int most, CancellationToken cancellationToken)
    {
        var (count, aside, unfound) = await _writer.AskAsync(new Rewrap(period, most), cancellationToken).ConfigureAwait(false);
        foreach (var subject in aside)
        {
            _context.Logger.KeySetAside(subject.ToString(), _path);
        }

        foreach (var subject in unfound)
        {
            _context.Logger.AddressUnreadable(subject.ToString(), _path);
        }

        Interlocked.Exchange(ref _aside, Read(static database => database.CountAside()));
        return count;
    }

    /// <summary>How many keys cannot be read and were set aside when a period ended; counted at the opening, and since.</summary>
    public long Aside => Interlocked.Read(ref _aside);

    /// <summary>Destroys a period's key, durably, unless something is wrapped under it still.</summary>
    /// <returns>Whether it is destroyed.</returns>
    public async Task<bool> DestroyAsync(PeriodKey period, CancellationToken cancellationToken)
    {
        if (!await _writer.AskAsync(new LeavePeriod(period), cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        Interlocked.Exchange(ref _aside, Read(static database => database.CountAside()));

        lock (_reading)
        {
            _periods.Destroy(period); // nobody reads by it meanwhile: its bytes in memory go, too
        }

        return true;
    }

    /// <summary>Nobody writes here any more, and somebody else may: periods begin without this store.</summary>
    public void Release() => _isReleased = true;

    /// <summary>Answers what has been asked, then closes.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        lock (_reading)
        {
            _closed = true;
            _reader.Dispose();
        }

        _writer.Close();
    }

    private static void Check(Address address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.Kind.Value.Length == 0 || address.Value is not { Length: > 0 and <= MaxAddressLength })
        {
            throw new ArgumentException(
                $"An address needs a kind and 1 to {MaxAddressLength} characters; this one ({address}) has {address.Value?.Length ?? 0}.", nameof(address));
        }
    }

    private async Task<bool> EraseAsync(CustomerId customer)
    {
        var isNew = await _writer.AskAsync(new EraseCustomer(customer), CancellationToken.None).ConfigureAwait(false);
        Interlocked.Increment(ref _erasures);
        _keys.Remove(customer.Subject);
        _customers.RemoveAll(c => c == customer); // by the customer: the addresses cannot be read where the key is damaged
        if (Aside > 0)
        {
            Interlocked.Exchange(ref _aside, Read(static database => database.CountAside()));
        }

        Erased?.Invoke(customer.Subject);
        return isNew;
    }

    private void Cache<TKey, TValue>(LruCache<TKey, TValue> cache, TKey key, TValue value, int seen)
        where TKey : notnull
    {
        cache.Set(key, value);
        if (Volatile.Read(ref _erasures) != seen)
        {
            cache.Remove(key); // perhaps it was read before an erasure and put here after it
        }
    }

    private T Read<T>(Func<KeyDatabase, T> read)
    {
        lock (_reading)
        {
            if (_closed)
            {
                throw new LogUnavailableException($"The keys in {_path} are closed.");
            }

            try
            {
                if (_isReleased)
                {
                    _periods.Reload();
                }

                return read(_reader);
            }
            catch (SqliteException e)
            {
                throw new LogUnavailableException($"The keys in {_path} cannot be read: {e.Message}", e);
            }
        }
    }
}
