namespace ContactCenter.Sqlite;

/// <summary>Places away from a log that keep its heads.</summary>
public class LogHeadPlaces
{
    /// <summary>A folder away from the logs' disk, best of another machine; empty for none.</summary>
    public string Folder { get; set; } = "";

    /// <summary>An address that heads are posted to, with the log's id behind it; null for none.</summary>
    public Uri? Url { get; set; }

    /// <summary>
    /// The folder of a log that keeps heads as its entries, made where missing; empty for none. It is a log of its own, no tenant's, open while a log is that publishes to it; signed with the center's key.
    /// Best on another disk: whoever rewrites a tenant's log has to rewrite this one too.
    /// </summary>
    public string Log { get; set; } = "";
}
