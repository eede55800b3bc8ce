using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>What a queue asks and allows. Compared by value.</summary>
public sealed record QueueSettings
{
    /// <summary>The queue's id.</summary>
    public required QueueId Id { get; init; }

    /// <summary>What an agent must be able to do to be offered work of this queue; none by default, so that every agent serves it.</summary>
    public ImmutableArray<SkillLevel> Skills { get; init; } = [];

    /// <summary>How long an agent may leave an offer unanswered: 1 second to 1 hour, 20 seconds by default.</summary>
    public TimeSpan OfferTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The most time an agent has for after-contact work, during which the item keeps its share of the capacity: 0 to 8 hours; none by default.</summary>
    public TimeSpan WrapUp { get; init; }

    /// <summary>How many items may wait (those being offered included); further ones are refused, emergencies never. 0 or more; null, the default, is no limit.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The waiting time one step of <see cref="Priority"/> is worth: 0 to 1 day, 1 minute by default.</summary>
    public TimeSpan PriorityCredit { get; init; } = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public bool Equals(QueueSettings? other) =>
        other is not null && Id == other.Id && OfferTimeout == other.OfferTimeout && WrapUp == other.WrapUp && MaxLength == other.MaxLength
        && PriorityCredit == other.PriorityCredit && Skills.AsSpan().SequenceEqual(other.Skills.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Id, OfferTimeout, WrapUp, MaxLength, PriorityCredit, Skills.IsDefault ? 0 : Skills.Length);
}
