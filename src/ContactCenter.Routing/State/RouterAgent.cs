using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>An agent as the state keeps it.</summary>
/// <param name="id">Its id.</param>
/// <param name="items">The numbers of items.</param>
internal sealed class RouterAgent(AgentId id, SlotTable<RouterWork> items) : Slotted
{
    private RouterTimer? _grace;
    private WorkLine? _bound;
    private int _capacity; // the settings', at hand
    private HeldWork _held;

    public AgentId Id { get; } = id;

    public required AgentSettings Settings
    {
        get;
        set
        {
            field = value;
            _capacity = value.Capacity;
        }
    }

    public required AgentProfile Profile { get; set; }

    public bool SignedIn { get; set; }

    /// <summary>Why not ready; null when ready or signed out.</summary>
    public NotReadyReason? NotReady { get; set; }

    public bool Connected { get; set; }

    public long PresenceAt { get; set; }

    /// <summary>A new number each time the agent becomes ready or gets rid of work: what was missed or declined before may be asked about again.</summary>
    public long ReadySequence { get; set; }

    /// <summary>A new number each time the agent becomes ready or gets rid of work: the least has been idle longest.</summary>
    public long IdleSequence { get; set; }

    /// <summary>A new number each time the agent is asked.</summary>
    public long AskedSequence { get; set; }

    /// <summary>What the agent is asked, has, and wraps up, in the order it came.</summary>
    public IEnumerable<RouterWork> Held
    {
        get
        {
            for (var place = 0; place < _held.Count; place++)
            {
                yield return _held[place].Work;
            }
        }
    }

    /// <summary>What all of it takes.</summary>
    public Load Load { get; private set; }

    /// <summary>What that takes of it which cannot be laid aside.</summary>
    public Load FirmLoad { get; private set; }

    /// <summary>The line of waiting items meant for this agent alone. Few agents have one.</summary>
    public WorkLine Bound => _bound ??= new WorkLine(items, this);

    public bool HasBound => _bound is { Count: > 0 };

    /// <summary>What stands in it, in no particular order.</summary>
    public IEnumerable<RouterWork> Meant => _bound?.InNoOrder() ?? [];

    /// <summary>The lines of idle agents it stands in; null while it can take nothing.</summary>
    public AgentPool? Pool { get; set; }

    public RouterTimer Grace => _grace ??= new RouterTimer(this);

    public bool HasGrace => _grace is { IsSet: true };

    public bool Ready => SignedIn && NotReady is null;

    /// <summary>The channels of which one more item could be taken now, as bits by channel number.</summary>
    public ulong AcceptMask => Pool?.Mask ?? 0;

    public AgentFacts Facts => new(Id, Load.Units, _capacity, _held.Count, IdleSequence, AskedSequence);

    /// <summary>Whether it goes before another of the same rank; both idle.</summary>
    public bool Precedes(RouterAgent other, int strategy) =>
        Pool!.LineBy(strategy).HeadOf(this).Precedes(other.Pool!.LineBy(strategy).HeadOf(other));

    /// <summary>Whether there is room for one more item of the channel, presence aside.</summary>
    public bool HasRoomFor(int channel, RouterWork? without = null) => HasRoomFor(in Profile.CostOf(channel), without);

    /// <summary>The same of what such an item costs.</summary>
    public bool HasRoomFor(in ChannelCost cost, RouterWork? without = null)
    {
        var load = cost.Interruptible ? Load : FirmLoad;
        if (without is not null && _held.PlaceOf(without) >= 0)
        {
            var freed = Profile.CostOf(without.Class.Channel);
            load = cost.Interruptible || !freed.Interruptible ? load.Less(freed) : load;
        }

        return load.Units + cost.Units <= _capacity && (load.Items == 0 || (!cost.Exclusive && load.Exclusive == 0));
    }

    /// <summary>Lets the agent have an item; the sequence says in which order it came.</summary>
    public void Hold(RouterWork work, long sequence)
    {
        _held.Add(work, sequence);
        Take(Profile.CostOf(work.Class.Channel));
    }

    /// <summary>Since when, by sequence, the agent has the item; 0 without it.</summary>
    public long HeldSince(RouterWork work) => _held.PlaceOf(work) is var place and >= 0 ? _held[place].Sequence : 0;

    public void LetGo(RouterWork work)
    {
        var cost = Profile.CostOf(work.Class.Channel);
        _held.RemoveAt(_held.PlaceOf(work));
        Load = Load.Less(cost);
        FirmLoad = cost.Interruptible ? FirmLoad : FirmLoad.Less(cost);
    }

    /// <summary>Adds up anew what is held, after the costs have changed.</summary>
    public void Reckon()
    {
        (Load, FirmLoad) = (default, default);
        foreach (var work in Held)
        {
            Take(Profile.CostOf(work.Class.Channel));
        }
    }

    public AgentView ToView() => new(
        Settings,
        SignedIn,
        Ready,
        NotReady,
        Connected,
        Load.Units,
        DateTimeOffset.FromUnixTimeMilliseconds(PresenceAt),
        [.. Held.Select(work => work.ToView(this))]);

    /// <summary>The offers being made to the agent, in the order they were made.</summary>
    public ImmutableArray<RouterOffer> Offered() => [.. Held.Where(work => work.Status == WorkStatus.Offered).Select(work => work.OfferTo(this)!)];

    private void Take(ChannelCost cost)
    {
        Load = Load.More(cost);
        FirmLoad = cost.Interruptible ? FirmLoad : FirmLoad.More(cost);
    }
}

/// <summary>What work takes of an agent.</summary>
internal readonly record struct Load(int Units, int Items, int Exclusive)
{
    public Load More(ChannelCost cost) => new(Units + cost.Units, Items + 1, Exclusive + (cost.Exclusive ? 1 : 0));

    public Load Less(ChannelCost cost) => new(Units - cost.Units, Items - 1, Exclusive - (cost.Exclusive ? 1 : 0));
}
