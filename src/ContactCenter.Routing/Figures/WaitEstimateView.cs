namespace ContactCenter.Routing;

/// <summary>How long who joins a queue now may expect to wait.</summary>
/// <param name="Expected">The wait.</param>
/// <param name="Error">How far off such expectations were: the mean absolute error, each newer one weighing a sixteenth; null when none could be compared yet.</param>
/// <param name="Compared">How many were compared with the wait they were followed by.</param>
public sealed record WaitEstimateView(TimeSpan Expected, TimeSpan? Error, long Compared);

/// <summary>What a wait estimate has seen, as plain data.</summary>
public sealed record WaitEstimateSnapshot
{
    /// <summary>The wait of the last one to enter service, in milliseconds.</summary>
    public long LastWaitedMs { get; init; }

    /// <summary>When that was, in Unix milliseconds.</summary>
    public long LastAt { get; init; }

    /// <summary>The mean absolute error, in 1/1024 of a millisecond.</summary>
    public long ScaledError { get; init; }

    /// <summary>How many entered service.</summary>
    public long Entered { get; init; }

    /// <summary>How many of them had an expectation to compare with.</summary>
    public long Compared { get; init; }
}
