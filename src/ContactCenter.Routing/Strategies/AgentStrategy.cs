using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>
/// Who of those who may take an item is asked: the highest rank first, then the least key, then whoever has been idle longest. An own
/// strategy is one small class. It must be a function of its arguments alone (no clock, no chance, no floating point), or a restart decides otherwise.
/// </summary>
public abstract class AgentStrategy
{
    /// <summary>Whoever has been idle longest. <c>longest-idle</c></summary>
    public static AgentStrategy LongestIdle { get; } = new LongestIdleStrategy();

    /// <summary>Whoever has the least part of the capacity taken. <c>least-occupied</c></summary>
    public static AgentStrategy LeastOccupied { get; } = new LeastOccupiedStrategy();

    /// <summary>Whoever was asked longest ago. <c>round-robin</c></summary>
    public static AgentStrategy RoundRobin { get; } = new RoundRobinStrategy();

    /// <summary>Whoever has the highest levels of what is required and preferred, added up. <c>best-skill</c></summary>
    public static AgentStrategy BestSkill { get; } = new BestSkillStrategy();

    /// <summary>The name by which queues choose it: a short lower-case word, unique.</summary>
    public abstract string Name { get; }

    /// <summary>The place among agents of the same rank: the least goes first.</summary>
    /// <param name="agent">The agent. Only its own facts count: the key is kept until one of them changes.</param>
    public abstract long KeyOf(AgentFacts agent);

    /// <summary>How well an agent suits an item: the highest goes first. By default the number of preferred skills the agent has.</summary>
    /// <param name="skills">What the agent can do, by skill.</param>
    /// <param name="required">What the item requires, by skill; the agent has it.</param>
    /// <param name="preferred">What it prefers, by skill.</param>
    public virtual long RankOf(ImmutableArray<SkillLevel> skills, ImmutableArray<SkillLevel> required, ImmutableArray<SkillLevel> preferred) =>
        preferred.Count(wanted => LevelOf(wanted.Skill, skills) >= wanted.Level);

    /// <summary>The agent's level of a skill; 0 without it.</summary>
    protected static int LevelOf(SkillId skill, ImmutableArray<SkillLevel> skills)
    {
        foreach (var has in skills)
        {
            if (has.Skill == skill)
            {
                return has.Level;
            }
        }

        return 0;
    }

    private sealed class LongestIdleStrategy : AgentStrategy
    {
        public override string Name => "longest-idle";

        public override long KeyOf(AgentFacts agent) => 0; // ties go to the one idle longest
    }

    private sealed class LeastOccupiedStrategy : AgentStrategy
    {
        public override string Name => "least-occupied";

        // Equal parts give equal numbers, and parts that differ do so by more than 2^-20, as no capacity is over 1,000.
        public override long KeyOf(AgentFacts agent) => ((long)agent.UsedUnits << 40) / agent.Capacity;
    }

    private sealed class RoundRobinStrategy : AgentStrategy
    {
        public override string Name => "round-robin";

        public override long KeyOf(AgentFacts agent) => agent.LastAsked;
    }

    private sealed class BestSkillStrategy : AgentStrategy
    {
        public override string Name => "best-skill";

        public override long KeyOf(AgentFacts agent) => 0;

        public override long RankOf(ImmutableArray<SkillLevel> skills, ImmutableArray<SkillLevel> required, ImmutableArray<SkillLevel> preferred)
        {
            var levels = 0L;
            foreach (var wanted in Requirements.Merge(required, preferred))
            {
                levels += LevelOf(wanted.Skill, skills);
            }

            return levels;
        }
    }
}

/// <summary>What a strategy knows of an agent.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="UsedUnits">How much of the capacity is taken.</param>
/// <param name="Capacity">The capacity.</param>
/// <param name="Items">How many items the agent is asked about, has and wraps up.</param>
/// <param name="IdleSince">An order, not a time: the least has been idle longest.</param>
/// <param name="LastAsked">An order, not a time: the least was asked longest ago; 0 was never asked.</param>
public readonly record struct AgentFacts(AgentId Agent, int UsedUnits, int Capacity, int Items, long IdleSince, long LastAsked);
