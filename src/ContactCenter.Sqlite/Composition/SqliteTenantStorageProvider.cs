using System.Diagnostics.Metrics;
using ContactCenter.Audit;
using ContactCenter.Audit.Sqlite;
using ContactCenter.Sqlite.Blobs;
using ContactCenter.Sqlite.Files;
using ContactCenter.Sqlite.Keys;
using ContactCenter.Sqlite.Recordings;
using ContactCenter.Sqlite.Signing;
using ContactCenter.Sqlite.Views;
using ContactCenter.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ContactCenter.Sqlite.Composition;

/// <summary>Opens tenants' folders. Thread-safe; the tenants' storage is disposed by whoever opened it.</summary>
internal sealed class SqliteTenantStorageProvider : ITenantStorageProvider, IDisposable
{
    private readonly SqliteOptions _options;
    private readonly ILoggerFactory _loggers;
    private readonly IMeterFactory? _meters;
    private readonly StorageContext _context;
    private readonly LogSigning? _signing;
    private readonly LogHeads? _heads;
    private readonly KeyRotations _rotations;
    private readonly Lock _gate = new();
    private RootKey? _master;

    public SqliteTenantStorageProvider(
        IOptions<SqliteOptions> options, TimeProvider time, ILoggerFactory? loggers = null, IMeterFactory? meters = null, FaultPoint? faults = null, LogSigning? signing = null, LogHeads? heads = null,
        KeyRotations? rotations = null)
    {
        _options = options.Value;
        _loggers = loggers ?? NullLoggerFactory.Instance;
        _meters = meters;
        (_signing, _heads, _rotations) = (signing, heads, rotations ?? new KeyRotations());
        _context = new StorageContext(
            time, _loggers.CreateLogger("ContactCenter.Sqlite"), new StorageMetrics(meters, time), _options.FaultPoint ?? (faults is null ? null : faults.Invoke));
    }

    /// <exception cref="MasterKeyException">The master key is missing or does not fit.</exception>
    /// <exception cref="Journal.LogUnavailableException">A database cannot be opened; the period keys are missing (<c>CC1014</c>) or do not fit (<c>CC1015</c>).</exception>
    public async ValueTask<ITenantStorage> OpenAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        var folder = TenantFolder.Open(_options.Root, tenant);
        SqliteKeyStore? keys = null;
        SqliteViewStore? views = null;
        try
        {
            keys = SqliteKeyStore.Open(folder.Keys, TenantFolder.PeriodsOf(_options, tenant), Master(), _context);
            views = SqliteViewStore.Open(folder.Views, _context);
            var blobs = new FileBlobStore(folder.Blobs, keys, _context);
            var recordings = new FileRecordingStore(folder.Recordings, _context);
            var log = await OpenLogAsync(folder, tenant, cancellationToken).ConfigureAwait(false); // last: it takes a new epoch
            var personal = new PersonalData(log.Id, keys);
            keys.Erased += personal.Forget;
            var heads = _heads?.Start(folder.Path, log);
            return new SqliteTenantStorage(folder, log, heads, personal, keys, _rotations.Start(tenant, keys, _options, _context), views, blobs, recordings);
        }
        catch
        {
            await CloseAsync(views, keys).ConfigureAwait(false);
            folder.Dispose();
            throw;
        }
    }

    public void Dispose() => _context.Metrics.Dispose();

    private static async ValueTask CloseAsync(params IAsyncDisposable?[] opened)
    {
        foreach (var store in opened)
        {
            if (store is not null)
            {
                await store.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<AuditLog> OpenLogAsync(TenantFolder folder, TenantId tenant, CancellationToken cancellationToken)
    {
        if (_heads is not null)
        {
            await _heads.CheckAsync(folder.Path, new LogId(tenant.Value), cancellationToken).ConfigureAwait(false);
        }

        var options = new SqliteLogOptions { FaultPoint = _context.FaultPoint };
        options.Log.Signer = _signing?.Signer();
        options.Log.PreviousSigners = _signing?.PreviousSigners() ?? [];
        return await SqliteLog.OpenAsync(folder.Path, new LogId(tenant.Value), options, _context.Time, _loggers, _meters, cancellationToken).ConfigureAwait(false);
    }

    private RootKey Master()
    {
        lock (_gate)
        {
            return _master ??= RootKey.Load(_options, _context.Logger);
        }
    }
}
