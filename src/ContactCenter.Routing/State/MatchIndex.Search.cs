using System.Numerics;
using ContactCenter.Channels;

namespace ContactCenter.Routing;

// The two questions: who takes this item, and what does this agent take.
internal sealed partial class MatchIndex
{
    /// <summary>Of those who may take the item now, the one whom its queue's strategy puts first; null when there is none.</summary>
    public RouterAgent? FindAgent(RouterWork work)
    {
        if (work.BoundTo is { } bound)
        {
            return (bound.AcceptMask & (1UL << work.Class.Channel)) != 0 && !work.Excludes(bound) ? bound : null;
        }

        return work.Exclusions is null && work.Offers is null ? FindAnyAgent(work) : FindAgentButSome(work);
    }

    private RouterAgent? FindAnyAgent(RouterWork work)
    {
        var channel = _lines[work.Class.Channel];
        if (channel.Accepting.IsEmpty)
        {
            return null; // as is usual where much waits
        }

        var strategy = work.Queue.Strategy;
        var ranks = work.Class.RanksBy(strategy, _strategies[strategy], _profiles);
        var heads = channel.HeadsBy(strategy);
        var (accepting, profiles) = (channel.Accepting, work.Class.Profiles);
        var (best, bestRank, bestHead) = (-1, long.MinValue, default(Head));
        for (var word = 0; word < profiles.WordCount; word++)
        {
            for (var bits = profiles.Word(word) & accepting.Word(word); bits != 0; bits &= bits - 1)
            {
                var profile = (word << 6) + BitOperations.TrailingZeroCount(bits);
                var rank = ranks is null ? 0 : ranks[profile];
                if (rank > bestRank || (rank == bestRank && heads[profile].Precedes(bestHead)))
                {
                    (best, bestRank, bestHead) = (profile, rank, heads[profile]);
                }
            }
        }

        return best < 0 ? null : channel.First(_profiles[best], strategy);
    }

    /// <summary>The same where some are not to be asked, so that heads alone do not tell.</summary>
    private RouterAgent? FindAgentButSome(RouterWork work)
    {
        var (strategy, bit) = (work.Queue.Strategy, 1UL << work.Class.Channel);
        var ranks = work.Class.RanksBy(strategy, _strategies[strategy], _profiles);
        long RankOf(RouterAgent agent) => ranks is null ? 0 : ranks[agent.Profile.Number];
        RouterAgent? best = null;
        foreach (var profile in _profiles.Where(profile => work.Class.Profiles.Contains(profile.Number)))
        {
            foreach (var pool in profile.Pools.Where(pool => (pool.Mask & bit) != 0))
            {
                if (pool.LineBy(strategy).FindFirst(static (agent, work) => !work.Excludes(agent), work) is { } agent
                    && (best is null || RankOf(agent) > RankOf(best) || (RankOf(agent) == RankOf(best) && agent.Precedes(best, strategy))))
                {
                    best = agent;
                }
            }
        }

        return best;
    }

    /// <summary>Whether anybody who may be asked could take such an item now; null where its channel is new, so that nobody's room for it is known.</summary>
    /// <param name="demand">What it asks for.</param>
    /// <param name="channel">Its channel.</param>
    /// <param name="known">The item, where it is in the router: some are not to be asked about it.</param>
    public bool? IsAnyIdle(Demand demand, ChannelKind channel, RouterWork? known)
    {
        var number = FindNumber(channel);
        return number < 0 ? null : _profiles.Any(profile => _lines[number].Accepting.Contains(profile.Number) && CanEverTake(profile, demand, channel)
            && (known is null || profile.Pools.Any(pool => (pool.Mask & (1UL << number)) != 0 && pool.LineBy(0).InNoOrder().Any(agent => !known.Excludes(agent)))));
    }

    /// <summary>How well an agent suits an item by its queue's strategy: rank, then key, then idleness.</summary>
    public (long Rank, long Key) Score(RouterWork work, RouterAgent agent)
    {
        var strategy = _strategies[work.Queue.Strategy];
        return (strategy.RankOf(agent.Profile.Skills, work.Class.Demand.Skills, work.Class.Demand.Preferred), strategy.KeyOf(agent.Facts));
    }

    public string StrategyOf(RouterQueue queue) => _strategies[queue.Strategy].Name;

    /// <summary>The waiting item with the least key that the agent may take now; null when there is none.</summary>
    public RouterWork? FindWork(RouterAgent agent)
    {
        var mask = agent.AcceptMask;
        if (mask == 0)
        {
            return null;
        }

        var meant = agent.HasBound
            ? agent.Bound.FindFirst(static (work, agent) => (agent.AcceptMask & (1UL << work.Class.Channel)) != 0 && !work.Excludes(agent), agent)
            : null;
        if (_waiting.IsEmpty)
        {
            return meant; // as is usual where agents wait
        }

        var classes = agent.Profile.Classes;
        var (best, bestHead) = (-1, default(Head));
        for (var word = 0; word < classes.WordCount; word++)
        {
            for (var bits = classes.Word(word) & _waiting.Word(word); bits != 0; bits &= bits - 1)
            {
                var number = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if ((_classChannels[number] & mask) != 0 && (best < 0 || _firsts[number].Precedes(bestHead)))
                {
                    (best, bestHead) = (number, _firsts[number]);
                }
            }
        }

        var work = best < 0 ? null : _classes[best].Waiting.First;
        if (work?.Excludes(agent) == true)
        {
            work = FindWorkButSome(agent, mask);
        }

        return work is null || meant?.Precedes(work) == true ? meant : work;
    }

    /// <summary>The same where the first of a class is not for this agent, so that heads alone do not tell.</summary>
    private RouterWork? FindWorkButSome(RouterAgent agent, ulong mask)
    {
        RouterWork? best = null;
        foreach (var candidate in WaitingClassesOf(agent.Profile).Where(candidate => (mask & (1UL << candidate.Channel)) != 0))
        {
            if (candidate.Waiting.FindFirst(static (work, agent) => !work.Excludes(agent), agent) is { } work && (best is null || work.Precedes(best)))
            {
                best = work;
            }
        }

        return best;
    }
}
