using ContactCenter.Calls;
using ContactCenter.Journal;
using ContactCenter.Tenants;

namespace ContactCenter.Recordings;

/// <summary>Asks the tenant that runs at this moment.</summary>
internal sealed class CallRecordings(TenantRegistry registry) : ICallRecordings
{
    public async ValueTask<ICallRecording?> BeginAsync(TenantId tenant, CallId call, int sampleRate, string by, bool isMessage = false, CancellationToken cancellationToken = default)
    {
        if (registry.Find(tenant) is not { } runtime)
        {
            throw NotRunning(tenant, null);
        }

        try
        {
            return await runtime.Recordings.BeginAsync(call, sampleRate, by, isMessage, cancellationToken).ConfigureAwait(false);
        }
        catch (ObjectDisposedException e)
        {
            throw NotRunning(tenant, e);
        }
    }

    private static LogUnavailableException NotRunning(TenantId tenant, Exception? inner) =>
        new($"Tenant {tenant} is not running at this moment; it is being started again.", inner) { Code = "CC1202" };
}
