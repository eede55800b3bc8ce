// <Strategy>
using System.Collections.Immutable;
using ContactCenter;
using ContactCenter.Routing;

/// <summary>Specialists before generalists: whoever has the fewest skills besides those needed, and of those the one with the fewest items in hand.</summary>
public sealed class SpareTheGeneralists : AgentStrategy
{
    public override string Name => "spare-the-generalists";

    public override long RankOf(ImmutableArray<SkillLevel> skills, ImmutableArray<SkillLevel> required, ImmutableArray<SkillLevel> preferred) => -skills.Length;

    public override long KeyOf(AgentFacts agent) => agent.Items;
}

// </Strategy>
