using System.Buffers;
using System.Text;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Messages;

public sealed class SipMessageBuilderTests
{
    private static readonly SipAddress Anna = SipAddress.Parse("\"Anna\" <sip:anna@a.example>;tag=1");
    private static readonly SipAddress Bert = SipAddress.Parse("<sip:bert@b.example>");

    [Fact]
    public void A_request_is_built_and_read_again()
    {
        var request = Begin(SipMethod.Invite)
            .Add(SipHeaderName.Contact, SipAddress.Parse("<sip:anna@192.0.2.1>"))
            .Add("X-Reference", "  7 \t")
            .Body("v=0\r\n"u8.ToArray(), "application/sdp")
            .Build()
            .WithTopVia(new SipVia("UDP", "192.0.2.1", 5_060, "z9hG4bK1"));

        Encoding.UTF8.GetString(request.ToArray()).ShouldBe(
            "INVITE sip:bert@b.example SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1\r\nMax-Forwards: 70\r\nFrom: \"Anna\" <sip:anna@a.example>;tag=1\r\n"
            + "To: <sip:bert@b.example>\r\nCall-ID: c1\r\nCSeq: 7 INVITE\r\nContact: <sip:anna@192.0.2.1>\r\nX-Reference: 7\r\nContent-Type: application/sdp\r\nContent-Length: 5\r\n\r\nv=0\r\n");
        request.WireLength.ShouldBe(request.ToArray().Length);
        var writer = new ArrayBufferWriter<byte>();
        request.WriteTo(writer);
        request.WriteTo(writer);
        writer.WrittenCount.ShouldBe(2 * request.WireLength);
        Samples.Parse(request.ToArray()).ToArray().ShouldBe(request.ToArray());
    }

    [Fact]
    public void Lines_are_added_put_before_replaced_and_removed()
    {
        var built = Begin(SipMethod.Bye)
            .Add(SipHeaderName.Route, "<sip:two>")
            .Prepend("route", "<sip:one>")
            .Add("X-A", "1").Add("x-a", "2").Add("X-B", "3").Add("X-A", "4")
            .Set("X-A", "5")
            .Remove("x-b")
            .Prepend("X-C", "6")
            .To(SipUri.Parse("sip:other@h"))
            .Build();

        built.Uri.ToString().ShouldBe("sip:other@h");
        built.Values(SipHeaderName.Route).ShouldBe(["<sip:one>", "<sip:two>"]);
        built.Headers.Select(static h => h.ToString()).TakeLast(4).ShouldBe(["Route: <sip:one>", "Route: <sip:two>", "X-A: 5", "X-C: 6"]);
    }

    [Theory]
    [InlineData("a\rb", "a carriage return at position 1")]
    [InlineData("ab\n", "a line feed at position 2")]
    [InlineData("\0", "a NUL at position 0")]
    [InlineData("x\r\nVia: SIP/2.0/UDP evil", "a carriage return at position 1")]
    public void No_line_end_gets_into_a_header(string value, string fault)
    {
        var builder = Begin(SipMethod.Bye);
        foreach (var act in new Action[] { () => builder.Add("X-A", value), () => builder.Set("X-A", value), () => builder.Prepend("X-A", value), () => builder.Body(default, "x/y;z=" + value) })
        {
            Should.Throw<ArgumentException>(act);
        }

        Should.Throw<ArgumentException>(() => builder.Add("X-A", value)).Message.ShouldContain("X-A has " + fault);
        Should.Throw<ArgumentException>(() => builder.Add(new SipHeader("X-A", "a\nb"u8.ToArray())));
        Should.Throw<ArgumentException>(() => SipResponse.For(Samples.Request(Samples.Invite), 200, value));
        Should.Throw<ArgumentException>(() => SipResponse.For(Samples.Request(Samples.Invite), 200, null, value));
        builder.Build().Has("X-A").ShouldBeFalse();
    }

    [Fact]
    public void The_length_of_the_body_is_nobodys_to_set()
    {
        var builder = Begin(SipMethod.Bye);
        Should.Throw<ArgumentException>(() => builder.Set(SipHeaderName.ContentLength, "3")).Message.ShouldContain("Content-Length cannot be set");
        Should.Throw<ArgumentException>(() => builder.Add("l", "3"));
        Should.Throw<ArgumentException>(() => builder.Add(new SipHeader("L", "3"u8.ToArray())));
        var without = builder.Body("abc"u8.ToArray(), "text/plain").Add(SipHeaderName.ContentDisposition, "session").NoBody().Build();
        Encoding.UTF8.GetString(without.ToArray()).ShouldEndWith("CSeq: 7 BYE\r\nContent-Length: 0\r\n\r\n");
    }

