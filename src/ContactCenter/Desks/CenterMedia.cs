using ContactCenter.Desk;
using ContactCenter.Tenants;
using ContactCenter.Web;

namespace ContactCenter.Desks;

/// <summary>Opens stored media in the tenant that runs at this moment.</summary>
internal sealed class CenterMedia(TenantRegistry registry) : ICenterMedia
{
    public ValueTask<Stream?> OpenAsync(PublicMedium medium, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(medium);
        return registry.FindReadable(medium.Tenant) is { } runtime
            ? runtime.Storage.Blobs.OpenAsync(medium.Subject, medium.Blob, cancellationToken)
            : throw new Journal.LogUnavailableException($"Tenant {medium.Tenant} is not running at this moment.") { Code = "CC1202" };
    }
}
