using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>What a telephone of ours that has dialled is told.</summary>
internal static class CallCauses
{
    /// <summary>How it is refused where the other side was not reached.</summary>
    public static CallRefusal Refusal(this CallCause cause) => cause switch
    {
        CallCause.Busy => CallRefusal.Busy,
        CallCause.Refused => CallRefusal.Declined,
        _ => CallRefusal.Unavailable,
    };
}
