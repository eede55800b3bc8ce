using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Conduct;

/// <summary>What a telephone of ours that has dialled is told.</summary>
internal static class CallCauses
{
    /// <summary>How it is refused where the other side was not reached.</summary>
    /// <param name="cause">Why.</param>
    /// <param name="status">The status that came with it; RFC 3261 section 21 says which numbers are nobody's and who is away.</param>
    public static CallRefusal Refusal(this CallCause cause, int? status = null) => (cause, status) switch
    {
        (CallCause.Busy, _) => CallRefusal.Busy,
        (_, 404 or 410 or 484 or 485 or 604) => CallRefusal.Unknown,
        (CallCause.NoAnswer, _) or (_, 408 or 480) => CallRefusal.NoAnswer,
        (CallCause.Refused, _) => CallRefusal.Declined,
        _ => CallRefusal.Unavailable,
    };
}
