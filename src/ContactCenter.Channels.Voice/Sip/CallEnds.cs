using ContactCenter.Calls;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>Why a call is over, in the words of the seam.</summary>
internal static class CallEnds
{
    /// <summary>What the end of a SIP call means.</summary>
    /// <param name="end">Why the stack says it ended.</param>
    /// <param name="by">The message that ended it.</param>
    /// <param name="isOurs">We called.</param>
    /// <param name="wasAnswered">It was answered.</param>
    public static CallOver Of(SipCallEnd end, SipMessage? by, bool isOurs, bool wasAnswered)
    {
        var status = (by as SipResponse)?.Status;
        var cause = end switch
        {
            SipCallEnd.ByUs or SipCallEnd.Replaced => CallCause.Center,
            SipCallEnd.ByThem => wasAnswered || isOurs ? CallCause.Customer : CallCause.Abandoned,
            SipCallEnd.Refused when status is { } refused => OfRefusal(refused),
            SipCallEnd.NoResponse or SipCallEnd.Unreachable when isOurs && !wasAnswered => CallCause.NoLine,
            _ => CallCause.Lost,
        };
        return new CallOver(cause, status);
    }

    private static CallCause OfRefusal(int status) => status switch
    {
        486 or 600 => CallCause.Busy,
        408 or 480 or 487 => CallCause.NoAnswer,
        >= 500 and < 600 => CallCause.NoLine,
        _ => CallCause.Refused,
    };
}
