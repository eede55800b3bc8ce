namespace ContactCenter.Scripting;

/// <summary>What a statement of a script is. The numbers are written to programs and never change.</summary>
public enum StatementKind : byte
{
    /// <summary>A line said to the customer.</summary>
    Say = 1,

    /// <summary>A line for the agent alone.</summary>
    Note = 2,

    /// <summary>A question whose answer goes to a slot.</summary>
    Ask = 3,

    /// <summary>A question answered by yes or no.</summary>
    Confirm = 4,

    /// <summary>An action.</summary>
    Do = 5,

    /// <summary>A message that expects no answer.</summary>
    Send = 6,

    /// <summary>A call to somebody.</summary>
    Call = 7,

    /// <summary>Handing over to a queue.</summary>
    Transfer = 8,

    /// <summary>The end of the live session; the run goes on.</summary>
    HangUp = 9,

    /// <summary>Waiting for a time or an event.</summary>
    Wait = 10,

    /// <summary>Another script begins beside this one.</summary>
    Start = 11,

    /// <summary>A slot gets a value; the host does not see it.</summary>
    Set = 20,

    /// <summary>A condition; the host does not see it.</summary>
    If = 21,

    /// <summary>On to another step, back or the end; the host sees the end alone.</summary>
    Go = 22,
}
