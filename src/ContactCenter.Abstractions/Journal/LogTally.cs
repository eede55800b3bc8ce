namespace ContactCenter.Journal;

/// <summary>Adds entries up into the groups <see cref="ILog.CountAsync"/> answers with. For whoever keeps a log. Not thread-safe.</summary>
/// <param name="by">What the counts are broken down by.</param>
public sealed class LogTally(CountBy by)
{
    /// <summary>The most groups one answer has.</summary>
    public const int MaxGroups = 100_000;

    private readonly Dictionary<(long Start, string? Kind, AgentId? Agent), long> _groups = [];

    /// <summary>What the counts are broken down by.</summary>
    public CountBy By => by;

    /// <summary>Adds entries of one time, kind and agent. What it is not broken down by says nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are more than <see cref="MaxGroups"/> groups.</exception>
    public void Add(DateTimeOffset time, string? kind, AgentId? agent, long entries = 1)
    {
        var ticks = time.UtcTicks;
        var group = (
            by.HasFlag(CountBy.Hour) ? ticks - (ticks % TimeSpan.TicksPerHour) : by.HasFlag(CountBy.Day) ? ticks - (ticks % TimeSpan.TicksPerDay) : -1,
            by.HasFlag(CountBy.Kind) ? kind : null,
            by.HasFlag(CountBy.Agent) ? agent : null);
        ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_groups, group, out var isKnown);
        if (!isKnown && _groups.Count > MaxGroups)
        {
            throw new ArgumentOutOfRangeException(nameof(time), $"The counts by {by} come to more than {MaxGroups:N0} groups; ask for a shorter time, or break them down by less.");
        }

        count += entries;
    }

    /// <summary>The groups that have entries, by time, kind and agent; exactly one when broken down by nothing.</summary>
    public IReadOnlyList<LogCount> ToCounts() => by == CountBy.Nothing
        ? [new LogCount(null, null, null, _groups.Values.Sum())]
        :
        [
            .. _groups.OrderBy(static g => g.Key.Start).ThenBy(static g => g.Key.Kind, StringComparer.Ordinal).ThenBy(static g => g.Key.Agent?.Value, StringComparer.Ordinal)
                .Select(static g => new LogCount(g.Key.Start < 0 ? null : new DateTimeOffset(g.Key.Start, TimeSpan.Zero), g.Key.Kind, g.Key.Agent, g.Value)),
        ];
}
