using System.Net;

namespace ContactCenter.Sip.Messages;

/// <summary>Why bytes are no message, or none that is taken.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed class SipFault
{
    internal SipFault(SipFaultCode code, int offset, string message, int status, SipRequest? request)
    {
        (Code, Offset, Message, Status) = (code, offset, message, request is null ? null : status);
        Request = request;
    }

    /// <value>What kind of fault.</value>
    public SipFaultCode Code { get; }

    /// <value>Where it was noticed, in bytes from the start of what was given.</value>
    public int Offset { get; }

    /// <value>What is wrong, with the value, in one sentence. The value is a stranger's: printable ASCII and shortened, and still not for logs above Debug.</value>
    public string Message { get; }

    /// <value>The status of <see cref="Answer"/>; null for what is not answered: responses, ACK, what has no readable Via or start line.</value>
    public int? Status { get; }

    /// <summary>The request as far as it could be read.</summary>
    internal SipRequest? Request { get; }

    /// <summary>The refusal of the request, made of what could be read of it.</summary>
    /// <param name="source">Where the request came from; stamped into its Via, which says where the answer goes.</param>
    /// <param name="toTag">The tag of our side, where the request has none.</param>
    /// <returns>Null where <see cref="Status"/> is null. Where the answer has no <see cref="SipMessage.TopVia"/>, it goes to the source.</returns>
    public SipResponse? Answer(IPEndPoint source, string toTag) =>
        Request is { } request && Status is { } status
            ? SipResponse.For(request.TopVia is null ? request : request.ReceivedFrom(source), status, SipFaults.Reason(Code, status), toTag)
            : null;

    /// <summary>The sentence.</summary>
    public override string ToString() => $"{Code} at {Offset}: {Message}";
}

/// <summary>The kinds of fault.</summary>
public enum SipFaultCode
{
    /// <summary>There is nothing but line ends: a keep-alive. RFC 5626 section 3.5.1.</summary>
    Empty,

    /// <summary>The first line is neither a request's nor a response's of SIP.</summary>
    StartLine,

    /// <summary>A version that is not 2.0. RFC 3261 section 8.2: 505.</summary>
    Version,

    /// <summary>The Request-URI is none.</summary>
    RequestUri,

    /// <summary>A status outside 100 to 699.</summary>
    StatusCode,

    /// <summary>A header line without name or colon, or with a control character.</summary>
    HeaderLine,

    /// <summary>The headers do not end.</summary>
    Truncated,

    /// <summary>A header every message must have is missing. RFC 3261 section 8.1.1.</summary>
    MissingHeader,

    /// <summary>A header that may stand once stands again.</summary>
    RepeatedHeader,

    /// <summary>A header's value breaks its grammar.</summary>
    HeaderValue,

    /// <summary>The CSeq names another method than the request. RFC 3261 section 8.1.1.5.</summary>
    MethodMismatch,

    /// <summary>Content-Length is no number, or more than came. RFC 3261 section 18.3.</summary>
    ContentLength,

    /// <summary>A value of <see cref="SipLimits"/> is passed.</summary>
    Limit,

    /// <summary>The Request-URI is longer than <see cref="SipLimits.UriBytes"/>. 414.</summary>
    UriTooLong,

    /// <summary>The body is longer than <see cref="SipLimits.BodyBytes"/>. 413.</summary>
    BodyTooLarge,
}

/// <summary>The words of an answer to what could not be read.</summary>
internal static class SipFaults
{
    /// <summary>The RFC's phrase and, for 400, what kind of thing was wrong; nothing of the stranger's. RFC 3261 section 21.4.1.</summary>
    public static string Reason(SipFaultCode code, int status) => status != 400 ? SipStatus.Reason(status) : code switch
    {
        SipFaultCode.RequestUri => "Bad Request-URI",
        SipFaultCode.HeaderLine => "Bad Header Line",
        SipFaultCode.Truncated => "Headers Do Not End",
        SipFaultCode.MissingHeader => "Missing Header",
        SipFaultCode.RepeatedHeader => "Repeated Header",
        SipFaultCode.HeaderValue => "Bad Header Value",
        SipFaultCode.MethodMismatch => "CSeq Names Another Method",
        SipFaultCode.ContentLength => "Bad Content-Length",
        _ => SipStatus.Reason(status),
    };
}
