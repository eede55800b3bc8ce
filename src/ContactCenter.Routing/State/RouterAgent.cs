using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>An agent as the state keeps it.</summary>
internal sealed class RouterAgent : IPlaced
{
    private RouterTimer? _grace;

    public required AgentSettings Settings { get; set; }

    public required AgentProfile Profile { get; set; }

    public bool SignedIn { get; set; }

    /// <summary>Why not ready; null when ready or signed out.</summary>
    public NotReadyReason? NotReady { get; set; }

    public bool Connected { get; set; }

    public long PresenceAt { get; set; }

    /// <summary>A new number each time the agent becomes ready.</summary>
    public long ReadySequence { get; set; }

    /// <summary>A new number each time the agent becomes ready or gets rid of work: the least has been idle longest.</summary>
    public long IdleSequence { get; set; }

    /// <summary>What the agent is asked, has, and wraps up, in the order it came.</summary>
    public List<RouterWork> Held { get; } = [];

    public int UsedUnits { get; set; }

    public int ExclusiveHeld { get; set; }

    /// <summary>Waiting items meant for this agent alone.</summary>
    public PlacedHeap<RouterWork> Bound { get; } = new();

    /// <summary>The line of idle agents it stands in; null while it can take nothing.</summary>
    public AgentPool? Pool { get; set; }

    public long PooledAt { get; set; }

    public int Place { get; set; } = -1;

    public RouterTimer Grace => _grace ??= new RouterTimer(null, this);

    public bool Ready => SignedIn && NotReady is null;

    /// <summary>The channels of which one more item could be taken now, as bits by channel number.</summary>
    public ulong AcceptMask => Pool?.Mask ?? 0;

    /// <summary>Whether there is room for one more item of the channel, presence aside.</summary>
    public bool HasRoomFor(int channel, RouterWork? without = null)
    {
        var cost = Profile.CostOf(channel);
        var (used, held, exclusive) = (UsedUnits, Held.Count, ExclusiveHeld);
        if (without is not null && without.Agent == this)
        {
            var freed = Profile.CostOf(without.Class.Channel);
            (used, held, exclusive) = (used - freed.Units, held - 1, exclusive - (freed.Exclusive ? 1 : 0));
        }

        return used + cost.Units <= Settings.Capacity && (held == 0 || (!cost.Exclusive && exclusive == 0));
    }

    public void Hold(RouterWork work)
    {
        var cost = Profile.CostOf(work.Class.Channel);
        UsedUnits += cost.Units;
        ExclusiveHeld += cost.Exclusive ? 1 : 0;
        Held.Add(work);
        work.Agent = this;
    }

    public void LetGo(RouterWork work)
    {
        var cost = Profile.CostOf(work.Class.Channel);
        UsedUnits -= cost.Units;
        ExclusiveHeld -= cost.Exclusive ? 1 : 0;
        Held.Remove(work);
        work.Agent = null;
    }

    public AgentView ToView() => new(
        Settings,
        SignedIn,
        Ready,
        NotReady,
        Connected,
        UsedUnits,
        DateTimeOffset.FromUnixTimeMilliseconds(PresenceAt),
        [.. Held.Select(work => work.ToView())]);

    /// <summary>The items being offered to the agent, in the order the offers were made.</summary>
    public ImmutableArray<RouterWork> Offered() => [.. Held.Where(work => work.Status == WorkStatus.Offered)];
}
