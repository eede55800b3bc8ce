using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>Agents who can do exactly the same: skills with levels, team, site, capacity and costs.</summary>
internal sealed class AgentProfile(int number, ImmutableArray<SkillLevel> skills, AgentSettings settings)
{
    private ChannelCost[] _costs = [];

    public int Number { get; } = number;

    /// <summary>Normalized by <see cref="Requirements"/>.</summary>
    public ImmutableArray<SkillLevel> Skills { get; } = skills;

    /// <summary>The classes its agents could ever serve.</summary>
    public BitSet Classes { get; } = new();

    /// <summary>How many agents are of it.</summary>
    public int Agents { get; set; }

    /// <summary>How many of its agents are signed in.</summary>
    public int SignedIn { get; set; }

    /// <summary>The lines of its idle agents; few, as few loads differ in what they leave room for.</summary>
    public List<AgentPool> Pools { get; } = [];

    public ref readonly ChannelCost CostOf(int channel) => ref _costs[channel];

    /// <summary>Learns the cost of the channel with the next number.</summary>
    public void AddChannel(Channels.ChannelKind channel) => _costs = [.. _costs, settings.CostOf(channel)];

    public bool CanEverTake(WorkClass work) =>
        CanEverTake(work.Channel) && IsOf(work.Demand) && Requirements.FirstMissing(work.Demand.Skills, Skills) is null;

    /// <summary>Whether its team and site are among those asked for.</summary>
    public bool IsOf(Demand demand) =>
        (demand.Teams.IsEmpty || (settings.Team is { } team && demand.Teams.Contains(team)))
        && (demand.Sites.IsEmpty || (settings.Site is { } site && demand.Sites.Contains(site)));

    public bool CanEverTake(Channels.ChannelKind channel) => settings.CostOf(channel).Units <= settings.Capacity;

    public bool CanEverTake(int channel) => _costs[channel].Units <= settings.Capacity;

    public AgentPool PoolFor(ulong mask, int strategies, SlotTable<RouterAgent> table)
    {
        foreach (var pool in Pools)
        {
            if (pool.Mask == mask)
            {
                return pool;
            }
        }

        var added = new AgentPool(this, mask, table);
        added.AddLines(strategies);
        Pools.Add(added);
        return added;
    }
}

/// <summary>Idle agents of one profile with room for the same channels, in one line for each strategy.</summary>
internal sealed class AgentPool(AgentProfile profile, ulong mask, SlotTable<RouterAgent> table)
{
    private readonly List<PlacedHeap<RouterAgent>> _lines = [];

    public AgentProfile Profile { get; } = profile;

    /// <summary>The channels they have room for, as bits by channel number.</summary>
    public ulong Mask { get; } = mask;

    /// <summary>How many stand in each of the lines.</summary>
    public int Count { get; set; }

    public PlacedHeap<RouterAgent> LineBy(int strategy) => _lines[strategy];

    public void AddLines(int strategies)
    {
        while (_lines.Count < strategies)
        {
            _lines.Add(new PlacedHeap<RouterAgent>(table, _lines.Count));
        }
    }
}
