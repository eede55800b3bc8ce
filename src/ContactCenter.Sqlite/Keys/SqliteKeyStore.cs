using System.Collections.Concurrent;
using System.Security.Cryptography;
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
    private readonly ConcurrentDictionary<SubjectId, byte> _damaged = new(); // what was come upon since the opening
    private volatile IReadOnlySet<SubjectId> _aside;
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

        _aside = _reader.Aside();
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

    public async ValueTask<SubjectKey> GetOrCreateAsync(SubjectId subject, CancellationToken cancellationToken = default)
    {
        if (_keys.TryGet(subject, out var known))
        {
            return new SubjectKey(subject, known);
        }

        var seen = Volatile.Read(ref _erasures);
        var key = Read(database => database.FindSealingKey(subject)) ?? await _writer.AskAsync(new MakeKey(subject), cancellationToken).ConfigureAwait(false);
        if (key.Subject != subject)
        {
            NoteDamaged(subject);
        }

        Cache(_keys, key.Subject, key.Bytes, seen);
        return new SubjectKey(key.Subject, key.Bytes);
    }

    public ValueTask<ReadOnlyMemory<byte>?> FindAsync(SubjectId subject, CancellationToken cancellationToken = default)
    {
        if (!_keys.TryGet(subject, out var key))
        {
            var seen = Volatile.Read(ref _erasures);
            key = ReadKey(database => database.FindKey(subject), subject);
            if (key is null)
            {
                return ValueTask.FromResult<ReadOnlyMemory<byte>?>(null);
            }

            Cache(_keys, subject, key, seen);
        }

        return ValueTask.FromResult<ReadOnlyMemory<byte>?>(key);
    }

    /// <summary>The keys something of the subject may be encrypted under: its own, then its stand-ins'; none when the subject is erased.</summary>
    /// <exception cref="CryptographicException">None can be read.</exception>
    public IReadOnlyList<KeyOfSubject> KeysOf(SubjectId subject) => ReadKey<IReadOnlyList<KeyOfSubject>>(
        database => database.KeysOf(subject).ToList() is { Count: > 0 } keys ? keys : database.FindKey(subject) is { } own ? [new KeyOfSubject(subject, own)] : [], subject);

    public async ValueTask<CustomerId> IdentifyAsync(Address address, CancellationToken cancellationToken = default)
    {
        if (Find(address, out var isWhole) is { } known && isWhole)
        {
            return known;
        }

        var seen = Volatile.Read(ref _erasures);
        var customer = await _writer.AskAsync(new Identify(address, _context.Time), cancellationToken).ConfigureAwait(false);
        Cache(_customers, address, customer, seen);
        return customer;
    }

    public ValueTask<CustomerId?> FindAsync(Address address, CancellationToken cancellationToken = default) => ValueTask.FromResult(Find(address, out _));

    public ValueTask<IReadOnlyList<Address>> AddressesAsync(CustomerId customer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(ReadKey<IReadOnlyList<Address>>(database => database.Addresses(customer), customer.Subject));

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

        CountAside();
        return count;
    }

    /// <summary>How many keys cannot be read: those that were set aside when a period ended, and those come upon since the opening.</summary>
    public long Damaged
    {
        get
        {
            var aside = _aside;
            return aside.Count + _damaged.Keys.Count(subject => !aside.Contains(subject));
        }
    }

    /// <summary>Destroys a period's key, durably, unless something is wrapped under it still.</summary>
    /// <returns>Whether it is destroyed.</returns>
    public async Task<bool> DestroyAsync(PeriodKey period, CancellationToken cancellationToken)
    {
        if (!await _writer.AskAsync(new LeavePeriod(period), cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        CountAside();
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
        var gone = await _writer.AskAsync(new EraseCustomer(customer), CancellationToken.None).ConfigureAwait(false);
        Interlocked.Increment(ref _erasures);
        _customers.RemoveAll(c => c == customer); // by the customer: the addresses cannot be read where the key is damaged
        foreach (var subject in gone.Union([customer.Subject]))
        {
            _keys.Remove(subject);
            _damaged.TryRemove(subject, out _);
            Erased?.Invoke(subject);
        }

        if (Damaged > 0)
        {
            CountAside();
        }

        return gone.Count > 0;
    }

    /// <summary>Who has the address, and whether it can be read: one that cannot is kept anew when its customer is next identified.</summary>
    private CustomerId? Find(Address address, out bool isWhole)
    {
        Check(address);
        isWhole = _customers.TryGet(address, out var cached);
        if (isWhole)
        {
            return cached;
        }

        var seen = Volatile.Read(ref _erasures);
        var (found, isRead) = Read(database => database.FindAddress(address) is { } stored ? (stored.Customer, database.Open(stored) is not null) : default((CustomerId?, bool)));
        isWhole = isRead;
        if (isRead)
        {
            Cache(_customers, address, found.GetValueOrDefault(), seen);
        }

        return found;
    }

    private void CountAside() => _aside = Read(static database => database.Aside());

    /// <summary>Says once that a key is damaged, and that something is kept for its subject all the same.</summary>
    private void NoteDamaged(SubjectId subject)
    {
        if (_damaged.TryAdd(subject, 0))
        {
            _customers.RemoveAll(c => c.Subject == subject); // so that the address is looked at, and kept anew
            _context.Logger.KeyDamaged(subject.ToString(), _path);
        }
    }

    private T ReadKey<T>(Func<KeyDatabase, T> read, SubjectId subject)
    {
        try
        {
            return Read(read);
        }
        catch (CryptographicException)
        {
            NoteDamaged(subject);
            throw;
        }
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
