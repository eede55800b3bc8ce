using System.Numerics;
using ContactCenter.Channels;

namespace ContactCenter.Routing;

/// <summary>
/// Who may take what, found without looking at every agent or item: items of one class and agents of one profile are alike, so a
/// search compares the heads of their heaps. Derived from the state; numbers and layout never show in a decision, because the
/// order (key, sequence) has no ties.
/// </summary>
internal sealed partial class MatchIndex
{
    /// <summary>How many kinds of channel one partition can tell apart: a bit each.</summary>
    public const int MaxChannels = 64;

    private readonly Dictionary<ChannelKind, int> _channelNumbers = [];
    private readonly List<ChannelKind> _channels = [];
    private readonly List<ChannelLine> _lines = []; // per channel: who has room for it
    private readonly Dictionary<string, WorkClass> _classesByKey = new(StringComparer.Ordinal);
    private readonly List<WorkClass> _classes = [];
    private readonly BitSet _waiting = new(); // the classes with a waiting item
    private Head[] _firsts = new Head[8]; // by class: the first that waits
    private ulong[] _classChannels = new ulong[8]; // by class: its channel as a bit
    private readonly Dictionary<string, AgentProfile> _profilesByKey = new(StringComparer.Ordinal);
    private readonly List<AgentProfile> _profiles = [];
    private readonly List<AgentStrategy> _strategies = []; // those that queues have gone by: agents stand in a line for each of these alone

    /// <summary>The numbers of agents.</summary>
    public SlotTable<RouterAgent> Agents { get; } = new();

    /// <summary>The numbers of items.</summary>
    public SlotTable<RouterWork> Work { get; } = new();

    public bool Knows(ChannelKind channel) => FindNumber(channel) >= 0;

    public bool HasRoomForChannel(ChannelKind channel) => Knows(channel) || _channels.Count < MaxChannels;

