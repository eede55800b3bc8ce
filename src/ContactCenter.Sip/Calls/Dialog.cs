using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Calls;

/// <summary>What two ends share of a call: who they are, where they are, and how far their requests are counted. RFC 3261 section 12.</summary>
internal sealed class Dialog
{
    private uint _local;
    private uint? _remote;

    private Dialog(string callId, SipAddress local, SipAddress remote, SipUri target, IReadOnlyList<string> routes, SipFlow flow) =>
        (CallId, Local, Remote, Target, Routes, Flow) = (callId, local, remote, target, routes, flow);

    public string CallId { get; }

    /// <summary>Our side, with our tag.</summary>
    public SipAddress Local { get; }

    /// <summary>Their side, with their tag.</summary>
    public SipAddress Remote { get; }

    /// <summary>Where they are: their last Contact.</summary>
    public SipUri Target { get; private set; }

    public IReadOnlyList<string> Routes { get; }

    /// <summary>What they were last heard on.</summary>
    public SipFlow Flow { get; private set; }

    /// <summary>Whether what we send has been shown to arrive: by the answer to our INVITE, or by a request that knows our tag.</summary>
    public bool IsHeard { get; set; }

    /// <summary>Where the next request goes: the first Route, or the target. RFC 3261 section 12.2.1.1.</summary>
    public SipUri Next => Routes.Count > 0 && SipAddress.TryParse(Routes[0], out var first) ? first.Uri : Target;

    /// <summary>The callee's: from the INVITE that came. RFC 3261 section 12.1.1.</summary>
    public static Dialog Of(SipRequest invite, string tag, SipFlow flow) =>
        new(invite.CallId, invite.To.WithTag(tag), invite.From, ContactOf(invite) ?? invite.From.Uri, [.. invite.Values(SipHeaderName.RecordRoute)], flow) { _remote = invite.CSeq.Number, _local = 0 };

    /// <summary>The caller's: from the response that came. RFC 3261 section 12.1.2.</summary>
    public static Dialog Of(SipRequest invite, SipResponse response, SipFlow flow) =>
        new(invite.CallId, invite.From, response.To, ContactOf(response) ?? invite.Uri, [.. response.Values(SipHeaderName.RecordRoute).Reverse()], flow) { _local = invite.CSeq.Number, IsHeard = true };

    /// <summary>Begins our next request. An ACK has the number of the INVITE it acknowledges.</summary>
    public SipRequestBuilder Begin(SipMethod method, uint? number = null)
    {
        var cseq = number ?? ++_local;
        var isStrict = Routes.Count > 0 && !Next.IsLooseRouter;
        var builder = SipRequest.Create(method, isStrict ? Next.WithoutHeaders() : Target, Local, Remote, CallId, cseq);
        foreach (var route in isStrict ? Routes.Skip(1).Append($"<{Target}>") : Routes)
        {
            builder.Add(SipHeaderName.Route, route);
        }

        return builder;
    }

    /// <summary>Counts a request of theirs. RFC 3261 section 12.2.2.</summary>
    /// <returns>False when it comes out of order.</returns>
    public bool Take(SipRequest request)
    {
        if (_remote is { } last && request.CSeq.Number <= last)
        {
            return false;
        }

        _remote = request.CSeq.Number;
        return true;
    }

    /// <summary>They may have moved: INVITE and UPDATE, and their answers, say where they are. RFC 3261 section 12.2.1.2.</summary>
    public void Refresh(SipMessage message, SipFlow flow)
    {
        Target = ContactOf(message) ?? Target;
        Flow = flow;
    }

    private static SipUri? ContactOf(SipMessage message) => message.Address(SipHeaderName.Contact)?.Uri.WithoutHeaders();
}
