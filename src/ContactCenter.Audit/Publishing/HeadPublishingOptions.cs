namespace ContactCenter.Audit;

/// <summary>When heads are published. Read once.</summary>
public sealed class HeadPublishingOptions
{
    /// <summary>How long a head may be newer than the last one published. 1 s to 1 day; 5 min by default.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>After how many entries a head is published without waiting for the interval. 1 or more; 10,000 by default.</summary>
    public long EveryEntries { get; set; } = 10_000;

    /// <summary>How long one publishing may take before it counts as failed. 1 s to 5 min; 30 s by default.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    internal void Check()
    {
        Require(Interval >= TimeSpan.FromSeconds(1) && Interval <= TimeSpan.FromDays(1), $"{nameof(Interval)} is {Interval}; set it to 1 s to 1 day.");
        Require(EveryEntries >= 1, $"{nameof(EveryEntries)} is {EveryEntries}; set it to 1 or more.");
        Require(Timeout >= TimeSpan.FromSeconds(1) && Timeout <= TimeSpan.FromMinutes(5), $"{nameof(Timeout)} is {Timeout}; set it to 1 s to 5 min.");
    }

    private static void Require(bool value, string otherwise)
    {
        if (!value)
        {
            throw new ArgumentOutOfRangeException(nameof(value), $"{nameof(HeadPublishingOptions)}.{otherwise}");
        }
    }
}
