using ContactCenter.Routing;

namespace ContactCenter.Simulation;

/// <summary>A recorded contact while it is listened to.</summary>
internal sealed class Story(WorkItem item, DateTimeOffset at)
{
    private (WithdrawReason? Reason, DateTimeOffset At)? _left;

    /// <summary>The work as a replay is to bring it.</summary>
    public WorkItem Item { get; set; } = item;

    public DateTimeOffset At { get; } = at;

    public DateTimeOffset? OfferedAt { get; set; }

    public DateTimeOffset? AssignedAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public TimeSpan? Answering { get; set; }

    public TimeSpan? WrapUp { get; set; }

    public AgentId? Agent { get; set; }

    public bool IsRefused { get; set; }

    /// <summary>Whether what follows is not told of it any more.</summary>
    public bool IsOver { get; private set; }

    /// <summary>What a replay cannot repeat of it.</summary>
    public Oddity Oddities { get; set; }

    /// <summary>It left the queue, or its agent, for good.</summary>
    /// <param name="time">When.</param>
    /// <param name="reason">Why somebody took it out; null: a rule of the router did.</param>
    /// <param name="handled">Whether an agent had it.</param>
    public void Leave(DateTimeOffset time, WithdrawReason? reason, bool handled = false)
    {
        _left = (reason, time);
        CompletedAt = handled ? time : null;
        IsOver = true;
    }

    /// <summary>It is in the router again, and waits on.</summary>
    public void GoOn()
    {
        (_left, CompletedAt, IsOver) = (null, null, false);
        Oddities = (Oddities & ~Oddity.TransferredOut) | Oddity.CameBack;
    }

    public RecordedContact ToContact(DateTimeOffset end) => new()
    {
        Item = Item,
        At = At,
        Fate = IsRefused ? ContactFate.Refused
            : AssignedAt is not null ? ContactFate.Served
            : _left is not { } left ? ContactFate.StillWaiting
            : left.Reason == WithdrawReason.CustomerLeft ? ContactFate.Abandoned : ContactFate.EndedByRouter,
        Wait = IsRefused ? TimeSpan.Zero : (AssignedAt ?? _left?.At ?? (end > At ? end : At)) - At,
        Answering = Answering,
        Asked = AssignedAt is null && OfferedAt is { } asked ? _left?.At - asked : null,
        Handling = CompletedAt - AssignedAt,
        WrapUp = WrapUp,
        Agent = AssignedAt is null ? null : Agent,
        Left = AssignedAt is null ? _left?.Reason : null,
    };
}

/// <summary>What a replay cannot repeat of a contact as it was.</summary>
[Flags]
internal enum Oddity
{
    None = 0,
    ChangedHands = 1,
    Moved = 2,
    TransferredOut = 4,
    CameBack = 8,
    Postponed = 16,
    PlaceKept = 32,
    AssignedByHand = 64,
    TakenUp = 128,
}
