using System.Security.Cryptography;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Sniffing;
using ContactCenter.Tenants;

namespace ContactCenter.Door;

/// <summary>Takes what customers send along before the message that names it: what it is is found out from its first bytes, and what nobody can tell is refused.</summary>
internal sealed class MediaInbox(TenantRegistry tenants, ILogger<MediaInbox> logger) : IMediaInbox
{
    public async ValueTask<MediaTaking> StoreAsync(Endpoint endpoint, Address from, Stream content, long maxSizeBytes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(content);
        if (tenants.Find(endpoint.Tenant) is not { } runtime)
        {
            return new MediaTaking.Refused(MediaTaking.Unavailable, IsTransient: true);
        }

        var observed = new ObservedStream(content);
        await using var _ = observed.ConfigureAwait(false);
        var limit = Math.Min(maxSizeBytes, runtime.MediaOptions.MaxSizeBytes);
        try
        {
            var type = await observed.SniffAsync(cancellationToken).ConfigureAwait(false);
            if (type == ContentSniffer.Unknown)
            {
                return new MediaTaking.Refused(MediaTaking.UnknownType);
            }

            var customer = await runtime.Storage.Customers.IdentifyAsync(from, cancellationToken).ConfigureAwait(false);
            var blob = await runtime.Storage.Blobs.PutAsync(customer.Subject, observed, limit, cancellationToken).ConfigureAwait(false);
            return new MediaTaking.Stored(new StoredMedium(blob, type, observed.Count));
        }
        catch (InvalidDataException) when (observed.Count > limit)
        {
            return new MediaTaking.Refused(MediaTaking.TooLarge);
        }
        catch (Exception e) when (e is LogUnavailableException or ObjectDisposedException) // the tenant's storage failed, or closed under it
        {
            DoorLog.Refused(logger, endpoint.Tenant, endpoint.Id, e.Message);
            return new MediaTaking.Refused(MediaTaking.Unavailable, IsTransient: true);
        }
    }

    public async ValueTask<StoredMedium?> FindAsync(Endpoint endpoint, Address from, BlobId blob, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var runtime = tenants.Find(endpoint.Tenant) ?? throw new LogUnavailableException(
            $"Tenant {endpoint.Tenant} is not running at this moment; it is being started again.") { Code = "CC1202" };
        if (await runtime.Storage.Customers.FindAsync(from, cancellationToken).ConfigureAwait(false) is not { } customer)
        {
            return null;
        }

        try
        {
            if (await runtime.Storage.Blobs.OpenAsync(customer.Subject, blob, cancellationToken).ConfigureAwait(false) is not { } content)
            {
                return null;
            }

            await using var _ = content.ConfigureAwait(false);
            var observed = new ObservedStream(content);
            await using var __ = observed.ConfigureAwait(false);
            var type = await observed.SniffAsync(cancellationToken).ConfigureAwait(false);
            await observed.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
            return new StoredMedium(blob, type, observed.Count);
        }
        catch (Exception e) when (e is InvalidDataException or CryptographicException)
        {
            return null; // another customer's: it does not decrypt; or one from before the key was damaged
        }
    }
}
