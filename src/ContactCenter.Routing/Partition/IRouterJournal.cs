namespace ContactCenter.Routing;

/// <summary>Where a partition keeps its decisions.</summary>
public interface IRouterJournal
{
    /// <summary>Makes records durable, all or none, in order; they are when the task completes. Not cancellable.</summary>
    /// <param name="records">1 to 1,024 records, of one or more commands; valid until the task completes.</param>
    /// <remarks>A throw stops the partition: its host rebuilds the state from the journal.</remarks>
    ValueTask AppendAsync(IReadOnlyList<RouterRecord> records);
}