    /// <summary>The number of a channel; a new one changes what every agent has room for, hence <paramref name="agents"/>.</summary>
    public int NumberOf(ChannelKind channel, IEnumerable<RouterAgent> agents)
    {
        var number = FindNumber(channel);
        if (number >= 0)
        {
            return number;
        }

        number = _channels.Count;
        _channelNumbers.Add(channel, number);
        _channels.Add(channel);
        _lines.Add(new ChannelLine(number, _strategies.Count, _profiles.Count));
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

    /// <summary>The number of a strategy; a new one gives every pool one more line, hence <paramref name="agents"/>.</summary>
    public int NumberOf(AgentStrategy strategy, IEnumerable<RouterAgent> agents)
    {
        var number = _strategies.IndexOf(strategy);
        if (number >= 0)
        {
            return number;
        }

        _strategies.Add(strategy);
        foreach (var pool in _profiles.SelectMany(profile => profile.Pools))
        {
            pool.AddLines(_strategies.Count);
        }

        foreach (var line in _lines)
        {
            line.AddStrategy(_profiles.Count);
        }

        foreach (var agent in agents.Where(agent => agent.Pool is not null))
        {
            var pool = agent.Pool!;
            Leave(agent, pool, _strategies.Count - 1);
            Join(agent, pool);
        }

        foreach (var pool in _profiles.SelectMany(profile => profile.Pools))
        {
            Publish(pool.Profile, pool.Mask);
        }

        return _strategies.Count - 1;
    }

    public WorkClass ClassOf(RouterQueue queue, WorkItem item, int channel, int ring)
    {
        var plain = item.Skills.IsDefaultOrEmpty && item.Preferred.IsDefaultOrEmpty;
        if (plain && ring == 0 && queue.LastPlain is { } last && last.Channel == channel)
        {
            return last;
        }

        if (plain && ring < queue.PlainClasses.Count && channel < queue.PlainClasses[ring].Length && queue.PlainClasses[ring][channel] is { } known)
        {
            queue.LastPlain = ring == 0 ? known : queue.LastPlain;
            return known;
        }

        var demand = Demand.Of(queue.Settings, item, ring);
        var key = demand.KeyWith(item.Channel);
        if (!_classesByKey.TryGetValue(key, out var found))
        {
            found = new WorkClass(_classes.Count, demand, _channels[channel], channel, Work);
            _classesByKey.Add(key, found);
            _classes.Add(found);
            if (_firsts.Length < _classes.Count)
            {
                Array.Resize(ref _firsts, _firsts.Length * 2);
                Array.Resize(ref _classChannels, _firsts.Length);
            }

            _classChannels[found.Number] = 1UL << channel;
            foreach (var profile in _profiles)
            {
                Relate(found, profile);
            }
        }

        if (plain)
        {
            while (queue.PlainClasses.Count <= ring)
            {
                queue.PlainClasses.Add([]);
            }

            var classes = queue.PlainClasses[ring];
            Array.Resize(ref classes, Math.Max(classes.Length, channel + 1));
            classes[channel] = found;
            queue.PlainClasses[ring] = classes;
        }

        return found;
    }

    /// <summary>The class of an item; null when nothing has asked for the same yet.</summary>
    public WorkClass? FindClass(RouterQueue queue, WorkItem item) => _classesByKey.GetValueOrDefault(Demand.Of(queue.Settings, item, 0).KeyWith(item.Channel));

    /// <summary>How many signed-in agents could ever meet the demand.</summary>
    public int CountSignedIn(Demand demand, ChannelKind channel) => _profiles
        .Where(profile => profile.SignedIn > 0 && CanEverTake(profile, demand, channel))
        .Sum(profile => profile.SignedIn);

    /// <summary>Whether agents of the profile could ever meet the demand.</summary>
    public static bool CanEverTake(AgentProfile profile, Demand demand, ChannelKind channel) =>
        profile.CanEverTake(channel) && profile.IsOf(demand) && Requirements.FirstMissing(demand.Skills, profile.Skills) is null;

    public AgentProfile ProfileOf(AgentSettings settings)
    {
        var skills = Requirements.Merge(settings.Skills, []);
        var key = Requirements.KeyOf(settings, skills);
        if (!_profilesByKey.TryGetValue(key, out var found))
        {
            found = new AgentProfile(_profiles.Count, skills, settings);
            _profilesByKey.Add(key, found);
            _profiles.Add(found);
            foreach (var line in _lines)
            {
                line.AddProfile(_profiles.Count);
            }

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

    /// <summary>Lets the item wait: until its queue opens, for <paramref name="boundTo"/> alone, or for everyone its class allows.</summary>
    public void AddWaiting(RouterWork work, RouterAgent? boundTo)
    {
        var open = work.Queue.IsOpen || work.Priority.IsEmergency;
        work.Line = !open ? work.Queue.Closed : boundTo?.Bound ?? work.Class.Waiting;
        work.Line.Add(work, work.Key, work.Sequence);
        if (work.Queue.Announces)
        {
            work.Queue.Announced.Add(work, work.Key, work.Sequence);
        }

        Publish(work.Class);
    }

    public void RemoveWaiting(RouterWork work)
    {
        work.Line!.Remove(work);
        work.Line = null;
        if (work.Queue.Announces)
        {
            work.Queue.Announced.Remove(work);
        }

        Publish(work.Class);
    }

    /// <summary>Puts the agent into the lines it belongs to now.</summary>
    public void Refresh(RouterAgent agent)
    {
        var mask = MaskOf(agent);
        var published = mask;
        if (agent.Pool is { } old)
        {
            if (old.Mask == mask && old.Profile == agent.Profile)
            {
                if (Move(agent, old))
                {
                    Publish(old.Profile, mask);
                }

                return;
            }

            Leave(agent, old, _strategies.Count);
            agent.Pool = null;
            old.Count--;
            CountIdle(old, -1);
            if (old.Profile == agent.Profile)
            {
                published |= old.Mask; // together with the lines it comes into
            }
            else
            {
                Publish(old.Profile, old.Mask);
            }
        }

        if (mask != 0)
        {
            var pool = agent.Profile.PoolFor(mask, _strategies.Count, Agents);
            Join(agent, pool);
            pool.Count++;
            CountIdle(pool, 1);
        }

        Publish(agent.Profile, published);
    }

    /// <summary>Takes the agent out of every line.</summary>
    public void Remove(RouterAgent agent)
    {
        if (agent.Pool is { } pool)
        {
            Leave(agent, pool, _strategies.Count);
            agent.Pool = null;
            pool.Count--;
            CountIdle(pool, -1);
            Publish(pool.Profile, pool.Mask);
        }
    }

    /// <summary>How many signed-in agents could ever serve the class; stops counting past <paramref name="limit"/>.</summary>
    public int CountSignedIn(WorkClass work, int limit)
    {
        var count = 0;
        for (var word = 0; word < work.Profiles.WordCount && count <= limit; word++)
        {
            for (var bits = work.Profiles.Word(word); bits != 0 && count <= limit; bits &= bits - 1)
            {
                count += _profiles[(word << 6) + BitOperations.TrailingZeroCount(bits)].SignedIn;
            }
        }

        return count;
    }

    /// <summary>The classes with a waiting item that agents of the profile could serve.</summary>
    public IEnumerable<WorkClass> WaitingClassesOf(AgentProfile profile) =>
        _classes.Where(work => _waiting.Contains(work.Number) && profile.Classes.Contains(work.Number));

    /// <summary>-1 when it has none. The same text is most often the same object, and channels are few.</summary>
    private int FindNumber(ChannelKind channel)
    {
        for (var number = 0; number < _channels.Count; number++)
        {
            if (ReferenceEquals(_channels[number].Value, channel.Value))
            {
                return number;
            }
        }

        return _channelNumbers.GetValueOrDefault(channel, -1);
    }

    /// <summary>Puts the agent where it belongs in the lines it stands in.</summary>
    /// <returns>Whether that is elsewhere in one of them.</returns>
    private bool Move(RouterAgent agent, AgentPool pool)
    {
        var (facts, moved) = (agent.Facts, false);
        for (var i = 0; i < _strategies.Count; i++)
        {
            moved |= pool.LineBy(i).Move(agent, _strategies[i].KeyOf(facts), agent.IdleSequence);
        }

        return moved;
    }

    private void Join(RouterAgent agent, AgentPool pool)
    {
        var facts = agent.Facts;
        for (var i = 0; i < _strategies.Count; i++)
        {
            pool.LineBy(i).Add(agent, _strategies[i].KeyOf(facts), agent.IdleSequence);
        }

        agent.Pool = pool;
    }

    private static void Leave(RouterAgent agent, AgentPool pool, int lines)
    {
        for (var i = 0; i < lines; i++)
        {
            pool.LineBy(i).Remove(agent);
        }
    }

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

    private void Publish(WorkClass changed)
    {
        var any = changed.Waiting.Count > 0;
        if (any)
        {
            _firsts[changed.Number] = changed.Waiting.FirstHead;
        }

        _waiting.Set(changed.Number, any);
    }

    private void Publish(AgentProfile changed, ulong channels)
    {
        for (var bits = channels; bits != 0; bits &= bits - 1)
        {
            _lines[BitOperations.TrailingZeroCount(bits)].Publish(changed, _strategies.Count);
        }
    }
}
