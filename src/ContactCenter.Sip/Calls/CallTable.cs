using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Signalling;
using ContactCenter.Sip.Transactions;

namespace ContactCenter.Sip.Calls;

/// <summary>What all calls of an endpoint share, and where a request inside a call finds it: by Call-ID and our tag. Of the signalling's mailbox.</summary>
internal sealed class CallTable(SignalLoop loop, TransactionLayer layer, SipSender sender, SipTimers timers, CallSettings settings)
{
    private readonly Dictionary<(string CallId, string Tag), CallSession> _calls = [];

    public SignalLoop Loop => loop;

    public TransactionLayer Layer => layer;

    public SipSender Sender => sender;

    public SipTimers Timers => timers;

    public CallSettings Settings => settings;

    /// <summary>How many there are.</summary>
    public int Count => _calls.Count;

    public void Add(CallSession call) => _calls[(call.CallId, call.LocalTag)] = call;

    public void Remove(CallSession call) => _calls.Remove((call.CallId, call.LocalTag));

    /// <summary>The call a request belongs to; null where there is none.</summary>
    public CallSession? Of(SipMessage request) => request.To.Tag is { } tag && _calls.TryGetValue((request.CallId, tag), out var call) ? call : null;

    /// <summary>The call of ours a response belongs to that no transaction waits for.</summary>
    public CallSession? Ours(SipResponse response) => response.From.Tag is { } tag && _calls.TryGetValue((response.CallId, tag), out var call) ? call : null;

    /// <summary>The call an INVITE is to take the place of. RFC 3891 section 3.</summary>
    /// <param name="invite">It.</param>
    /// <param name="replaced">The call; null where the INVITE names none.</param>
    /// <returns>What it is refused with; 0: with nothing.</returns>
    public int Replaced(SipRequest invite, out CallSession? replaced)
    {
        replaced = null;
        var named = invite.Headers.Count(static h => h.Name == SipHeaderName.Replaces);
        if (named == 0)
        {
            return 0;
        }

        if (named > 1 || invite.Replaces is not { } replaces)
        {
            return 400;
        }

        if (!_calls.TryGetValue((replaces.CallId, replaces.ToTag), out var call) || call.Dialog?.Remote.Tag != replaces.FromTag)
        {
            return 481;
        }

        replaced = call;
        return call.Phase switch
        {
            CallPhase.Established or CallPhase.Answered => replaces.IsEarlyOnly ? 486 : 0,
            CallPhase.Early => 0, // we called
            _ => 481, // they called, and it is not answered: nobody takes that away from who is being called
        };
    }

    public IReadOnlyList<CallSession> All() => [.. _calls.Values];
}

/// <summary>What calls are told.</summary>
/// <param name="Product">Names us in User-Agent and Server.</param>
/// <param name="SessionInterval">How long a session lasts without being refreshed; null: for ever. RFC 4028.</param>
/// <param name="Draw">Draws a number from 0 up to 1, for the time before an offer that met theirs is made again. RFC 3261 section 14.1.</param>
internal sealed record CallSettings(string Product, TimeSpan? SessionInterval, Func<double> Draw)
{
    /// <summary>A shorter session is refused. RFC 4028 section 5: at least 90 s.</summary>
    public TimeSpan MinSession { get; init; } = TimeSpan.FromSeconds(90);
}
