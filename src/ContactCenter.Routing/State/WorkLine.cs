namespace ContactCenter.Routing;

/// <summary>Items that wait, the least key first: those of one class, those of a closed queue, or those meant for one agent.</summary>
/// <param name="table">The numbers of items.</param>
/// <param name="agent">The agent whose own line it is; null where it is not one's own.</param>
internal sealed class WorkLine(SlotTable<RouterWork> table, RouterAgent? agent = null) : PlacedHeap<RouterWork>(table)
{
    public RouterAgent? Agent { get; } = agent;
}
