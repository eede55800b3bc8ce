using System.Net;
using System.Text;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Messages;

public sealed class SipParserTests
{
    private static readonly IPEndPoint Source = new(IPAddress.Parse("192.0.2.50"), 5_070);

    [Fact]
    public void An_invite_is_read_and_written_as_it_came()
    {
        var invite = Samples.Request(Samples.Invite);

        invite.Method.ShouldBe(SipMethod.Invite);
        invite.Uri.ToString().ShouldBe("sip:+4930123456@203.0.113.10:5060");
        invite.TopVia!.Branch.ShouldBe("z9hG4bK7f3a.91c2d4e5");
        invite.From.DisplayName.ShouldBe("Anna Schmidt");
        invite.From.Tag.ShouldBe("gK0c8f12ab");
        invite.To.Tag.ShouldBeNull();
        (invite.FromTag, invite.ToTag).ShouldBe(("gK0c8f12ab", null));
        invite.CallId.ShouldBe("1203948_88213377@198.51.100.7");
        invite.CSeq.ShouldBe(new SipCSeq(20_413, SipMethod.Invite));
        invite.MaxForwards.ShouldBe(68);
        invite.Tokens(SipHeaderName.Supported).ShouldBe(["timer", "100rel"]);
        invite.Header("x-carrier-id").ShouldBe("7f3a91c2-d4e5-4f60");
        Encoding.UTF8.GetString(invite.Body.Span).ShouldBe(Samples.Sdp);
        Encoding.UTF8.GetString(invite.ToArray()).ShouldBe(Samples.Invite);
    }

