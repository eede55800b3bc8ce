using ContactCenter.Administration;
using ContactCenter.Configuration;
using ContactCenter.Desk;
using ContactCenter.Endpoints;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Tenants;

namespace ContactCenter.Centers;

/// <summary>Adds, suspends, resumes and closes tenants, one change at a time in the whole center.</summary>
internal sealed class CenterAdministration(
    CenterTenants tenants, TenantSupervisor supervisor, TenantServices services, TenantRegistry registry, EndpointDirectory endpoints, ConfigurationChanger changer, ILogger<CenterAdministration> logger)
    : ICenterAdministration
{
    public async ValueTask<IReadOnlyList<TenantEntry>> TenantsAsync(Principal by, CancellationToken cancellationToken = default) => await changer.AloneAsync(
        () =>
        {
            Demand(by);
            return Task.FromResult<IReadOnlyList<TenantEntry>>([.. tenants.Rows.Values.Where(static r => r.After is not null).OrderBy(static r => r.Key, StringComparer.Ordinal).Select(Entry)]);
        }).WaitAsync(cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<ConfigurationChange>> HistoryAsync(Principal by, int limit = 100, CancellationToken cancellationToken = default) => await changer.AloneAsync(
        () =>
        {
            Demand(by);
            return Task.FromResult<IReadOnlyList<ConfigurationChange>>(
            [
                .. tenants.History.Reverse().Take(Math.Clamp(limit, 1, 500)).Select(static r => new ConfigurationChange(r.At.Value, r.Time, r.By, r.IsEdit, r.Key, r.Before, r.After)),
            ]);
        }).WaitAsync(cancellationToken).ConfigureAwait(false);

    public async ValueTask<ConfigurationResult> ChangeAsync(Principal by, TenantEdit edit, Guid key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(edit);
        if (!IsAllowed(by))
        {
            return Not(DeskStatus.Forbidden, "CC1201", "Your role does not allow this.");
        }

        try
        {
            return await changer.AloneAsync(() => DecideAsync(by, edit, key)).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (LogUnavailableException)
        {
            return Unavailable(); // the same key may be tried again
        }
    }

    private async Task<ConfigurationResult> DecideAsync(Principal by, TenantEdit edit, Guid key)
    {
        if (!await tenants.TryReopenAsync().ConfigureAwait(false))
        {
            return Unavailable();
        }

        var id = new EntryId(DerivedId.From("tenants", by.Name, key.ToString("N")));
        if (tenants.History.Any(r => r.Entry == id))
        {
            return Not(DeskStatus.Repeated);
        }

        var row = tenants.Rows.GetValueOrDefault(TenantRecord.KeyOf(edit.Tenant));
        if (edit.Version != (row?.After is null ? null : row.At.Value))
        {
            return Not(DeskStatus.Refused, "CC1221", $"Tenant '{edit.Tenant}' has been changed since you looked; look again, then change it.");
        }

        var record = row?.After is { } json ? TenantRecord.Read(json) : null;
        return (edit, record?.State) switch
        {
            (TenantEdit.Add add, null) => await AddAsync(by, add, id).ConfigureAwait(false),
            (TenantEdit.Suspend, TenantState.Active) => await SuspendAsync(by, edit.Tenant, record!, id).ConfigureAwait(false),
            (TenantEdit.Resume, TenantState.Suspended) => await ResumeAsync(by, edit.Tenant, record!, id).ConfigureAwait(false),
            (TenantEdit.Close, TenantState.Suspended) => await WriteAsync(by, edit.Tenant, null, id).ConfigureAwait(false),
            (TenantEdit.Close, TenantState.Active) => Not(DeskStatus.Refused, "CC1225", $"Tenant '{edit.Tenant}' is open; suspend it, then close it."),
            (TenantEdit.Add, _) => Not(DeskStatus.Refused, "CC1225", $"There is a tenant '{edit.Tenant}' already; choose another id."),
            (_, null) => Not(DeskStatus.NotFound, "CC1225", $"There is no tenant '{edit.Tenant}'."),
            (_, { } state) => Not(DeskStatus.Refused, "CC1225", $"Tenant '{edit.Tenant}' is {state.ToString().ToLowerInvariant()} already."),
        };
    }

    private async Task<ConfigurationResult> AddAsync(Principal by, TenantEdit.Add add, EntryId id)
    {
        var faults = FindFaults(add.Tenant, add.Settings);
        if (faults.Count > 0)
        {
            return new ConfigurationResult(DeskStatus.Invalid, "CC1222", string.Join(' ', faults.Select(static f => f.Message)), faults);
        }

        var result = await WriteAsync(by, add.Tenant, new TenantRecord(TenantState.Active, ConfigurationJson.Write(add.Settings)), id).ConfigureAwait(false);
        await supervisor.BeginAsync(add.Tenant).ConfigureAwait(false);
        return result;
    }

    private async Task<ConfigurationResult> SuspendAsync(Principal by, TenantId tenant, TenantRecord record, EntryId id)
    {
        var open = registry.Find(tenant)?.CountOpen();
        if (open == 0)
        {
            open = await supervisor.TryEndAsync(tenant).ConfigureAwait(false); // it may have come in meanwhile
        }

        if (open != 0)
        {
            return open is null
                ? Unavailable()
                : Not(DeskStatus.Refused, "CC1226", $"{open} conversations or messages are open in tenant '{tenant}'; let them end, then suspend it.");
        }

        try
        {
            var result = await WriteAsync(by, tenant, record with { State = TenantState.Suspended }, id).ConfigureAwait(false);
            services.ForgetEndpoints(tenant);
            return result;
        }
        catch (LogUnavailableException)
        {
            await supervisor.BeginAsync(tenant).ConfigureAwait(false); // it was not to be
            throw;
        }
    }

    private async Task<ConfigurationResult> ResumeAsync(Principal by, TenantId tenant, TenantRecord record, EntryId id)
    {
        var faults = FindFaults(tenant, tenants.SeedsOf(tenant.Value, record));
        if (faults.Count > 0)
        {
            return new ConfigurationResult(DeskStatus.Invalid, "CC1222", string.Join(' ', faults.Select(static f => f.Message)), faults);
        }

        var result = await WriteAsync(by, tenant, record with { State = TenantState.Active }, id).ConfigureAwait(false);
        await supervisor.BeginAsync(tenant).ConfigureAwait(false);
        return result;
    }

    private async Task<ConfigurationResult> WriteAsync(Principal by, TenantId tenant, TenantRecord? after, EntryId id)
    {
        var key = TenantRecord.KeyOf(tenant);
        await tenants.AppendAsync(by, new ConfigChanged(key, tenants.Rows.GetValueOrDefault(key)?.After, after?.Write(), ConfigSources.Edit), id).ConfigureAwait(false);
        tenants.Publish();
        TenantLog.StateChanged(logger, tenant, after?.State.ToString() ?? "Closed", by.ToString());
        return ConfigurationResult.Done;
    }

    /// <summary>What is wrong with a tenant that is to open: by the rules of a start, and that no address belongs to another one.</summary>
    private IReadOnlyList<ConfigurationFault> FindFaults(TenantId tenant, TenantOptions settings)
    {
        var faults = new FaultList();
        faults.Tenant(tenant.Value);
        TenantRules.Check(faults, tenant.Value, settings, services.Strategies, services.Actions);
        TenantRules.CheckChannels(faults, tenant, settings.Endpoints, services.Channels);
        var others = endpoints.Everything.Where(e => e.Tenant != tenant)
            .Select(static e => ("another tenant", "an endpoint", new EndpointOptions { Channel = e.Channel.Value, Address = e.Address.Value }));
        TenantRules.CheckAddresses(faults, settings.Endpoints.Select(e => (tenant.Value, e.Key, e.Value)).Concat(others));
        return faults.All;
    }

    private TenantEntry Entry(ConfiguredRow row)
    {
        var id = ConfigurationKinds.Parse(row.Key).Id;
        var record = TenantRecord.Read(row.After!);
        var name = tenants.SeedsOf(id, record).Name;
        return new TenantEntry(new TenantId(id), name.Length > 0 ? name : id, record.State, row.At.Value, record.Things is null, row.Time, row.By);
    }

    private static bool IsAllowed(Principal by)
    {
        ArgumentNullException.ThrowIfNull(by);
        return by.Kind == PrincipalKind.System || (by.Roles.Contains(Role.CenterAdministrator) && KeyRules.IsValid(by.Name));
    }

    private void Demand(Principal by)
    {
        if (!IsAllowed(by))
        {
            throw new DeskAccessException();
        }

        if (!tenants.IsKnown)
        {
            throw new LogUnavailableException("The center's own log is not open at this moment; it is being opened.") { Code = "CC1202" };
        }
    }

    private static ConfigurationResult Not(DeskStatus status, string? code = null, string? message = null) => new(status, code, message, []);

    private static ConfigurationResult Unavailable() => Not(DeskStatus.Unavailable, "CC1202", "The center cannot write to its log, or the tenant does not run, at this moment; try again in a few seconds.");
}
