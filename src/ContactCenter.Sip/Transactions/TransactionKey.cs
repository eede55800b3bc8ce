using System.Globalization;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Transactions;

/// <summary>What tells transactions apart: the branch, who made it, and the method. RFC 3261 sections 17.1.3 and 17.2.3.</summary>
internal readonly record struct TransactionKey(string Branch, string Host, int Port, SipMethod Method)
{
    /// <summary>The transaction of ours that a response belongs to; <c>default</c> where there can be none.</summary>
    public static TransactionKey OfResponse(SipResponse response) =>
        response.TopVia is { HasMagicCookie: true, Branch: { } branch } ? new(branch, "", 0, response.CSeq.Method) : default;

    /// <summary>The transaction of ours that sends this request.</summary>
    public static TransactionKey OfOwn(string branch, SipMethod method) => new(branch, "", 0, method);

    /// <summary>The transaction a request of others belongs to, or begins: an ACK belongs to its INVITE.</summary>
    public static TransactionKey OfRequest(SipRequest request, SipMethod method)
    {
        var via = request.TopVia!;
        if (via.HasMagicCookie)
        {
            return new(via.Branch!, via.Host, via.Port ?? 0, method);
        }

        // Somebody older than RFC 3261: the message itself is the name. Its ACK has the To of the response, so To is left out.
        var name = string.Create(CultureInfo.InvariantCulture, $"{request.Uri}\n{request.CallId}\n{request.From.Tag}\n{request.CSeq.Number}\n{via.Branch}");
        return new(name, via.Host, via.Port ?? 0, method);
    }

    public TransactionKey With(SipMethod method) => this with { Method = method };
}
