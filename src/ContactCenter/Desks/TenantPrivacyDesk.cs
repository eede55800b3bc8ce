using System.Globalization;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Privacy;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>One person's privacy desk: checks the role, then asks the tenant that runs at this moment.</summary>
internal sealed class TenantPrivacyDesk(Principal principal, TenantId tenant, TenantRegistry registry, TimeProvider time, ILogger<CustomerExport> exports) : IPrivacyDesk
{
    private const int MaxAboutLength = 320;

    public Principal Principal => principal;

    public TenantId Tenant => tenant;

    public async ValueTask<IReadOnlyList<CustomerRecord>> FindAsync(string about, CancellationToken cancellationToken = default)
    {
        Demand();
        if (about is not { Length: > 0 and <= MaxAboutLength })
        {
            throw new ArgumentException($"What to look for has {about?.Length ?? 0} characters; write 1 to {MaxAboutLength}.", nameof(about));
        }

        var runtime = Readable();
        var found = new List<CustomerRecord>();
        foreach (var customer in await new CustomerFinder(runtime).FindAsync(about.Trim(), cancellationToken).ConfigureAwait(false))
        {
            if (await new CustomerFile(runtime, customer, time).ReadAsync(cancellationToken).ConfigureAwait(false) is { } record)
            {
                found.Add(record);
            }
        }

        return found;
    }

    public ValueTask<CustomerRecord?> GetAsync(CustomerId customer, CancellationToken cancellationToken = default)
    {
        Demand();
        return new CustomerFile(Readable(), customer, time).ReadAsync(cancellationToken);
    }

    public async ValueTask<DeskResult> DoAsync(PrivacyCommand command, Guid key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        return FindFault(command.Reason) is { } fault ? fault : await TryAsync(
            async runtime => await new CustomerFile(runtime, command.Customer, time).DoAsync(command, principal, key).WaitAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
    }

    public async ValueTask<DeskResult> ExportAsync(CustomerId customer, string reason, Stream to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(to);
        return FindFault(reason) is { } fault ? fault : await TryAsync(async runtime =>
        {
            var (result, trail) = await new CustomerFile(runtime, customer, time).HandOutAsync(reason, principal).WaitAsync(cancellationToken).ConfigureAwait(false);
            return result.IsDone && await new CustomerExport(runtime, customer, trail, exports).WriteAsync(to, cancellationToken).ConfigureAwait(false) is > 0 and var missing
                ? result with { Message = string.Create(CultureInfo.InvariantCulture, $"{missing} files could not be handed out; files.json in the copy says which, and why.") }
                : result;
        }).ConfigureAwait(false);
    }

    private DeskResult? FindFault(string reason) => MayAct
        ? PrivacyRules.FindFault(reason)
        : new DeskResult(DeskStatus.Forbidden, "CC1201", "Your role does not allow this.");

    private bool MayAct => principal.Roles.Contains(Role.Administrator);

    private void Demand()
    {
        if (!MayAct)
        {
            throw new DeskAccessException();
        }
    }

    private TenantRuntime Readable() => registry.FindReadable(tenant)
        ?? throw new LogUnavailableException($"Tenant {tenant} is not running at this moment; it is being started again.") { Code = "CC1202" };

    private async ValueTask<DeskResult> TryAsync(Func<TenantRuntime, Task<DeskResult>> act)
    {
        try
        {
            return registry.Find(tenant) is { } runtime ? await act(runtime).ConfigureAwait(false) : Unavailable();
        }
        catch (Exception e) when (e is LogUnavailableException or ObjectDisposedException)
        {
            return Unavailable(); // the same key may be tried again
        }
    }

    private static DeskResult Unavailable() =>
        new(DeskStatus.Unavailable, "CC1202", "The center cannot write to its log at this moment; try again in a few seconds.");
}

/// <summary>Opens privacy desks. A tenant that does not exist and one that is not the person's are answered alike.</summary>
internal sealed class PrivacyDesks(TenantServices services, TenantRegistry registry) : IPrivacyDesks
{
    public IPrivacyDesk Open(Principal principal, TenantId tenant)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return principal.Tenants.Contains(tenant) && services.Tenants.Contains(tenant) && KeyRules.IsValid(principal.Name)
            ? new TenantPrivacyDesk(principal, tenant, registry, services.Time, services.Loggers.CreateLogger<CustomerExport>())
            : throw new DeskAccessException();
    }
}
