using ContactCenter.Audit;

namespace ContactCenter.Sqlite;

/// <summary>Where the logs' signed heads are published, and when. Read once, at start. A host adds places of its own, for every log, as <see cref="IHeadPublisher"/>.</summary>
public sealed class LogHeadsOptions : LogHeadPlaces
{
    /// <summary>The configuration section, <c>ContactCenter:LogHeads</c>.</summary>
    public const string Section = "ContactCenter:LogHeads";

    /// <summary>How long a head may be newer than the last one published. 1 s to 1 day; 5 min by default.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>After how many entries a head is published without waiting for the interval. 1 or more; 10,000 by default.</summary>
    public long EveryEntries { get; set; } = 10_000;

    /// <summary>Tenants, by id, whose heads go elsewhere: to the places named there, and not to the center's. None by default.</summary>
    public IDictionary<string, LogHeadPlaces> Tenants { get; } = new Dictionary<string, LogHeadPlaces>(StringComparer.Ordinal);
}
