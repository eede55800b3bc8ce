namespace ContactCenter.Journal;

/// <summary>What counts of entries are broken down by. May be combined.</summary>
[Flags]
public enum CountBy
{
    /// <summary>One number.</summary>
    Nothing = 0,

    /// <summary>The hour of the entry's time, in UTC. Hours and days of a time zone are sums of these where its offset is whole hours.</summary>
    Hour = 1,

    /// <summary>The day of the entry's time, in UTC.</summary>
    Day = 2,

    /// <summary>The kind.</summary>
    Kind = 4,

    /// <summary>The agent.</summary>
    Agent = 8,
}
