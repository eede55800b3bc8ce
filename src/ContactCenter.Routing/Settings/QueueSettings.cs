using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ContactCenter.Routing;

/// <summary>What a queue asks and allows. Compared by value.</summary>
public sealed record QueueSettings
{
    /// <summary>The queue's id.</summary>
    public required QueueId Id { get; init; }

    /// <summary>What an agent must be able to do to be offered work of this queue; none by default, so that every agent serves it.</summary>
    public ImmutableArray<SkillLevel> Skills { get; init; } = [];

    /// <summary>What an agent had better be able to do: among those who may take an item, whoever has more of these goes first. None by default.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<SkillLevel> Preferred { get; init; }

    /// <summary>The teams whose agents serve it; none, the default, means all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<TeamId> Teams { get; init; }

    /// <summary>The sites whose agents serve it; none, the default, means all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<SiteId> Sites { get; init; }

    /// <summary>What is asked of agents the longer an item waits; each ring asks at most what the one before it asks. At most 16; none by default.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<QueueRing> Rings { get; init; }

    /// <summary>The name of the rule who of those who may take an item is asked, such as <c>least-occupied</c>; null, the default, is <see cref="AgentStrategy.LongestIdle"/>.</summary>
    public string? Strategy { get; init; }

    /// <summary>Whether its work goes before or after that of other queues whatever the age; <see cref="QueueBand.Normal"/> by default.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public QueueBand Band { get; init; }

    /// <summary>How long an agent may leave an offer unanswered: 1 second to 1 hour, 20 seconds by default.</summary>
    public TimeSpan OfferTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How many agents are asked at once, the first to accept having it: 1, the default, to 100.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int OfferTo { get => field == 0 ? 1 : field; init => field = value == 1 ? 0 : value; }

    /// <summary>Whether an agent who is asked has the work at once; not by default.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AutoAccept { get; init; }

    /// <summary>The most time an agent has for after-contact work, during which the item keeps its share of the capacity: 0 to 8 hours; none by default.</summary>
    public TimeSpan WrapUp { get; init; }

    /// <summary>The most it can be extended to in all: from <see cref="WrapUp"/> to 8 hours; null, the default, is 8 hours.</summary>
    public TimeSpan? WrapUpLimit { get; init; }

    /// <summary>How many items may wait (those being offered included); further ones are refused, emergencies never. 0 or more; null, the default, is no limit.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The waiting time one step of <see cref="Priority"/> is worth: 0 to 1 day, 1 minute by default.</summary>
    public TimeSpan PriorityCredit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>When it is open; null, the default, is always. While it is closed nothing of it is offered, emergencies excepted.</summary>
    public CalendarId? Calendar { get; init; }

    /// <summary>Where work goes that cannot be served here; looked through in order. At most 16; none by default.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<OverflowRule> Overflow { get; init; }

    /// <summary>When those who wait are told their position and expected wait; null, the default, is never.</summary>
    public QueueAnnouncements? Announcements { get; init; }

    /// <summary>What it is to reach; null, the default, is 80 % served within 20 seconds.</summary>
    public ServiceLevelTarget? ServiceLevel { get; init; }

    /// <inheritdoc />
    public bool Equals(QueueSettings? other) =>
        other is not null && Id == other.Id && Strategy == other.Strategy && Band == other.Band
        && OfferTimeout == other.OfferTimeout && OfferTo == other.OfferTo && AutoAccept == other.AutoAccept
        && WrapUp == other.WrapUp && WrapUpLimit == other.WrapUpLimit && MaxLength == other.MaxLength && PriorityCredit == other.PriorityCredit
        && Calendar == other.Calendar && Announcements == other.Announcements && ServiceLevel == other.ServiceLevel
        && Skills.SameAs(other.Skills) && Preferred.SameAs(other.Preferred) && Teams.SameAs(other.Teams) && Sites.SameAs(other.Sites)
        && Rings.SameAs(other.Rings) && Overflow.SameAs(other.Overflow);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Id, Strategy, OfferTimeout, WrapUp, MaxLength, PriorityCredit, Calendar);
}

/// <summary>A wider circle of agents for an item that has waited.</summary>
public sealed record QueueRing
{
    /// <summary>How long the item has been in the queue: over 0, up to 30 days; longer than the ring before.</summary>
    public required TimeSpan After { get; init; }

    /// <summary>By how much every level asked for is lowered, never below 1: 0 to 9.</summary>
    public int LowerBy { get; init; }

    /// <summary>The skills no longer asked for.</summary>
    public ImmutableArray<SkillId> Without { get; init; } = [];

    /// <summary>Whether agents of any team serve it.</summary>
    public bool AnyTeam { get; init; }

    /// <summary>Whether agents of any site serve it.</summary>
    public bool AnySite { get; init; }

    /// <inheritdoc />
    public bool Equals(QueueRing? other) =>
        other is not null && After == other.After && LowerBy == other.LowerBy && AnyTeam == other.AnyTeam && AnySite == other.AnySite && Without.SameAs(other.Without);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(After, LowerBy, AnyTeam, AnySite);
}

/// <summary>Which work goes first whatever the age. Emergencies go before every band.</summary>
public enum QueueBand
{
    /// <summary>By age and priority.</summary>
    Normal,

    /// <summary>Only when an agent has nothing else to take: outbound work blended in, mail between calls.</summary>
    Background,

    /// <summary>Before normal work. Limit its length: it is served first as long as it lasts.</summary>
    Urgent,
}

/// <summary>When those who wait are told where they stand.</summary>
/// <param name="First">How long after entering the queue: 0 to 1 hour.</param>
/// <param name="Every">And how often from then on: 5 seconds to 1 hour.</param>
public sealed record QueueAnnouncements(TimeSpan First, TimeSpan Every)
{
    /// <summary>Up to which position it is told exactly: 1 to 100, 20 by default; those further back are told only the expected wait.</summary>
    public int PositionUpTo { get => field == 0 ? 20 : field; init => field = value == 20 ? 0 : value; }
}
