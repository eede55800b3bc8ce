using ContactCenter.Desk;

namespace ContactCenter.Desktop.Calls;

/// <summary>How a call stands, as far as it changes what a person can do in it.</summary>
internal enum CallStage
{
    /// <summary>Nobody of the center talks with the other side yet, or any more.</summary>
    Waiting,

    /// <summary>It rings at the other side.</summary>
    Ringing,

    /// <summary>An agent talks with the customer.</summary>
    Talking,

    /// <summary>The customer hears music.</summary>
    Held,

    /// <summary>Somebody else is asked while the customer hears music.</summary>
    Consulting,

    /// <summary>Waits in a parking place.</summary>
    Parked,
}

/// <summary>Tells the stage of a call.</summary>
internal static class CallStages
{
    public static CallStage Stage(this CallView call) => call switch
    {
        { Agents.Count: 0, ParkedAt.Length: > 0 } => CallStage.Parked,
        { Consulting.Length: > 0 } or { ConsultsOutside: true } => CallStage.Consulting,
        { IsHeld: true } => CallStage.Held,
        { AnsweredAt: null, IsRinging: true } => CallStage.Ringing,
        { AnsweredAt: null } or { Agents.Count: 0 } => CallStage.Waiting,
        _ => CallStage.Talking,
    };
}
