using ContactCenter.Routing;

namespace ContactCenter.Simulation;

/// <summary>An agent during the day.</summary>
internal sealed class SimulatedAgent(AgentSettings settings, int group)
{
    public AgentSettings Settings { get; } = settings;

    public AgentId Id { get; } = settings.Id;

    /// <summary>-1 for the agents of a replay.</summary>
    public int Group { get; } = group;

    /// <summary>What the agent has accepted and not finished, wrap-up included.</summary>
    public int Held { get; set; }

    public bool SignedIn { get; set; }

    public bool Connected { get; set; }

    public bool Ready { get; set; }

    /// <summary>Whether the agent takes nothing more and goes when the hands are empty.</summary>
    public bool Leaving { get; set; }

    /// <summary>How long the break lasts that begins when the hands are empty; 0: none.</summary>
    public long BreakAhead { get; set; }

    /// <summary>When the last of the breaks begun so far ends.</summary>
    public long BreakUntil { get; set; }

    public long BusySince { get; set; } = -1;

    public long StaffedSince { get; set; } = -1;

    /// <summary>Each time the agent's readiness changes: what was planned before is void.</summary>
    public int Version { get; set; }
}
