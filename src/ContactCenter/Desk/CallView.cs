using ContactCenter.Calls;

namespace ContactCenter.Desk;

/// <summary>A call that is on, as a person sees it.</summary>
/// <param name="Call">Its id.</param>
/// <param name="Session">Its session.</param>
/// <param name="IsInbound">Whether the customer has called.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="AnsweredAt">When it was answered; null while it rings.</param>
public sealed record CallView(CallId Call, SessionId Session, bool IsInbound, DateTimeOffset StartedAt, DateTimeOffset? AnsweredAt)
{
    /// <summary>Whether it rings at the other side.</summary>
    public bool IsRinging { get; init; }

    /// <summary>Whether the caller is on hold.</summary>
    public bool IsHeld { get; init; }

    /// <summary>The display names of the agents who talk.</summary>
    public IReadOnlyList<string> Agents { get; init; } = [];

    /// <summary>The display names of the supervisors who listen or speak.</summary>
    public IReadOnlyList<string> Supervisors { get; init; } = [];

    /// <summary>The display name of the colleague who is asked while the caller waits; empty for nobody.</summary>
    public string Consulting { get; init; } = "";

    /// <summary>Whether somebody outside is asked while the caller waits.</summary>
    public bool ConsultsOutside { get; init; }

    /// <summary>Where it is parked; empty where it is not.</summary>
    public string ParkedAt { get; init; } = "";

    /// <summary>Since when it is parked; null where it is not.</summary>
    public DateTimeOffset? ParkedSince { get; init; }

    /// <summary>Whether nobody hears this person, who is in the call.</summary>
    public bool IsMuted { get; init; }

    /// <summary>The telephones this person can go on at (<see cref="DeskCommand.MoveCall"/>); empty for who is not in the call.</summary>
    public IReadOnlyList<string> Telephones { get; init; } = [];

    /// <summary>Who answered a call of ours, where that was listened for.</summary>
    public AnsweredBy AnsweredBy { get; init; }
}
