using System.Numerics;
using ContactCenter.Channels;

namespace ContactCenter.Routing;

/// <summary>
/// Who may take what, found without looking at every agent or item: items of one class and agents of one profile are alike, so a
/// search compares the heads of their heaps. Derived from the state; numbers and layout never show in a decision, because the
/// order (key, sequence) has no ties.
/// </summary>
internal sealed class MatchIndex
{
    /// <summary>How many kinds of channel one partition can tell apart: a bit each.</summary>
    public const int MaxChannels = 64;

    private readonly Dictionary<ChannelKind, int> _channelNumbers = [];
    private readonly List<ChannelKind> _channels = [];
    private readonly List<BitSet> _accepting = []; // per channel: the profiles with an idle agent who has room for it
    private readonly Dictionary<string, WorkClass> _classesByKey = new(StringComparer.Ordinal);
    private readonly List<WorkClass> _classes = [];
    private readonly BitSet _waiting = new(); // the classes with a waiting item
    private readonly Dictionary<string, AgentProfile> _profilesByKey = new(StringComparer.Ordinal);
    private readonly List<AgentProfile> _profiles = [];

    public bool Knows(ChannelKind channel) => _channelNumbers.ContainsKey(channel);

    public bool HasRoomForChannel(ChannelKind channel) => Knows(channel) || _channels.Count < MaxChannels;

    /// <summary>The number of a channel; a new one changes what every agent has room for, hence <paramref name="agents"/>.</summary>
    public int NumberOf(ChannelKind channel, IEnumerable<RouterAgent> agents)
    {
        if (_channelNumbers.TryGetValue(channel, out var number))
        {
            return number;
        }

        number = _channels.Count;
        _channelNumbers.Add(channel, number);
        _channels.Add(channel);
        _accepting.Add(new BitSet());
        foreach (var profile in _profiles)
        {
            profile.AddChannel(channel);
        }

        foreach (var agent in agents)
        {
            Refresh(agent);
        }

        return number;
    }

    public WorkClass ClassOf(RouterQueue queue, WorkItem item, int channel)
    {
        var plain = item.Skills.IsDefaultOrEmpty;
        if (plain && channel < queue.PlainClasses.Length && queue.PlainClasses[channel] is { } known)
        {
            return known;
        }

        var skills = Requirements.Merge(queue.Settings.Skills, item.Skills);
        var key = Requirements.KeyOf(skills, item.Channel);
        if (!_classesByKey.TryGetValue(key, out var found))
        {
            found = new WorkClass(_classes.Count, skills, channel);
            _classesByKey.Add(key, found);
            _classes.Add(found);
            foreach (var profile in _profiles)
            {
                Relate(found, profile);
            }
        }

        if (plain)
        {
            var classes = queue.PlainClasses;
            Array.Resize(ref classes, Math.Max(classes.Length, channel + 1));
            classes[channel] = found;
            queue.PlainClasses = classes;
        }

        return found;
    }

    public AgentProfile ProfileOf(AgentSettings settings)
    {
        var skills = Requirements.Merge(settings.Skills, []);
        var key = Requirements.KeyOf(settings, skills);
        if (!_profilesByKey.TryGetValue(key, out var found))
        {
            found = new AgentProfile(_profiles.Count, skills, settings);
            _profilesByKey.Add(key, found);
            _profiles.Add(found);
            foreach (var channel in _channels)
            {
                found.AddChannel(channel);
            }

            foreach (var work in _classes)
            {
                Relate(work, found);
            }
        }

        return found;
    }

    /// <summary>Lets the item wait: for <paramref name="boundTo"/> alone, or for everyone its class allows.</summary>
    public void AddWaiting(RouterWork work, RouterAgent? boundTo)
    {
        work.BoundTo = boundTo;
        (boundTo?.Bound ?? work.Class.Waiting).Add(work, work.Key, work.Sequence);
        _waiting.Set(work.Class.Number, work.Class.Waiting.Count > 0);
    }

    public void RemoveWaiting(RouterWork work)
    {
        (work.BoundTo?.Bound ?? work.Class.Waiting).Remove(work);
        work.BoundTo = null;
        _waiting.Set(work.Class.Number, work.Class.Waiting.Count > 0);
    }

    /// <summary>Puts the agent into the line it belongs to now.</summary>
    public void Refresh(RouterAgent agent)
    {
        var mask = MaskOf(agent);
        if (agent.Pool is { } old)
        {
            if (old.Mask == mask && old.Profile == agent.Profile && agent.PooledAt == agent.IdleSequence)
            {
                return;
            }

            old.Idle.Remove(agent);
            agent.Pool = null;
            Publish(old);
        }

        if (mask != 0)
        {
            var pool = agent.Profile.PoolFor(mask);
            agent.Pool = pool;
            agent.PooledAt = agent.IdleSequence;
            pool.Idle.Add(agent, agent.IdleSequence, 0);
            Publish(pool);
        }
    }

