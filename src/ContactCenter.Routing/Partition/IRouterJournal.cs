namespace ContactCenter.Routing;

/// <summary>Where a partition keeps its decisions.</summary>
public interface IRouterJournal
{
    /// <summary>Makes records durable, all or none, in order; they are when the task completes. Not cancellable.</summary>
    /// <param name="records">1 to 1,024 records, of one or more commands; valid until the task completes.</param>
    /// <remarks>
    /// Called once more while the last call is not over, never a third time: what comes later stands behind it, and is not kept when what came before was not.
    /// A throw stops the partition: its host rebuilds the state from the journal.
    /// </remarks>
    ValueTask AppendAsync(IReadOnlyList<RouterRecord> records);
}
