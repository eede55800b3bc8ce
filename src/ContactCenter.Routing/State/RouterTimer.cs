namespace ContactCenter.Routing;

/// <summary>One thing that becomes due: an item's next step or the end of its wrap-up, an offer's end, an agent's grace, a calendar's change, a campaign's next contact or line. Reused by its owner.</summary>
internal sealed class RouterTimer(object owner) : Slotted
{
    public object Owner { get; } = owner;

    public long Due { get; set; }

    public long Sequence { get; set; }

    public bool IsSet => Slot >= 0;

    public DateTimeOffset? At => IsSet ? DateTimeOffset.FromUnixTimeMilliseconds(Due) : null;
}
