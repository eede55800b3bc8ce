using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transactions;

namespace ContactCenter.Sip.Calls;

/// <summary>A provisional response that is repeated until it is acknowledged by PRACK. RFC 3262 section 3.</summary>
internal sealed class ReliableProvisional(SipResponse response, uint number, TimeSpan now, SipTimers timers)
{
    private readonly TimeSpan _givesUpAt = now + timers.GiveUp;
    private TimeSpan _wait = timers.T1;
    private TimeSpan _repeatsAt = now + timers.T1;

    public SipResponse Response => response;

    public uint Number => number;

    public TimeSpan DueAt => _repeatsAt < _givesUpAt ? _repeatsAt : _givesUpAt;

    /// <summary>It is time for another copy. The wait doubles each time.</summary>
    /// <returns>False when it is given up.</returns>
    public bool Repeat(TimeSpan at)
    {
        if (at >= _givesUpAt)
        {
            return false;
        }

        _wait += _wait;
        _repeatsAt = at + _wait;
        return true;
    }
}
