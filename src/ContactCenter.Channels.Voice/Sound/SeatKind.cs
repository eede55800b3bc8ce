namespace ContactCenter.Channels.Voice.Sound;

/// <summary>Who sits in a room.</summary>
internal enum SeatKind
{
    /// <summary>The customer.</summary>
    Caller,

    /// <summary>Somebody else outside.</summary>
    Outside,

    /// <summary>An agent.</summary>
    Agent,

    /// <summary>A supervisor, heard as <see cref="Seat.Part"/> says.</summary>
    Supervisor,
}
