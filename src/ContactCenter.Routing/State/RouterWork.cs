using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>A work item as the state keeps it. Reused by the state when the item is over: what lives as long as items do is dear to collect.</summary>
internal sealed class RouterWork : ISlotted
{
    private const long Unknown = long.MinValue;

    private RouterTimer? _timer;
    private WorkTrail? _trail;
    private long _expected;
    private byte _status;

    public RouterWork() => Clear();

    public int Slot { get; set; } = -1;

    public WorkItem Item { get; set; } = null!;

    public RouterQueue Queue { get; set; } = null!;

    public WorkClass Class { get; set; } = null!;

    public long Key { get; set; }

    public long Sequence { get; set; }

    public WorkStatus Status { get => (WorkStatus)_status; set => _status = (byte)value; }

    public long StatusAt { get; set; }

    /// <summary>When it came into the queue it is in: rings, overflow and announcements count from here.</summary>
    public long EnteredAt { get; set; }

    /// <summary>How long it was expected to wait as it came, in milliseconds; null when nothing was known.</summary>
    public long? Expected { get => _expected == Unknown ? null : _expected; set => _expected = value ?? Unknown; }

    /// <summary>How many rings it has got to.</summary>
    public int Ring { get; set; }

    /// <summary>When it was last told where it stands; 0 before that.</summary>
    public long AnnouncedAt
    {
        get => _trail?.AnnouncedAt ?? 0;
        set
        {
            if (value != AnnouncedAt)
            {
                Trail.AnnouncedAt = value;
            }
        }
    }

    /// <summary>The overflow rules that have applied already, as bits.</summary>
    public int Overflowed
    {
        get => _trail?.Overflowed ?? 0;
        set
        {
            if (value != Overflowed)
            {
                Trail.Overflowed = value;
            }
        }
    }

    /// <summary>The queues it has overflowed from: it goes back to none of them by itself.</summary>
    public ImmutableArray<QueueId> Left
    {
        get => _trail?.Left ?? [];
        set
        {
            if (!value.IsEmpty || !Left.IsEmpty)
            {
                Trail.Left = value;
            }
        }
    }

    /// <summary>Who has it or wraps it up.</summary>
    public RouterAgent? Agent { get; set; }

    public long HeldSequence { get; set; }

    /// <summary>The live offers, or the one that was accepted.</summary>
    public RouterOffer? Offers { get; set; }

    public bool Unserved { get; set; }

    /// <summary>Who is not asked again; an entry counts only while the agent's readiness is still that one.</summary>
    public List<ExclusionSnapshot>? Exclusions
    {
        get => _trail?.Exclusions;
        set
        {
            if (value != Exclusions)
            {
                Trail.Exclusions = value;
            }
        }
    }

    /// <summary>The agent in whose own line it waits; null while it waits in its class's, or not at all.</summary>
    public RouterAgent? BoundTo { get; set; }

    /// <summary>The line it waits in; null while it does not wait.</summary>
    public PlacedHeap<RouterWork>? Line { get; set; }

    public RouterTimer Timer => _timer ??= new RouterTimer(this);

    public bool HasTimer => _timer is { IsSet: true };

    /// <summary>Who is asked first, has it, or wraps it up.</summary>
    public RouterAgent? Holder => Agent ?? Offers?.Agent;

    /// <summary>When the offer expires, the wrap-up ends, or scheduled work begins to wait.</summary>
    public DateTimeOffset? Until => Status switch
    {
        WorkStatus.Offered => Offers!.Timer.At,
        WorkStatus.WrapUp or WorkStatus.Scheduled => _timer?.At,
        _ => null,
    };

    private WorkTrail Trail => _trail ??= new WorkTrail();

    /// <summary>As new, for another item; it stands in no line, has no offers and no timer set.</summary>
    public void Clear()
    {
        (Item, Status, StatusAt, EnteredAt, Expected, Ring) = (null!, default, 0, 0, null, 0);
        (Agent, HeldSequence, Offers, Unserved, _trail) = (null, 0, null, false, null);
    }

    public bool Precedes(RouterWork other) => Key < other.Key || (Key == other.Key && Sequence < other.Sequence);

    public RouterOffer? OfferTo(RouterAgent agent)
    {
        var offer = Offers;
        while (offer is not null && offer.Agent != agent)
        {
            offer = offer.Next;
        }

        return offer;
    }

    /// <summary>Whether the agent is not to be asked: is asked already, or was asked in vain since becoming ready.</summary>
    public bool Excludes(RouterAgent agent)
    {
        if (Exclusions is not null)
        {
            foreach (var exclusion in Exclusions)
            {
                if (exclusion.ReadySequence == agent.ReadySequence && exclusion.Agent == agent.Settings.Id)
                {
                    return true;
                }
            }
        }

        return OfferTo(agent) is not null;
    }

    public WorkView ToView(RouterAgent? seenBy = null)
    {
        var offer = (seenBy is null ? null : OfferTo(seenBy)) ?? Offers;
        return new WorkView(
            Item,
            Status,
            (Agent ?? offer?.Agent)?.Settings.Id,
            offer?.Id,
            Status == WorkStatus.Offered ? offer!.Timer.At : Until,
            DateTimeOffset.FromUnixTimeMilliseconds(StatusAt)) { Ring = Ring, AlsoAsked = AlsoAsked(offer) };
    }

    private ImmutableArray<AgentId> AlsoAsked(RouterOffer? but)
    {
        if (Offers?.Next is null)
        {
            return [];
        }

        var others = ImmutableArray.CreateBuilder<AgentId>();
        for (var offer = Offers; offer is not null; offer = offer.Next)
        {
            if (offer != but)
            {
                others.Add(offer.Agent.Settings.Id);
            }
        }

        return others.ToImmutable();
    }
}

/// <summary>What few items have: where they have been and whom they are not offered to.</summary>
internal sealed class WorkTrail
{
    public long AnnouncedAt { get; set; }

    public int Overflowed { get; set; }

    public ImmutableArray<QueueId> Left { get; set; } = [];

    public List<ExclusionSnapshot>? Exclusions { get; set; }
}
