namespace ContactCenter.Routing;

/// <summary>One thing that becomes due: an item's next step or the end of its wrap-up, an offer's end, an agent's grace, a calendar's change, a campaign's next contact or line. Reused by its owner.</summary>
internal sealed class RouterTimer(object owner) : ISlotted
{
    public object Owner { get; } = owner;

    public long Due { get; set; }

    public long Sequence { get; set; }

    public int Slot { get; set; } = -1;

    public bool IsSet => Slot >= 0;

    public DateTimeOffset? At => IsSet ? DateTimeOffset.FromUnixTimeMilliseconds(Due) : null;
}