    [Fact]
    public void A_typical_invite_takes_no_more_than_two_kilobytes()
    {
        var bytes = Encoding.UTF8.GetBytes(Samples.Invite);
        bytes.Length.ShouldBeInRange(850, 1_000);
        Samples.Parse(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var isRead = SipParser.TryParse(bytes, SipLimits.Default, out _, out _);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThanOrEqualTo(2_048);
        isRead.ShouldBeTrue();
    }

    [Fact]
    public void What_is_asked_for_again_and_again_is_made_once()
    {
        var invite = Samples.Request(Samples.Invite);
        invite.TopVia.ShouldBeSameAs(invite.TopVia);
        invite.From.ShouldBeSameAs(invite.From);
        invite.To.ShouldBeSameAs(invite.To);
        invite.CallId.ShouldBeSameAs(invite.CallId);
        invite.Uri.Parameters.ShouldBeSameAs(invite.Uri.Parameters);
    }

    [Fact]
    public void The_datagram_may_be_used_again_at_once()
    {
        var bytes = Encoding.UTF8.GetBytes(Samples.Invite);
        var invite = Samples.Parse(bytes);
        Array.Clear(bytes);
        Encoding.UTF8.GetString(invite.ToArray()).ShouldBe(Samples.Invite);
    }

    /// <summary>What is taken although the RFC does not have it, and why, stands in docs/sip.md.</summary>
    [Theory]
    [InlineData("SIP/2.0\r\nVia: SIP", "SIP/2.0\nVia: SIP", true)] // bare line feeds
    [InlineData("68\r\nFrom", "68\nFrom", true)]
    [InlineData("INVITE sip", "\r\n\r\n\nINVITE sip", true)] // line ends before the message, RFC 3261 section 7.5
    [InlineData("SIP/2.0\r\n", "sip/2.0\r\n", true)] // the version in small letters, section 7.1
    [InlineData("SIP/2.0\r\n", "SIP/2.0 \t \r\n", true)] // blanks behind the start line
    [InlineData("Call-ID: ", "CALL-id \t :\t  ", true)] // blanks around the colon, section 7.3.1
    [InlineData("CSeq: 20413 INVITE", "CSeq:\r\n 20413\r\n\t INVITE", true)] // folds
    [InlineData("Contact: <sip:+4989765432@198.51.100.7:5060>", "Contact: <sip:+4989765432@198.51.100.7:5060>;", true)] // a semicolon too much
    [InlineData("1203948_88213377@", "=?1203948;_88213377\u00fc@", true)] // a Call-ID of letters it may not have
    [InlineData("\"Anna Schmidt\" <", "Schmidt, Anna (Nord) <", true)] // a name without its quotes
    [InlineData("<sip:+4989765432@carrier.example>;tag", "< sip:+4989765432@carrier.example >;tag", true)] // blanks inside brackets
    [InlineData("Max-Forwards: 68\r\n", "", true)] // RFC 2543 had none
    [InlineData("Max-Forwards: 68", "Max-Forwards: 300", true)] // out of range: as if it were not there, RFC 4475 section 3.1.2.4
    [InlineData(";rport;branch=z9hG4bK7f3a.91c2d4e5", "", true)] // RFC 2543 had no branch
    [InlineData("Supported: timer, 100rel", "Supported: ,, timer,, 100rel,", true)] // empty values of lists nothing depends on
    [InlineData("P-Asserted-Identity: <", "P-Asserted-Identity: <<", true)] // not needed, so nobody reads it, section 8.2.2
    [InlineData("Expires", "Expires", true)]
    [InlineData("User-Agent: Carrier SBC 9.2.1\r\n", "User-Agent:\r\nUser-Agent: a\r\n", true)]
    [InlineData("\"Anna Schmidt\"", "\"An\\\u0001\\\u007fna \u00e9\"", true)] // an escaped control, section 25.1
    [InlineData("INVITE sip", " INVITE sip", false)]
    [InlineData("CSeq: 20413 INVITE", "CSeq: 20413  INVITE\r\nX-Y", false)] // a line without a colon
    [InlineData("X-Carrier-Id: ", "X Carrier: ", false)]
    [InlineData("X-Carrier-Id: ", ": ", false)]
    [InlineData("X-Carrier-Id: 7", "X-Carrier-Id: 7\r8", false)] // a bare carriage return
    [InlineData("X-Carrier-Id: 7", "X-Carrier-Id: 7\0", false)]
    [InlineData("X-Carrier-Id: 7", "X-Carrier-Id: 7\u007f", false)]
    [InlineData("\"Anna Schmidt\"", "\"An\\\\\u0001na\"", false)] // that backslash is escaped itself
    [InlineData("Max-Forwards: 68", "Max-Forwards: -1", false)]
    [InlineData("Max-Forwards: 68", "Max-Forwards: 68\r\nMax-Forwards: 68", false)]
    [InlineData("CSeq: 20413 INVITE", "CSeq: 2147483648 INVITE", false)]
    [InlineData("CSeq: 20413 INVITE", "CSeq: 20413INVITE", false)]
    [InlineData("CSeq: 20413 INVITE", "CSeq: 20413 invite", false)]
    [InlineData("Contact: <", "Contact: *, <", false)]
    [InlineData("Contact: <", "Contact: ,<", false)]
    [InlineData("Allow: ", "Route: <sip:x>, \r\nAllow: ", false)]
    [InlineData("Allow: ", "Record-Route: sip\r\nAllow: ", false)]
    [InlineData("Call-ID: 12", "Call-ID: 1 2", false)]
    [InlineData("gK0c8f12ab", "gK0c8f12ab;;x", false)]
    [InlineData("=gK0c8f12ab", "", false)]
    [InlineData("gK0c8f12ab", "\"gK0c8f12ab\"", false)]
    public void What_is_taken_and_what_is_not(string part, string instead, bool isTaken)
    {
        var text = Samples.Invite.Replace(part, instead, StringComparison.Ordinal);
        var isRead = SipParser.TryParse(Encoding.UTF8.GetBytes(text), SipLimits.Default, out var message, out var fault);

        isRead.ShouldBe(isTaken, fault?.ToString());
        if (isTaken)
        {
            message!.CSeq.ShouldBe(new SipCSeq(20_413, SipMethod.Invite));
            message.Body.Length.ShouldBeGreaterThan(100);
        }
        else if (fault!.Code != SipFaultCode.StartLine)
        {
            fault.Answer(Source, "ours").ShouldNotBeNull().Status.ShouldBe(400);
        }
    }

    [Theory]
    [InlineData("", SipFaultCode.Empty, 0)]
    [InlineData("\r\n\r\n", SipFaultCode.Empty, 0)]
    [InlineData("\0\0\0\0", SipFaultCode.StartLine, 0)]
    [InlineData("\r\nGET / HTTP/1.1\r\n\r\n", SipFaultCode.StartLine, 2)]
    [InlineData("INVITE sip:a@h\r\n\r\n", SipFaultCode.StartLine, 0)]
    [InlineData("INVITE sip:a@h SIP/2.0", SipFaultCode.StartLine, 0)]
    [InlineData("INVITE\tsip:a@h\tSIP/2.0\r\n\r\n", SipFaultCode.StartLine, 0)]
    [InlineData("IN@VITE sip:a@h SIP/2.0\r\n\r\n", SipFaultCode.StartLine, 0)]
    [InlineData("SIP/2.0\r\n\r\n", SipFaultCode.StatusCode, 0)]
    [InlineData("SIP/2.0 99 Low\r\n\r\n", SipFaultCode.StatusCode, 0)]
    [InlineData("SIP/2.0 700 High\r\n\r\n", SipFaultCode.StatusCode, 0)]
    [InlineData("SIP/2.0 20 0\r\n\r\n", SipFaultCode.StatusCode, 0)]
    [InlineData("SIP/3.0 200 OK\r\n\r\n", SipFaultCode.Version, 0)]
    [InlineData("SIP/2.0 200 O\0K\r\n\r\n", SipFaultCode.StartLine, 0)]
    [InlineData("SIP/2.0 200 OK\r\n\r\n", SipFaultCode.MissingHeader, 18)]
    public void What_is_no_message_is_not_answered(string text, SipFaultCode code, int offset)
    {
        var fault = Samples.Fault(text);
        (fault.Code, fault.Offset, fault.Status).ShouldBe((code, offset, null), fault.Message);
        fault.Answer(Source, "ours").ShouldBeNull();
    }

    [Theory]
    [InlineData("SIP/2.0\r\n", "SIP/3.0\r\n", SipFaultCode.Version, 505)]
    [InlineData("INVITE sip:+", "INVITE sips +", SipFaultCode.RequestUri, 400)]
    [InlineData("INVITE sip:+", "INVITE :+", SipFaultCode.RequestUri, 400)]
    [InlineData("10:5060 SIP", "10:5060?a=b SIP", SipFaultCode.RequestUri, 400)]
    [InlineData("To: ", "X-To: ", SipFaultCode.MissingHeader, 400)]
    [InlineData("Call-ID: ", "X-Id: ", SipFaultCode.MissingHeader, 400)]
    [InlineData("CSeq: ", "X-CSeq: ", SipFaultCode.MissingHeader, 400)]
    [InlineData("CSeq: 20413 INVITE", "CSeq: 20413 BYE", SipFaultCode.MethodMismatch, 400)]
    [InlineData("To: <", "To: \"<", SipFaultCode.HeaderValue, 400)]
    [InlineData("Allow: ", "f: <sip:b@h>\r\nAllow: ", SipFaultCode.RepeatedHeader, 400)]
    [InlineData("Content-Length: ", "Content-Length: 1", SipFaultCode.ContentLength, 400)]
    [InlineData("Content-Length: ", "Content-Length: -", SipFaultCode.ContentLength, 400)]
    [InlineData("Content-Length: ", "Content-Length: 99999999999", SipFaultCode.ContentLength, 400)]
    [InlineData("Content-Length: ", "l: 5\r\nContent-Length: ", SipFaultCode.RepeatedHeader, 400)]
    [InlineData("Content-Type: ", "c: text/plain\r\nContent-Type: ", SipFaultCode.RepeatedHeader, 400)]
    public void A_bad_request_gets_an_answer_made_of_what_was_read(string part, string instead, SipFaultCode code, int status)
    {
        var fault = Samples.Fault(Samples.Invite.Replace(part, instead, StringComparison.Ordinal));

        (fault.Code, fault.Status).ShouldBe((code, status), fault.Message);
        fault.Message.ShouldAllBe(static c => c >= ' ' && c < 127 || c == '…');
        var answer = fault.Answer(Source, "ours")!;
        answer.Status.ShouldBe(status);
        answer.TopVia!.Branch.ShouldBe("z9hG4bK7f3a.91c2d4e5");
        (answer.TopVia.Received, answer.TopVia.RPort).ShouldBe(("192.0.2.50", 5_070));
        answer.Header(SipHeaderName.From).ShouldEndWith(";tag=gK0c8f12ab");
        Encoding.UTF8.GetString(answer.ToArray()).ShouldEndWith("Content-Length: 0\r\n\r\n");
    }

    [Fact]
    public void A_bad_ACK_is_not_answered_and_neither_is_one_without_a_Via()
    {
        Samples.Fault(Samples.Invite.Replace("INVITE sip", "ACK sip", StringComparison.Ordinal)).Answer(Source, "ours").ShouldBeNull();
        Samples.Fault(Samples.Invite.Replace("Via: SIP", "Via: SIPS", StringComparison.Ordinal)).Answer(Source, "ours").ShouldBeNull();
        Samples.Fault(Samples.Invite.Replace("Via: ", "X-Via: ", StringComparison.Ordinal)).Status.ShouldBeNull();
    }

    [Fact]
    public void An_answer_says_what_it_has_not()
    {
        var answer = Samples.Fault(Samples.Invite.Replace("From: ", "X-From: ", StringComparison.Ordinal)).Answer(Source, "ours")!;
        Should.Throw<InvalidOperationException>(() => answer.From).Message.ShouldContain("From is missing");
        answer.To.Tag.ShouldBe("ours");
    }

    [Fact]
    public void Bytes_that_are_no_text_go_back_as_they_came()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Samples.Invite.Replace("To: <", "To: \"€\" <", StringComparison.Ordinal).Replace("\r\nMax", ", SIP/2.0/UDP other;x=€\r\nMax", StringComparison.Ordinal))];
        foreach (var at in Enumerable.Range(0, bytes.Length).Where(i => bytes[i] == 0xE2))
        {
            bytes[at] = 0xFF;
        }

        var answer = SipResponse.For(Samples.Parse(bytes).ShouldBeOfType<SipRequest>().ReceivedFrom(Source), 200, toTag: "ours");
        answer.Bytes(SipHeaderName.To).IndexOf((byte)0xFF).ShouldBe(1);
        answer.Bytes(SipHeaderName.Via).Contains((byte)0xFF).ShouldBeTrue();
        answer.To.DisplayName!.ShouldContain("\ufffd");
    }

    [Fact]
    public void A_stranger_puts_nothing_into_the_reason_of_a_refusal() =>
        Samples.Fault(Samples.Invite.Replace("To: <", "To: evil<<", StringComparison.Ordinal)).Answer(Source, "ours")!.Reason.ShouldBe("Bad Header Value");

    [Fact]
    public void The_body_is_cut_to_its_length_and_is_the_rest_without_one()
    {
        Samples.Parse(Samples.Invite + "more").Body.Length.ShouldBe(Samples.Sdp.Length);
        Samples.Parse(Samples.Invite.Replace($"Content-Length: {Samples.Sdp.Length}\r\n", "", StringComparison.Ordinal) + "more").Body.Length.ShouldBe(Samples.Sdp.Length + 4);
        var end = Samples.Invite.IndexOf("\r\nContent-Type", StringComparison.Ordinal);
        Samples.Parse(Samples.Invite[..(end + 2)]).Body.IsEmpty.ShouldBeTrue("a datagram may end with the last header's line");
        Samples.Fault(Samples.Invite[..(end + 1)]).Code.ShouldBe(SipFaultCode.Truncated);
    }
}
