using ContactCenter.Channels;

namespace ContactCenter;

/// <summary>An agent as seeded.</summary>
public sealed class AgentOptions
{
    /// <summary>The display name; the id when empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>What the agent is able to do: level 1 to 10 by skill id.</summary>
    public Dictionary<string, int> Skills { get; } = [];

    /// <summary>The team; none when empty.</summary>
    public string Team { get; set; } = "";

    /// <summary>Where the agent works; nowhere in particular when empty.</summary>
    public string Site { get; set; } = "";

    /// <summary>The units of work the agent can carry at once, 1 to 1,000. A call takes 100 (all of it), a chat or an SMS 20.</summary>
    public int Capacity { get; set; } = 100;

    /// <summary>What one item of a channel takes of the capacity, by channel, where that is not the usual.</summary>
    public Dictionary<string, CostOptions> Costs { get; } = [];

    /// <summary>Names the agent.</summary>
    public AgentOptions Named(string name)
    {
        Name = name;
        return this;
    }

    /// <summary>Gives a skill to a level, 1 to 10.</summary>
    public AgentOptions Skill(string skill, int level)
    {
        Skills[skill] = level;
        return this;
    }

    /// <summary>Puts the agent into a team, at a site.</summary>
    public AgentOptions Of(string team, string site = "")
    {
        (Team, Site) = (team, site);
        return this;
    }

    /// <summary>Sets what one item of a channel takes.</summary>
    public AgentOptions Cost(ChannelKind channel, int units, bool exclusive = false, bool interruptible = false)
    {
        Costs[channel.Value] = new CostOptions { Units = units, Exclusive = exclusive, Interruptible = interruptible };
        return this;
    }
}

/// <summary>How much of an agent's capacity one item of a channel takes.</summary>
public sealed class CostOptions
{
    /// <summary>The units, 1 to 1,000; 20 by default.</summary>
    public int Units { get; set; } = 20;

    /// <summary>Whether it tolerates no other work beside it; not by default.</summary>
    public bool Exclusive { get; set; }

    /// <summary>Whether it may be laid aside for work that is not interruptible, and then takes no capacity from it; not by default.</summary>
    public bool Interruptible { get; set; }
}
