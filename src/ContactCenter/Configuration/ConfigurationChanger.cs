using ContactCenter.Administration;
using ContactCenter.Desk;
using ContactCenter.Endpoints;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Tenants;

namespace ContactCenter.Configuration;

/// <summary>Checks a change, makes it durable, puts it into force. One at a time in the whole center, so that no two tenants take one address.</summary>
internal sealed class ConfigurationChanger(TenantServices services, EndpointDirectory endpoints) : IDisposable
{
    private const int MostEdits = 100;

    private readonly SemaphoreSlim _turn = new(1, 1);

    public Task<ConfigurationResult> ChangeAsync(TenantRuntime tenant, Principal by, IReadOnlyList<ConfigurationEdit> edits, Guid key) =>
        AloneAsync(async () => await DecideAsync(tenant, by, edits, key).ConfigureAwait(false));

    /// <summary>Does something while no configuration changes.</summary>
    public async Task<T> AloneAsync<T>(Func<Task<T>> change)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            return await change().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async ValueTask<ConfigurationResult> DecideAsync(TenantRuntime tenant, Principal by, IReadOnlyList<ConfigurationEdit> edits, Guid key)
    {
        var now = tenant.Configuration.Current;
        var plans = edits.Select(EditPlan.Of).ToList();
        if (plans.Count is 0 or > MostEdits || plans.DistinctBy(static p => p.Key).Count() != plans.Count)
        {
            return new ConfigurationResult(DeskStatus.Invalid, "CC1224", $"A change has 1 to {MostEdits} edits, each of another thing.", []);
        }

        if (await WasMadeAsync(tenant, plans, Id(0)).ConfigureAwait(false))
        {
            return new ConfigurationResult(DeskStatus.Repeated, null, null, []);
        }

        for (var i = 0; i < plans.Count; i++)
        {
            var row = now.Rows.GetValueOrDefault(plans[i].Key);
            if (edits[i].Version != (row?.After is null ? null : row.At.Value))
            {
                return new ConfigurationResult(DeskStatus.Refused, "CC1221", $"'{plans[i].Key}' has been changed since you looked; look again, then change it.", []);
            }
        }

        var changes = plans
            .Where(p => !ConfigurationJson.IsSame(p.Key, now.Rows.GetValueOrDefault(p.Key)?.After, p.After))
            .Select(p => new ConfigChanged(p.Key, now.Rows.GetValueOrDefault(p.Key)?.After, p.After, ConfigSources.Edit))
            .ToList();
        if (changes.Count == 0)
        {
            return ConfigurationResult.Done; // it is so already
        }

        if (FindFaults(tenant.Tenant, now, changes) is { Count: > 0 } faults)
        {
            return new ConfigurationResult(DeskStatus.Invalid, "CC1222", string.Join(' ', faults.Select(static f => f.Message)), faults);
        }

        foreach (var gone in changes.Where(static c => c.After is null))
        {
            if (await RemovalGuard.FindAsync(tenant, gone.Key, CancellationToken.None).ConfigureAwait(false) is { } needed)
            {
                return needed;
            }
        }

        var rows = await ConfigurationJournal.AppendAsync(tenant.Storage.Log, by, changes, now.Rows, Id, services.Time.GetUtcNow()).ConfigureAwait(false);
        if (rows.Count == 0)
        {
            return new ConfigurationResult(DeskStatus.Repeated, null, null, []);
        }

        services.Reconfigure(tenant, now.With(rows));
        tenant.Hub.Publish(DeskEvents.Reconfigured(rows[^1].At, rows[^1].Time));
        await services.SettingsOf(tenant).ApplyAsync(CancellationToken.None).ConfigureAwait(false);
        return ConfigurationResult.Done;

        EntryId Id(int ordinal) => new(DerivedId.From("configuration", by.Name, key.ToString("N"), ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>Whether the command's first entry is in the journal: it is the last change of its thing, or an earlier one.</summary>
    private static async ValueTask<bool> WasMadeAsync(TenantRuntime tenant, List<EditPlan> plans, EntryId first)
    {
        if (tenant.Configuration.Current.Rows.Values.Any(r => r.Entry == first))
        {
            return true;
        }

        // Only a thing that was changed again since can hide it.
        LogPosition? before = null;
        while (await tenant.Views.Config.HistoryAsync(tenant.Storage.Views, before, 500, CancellationToken.None).ConfigureAwait(false) is { Count: > 0 } page)
        {
            if (page.Any(r => r.Entry == first))
            {
                return true;
            }

            before = page[^1].At;
        }

        return false;
    }

    /// <summary>What is wrong after the changes that was not before: one fault of old must not forbid mending another.</summary>
    private List<ConfigurationFault> FindFaults(TenantId tenant, TenantConfiguration now, List<ConfigChanged> changes)
    {
        var next = new TenantOptions();
        var changed = changes.ToDictionary(static c => c.Key, StringComparer.Ordinal);
        foreach (var (key, json) in now.Rows.Where(r => !changed.ContainsKey(r.Key)).Select(static r => (r.Key, r.Value.After)).Concat(changes.Select(static c => (c.Key, c.After))))
        {
            if (json is not null)
            {
                ConfigurationJson.Read(next, key, json);
            }
        }

        var faults = new FaultList();
        TenantRules.Check(faults, tenant.Value, next, services.Strategies, services.Actions);
        TenantRules.CheckChannels(faults, tenant, next.Endpoints.Where(e => changed.ContainsKey(ConfigurationKinds.Key(ConfigurationKinds.Endpoint, e.Key))), services.Channels);
        var others = endpoints.Everything.Where(e => e.Tenant != tenant)
            .Select(static e => ("another tenant", "an endpoint", new EndpointOptions { Channel = e.Channel.Value, Address = e.Address.Value }));
        TenantRules.CheckAddresses(faults, next.Endpoints.Select(e => (tenant.Value, e.Key, e.Value)).Concat(others));
        CheckMoved(faults, tenant, now.Options, next);
        var old = new FaultList();
        TenantRules.Check(old, tenant.Value, now.Options, services.Strategies, services.Actions);
        return [.. SentTemplates.Explain(faults.All.Except(old.All), tenant, now, changed.Keys)];
    }

    private static void CheckMoved(FaultList faults, TenantId tenant, TenantOptions now, TenantOptions next)
    {
        foreach (var (id, endpoint) in next.Endpoints)
        {
            if (now.Endpoints.TryGetValue(id, out var was) && (was.Channel, was.Address, was.AddressKind) != (endpoint.Channel, endpoint.Address, endpoint.AddressKind))
            {
                faults.Add($"Tenants:{tenant}:Endpoints:{id}:Address", "address-moved", $" was {was.Channel} {was.Address}; leave it, and add another endpoint for {endpoint.Channel} {endpoint.Address}.", $"{was.Channel} {was.Address}", $"{endpoint.Channel} {endpoint.Address}");
            }
        }
    }
}
