using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>
/// A work item as the state keeps it. Reused by the state when the item is over, and of the usual item it keeps numbers instead of the object it came as:
/// what lives as long as items do is dear to collect.
/// </summary>
internal sealed class RouterWork : Slotted
{
    private const long Unknown = long.MinValue;
    private const byte IsUnserved = 0x80;

    private WorkTrail? _trail;
    private long _expected;
    private long _waitingSince; // in Unix milliseconds
    private short _priority; // of a usual item
    private byte _ring;
    private byte _status; // with whether it was said that nobody could serve it

    public RouterWork() => Clear();

    /// <summary>The item as events and views show it; put together anew each time where it is a usual one.</summary>
    public WorkItem Item
    {
        get => Special ?? new WorkItem { Id = Id, Interaction = Interaction, Queue = Queue.Id, Channel = Class.Kind, Priority = Priority, WaitingSince = WaitingSince };
        set
        {
            (Id, Interaction, _priority) = (value.Id, value.Interaction, unchecked((short)value.Priority.Value));
            _waitingSince = value.WaitingSince.ToUnixTimeMilliseconds();
            Special = IsUsual(value) ? null : value;
        }
    }

    /// <summary>The item itself, where it says more than stands here: skills of its own, an agent it is meant for, a time it waits until. Few do.</summary>
    public WorkItem? Special
    {
        get => _trail?.Item;
        private set
        {
            if (value != Special)
            {
                Trail.Item = value;
            }
        }
    }

    public WorkItemId Id { get; private set; }

    public InteractionId Interaction { get; private set; }

    public Priority Priority => Special?.Priority ?? new Priority(_priority);

    public DateTimeOffset WaitingSince => DateTimeOffset.FromUnixTimeMilliseconds(_waitingSince);

    /// <summary>Only this agent.</summary>
    public AgentId? MeantFor => Special?.Agent;

    public RouterQueue Queue { get; set; } = null!;

    public WorkClass Class { get; set; } = null!;

    /// <summary>The place in line before sequences.</summary>
    public long Key => Queue.KeyOf(_waitingSince, Priority);

    public long Sequence { get; set; }

    public WorkStatus Status { get => (WorkStatus)(_status & ~IsUnserved); set => _status = (byte)((byte)value | (_status & IsUnserved)); }

    public long StatusAt { get; set; }

    /// <summary>When it came into the queue it is in: rings, overflow and announcements count from here.</summary>
    public long EnteredAt { get; set; }

    /// <summary>How long it was expected to wait as it came, in milliseconds; null when nothing was known.</summary>
    public long? Expected { get => _expected == Unknown ? null : _expected; set => _expected = value ?? Unknown; }

    /// <summary>How many rings it has got to.</summary>
    public int Ring { get => _ring; set => _ring = checked((byte)value); }

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

    /// <summary>The live offers, or the one that was accepted.</summary>
    public RouterOffer? Offers { get; set; }

    /// <summary>Whether it was said that nobody could serve it.</summary>
    public bool Unserved { get => (_status & IsUnserved) != 0; set => _status = (byte)(value ? _status | IsUnserved : _status & ~IsUnserved); }

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

    /// <summary>The line it waits in; null while it does not wait.</summary>
    public WorkLine? Line { get; set; }

    /// <summary>The agent in whose own line it waits; null while it waits in its class's, or not at all.</summary>
    public RouterAgent? BoundTo => Line?.Agent;

    public RouterTimer Timer => Trail.Timer ??= new RouterTimer(this);

    public bool HasTimer => _trail?.Timer is { IsSet: true };

    /// <summary>Who is asked first, has it, or wraps it up.</summary>
    public RouterAgent? Holder => Agent ?? Offers?.Agent;

    /// <summary>When the offer expires, the wrap-up ends, or scheduled work begins to wait.</summary>
    public DateTimeOffset? Until => Status switch
    {
        WorkStatus.Offered => Offers!.Timer.At,
        WorkStatus.WrapUp or WorkStatus.Scheduled => _trail?.Timer?.At,
        _ => null,
    };

    private WorkTrail Trail => _trail ??= new WorkTrail();

    /// <summary>As new, for another item; it stands in no line, has no offers and no timer set.</summary>
    public void Clear()
    {
        (_status, StatusAt, EnteredAt, Expected, Ring) = (0, 0, 0, null, 0);
        (Agent, Offers) = (null, null);
        _trail?.Clear();
    }

    public bool Precedes(RouterWork other) => new Head(Key, Sequence).Precedes(new Head(other.Key, other.Sequence));

    public RouterOffer? OfferTo(RouterAgent agent)
    {
        var offer = Offers;
        while (offer is not null && offer.Agent != agent)
        {
            offer = offer.Next;
        }

        return offer;
    }

    /// <summary>Whether the agent is not to be asked: is asked already, or was asked in vain.</summary>
    public bool Excludes(RouterAgent agent) => WasMissedBy(agent) || OfferTo(agent) is not null;

    /// <summary>Whether the agent was asked in vain since becoming ready, or ending other work.</summary>
    public bool WasMissedBy(RouterAgent agent)
    {
        if (Exclusions is not null)
        {
            foreach (var exclusion in Exclusions)
            {
                if (exclusion.ReadySequence == agent.ReadySequence && exclusion.Agent == agent.Id)
                {
                    return true;
                }
            }
        }

        return false;
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

    /// <summary>Whether an item says nothing but its id, interaction, queue, channel, priority and a waiting time in whole milliseconds UTC.</summary>
    private static bool IsUsual(WorkItem item) =>
        item is { Agent: null, AgentLimit: null, LastRing: null, NotBefore: null, IsCallback: false, Attempt: 0, Hops: 0, Preferred.IsDefault: true }
        && item.Skills == ImmutableArray<SkillLevel>.Empty && item.Priority.Value is >= 0 and <= short.MaxValue
        && item.WaitingSince.Offset == TimeSpan.Zero && item.WaitingSince.Ticks % TimeSpan.TicksPerMillisecond == 0;

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
                others.Add(offer.Agent.Id);
            }
        }

        return others.ToImmutable();
    }
}

/// <summary>What few items have: more than the usual to ask for, steps of their own, where they have been, and whom they are not offered to.</summary>
internal sealed class WorkTrail
{
    public WorkItem? Item { get; set; }

    public RouterTimer? Timer { get; set; }

    public long AnnouncedAt { get; set; }

    public int Overflowed { get; set; }

    public ImmutableArray<QueueId> Left { get; set; } = [];

    public List<ExclusionSnapshot>? Exclusions { get; set; }

    /// <summary>As new but for the timer, which is not set.</summary>
    public void Clear() => (Item, AnnouncedAt, Overflowed, Left, Exclusions) = (null, 0, 0, [], null);
}
