using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Endpoints;

/// <summary>What answers at an endpoint.</summary>
/// <remarks>Called on the thread pool, for many calls at once. What it throws ends the call or request with 500, and is logged.</remarks>
public interface ISipApplication
{
    /// <summary>Somebody calls. The call is over, at the latest, when this has ended: what is still up is hung up then.</summary>
    /// <param name="call">The call; nothing above 100 has been said yet.</param>
    /// <param name="cancellationToken">The endpoint stops.</param>
    Task CalledAsync(SipCall call, CancellationToken cancellationToken);

    /// <summary>A request outside calls, such as OPTIONS, MESSAGE or REGISTER. By default OPTIONS is answered with what there is, and everything else with 405.</summary>
    /// <param name="request">The request; one that is not answered by the end of this is answered with 500.</param>
    /// <param name="cancellationToken">The endpoint stops.</param>
    Task RequestedAsync(SipIncomingRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.AnswerAsync(
            request.Request.Method == SipMethod.Options ? 200 : 405,
            null,
            static response => response.Set(SipHeaderName.Allow, "INVITE, ACK, CANCEL, BYE, OPTIONS").Set(SipHeaderName.Accept, "application/sdp"),
            cancellationToken);
    }
}