    /// <summary>Takes the agent out of every line.</summary>
    public void Remove(RouterAgent agent)
    {
        if (agent.Pool is { } pool)
        {
            pool.Idle.Remove(agent);
            agent.Pool = null;
            Publish(pool);
        }
    }

    /// <summary>The agent idle longest among those who may take the item now; null when there is none.</summary>
    public RouterAgent? FindAgent(RouterWork work)
    {
        var bit = 1UL << work.Class.Channel;
        if (work.BoundTo is { } bound)
        {
            return (bound.AcceptMask & bit) != 0 && !work.Excludes(bound) ? bound : null;
        }

        var accepting = _accepting[work.Class.Channel];
        var profiles = work.Class.Profiles;
        RouterAgent? best = null;
        for (var word = 0; word < profiles.WordCount; word++)
        {
            for (var bits = profiles.Word(word) & accepting.Word(word); bits != 0; bits &= bits - 1)
            {
                foreach (var pool in _profiles[(word << 6) + BitOperations.TrailingZeroCount(bits)].Pools)
                {
                    if ((pool.Mask & bit) == 0 || pool.Idle.Count == 0 || (best is not null && best.IdleSequence < pool.Idle.First.IdleSequence))
                    {
                        continue;
                    }

                    var agent = work.Exclusions is null ? pool.Idle.First : pool.Idle.FindFirst(static (agent, work) => !work.Excludes(agent), work);
                    if (agent is not null && (best is null || agent.IdleSequence < best.IdleSequence))
                    {
                        best = agent;
                    }
                }
            }
        }

        return best;
    }

    /// <summary>The waiting item with the least key that the agent may take now; null when there is none.</summary>
    public RouterWork? FindWork(RouterAgent agent)
    {
        var mask = agent.AcceptMask;
        if (mask == 0)
        {
            return null;
        }

        var best = agent.Bound.FindFirst(static (work, agent) => (agent.AcceptMask & (1UL << work.Class.Channel)) != 0 && !work.Excludes(agent), agent);
        var classes = agent.Profile.Classes;
        for (var word = 0; word < classes.WordCount; word++)
        {
            for (var bits = classes.Word(word) & _waiting.Word(word); bits != 0; bits &= bits - 1)
            {
                var candidate = _classes[(word << 6) + BitOperations.TrailingZeroCount(bits)];
                if ((mask & (1UL << candidate.Channel)) == 0 || (best is not null && best.Precedes(candidate.Waiting.First)))
                {
                    continue;
                }

                var work = candidate.Waiting.FindFirst(static (work, agent) => !work.Excludes(agent), agent);
                if (work is not null && (best is null || work.Precedes(best)))
                {
                    best = work;
                }
            }
        }

        return best;
    }

    /// <summary>How many signed-in agents could ever serve the class; stops counting past <paramref name="limit"/>.</summary>
    public int CountSignedIn(WorkClass work, int limit)
    {
        var count = 0;
        for (var word = 0; word < work.Profiles.WordCount && count <= limit; word++)
        {
            for (var bits = work.Profiles.Word(word); bits != 0; bits &= bits - 1)
            {
                count += _profiles[(word << 6) + BitOperations.TrailingZeroCount(bits)].SignedIn;
            }
        }

        return count;
    }

    /// <summary>The classes with a waiting item that agents of the profile could serve.</summary>
    public IEnumerable<WorkClass> WaitingClassesOf(AgentProfile profile) =>
        _classes.Where(work => _waiting.Contains(work.Number) && profile.Classes.Contains(work.Number));

    private static void Relate(WorkClass work, AgentProfile profile)
    {
        var able = profile.CanEverTake(work);
        work.Profiles.Set(profile.Number, able);
        profile.Classes.Set(work.Number, able);
    }

    private ulong MaskOf(RouterAgent agent)
    {
        if (!agent.Ready || !agent.Connected)
        {
            return 0;
        }

        var mask = 0UL;
        for (var channel = 0; channel < _channels.Count; channel++)
        {
            mask |= agent.HasRoomFor(channel) ? 1UL << channel : 0;
        }

        return mask;
    }

    private void Publish(AgentPool changed)
    {
        var profile = changed.Profile;
        for (var bits = changed.Mask; bits != 0; bits &= bits - 1)
        {
            var bit = bits & (~bits + 1);
            var any = changed.Idle.Count > 0;
            for (var i = 0; !any && i < profile.Pools.Count; i++)
            {
                any = (profile.Pools[i].Mask & bit) != 0 && profile.Pools[i].Idle.Count > 0;
            }

            _accepting[BitOperations.TrailingZeroCount(bits)].Set(profile.Number, any);
        }
    }
}
