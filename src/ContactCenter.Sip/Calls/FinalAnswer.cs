using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transactions;

namespace ContactCenter.Sip.Calls;

/// <summary>Waits for the final response to a request; where there is none, the one it counts as. RFC 3261 section 8.1.3.1.</summary>
internal sealed class FinalAnswer : IClientUser
{
    private readonly TaskCompletionSource<SipResponse> _response = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SipRequestBuilder? _request;

    /// <summary>What the final response came on; null before it has.</summary>
    public Transport.SipFlow? Flow { get; private set; }

    public Task<SipResponse> Response => _response.Task;

    /// <summary>Remembers the request, so that there is something to answer where it cannot be sent.</summary>
    public Action<SipRequestBuilder> Noting(Action<SipRequestBuilder>? with) => request =>
    {
        with?.Invoke(request);
        _request = request;
    };

    public void Noting(SipRequest request) => _request = request.ToBuilder();

    public void Responded(ClientTransaction transaction, SipResponse response)
    {
        if (response.IsFinal)
        {
            Flow = transaction.Flow;
            _response.TrySetResult(response);
        }
    }

    public void TimedOut(ClientTransaction transaction) => _response.TrySetResult(SipResponse.For(transaction.Request, 408));

    public void Failed(ClientTransaction? transaction) => _response.TrySetResult(SipResponse.For(transaction?.Request ?? _request!.Build(), 503));
}
