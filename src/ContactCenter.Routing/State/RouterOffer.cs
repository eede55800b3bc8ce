namespace ContactCenter.Routing;

/// <summary>An agent is asked about an item, or has it by this offer. One item may have several while they are unanswered. Reused by the state.</summary>
internal sealed class RouterOffer
{
    public RouterOffer() => Timer = new RouterTimer(this);

    public OfferId Id { get; set; }

    public RouterWork Work { get; set; } = null!;

    public RouterAgent Agent { get; set; } = null!;

    /// <summary>The next offer of the same item, in the order they were made.</summary>
    public RouterOffer? Next { get; set; }

    public RouterTimer Timer { get; }
}
