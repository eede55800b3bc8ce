using ContactCenter.Projections;
using ContactCenter.Storage;

namespace ContactCenter.Tenants;

/// <summary>
/// Removes what no entry names: blobs whose entry was never written, because the process ended between the two, or because nobody sent
/// what was uploaded. At start and once a day.
/// </summary>
internal sealed class BlobSweeper(TenantId tenant, ITenantStorage storage, TenantViews views, TimeProvider time, ILogger<BlobSweeper> logger)
{
    /// <summary>A younger blob may still be named: whoever stores one has this long to write its entry.</summary>
    public static readonly TimeSpan MinAge = TimeSpan.FromDays(1);

    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    /// <summary>Sweeps until cancelled; not at all in a store that cannot.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (storage.Blobs is IBlobSweep blobs && !stopping.IsCancellationRequested)
        {
            try
            {
                await SweepAsync(blobs, stopping).ConfigureAwait(false);
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                TenantLog.BlobSweepFailed(logger, e, tenant);
            }

            await Task.Delay(Interval, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SweepAsync(IBlobSweep blobs, CancellationToken stopping)
    {
        var before = time.GetUtcNow() - MinAge;
        var old = new List<BlobId>();
        await foreach (var blob in blobs.ListAsync(before, stopping).ConfigureAwait(false))
        {
            old.Add(blob);
        }

        if (old.Count == 0)
        {
            return;
        }

        await views.FoldedAsync(storage.Log.Head, stopping).ConfigureAwait(false); // an entry that was durable when they were listed may name one
        var removed = 0;
        foreach (var blob in old)
        {
            if (!await views.Blobs.IsNamedAsync(storage.Views, blob, stopping).ConfigureAwait(false)
                && await blobs.RemoveAsync(blob, before, stopping).ConfigureAwait(false))
            {
                removed++;
            }
        }

        TenantLog.BlobsSwept(logger, tenant, removed, old.Count);
    }
}
