namespace ContactCenter;

/// <summary>An agent as seeded.</summary>
public sealed class AgentOptions
{
    /// <summary>The display name; the id when empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>What the agent is able to do: level 1 to 10 by skill id.</summary>
    public Dictionary<string, int> Skills { get; } = [];

    /// <summary>The units of work the agent can carry at once, 1 to 1,000. A call takes 100 (all of it), a chat or an SMS 20.</summary>
    public int Capacity { get; set; } = 100;

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
}
