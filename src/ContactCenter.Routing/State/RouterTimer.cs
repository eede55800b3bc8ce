namespace ContactCenter.Routing;

/// <summary>One thing that becomes due: an item's (offer, wrap-up) or an agent's (grace). Reused by its owner.</summary>
internal sealed class RouterTimer(RouterWork? work, RouterAgent? agent) : IPlaced
{
    public RouterWork? Work { get; } = work;

    public RouterAgent? Agent { get; } = agent;

    public long Due { get; set; }

    public long Sequence { get; set; }

    public int Place { get; set; } = -1;

    public bool IsSet => Place >= 0;
}
