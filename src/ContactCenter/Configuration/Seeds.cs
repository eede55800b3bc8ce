using ContactCenter.Channels;
using ContactCenter.Records;
using ContactCenter.Routing;
using ContactCenter.Scripting;
using ContactCenter.Tenants;

namespace ContactCenter.Configuration;

/// <summary>
/// Code and files are seeds: compared at a start with the seeds as they were applied last, and differences journaled with before and after.
/// What an administrator has edited since stays as it is until its seed changes.
/// </summary>
internal sealed class Seeds(TenantRuntime tenant, TimeProvider time, ILogger<Seeds> logger)
{
    /// <summary>How many changes one append takes.</summary>
    private const int Most = 1_000;

    public async ValueTask ApplyAsync()
    {
        var last = tenant.Views.Config.Rows.ToDictionary(static r => r.Key, StringComparer.Ordinal);
        var seeds = ConfigurationJson.Write(tenant.Seeds);
        var changes = new List<ConfigChanged>();
        foreach (var (key, seed) in seeds)
        {
            if (!ConfigurationJson.IsSame(key, last.GetValueOrDefault(key)?.Seed, seed))
            {
                Change(key, seed);
            }
        }

        foreach (var gone in last.Values.Where(r => r.Seed is not null && !seeds.ContainsKey(r.Key)))
        {
            Change(gone.Key, null);
        }

        foreach (var some in changes.Chunk(Most))
        {
            var now = time.GetUtcNow();
            await ConfigurationJournal.AppendAsync(tenant.Storage.Log, Principal.System, some, last, _ => new EntryId(Guid.CreateVersion7(now)), now).ConfigureAwait(false);
        }

        void Change(string key, string? seed)
        {
            var before = last.GetValueOrDefault(key);
            changes.Add(new ConfigChanged(key, before?.After, seed));
            TenantLog.SeedChanged(logger, tenant.Tenant, key);
            if (before is { IsEdit: true })
            {
                TenantLog.EditReplaced(logger, tenant.Tenant, key, before.By);
            }
        }
    }

    /// <summary>Seeds and edits are each right, but may not fit together: the tenant runs, and says what does not.</summary>
    public void Check(IReadOnlyList<IChannel> channels, IReadOnlyList<AgentStrategy> strategies, IReadOnlyList<IScriptAction> actions)
    {
        var faults = new FaultList();
        TenantRules.Check(faults, tenant.Tenant.Value, tenant.Options, strategies, actions);
        TenantRules.CheckChannels(faults, tenant.Tenant, tenant.Options.Endpoints, channels);
        foreach (var fault in faults.All)
        {
            TenantLog.ConfigurationFault(logger, tenant.Tenant, fault.Message);
        }
    }
}
