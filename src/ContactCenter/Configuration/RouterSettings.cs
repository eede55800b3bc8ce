using System.Collections.Immutable;
using ContactCenter.Routing;
using ContactCenter.Tenants;

namespace ContactCenter.Configuration;

/// <summary>Brings the router to what is configured: at a start, and after each change. What it already has is not touched.</summary>
internal sealed class RouterSettings(TenantRuntime tenant, TimeProvider time)
{
    /// <summary>
    /// Sets and removes queues and agents. A queue that holds work stays until a later call finds it empty; nothing new gets into it. An agent
    /// who goes is signed out, and gives work in hand back.
    /// </summary>
    public async ValueTask ApplyAsync(CancellationToken cancellationToken)
    {
        if (tenant.Router.IsHalted)
        {
            return; // the next start does it
        }

        var options = tenant.Options;
        var (queues, agents) = await tenant.Router.ReadAsync(
            static s => (s.Queues.Select(q => q.Settings).ToDictionary(q => q.Id), s.Agents.Select(a => a.Settings).ToDictionary(a => a.Id)), cancellationToken).ConfigureAwait(false);
        foreach (var settings in options.Queues.Select(static q => ToSettings(q.Key, q.Value)).Where(q => !q.Equals(queues.GetValueOrDefault(q.Id))))
        {
            await AskAsync(new RouterCommand.SetQueue(settings), cancellationToken).ConfigureAwait(false);
        }

        foreach (var settings in options.Agents.Select(static a => ToSettings(a.Key, a.Value)).Where(a => !a.Equals(agents.GetValueOrDefault(a.Id))))
        {
            await AskAsync(new RouterCommand.SetAgent(settings), cancellationToken).ConfigureAwait(false);
        }

        foreach (var gone in queues.Keys.Where(q => !options.Queues.ContainsKey(q.Value)))
        {
            await AskAsync(new RouterCommand.RemoveQueue(gone), cancellationToken).ConfigureAwait(false);
        }

        foreach (var gone in agents.Keys.Where(a => !options.Agents.ContainsKey(a.Value)))
        {
            await AskAsync(new RouterCommand.SignOut(gone, HandBack: true), cancellationToken).ConfigureAwait(false);
            await AskAsync(new RouterCommand.RemoveAgent(gone), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Desktops were connected to the process that ended; they come back by themselves.</summary>
    public async ValueTask DisconnectAllAsync(CancellationToken cancellationToken)
    {
        if (tenant.Router.IsHalted)
        {
            return;
        }

        foreach (var agent in await tenant.Router.ReadAsync(static s => s.Agents.Where(a => a.IsConnected).Select(a => a.Settings.Id).ToList(), cancellationToken).ConfigureAwait(false))
        {
            await AskAsync(new RouterCommand.Disconnect(agent, tenant.DisconnectGrace), cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask AskAsync(RouterCommand command, CancellationToken cancellationToken) =>
        await tenant.Router.AskAsync(Guid.CreateVersion7(time.GetUtcNow()), command, cancellationToken).ConfigureAwait(false);

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
