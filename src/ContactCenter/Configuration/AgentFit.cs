namespace ContactCenter.Configuration;

/// <summary>Whether an agent, as configured, can serve a queue.</summary>
internal static class AgentFit
{
    /// <summary>Whether the agent may be asked at once.</summary>
    public static bool Serves(AgentOptions agent, QueueOptions queue) => Fits(agent, queue, null);

    /// <summary>Whether the agent may be asked at once, or after however long a wait: the last ring is the widest.</summary>
    public static bool ServesInTime(AgentOptions agent, QueueOptions queue) => Fits(agent, queue, null) || (queue.Rings.Count > 0 && Fits(agent, queue, queue.Rings[^1]));

    private static bool Fits(AgentOptions agent, QueueOptions queue, RingOptions? ring) =>
        queue.Skills.All(s => ring?.Without.Contains(s.Key) == true || (agent.Skills.TryGetValue(s.Key, out var level) && level >= Math.Max(1, s.Value - (ring?.LowerBy ?? 0))))
        && (ring is { AnyTeam: true } || queue.Teams.Count == 0 || queue.Teams.Contains(agent.Team))
        && (ring is { AnySite: true } || queue.Sites.Count == 0 || queue.Sites.Contains(agent.Site));
}
