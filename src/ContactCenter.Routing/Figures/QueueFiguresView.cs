using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>The live figures of a queue at a moment.</summary>
/// <param name="Target">What the queue is held to. Contacts stay counted by the target that was in force when they were served or gave up.</param>
/// <param name="LastHour">The last hour in whole five minutes: the current ones and the eleven before, so 55 to 60 minutes.</param>
/// <param name="Total">Everything since the queue was set up.</param>
public sealed record QueueFiguresView(ServiceLevelTarget Target, QueueTally LastHour, QueueTally Total)
{
    /// <summary>The service level of the last hour by the queue's formula, in thousandths; null when there is nothing to divide by.</summary>
    public int? LastHourPermille => LastHour.ServiceLevelPermille(Target.Formula);

    /// <summary>The service level in total by the queue's formula, in thousandths; null when there is nothing to divide by.</summary>
    public int? TotalPermille => Total.ServiceLevelPermille(Target.Formula);
}

/// <summary>The figures of a queue as plain data, without its target. Compared by value.</summary>
public sealed record QueueFiguresSnapshot
{
    /// <summary>Everything since the queue was set up.</summary>
    public QueueTally Total { get; init; } = new();

    /// <summary>The five minutes in which something happened, in order of time; at most twelve.</summary>
    public ImmutableArray<QueueFiguresBucket> Buckets { get; init; } = [];

    /// <inheritdoc />
    public bool Equals(QueueFiguresSnapshot? other) => other is not null && Total == other.Total && Buckets.AsSpan().SequenceEqual(other.Buckets.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Total, Buckets.IsDefault ? 0 : Buckets.Length);
}

/// <summary>What happened in five minutes.</summary>
/// <param name="Number">Which: how many five minutes after the beginning of 1970, UTC.</param>
/// <param name="Tally">What happened.</param>
public sealed record QueueFiguresBucket(long Number, QueueTally Tally);
