using System.Runtime.CompilerServices;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Privacy;

/// <summary>Does what <c>customer.erased</c> says: removes the customer's files and destroys the key. The entry is durable before; doing it again does no harm.</summary>
internal sealed class Erasures(ITenantStorage storage, TenantId tenant, ILogger<Erasures> logger)
{
    private static readonly DateTimeOffset OfAnyAge = DateTimeOffset.MaxValue;

    public async Task EraseAsync(CustomerId customer, CustomerTrail trail, CancellationToken cancellationToken)
    {
        if (storage.Blobs is IBlobSweep sweep)
        {
            foreach (var blob in trail.Blobs)
            {
                await sweep.RemoveAsync(blob, OfAnyAge, cancellationToken).ConfigureAwait(false); // with the key still there: a crash in between repeats both
            }
        }

        foreach (var recording in trail.Recordings)
        {
            await storage.Recordings.RemoveAsync(recording, cancellationToken).ConfigureAwait(false);
        }

        await storage.Customers.EraseAsync(customer, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// At a start: erases whoever the log says is erased and whose key is there all the same, because the process ended in between, or
    /// because the keys were restored from an older copy. Where one cannot be, the others go on.
    /// </summary>
    /// <exception cref="LogUnavailableException">The keys or the files cannot be written.</exception>
    public async Task RepeatAsync(CancellationToken cancellationToken)
    {
        await foreach (var customer in ErasedAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if (await storage.Customers.IsErasedAsync(customer, cancellationToken).ConfigureAwait(false))
                {
                    continue;
                }

                var trail = await CustomerTrail.ReadAsync(storage.Log, customer, cancellationToken).ConfigureAwait(false);
                await EraseAsync(customer, trail, cancellationToken).ConfigureAwait(false);
                PrivacyLog.ErasedAgain(logger, tenant, customer);
            }
            catch (Exception e) when (e is not LogUnavailableException && !cancellationToken.IsCancellationRequested)
            {
                PrivacyLog.NotErasedAgain(logger, e, tenant, customer);
            }
        }
    }

    private async IAsyncEnumerable<CustomerId> ErasedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new LogQuery { Kind = PrivacyKinds.Erased, Limit = 10_000 };
        LogPosition? last;
        do
        {
            last = null;
            await foreach (var committed in storage.Log.QueryAsync(query, cancellationToken).ConfigureAwait(false))
            {
                last = committed.Position;
                if (committed.Entry.Links.Customer is { } customer)
                {
                    yield return customer;
                }
            }

            query = query with { Position = last?.Next };
        }
        while (last is not null);
    }
}
