using System.Text;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Messages;

public sealed class SipParserTests
{
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
        invite.CallId.ShouldBe("1203948_88213377@198.51.100.7");
        invite.CSeq.ShouldBe(new SipCSeq(20_413, SipMethod.Invite));
        invite.MaxForwards.ShouldBe(68);
        invite.Tokens(SipHeaderName.Supported).ShouldBe(["timer", "100rel"]);
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

        SipParser.TryParse(bytes, SipLimits.Default, out var message, out _);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThanOrEqualTo(2_048);
        message.ShouldNotBeNull();
    }
}
