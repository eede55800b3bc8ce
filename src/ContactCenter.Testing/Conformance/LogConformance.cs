using ContactCenter.Journal;

namespace ContactCenter.Testing.Conformance;

/// <summary>
/// What every log does, whatever it is kept in. A case gets a function that opens the log: each time the same one, empty at first; the case
/// disposes it before it opens it again.
/// </summary>
public static partial class LogConformance
{
    private static readonly MachineId Machine = new("interaction", "one");

    /// <summary>The cases.</summary>
    public static IReadOnlyList<ConformanceCase<Func<Task<ILog>>>> All { get; } =
    [
        new("Positions are dense and begin at 0", PositionsAreDenseAsync),
        new("What is appended comes back as it was", ComesBackAsItWasAsync),
        new("A stale version is refused and told", StaleVersionAsync),
        new("A stale epoch is refused", StaleEpochAsync),
        new("A repeat returns the first position", RepeatAsync),
        new("A repeat is recognised after reopening", RepeatAfterReopeningAsync),
        new("A repeat is recognised within a batch", RepeatWithinBatchAsync),
        new("An append half known is refused whole", HalfKnownAsync),
        new("A stream keeps versions or none", StreamsDoNotMixAsync),
        new("An append is all or none", AllOrNoneAsync),
        new("Reopening raises the epoch and goes on", ReopeningAsync),
        new("A machine's entries are read in order from a version on", ReadsMachineAsync),
        new("Every link finds its entries", FindsByLinkAsync),
        new("Kind and time find their entries", FindsByKindAndTimeAsync),
        new("Newest first, from a position, at most so many", PagesAsync),
        new("A position before the start is refused", NegativePositionAsync),
        new("Every query finds what a filter over everything finds", QueriesLikeAFilterAsync),
        new("Pages put together are the whole answer", PagesAreTheWholeAnswerAsync),
        new("Counts are what a count over everything says", CountsLikeAFilterAsync),
        new("Acknowledged entries are counted at once", CountsItsOwnWritesAsync),
        new("Acknowledged entries are read at once", ReadsItsOwnWritesAsync),
        new("A follower misses nothing while many write", FollowsWhileManyWriteAsync),
        new("A follower from the start reads what is no longer in memory", FollowsFromTheStartAsync),
        new("A follower that leaves and comes back misses nothing", FollowerComesBackAsync),
        new("A follower from beyond the head waits for its position", FollowsFromBeyondTheHeadAsync),
        new("A cancelled follower stops", FollowerStopsAsync),
        new("A disposed log takes nothing", DisposedAsync),
    ];
}
