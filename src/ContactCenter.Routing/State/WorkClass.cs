using System.Collections.Immutable;
using System.Text;
using ContactCenter.Channels;

namespace ContactCenter.Routing;

/// <summary>What an item asks of an agent in the ring it has got to; skills normalized by <see cref="Requirements"/>, the rest in order of text.</summary>
internal readonly record struct Demand(
    ImmutableArray<SkillLevel> Skills, ImmutableArray<SkillLevel> Preferred, ImmutableArray<TeamId> Teams, ImmutableArray<SiteId> Sites)
{
    public static Demand Of(QueueSettings queue, WorkItem item, int ring)
    {
        var skills = Requirements.Merge(queue.Skills, item.Skills);
        var (teams, sites) = (Sorted(queue.Teams), Sorted(queue.Sites));
        if (ring > 0)
        {
            var relaxed = queue.Rings[ring - 1];
            skills =
            [
                .. skills.Where(skill => !relaxed.Without.Or().Contains(skill.Skill))
                    .Select(skill => skill with { Level = Math.Max(1, skill.Level - relaxed.LowerBy) }),
            ];
            (teams, sites) = (relaxed.AnyTeam ? [] : teams, relaxed.AnySite ? [] : sites);
        }

        return new Demand(skills, Requirements.Merge(queue.Preferred, item.Preferred), teams, sites);
    }

    /// <summary>A text that is the same for the same demand, and for no other: what separates its parts may stand in no key.</summary>
    public string KeyWith(ChannelKind channel)
    {
        var key = Requirements.Append(new StringBuilder(channel.Value), Skills);
        if (!Preferred.IsEmpty)
        {
            Requirements.Append(key.Append('?'), Preferred);
        }

        foreach (var team in Teams)
        {
            key.Append('#').Append(team.Value);
        }

        foreach (var site in Sites)
        {
            key.Append('@').Append(site.Value);
        }

        return key.ToString();
    }

    private static ImmutableArray<T> Sorted<T>(ImmutableArray<T> ids)
        where T : struct, IKeyId<T> => ids.IsDefaultOrEmpty ? [] : [.. ids.Distinct().OrderBy(id => id.Value, StringComparer.Ordinal)];
}

/// <summary>Waiting items that ask for exactly the same: skills, teams, sites and channel.</summary>
internal sealed class WorkClass(int number, Demand demand, ChannelKind kind, int channel, SlotTable<RouterWork> table)
{
    private readonly List<Ranks> _ranks = []; // by strategy

    public int Number { get; } = number;

    public Demand Demand { get; } = demand;

    public ChannelKind Kind { get; } = kind;

    /// <summary>The number of its kind of channel.</summary>
    public int Channel { get; } = channel;

    public WorkLine Waiting { get; } = new(table);

    /// <summary>The profiles that could ever serve it.</summary>
    public BitSet Profiles { get; } = new();

    /// <summary>The longest exclusion list an item of it ever had: bounds the search for those nobody serves.</summary>
    public int MostExclusions { get; set; }

    /// <summary>How many agents could take one of it now, while <see cref="MatchIndex.Watch"/> counts them.</summary>
    public int Idle { get; set; }

    /// <summary>How well each profile suits it by a strategy; null where all suit it alike, as is usual.</summary>
    public long[]? RanksBy(int number, AgentStrategy strategy, List<AgentProfile> profiles)
    {
        while (_ranks.Count <= number)
        {
            _ranks.Add(new Ranks());
        }

        var ranks = _ranks[number];
        if (ranks.Known < profiles.Count)
        {
            ranks.Learn(this, strategy, profiles);
        }

        return ranks.Differ ? ranks.Values : null;
    }

    private sealed class Ranks
    {
        public int Known { get; private set; }

        public bool Differ { get; private set; }

        public long[] Values { get; private set; } = [];

        public void Learn(WorkClass work, AgentStrategy strategy, List<AgentProfile> profiles)
        {
            var values = Values;
            Array.Resize(ref values, Math.Max(profiles.Count, values.Length * 2));
            for (; Known < profiles.Count; Known++)
            {
                values[Known] = work.Profiles.Contains(Known) ? strategy.RankOf(profiles[Known].Skills, work.Demand.Skills, work.Demand.Preferred) : 0;
            }

            Values = values;
            var able = Enumerable.Range(0, Known).Where(work.Profiles.Contains);
            Differ = able.Select(profile => values[profile]).Distinct().Skip(1).Any();
        }
    }
}
