using ContactCenter.Configuration;
using ContactCenter.Desk;
using ContactCenter.Routing;
using ContactCenter.Tenants;
using QueueView = ContactCenter.Desk.QueueView;

namespace ContactCenter.Desks;

/// <summary>Reads queues and agents from the router, and the day's figures from the views.</summary>
internal sealed class WallboardReader(TenantRuntime runtime, TimeProvider time)
{
    public async ValueTask<WallboardView> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (queues, agents) = await runtime.ReadRouterAsync(static s => (s.Queues.ToList(), s.Agents.ToList()), cancellationToken).ConfigureAwait(false);
        return new WallboardView(
            now,
            [.. queues.Select(q => ToView(q, agents, now)).OrderBy(static q => q.Name, StringComparer.CurrentCulture)],
            [.. agents.Select(ToLine).OrderBy(static a => a.Name, StringComparer.CurrentCulture)]);
    }

    private QueueView ToView(Routing.QueueView queue, List<Routing.AgentView> agents, DateTimeOffset now)
    {
        var id = queue.Settings.Id;
        var options = runtime.Options.Queues.GetValueOrDefault(id.Value) ?? new QueueOptions();
        var able = agents.Where(a => a.IsSignedIn && AgentFit.Serves(runtime.Options.Agents.GetValueOrDefault(a.Settings.Id.Value) ?? new AgentOptions(), options)).ToList();
        var day = runtime.Views.Days.Find(id, now);
        return new QueueView(
            id,
            options.Name.Length > 0 ? options.Name : id.Value,
            queue.Waiting + queue.Offered,
            queue.OldestWaitingSince,
            queue.Assigned,
            able.Count(static a => a.IsReady && a.IsConnected),
            able.Count,
            options.ServiceLevelPercent,
            options.ServiceLevelWithin,
            day.Answered,
            day.InTarget);
    }

    private AgentLine ToLine(Routing.AgentView agent)
    {
        var id = agent.Settings.Id;
        var name = runtime.Options.Agents.TryGetValue(id.Value, out var options) && options.Name.Length > 0 ? options.Name : id.Value;
        return new AgentLine(
            id, name, AgentReader.ToPresence(agent), agent.NotReadyReason, agent.IsConnected, agent.PresenceSince, agent.Work.Count(static w => w.Status != WorkStatus.Offered));
    }
}
