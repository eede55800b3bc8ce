using System.Diagnostics;
using ContactCenter.Desk;
using ContactCenter.Routing;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>Reads from the router why work stands where it stands.</summary>
internal sealed class WorkReader(TenantRuntime runtime)
{
    /// <summary>The answer for the work of an interaction; null when nobody is asked for it.</summary>
    public async ValueTask<WorkExplanation?> ExplainAsync(InteractionId interaction, CancellationToken cancellationToken)
    {
        if (runtime.Views.Interactions.Find(interaction)?.Work is not { } work
            || await runtime.ReadRouterAsync(s => s.Explain(work), cancellationToken).ConfigureAwait(false) is not { } why)
        {
            return null;
        }

        return new WorkExplanation(
            interaction,
            why.Work.Item.Queue,
            why.Work.Item.WaitingSince,
            why.Required,
            [.. why.Candidates.Select(c => new WorkCandidate(c.Agent, NameOf(c.Agent), ToObstacle(c.Obstacle), c.Missing))]);
    }

    private string NameOf(AgentId agent) =>
        runtime.Options.Agents.TryGetValue(agent.Value, out var options) && options.Name.Length > 0 ? options.Name : agent.Value;

    private static WorkObstacle ToObstacle(RouterObstacle obstacle) => obstacle switch
    {
        RouterObstacle.None => WorkObstacle.None,
        RouterObstacle.HasIt => WorkObstacle.HasIt,
        RouterObstacle.MeantForAnother => WorkObstacle.MeantForAnother,
        RouterObstacle.NotSignedIn => WorkObstacle.NotSignedIn,
        RouterObstacle.LacksSkill => WorkObstacle.LacksSkill,
        RouterObstacle.NotConnected => WorkObstacle.NotConnected,
        RouterObstacle.NotReady => WorkObstacle.NotReady,
        RouterObstacle.Excluded => WorkObstacle.AskedAlready,
        RouterObstacle.NoCapacity => WorkObstacle.NoCapacity,
        _ => throw new UnreachableException($"No word for {obstacle}."),
    };
}
