using ContactCenter.Administration;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Tenants;

namespace ContactCenter.Configuration;

/// <summary>One person's administration of one tenant: checks the role, then asks the tenant that runs at this moment.</summary>
internal sealed class TenantAdministration(Principal principal, TenantId tenant, TenantServices services, TenantRegistry registry, ConfigurationChanger changer) : IAdministration
{
    public Principal Principal => principal;

    public TenantId Tenant => tenant;

    public ValueTask<ConfigurationView> ConfigurationAsync(CancellationToken cancellationToken = default)
    {
        DemandReader();
        var now = Runtime().Configuration.Current;
        var copy = Copy(now);
        var faults = new FaultList();
        TenantRules.Check(faults, tenant.Value, copy, services.Strategies, services.Actions);
        TenantRules.CheckChannels(faults, tenant, copy.Endpoints, services.Channels);
        return ValueTask.FromResult(new ConfigurationView(
            tenant,
            Of(now.Rows[ConfigurationKinds.Tenant], tenant.Value, copy.Name),
            List(ConfigurationKinds.Queue, now.Options.Queues.Keys, copy.Queues),
            List(ConfigurationKinds.Agent, now.Options.Agents.Keys, copy.Agents),
            List(ConfigurationKinds.Endpoint, now.Options.Endpoints.Keys, copy.Endpoints),
            List(ConfigurationKinds.Disposition, now.Options.Dispositions.Keys, copy.Dispositions),
            List(ConfigurationKinds.NotReadyReason, now.Options.NotReadyReasons.Keys, copy.NotReadyReasons),
            Skills(copy),
            [.. services.Channels.Select(static c => c.Kind).Distinct()],
            faults.All)
        {
            Scripts = List(ConfigurationKinds.Script, now.Options.Scripts.Keys, copy.Scripts),
            Templates = List(ConfigurationKinds.Template, now.Options.Templates.Keys, copy.Templates),
            Campaigns = List(ConfigurationKinds.Campaign, now.Options.Campaigns.Keys, copy.Campaigns),
            Calendars = List(ConfigurationKinds.Calendar, now.Options.Calendars.Keys, copy.Calendars),
            Strategies = [.. RouterTrial.Usual.Concat(services.Strategies).Select(static s => s.Name).Distinct()],
            Privacy = now.Rows.GetValueOrDefault(ConfigurationKinds.Privacy) is { After: not null } privacy ? Of(privacy, ConfigurationKinds.Privacy, copy.Privacy) : null,
        });

        IReadOnlyList<Configured<T>> List<T>(string kind, IEnumerable<string> ids, Dictionary<string, T> things) =>
            [.. ids.Select(id => Of(now.Rows[ConfigurationKinds.Key(kind, id)], id, things[id]))];
    }

    public async ValueTask<IReadOnlyList<ConfigurationChange>> HistoryAsync(long? before = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        DemandReader();
        var runtime = Runtime();
        var rows = await runtime.Views.Config.HistoryAsync(
            runtime.Storage.Views, before is { } position ? new LogPosition(Math.Max(position, 0)) : null, Math.Clamp(limit, 1, 500), cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(static r => new ConfigurationChange(r.At.Value, r.Time, r.By, r.IsEdit, r.Key, r.Before, r.After))];
    }

    public ValueTask<ScriptCheck> CheckScriptAsync(string script, ScriptOptions settings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(settings);
        DemandReader();
        if (ScriptReviewer.Unreadable(script, settings) is { } finding)
        {
            return ValueTask.FromResult(new ScriptCheck([finding], settings.Text, ""));
        }

        var now = Runtime().Configuration.Current;
        var (before, after) = (Copy(now), Copy(now));
        after.Scripts[script] = settings;
        return ValueTask.FromResult(ScriptReviewer.Check(before, after, script, services.Actions));
    }

    public async ValueTask<ConfigurationResult> ChangeAsync(IReadOnlyList<ConfigurationEdit> edits, Guid key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(edits);
        if (!principal.Roles.Contains(Role.Administrator))
        {
            return new ConfigurationResult(DeskStatus.Forbidden, "CC1201", "Your role does not allow this.", []);
        }

        if (registry.Find(tenant) is not { } runtime)
        {
            return Unavailable();
        }

        try
        {
            return await changer.ChangeAsync(runtime, principal, edits, key).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is LogUnavailableException or ObjectDisposedException)
        {
            return Unavailable(); // the same key may be tried again
        }
    }

    private static TenantOptions Copy(TenantConfiguration now)
    {
        var copy = new TenantOptions();
        foreach (var row in now.Rows.Values.Where(static r => r.After is not null))
        {
            ConfigurationJson.Read(copy, row.Key, row.After!);
        }

        return copy;
    }

    private static Configured<T> Of<T>(ConfiguredRow row, string id, T settings) => new(id, settings, row.At.Value, row.IsEdit, row.Time, row.By);

    private static IReadOnlyList<SkillUse> Skills(TenantOptions options) =>
    [
        .. options.Queues.Values.SelectMany(static q => q.Skills.Keys).Concat(options.Agents.Values.SelectMany(static a => a.Skills.Keys)).Distinct().Order(StringComparer.Ordinal)
            .Select(skill => new SkillUse(
                skill,
                [.. options.Queues.Where(q => q.Value.Skills.ContainsKey(skill)).Select(static q => q.Key).Order(StringComparer.Ordinal)],
                [.. options.Agents.Where(a => a.Value.Skills.ContainsKey(skill)).Select(static a => a.Key).Order(StringComparer.Ordinal)])),
    ];

    private static ConfigurationResult Unavailable() =>
        new(DeskStatus.Unavailable, "CC1202", "The center cannot write to its log at this moment; try again in a few seconds.", []);

    private void DemandReader()
    {
        if (!principal.Roles.Contains(Role.Administrator) && !principal.Roles.Contains(Role.Supervisor))
        {
            throw new DeskAccessException();
        }
    }

    private TenantRuntime Runtime() => registry.FindReadable(tenant)
        ?? throw new LogUnavailableException($"Tenant {tenant} is not running at this moment; it is being started again.") { Code = "CC1202" };
}

/// <summary>Opens administrations. A tenant that does not exist and one that is not the person's are answered alike.</summary>
internal sealed class TenantAdministrations(TenantServices services, TenantRegistry registry, ConfigurationChanger changer) : IAdministrations
{
    public IAdministration Open(Principal principal, TenantId tenant)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return principal.Tenants.Contains(tenant) && services.Tenants.Contains(tenant) && KeyRules.IsValid(principal.Name)
            ? new TenantAdministration(principal, tenant, services, registry, changer)
            : throw new DeskAccessException();
    }
}
