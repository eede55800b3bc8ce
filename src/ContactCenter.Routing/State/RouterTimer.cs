namespace ContactCenter.Routing;

/// <summary>One thing that becomes due: an item's next step or the end of its wrap-up, an offer's end, an agent's grace, a calendar's change. Reused by its owner.</summary>
internal sealed class RouterTimer(object owner) : IPlaced
{
    private int _place = -1;

    public object Owner { get; } = owner;

    public long Due { get; set; }

    public long Sequence { get; set; }

    public bool IsSet => _place >= 0;

    public DateTimeOffset? At => IsSet ? DateTimeOffset.FromUnixTimeMilliseconds(Due) : null;

    public ref int PlaceIn(int line) => ref _place;
}
