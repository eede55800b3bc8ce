using ContactCenter.Audit;
using ContactCenter.Journal;
using ContactCenter.Sqlite.Files;
using ContactCenter.Sqlite.Keys;
using ContactCenter.Sqlite.Views;
using ContactCenter.Storage;

namespace ContactCenter.Sqlite.Composition;

internal sealed class SqliteTenantStorage(
    TenantFolder folder, ILog log, IAsyncDisposable? heads, PersonalData personalData, SqliteKeyStore keys, IAsyncDisposable rotation, SqliteViewStore views, IBlobStore blobs,
    IRecordingStore recordings)
    : ITenantStorage, IReleasable
{
    private int _disposed;

    public ILog Log => log;

    public IPersonalData PersonalData => personalData;

    public ICustomerDirectory Customers => keys;

    public IViewStore Views => views;

    public IBlobStore Blobs => blobs;

    public IRecordingStore Recordings => recordings;

    /// <summary>The log's writing ends, periods of keys stay as they are, and the folder's lock goes. Views and keys stay open: nobody writes to them any more.</summary>
    public async ValueTask ReleaseAsync()
    {
        try
        {
            await CloseHeadsAsync().ConfigureAwait(false);
            await rotation.DisposeAsync().ConfigureAwait(false);
            keys.Release();
            await ((IReleasable)log).ReleaseAsync().ConfigureAwait(false);
        }
        finally
        {
            folder.Dispose();
        }
    }

    /// <summary>The log first: what it has acknowledged is all that counts. The lock last, so that nobody opens what is still being closed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        try
        {
            await CloseHeadsAsync().ConfigureAwait(false);
            await log.DisposeAsync().ConfigureAwait(false);
            personalData.Dispose();
            await rotation.DisposeAsync().ConfigureAwait(false);
            await views.DisposeAsync().ConfigureAwait(false);
            await keys.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            folder.Dispose();
        }
    }

    private ValueTask CloseHeadsAsync() => heads?.DisposeAsync() ?? ValueTask.CompletedTask;
}