    [Fact]
    public void What_each_message_must_have_is_asked_for()
    {
        Should.Throw<InvalidOperationException>(() => new SipRequestBuilder(SipMethod.Bye, Bert.Uri).Build()).Message.ShouldBe("From is missing; set it before building.");
        Should.Throw<InvalidOperationException>(() => Begin(SipMethod.Bye).Remove(SipHeaderName.CallId).Build()).Message.ShouldContain("Call-ID is missing");
        Should.Throw<InvalidOperationException>(() => Begin(SipMethod.Bye).Set(SipHeaderName.To, "<nobody").Build()).Message.ShouldContain("To is '<nobody', which cannot be read");
        Should.Throw<InvalidOperationException>(() => Begin(SipMethod.Bye).Set(SipHeaderName.CSeq, "1 ACK").Build()).Message.ShouldContain("CSeq names ACK and the request is BYE");
        Should.Throw<InvalidOperationException>(() => Begin(SipMethod.Bye).Build().ReceivedFrom(new(System.Net.IPAddress.Loopback, 1)));
    }

    [Fact]
    public void A_message_is_changed_by_a_copy()
    {
        var first = Samples.Request(Samples.Invite);
        var before = first.ToArray();

        var second = first.ToBuilder().Set(SipHeaderName.Subject, "x").Remove(SipHeaderName.Contact).NoBody().Build();

        first.ToArray().ShouldBe(before);
        second.Has(SipHeaderName.Contact).ShouldBeFalse();
        second.Has(SipHeaderName.ContentType).ShouldBeFalse();
        second.TopVia!.Branch.ShouldBe(first.TopVia!.Branch);
    }

    [Fact]
    public void A_response_carries_back_what_the_RFC_wants()
    {
        var invite = Samples.Request(Samples.Invite
            .Replace("Max-Forwards", "Record-Route: <sip:p1;lr>\r\nVia: SIP/2.0/TCP other\r\nTimestamp: 54\r\nRecord-Route: <sip:p2;lr>, <sip:p3;lr>\r\nMax-Forwards", StringComparison.Ordinal));

        var ringing = SipResponse.For(invite, 180, toTag: "ours");
        ringing.Headers.Select(static h => h.Name.Text).ShouldBe(["Via", "Record-Route", "Via", "Timestamp", "Record-Route", "From", "To", "Call-ID", "CSeq"]);
        ringing.StartLine.ShouldBe("SIP/2.0 180 Ringing");
        ringing.To.Tag.ShouldBe("ours");
        ringing.From.Tag.ShouldBe("gK0c8f12ab");
        ringing.CSeq.ShouldBe(invite.CSeq);
        ringing.Vias().Length.ShouldBe(2);
        ringing.Addresses(SipHeaderName.RecordRoute).Length.ShouldBe(3);
        Samples.Parse(ringing.ToArray()).ShouldBeOfType<SipResponse>().IsProvisional.ShouldBeTrue();

        var trying = SipResponse.For(invite, 100, toTag: "ours");
        trying.To.Tag.ShouldBeNull("100 makes no dialog");
        trying.Has(SipHeaderName.RecordRoute).ShouldBeFalse();
        trying.Header(SipHeaderName.Timestamp).ShouldBe("54");

        SipResponse.For(invite, 486, "No, thanks", "ours").Has(SipHeaderName.RecordRoute).ShouldBeFalse();
        SipResponse.For(invite, 486, "No, thanks", "ours").Reason.ShouldBe("No, thanks");
    }

    [Theory]
    [InlineData("sip:b@h", "sip:b@h;tag=ours")]
    [InlineData("<sip:b@h>;x;", "<sip:b@h>;x;tag=ours")]
    [InlineData("<sip:b@h>;tag=theirs", "<sip:b@h>;tag=theirs")]
    [InlineData("<sip:b@h;tag=uri>", "<sip:b@h;tag=uri>;tag=ours")]
    [InlineData("\"a;tag=1\" <sip:b@h>;x=\"tag\"", "\"a;tag=1\" <sip:b@h>;x=\"tag\";tag=ours")]
    public void Our_tag_is_added_where_there_is_none(string to, string tagged)
    {
        var request = Samples.Request(Samples.Invite.Replace("<sip:+4930123456@203.0.113.10>", to, StringComparison.Ordinal));
        SipResponse.For(request, 200, toTag: "ours").Header(SipHeaderName.To).ShouldBe(tagged);
    }

    [Fact]
    public void A_response_is_built_with_headers_and_a_body()
    {
        var ok = SipResponse.Answer(Samples.Request(Samples.Invite), 200, toTag: "ours")
            .Set(SipHeaderName.Contact, SipAddress.Parse("<sip:us@203.0.113.10>"))
            .Body("v=0\r\n"u8.ToArray(), "application/sdp")
            .Build();
        var read = Samples.Parse(ok.ToArray()).ShouldBeOfType<SipResponse>();
        (read.Status, read.IsSuccess, read.IsFinal, read.Body.Length).ShouldBe((200, true, true, 5));
        read.ToBuilder().Set(SipHeaderName.Server, "x").Build().Status.ShouldBe(200);
        Should.Throw<ArgumentOutOfRangeException>(() => SipResponse.For(Samples.Request(Samples.Invite), 700));
    }

    private static SipRequestBuilder Begin(SipMethod method) => SipRequest.Create(method, Bert.Uri, Anna, Bert, "c1", 7);
}
