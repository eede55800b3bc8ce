using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Routing;

namespace ContactCenter.Tenants;

/// <summary>
/// Code and files are seeds: compared at start with what was applied last, and differences journaled with before and after.
/// A queue or agent that left the seeds leaves the router as soon as it holds no work.
/// </summary>
internal sealed class Seeds(TenantRuntime tenant, TimeProvider time, ILogger<Seeds> logger)
{
    public async ValueTask ApplyAsync(CancellationToken cancellationToken)
    {
        if (!tenant.Router.IsHalted)
        {
            await ApplyRouterAsync(cancellationToken).ConfigureAwait(false);
        }

        var seeds = Current();
        foreach (var (key, json) in seeds)
        {
            await JournalAsync(key, json).ConfigureAwait(false);
        }

        foreach (var gone in tenant.Views.Config.Keys.Where(k => !seeds.ContainsKey(k)).ToList())
        {
            await JournalAsync(gone, null).ConfigureAwait(false);
        }
    }

    /// <summary>Every configured thing as text, by key.</summary>
    private Dictionary<string, string> Current()
    {
        var seeds = new Dictionary<string, string> { ["tenant"] = JsonSerializer.Serialize(tenant.Options.Name, SeedJson.Default.String) };
        Add("queue", tenant.Options.Queues, SeedJson.Default.QueueOptions);
        Add("agent", tenant.Options.Agents, SeedJson.Default.AgentOptions);
        Add("endpoint", tenant.Options.Endpoints, SeedJson.Default.EndpointOptions);
        Add("disposition", tenant.Options.Dispositions, SeedJson.Default.String);
        Add("not-ready-reason", tenant.Options.NotReadyReasons, SeedJson.Default.String);
        return seeds;

        void Add<T>(string kind, Dictionary<string, T> children, JsonTypeInfo<T> type)
        {
            foreach (var (id, child) in children)
            {
                seeds[$"{kind}/{id}"] = JsonSerializer.Serialize(child, type);
            }
        }
    }

    private async ValueTask ApplyRouterAsync(CancellationToken cancellationToken)
    {
        var (queues, agents) = await tenant.Router.ReadAsync(
            static s => (s.Queues.Select(q => q.Settings).ToDictionary(q => q.Id), s.Agents.ToDictionary(a => a.Settings.Id)), cancellationToken).ConfigureAwait(false);

        foreach (var settings in tenant.Options.Queues.Select(static q => ToSettings(q.Key, q.Value)))
        {
            if (!settings.Equals(queues.GetValueOrDefault(settings.Id)))
            {
                await AskAsync(new RouterCommand.SetQueue(settings)).ConfigureAwait(false);
            }
        }

        foreach (var settings in tenant.Options.Agents.Select(static a => ToSettings(a.Key, a.Value)))
        {
            if (!settings.Equals(agents.GetValueOrDefault(settings.Id)?.Settings))
            {
                await AskAsync(new RouterCommand.SetAgent(settings)).ConfigureAwait(false);
            }
        }

        foreach (var gone in queues.Keys.Where(q => !tenant.Options.Queues.ContainsKey(q.Value)))
        {
            await AskAsync(new RouterCommand.RemoveQueue(gone)).ConfigureAwait(false);
        }

        foreach (var (id, agent) in agents)
        {
            if (!tenant.Options.Agents.ContainsKey(id.Value))
            {
                await AskAsync(new RouterCommand.SignOut(id, HandBack: true)).ConfigureAwait(false);
                await AskAsync(new RouterCommand.RemoveAgent(id)).ConfigureAwait(false);
            }
            else if (agent.IsConnected)
            {
                // Desktops were connected to the process that ended; they come back by themselves.
                await AskAsync(new RouterCommand.Disconnect(id, tenant.DisconnectGrace)).ConfigureAwait(false);
            }
        }

        async ValueTask AskAsync(RouterCommand command) =>
            await tenant.Router.AskAsync(Guid.CreateVersion7(time.GetUtcNow()), command, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask JournalAsync(string key, string? after)
    {
        var before = tenant.Views.Config.Find(key);
        if (before == after)
        {
            return;
        }

        TenantLog.SeedChanged(logger, tenant.Tenant, key);
        var now = time.GetUtcNow();
        var log = tenant.Storage.Log;
        await log.AppendAsync(new Append(new MachineId("config", "main"), Append.AnyVersion, log.Epoch, Entries.One(new Entry
        {
            Id = new EntryId(Guid.CreateVersion7(now)),
            Kind = CenterKinds.ConfigChanged,
            KindVersion = CoreKinds.All.VersionOf(CenterKinds.ConfigChanged),
            Time = now,
            Actor = Principal.System.ToString(),
            Body = JsonSerializer.SerializeToUtf8Bytes(new ConfigChanged(key, before, after), CenterJson.Default.ConfigChanged),
        }))).ConfigureAwait(false);
    }

    private static QueueSettings ToSettings(string id, QueueOptions options) => new()
    {
        Id = new QueueId(id),
        Skills = ToSkills(options.Skills),
        OfferTimeout = options.OfferTimeout,
        WrapUp = options.WrapUpLimit,
        MaxLength = options.MaxWaiting,
    };

    private static AgentSettings ToSettings(string id, AgentOptions options) => new()
    {
        Id = new AgentId(id),
        Skills = ToSkills(options.Skills),
        Capacity = options.Capacity,
    };

    private static ImmutableArray<SkillLevel> ToSkills(Dictionary<string, int> skills) =>
        [.. skills.OrderBy(static s => s.Key, StringComparer.Ordinal).Select(static s => new SkillLevel(new SkillId(s.Key), s.Value))];
}
