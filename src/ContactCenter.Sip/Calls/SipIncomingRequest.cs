using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Signalling;
using ContactCenter.Sip.Transactions;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Calls;

/// <summary>A request that waits for an answer.</summary>
/// <remarks>Safe from any thread. One that is never answered is repeated by its sender for 32 s and given up.</remarks>
public sealed class SipIncomingRequest
{
    private readonly SignalLoop _loop;
    private readonly ServerTransaction _transaction;

    internal SipIncomingRequest(SignalLoop loop, ServerTransaction transaction, SipRequest request) =>
        (_loop, _transaction, Request, ReturnPath) = (loop, transaction, request, new SipReturnPath(transaction.Flow));

    /// <value>The request, with the address it came from stamped into its first Via.</value>
    public SipRequest Request { get; }

    /// <value>The way it came, to call back by.</value>
    public SipReturnPath ReturnPath { get; }

    /// <summary>Its credentials have been judged: who stands before the transactions counts that.</summary>
    internal void Judged(Authentication.DigestOutcome outcome, bool hasOurNonce) => _transaction.Judged(outcome, hasOurNonce);

    /// <summary>Answers it. Completes when the answer is on its way; a second final answer is dropped.</summary>
    /// <param name="status">100 to 699.</param>
    /// <param name="reason">Null for the usual phrase.</param>
    /// <param name="with">Adds to the response.</param>
    /// <param name="cancellationToken">Stops waiting for room in the mailbox; the answer may not have been sent then.</param>
    public async Task AnswerAsync(int status, string? reason = null, Action<SipResponseBuilder>? with = null, CancellationToken cancellationToken = default)
    {
        var builder = SipResponse.Answer(Request, status, reason, Request.To.Tag is null && status > 100 ? SipTokens.New() : null);
        with?.Invoke(builder);
        var response = builder.Build();
        await _loop.AskAsync(() => { _transaction.Respond(response); return true; }, cancellationToken).ConfigureAwait(false);
    }
}
