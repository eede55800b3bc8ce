using ContactCenter.Channels;

namespace ContactCenter.Routing.Tests.Model;

internal sealed class NaiveAgent
{
    public required AgentSettings Settings { get; set; }

    public bool SignedIn { get; set; }

    public bool Ready { get; set; }

    public bool Connected { get; set; }

    public long Readiness { get; set; }

    public long IdleSince { get; set; }

    public long LastAsked { get; set; }

    public DateTimeOffset? GraceUntil { get; set; }

    public ChannelCost Cost(ChannelKind channel)
    {
        foreach (var cost in Settings.Costs)
        {
            if (cost.Channel == channel)
            {
                return cost;
            }
        }

        return ChannelCost.DefaultFor(channel);
    }
}

internal sealed class NaiveItem
{
    public required WorkItem Work { get; set; }

    public required long Order { get; init; }

    public WorkStatus Status { get; set; }

    /// <summary>Who has it or wraps it up.</summary>
    public AgentId? Agent { get; set; }

    /// <summary>The live offers in the order they were made, or the accepted one.</summary>
    public List<(OfferId Id, AgentId Agent, DateTimeOffset Until)> Offers { get; } = [];

    /// <summary>When the wrap-up ends.</summary>
    public DateTimeOffset? Until { get; set; }

    public DateTimeOffset Entered { get; set; }

    public DateTimeOffset FirstOffered { get; set; }

    public int Ring { get; set; }

    public HashSet<int> Overflowed { get; set; } = [];

    public List<QueueId> Left { get; set; } = [];

    public DateTimeOffset? LastAnnounced { get; set; }

    public bool Unserved { get; set; }

    public HashSet<(AgentId, long)> Asked { get; } = [];

    public IEnumerable<AgentId> Holders => Agent is { } agent ? [agent] : Status == WorkStatus.Offered ? Offers.Select(offer => offer.Agent) : [];
}

internal sealed class NaiveFigures
{
    public int Arrived { get; set; }

    public int Served { get; set; }

    public int InTime { get; set; }

    public int Abandoned { get; set; }

    public int Refused { get; set; }

    public int Overflowed { get; set; }
}

/// <summary>An own strategy, as a vendor would write one: whoever holds the fewest items, and of those the one with the fewest skills.</summary>
internal sealed class SpareTheGeneralists : AgentStrategy
{
    public override string Name => "spare-the-generalists";

    public override long KeyOf(AgentFacts agent) => agent.Items;

    public override long RankOf(
        System.Collections.Immutable.ImmutableArray<SkillLevel> skills,
        System.Collections.Immutable.ImmutableArray<SkillLevel> required,
        System.Collections.Immutable.ImmutableArray<SkillLevel> preferred) => -skills.Length;
}
