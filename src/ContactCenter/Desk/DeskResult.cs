namespace ContactCenter.Desk;

/// <summary>What became of a command.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Code">A stable code of <c>docs/errors.md</c>, when it was not done.</param>
/// <param name="Message">One plain sentence for the person, when it was not done.</param>
public sealed record DeskResult(DeskStatus Status, string? Code = null, string? Message = null)
{
    /// <summary>Done, durably.</summary>
    public static DeskResult Done { get; } = new(DeskStatus.Done);

    /// <summary>The conversation the command has begun; null where it begins none.</summary>
    public InteractionId? Interaction { get; init; }

    /// <summary>Whether it is done, now or by an earlier call with the same key.</summary>
    public bool IsDone => Status is DeskStatus.Done or DeskStatus.Repeated;
}

/// <summary>The ways a command can end.</summary>
public enum DeskStatus
{
    /// <summary>Done, durably.</summary>
    Done,

    /// <summary>It had been done before under the same key.</summary>
    Repeated,

    /// <summary>Not done: the state of things does not allow it (any more).</summary>
    Refused,

    /// <summary>Not done: there is no such thing in this tenant.</summary>
    NotFound,

    /// <summary>Not done: the person's role does not allow it.</summary>
    Forbidden,

    /// <summary>Not done: the command itself is wrong, such as an empty text.</summary>
    Invalid,

    /// <summary>Not done, or not known to be done: the log cannot be written to, or too much is waiting. Try again with the same key.</summary>
    Unavailable,
}
