namespace ContactCenter.Scripting;

/// <summary>What a run is waiting for. From <see cref="Saying"/> to <see cref="Starting"/> the numbers are those of <see cref="StatementKind"/>; all are written to snapshots.</summary>
public enum ScriptRunState : byte
{
    /// <summary>It has not begun.</summary>
    Created = 0,

    /// <summary>A line is being said.</summary>
    Saying = 1,

    /// <summary>A line is being shown to the agent.</summary>
    Noting = 2,

    /// <summary>A question is open.</summary>
    Asking = 3,

    /// <summary>A confirmation is open.</summary>
    Confirming = 4,

    /// <summary>An action is being done.</summary>
    Doing = 5,

    /// <summary>A message is being handed over for sending.</summary>
    Sending = 6,

    /// <summary>Somebody is being called.</summary>
    Calling = 7,

    /// <summary>The conversation is being handed over to a queue.</summary>
    Transferring = 8,

    /// <summary>The live session is being ended.</summary>
    HangingUp = 9,

    /// <summary>It waits for a time or an event.</summary>
    Waiting = 10,

    /// <summary>Another script is being started.</summary>
    Starting = 11,

    /// <summary>A call was not answered; it is tried again when it is due.</summary>
    Pausing = 12,

    /// <summary>It has ended.</summary>
    Ended = 13,

    /// <summary>It has stopped and cannot go on: the host takes the conversation to a person.</summary>
    Faulted = 14,
}

/// <summary>Why a run stopped. The numbers are written to snapshots.</summary>
public enum ScriptFault : byte
{
    /// <summary>It did not.</summary>
    None = 0,

    /// <summary>More instructions in one wake-up than the budget allows.</summary>
    StepBudget = 1,

    /// <summary>More text made in one wake-up than the budget allows.</summary>
    TextBudget = 2,

    /// <summary>A number, a time or a text became too large.</summary>
    Overflow = 3,

    /// <summary>An operation got values it is not made for, such as amounts of two currencies.</summary>
    Mismatch = 4,

    /// <summary>A value does not fit its slot's range.</summary>
    OutOfRange = 5,

    /// <summary>Silent too often, and the question does not say what then.</summary>
    TooManySilences = 6,

    /// <summary>Wrong answers too often, and the question does not say what then.</summary>
    TooManyWrong = 7,

    /// <summary><c>back</c> where nothing was left.</summary>
    NoWayBack = 8,

    /// <summary>A call or a transfer failed, and the script does not say what then.</summary>
    NoBranch = 9,

    /// <summary>The values became too large together. Those of the last wake-up are gone.</summary>
    StateTooLarge = 10,
}

/// <summary>What became of an input. Whatever is not <see cref="Applied"/> changed nothing.</summary>
public enum ScriptAdvance : byte
{
    /// <summary>The run took it and stands at its next demand.</summary>
    Applied = 0,

    /// <summary>It answers an earlier demand: late, or delivered again.</summary>
    Stale = 1,

    /// <summary>The run waits for something else.</summary>
    Unexpected = 2,

    /// <summary>The time has not come.</summary>
    TooEarly = 3,

    /// <summary>Neither the script nor its wait has anything for the event.</summary>
    Unhandled = 4,

    /// <summary>A value is not of the type asked for, or a text is too long.</summary>
    Unfitting = 5,

    /// <summary>There is no answered question to go back to, or an irreversible action stands before it.</summary>
    NothingBefore = 6,

    /// <summary>The record is not that of the question to go back to.</summary>
    Foreign = 7,

    /// <summary>There is no step of that name, or not one to go to at any time.</summary>
    NotAnytime = 8,

    /// <summary>Steps led away from one another too often.</summary>
    TooDeep = 9,

    /// <summary>The run has ended or stopped.</summary>
    Over = 10,
}
