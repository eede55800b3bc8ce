using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Messages;

/// <summary>What the headers mean.</summary>
public sealed class SipHeadersTests
{
    [Fact]
    public void Numbers_are_read_where_they_are_numbers_in_range()
    {
        var m = With("Expires: 3600", "Min-Expires: 60", "RSeq: 4294967295", "Min-SE: 90;x", "Session-Expires: 1800;Refresher=UAS", "Retry-After: 120 (at lunch);duration=3600", "RAck: 776656 1 INVITE");
        (m.Expires, m.MinExpires, m.RSeq, m.MinSE, m.RetryAfter).ShouldBe((3_600u, 60u, uint.MaxValue, 90u, 120u));
        m.SessionExpires.ShouldBe(new SipSessionExpires(1_800, "uas"));
        m.RAck.ShouldBe(new SipRAck(776_656, 1, SipMethod.Invite));

        var bad = With("Expires: 4294967296", "Min-Expires: -1", "RSeq: 0", "Min-SE: ", "Session-Expires: x;refresher=uac", "Retry-After: soon", "RAck: 1 INVITE");
        (bad.Expires, bad.MinExpires, bad.RSeq, bad.MinSE, bad.RetryAfter).ShouldBe((null, null, null, null, null));
        (bad.SessionExpires, bad.RAck, bad.Replaces, bad.ContentType?.IsMultipart).ShouldBe((null, null, null, false));
    }

    [Fact]
    public void The_short_forms_are_the_names()
    {
        var m = With("x: 90", "k: timer,100rel", "r: <sip:c@h?Replaces=1%3Bto-tag%3D2%3Bfrom-tag%3D3>", "b: <sip:a@h>", "s: hello", "o: refer", "u: presence");
        m.SessionExpires!.Value.Seconds.ShouldBe(90u);
        m.HasToken(SipHeaderName.Supported, "100REL").ShouldBeTrue();
        m.HasToken(SipHeaderName.Supported, "100").ShouldBeFalse();
        m.Header("subject").ShouldBe("hello");
        var replaces = m.Address(SipHeaderName.ReferTo)!.Uri.Headers.ShouldHaveSingleItem();
        SipReplaces.TryParse(replaces.Value, out var dialog).ShouldBeTrue();
        dialog.ShouldBe(new SipReplaces("1", "2", "3"));
        m.ToString().ShouldBe("INVITE sip:+4930123456@203.0.113.10:5060 SIP/2.0");
        System.Text.Encoding.UTF8.GetString(m.ToArray()).ShouldContain("\r\nSession-Expires: 90\r\nSupported: timer,100rel\r\nRefer-To: ");
    }

    [Fact]
    public void A_dialog_to_be_replaced_has_three_parts()
    {
        var m = With("Replaces: 425@h;from-tag=a;to-tag=b;early-only");
        m.Replaces.ShouldBe(new SipReplaces("425@h", "b", "a", true));
        m.Replaces!.ToString().ShouldBe("425@h;to-tag=b;from-tag=a;early-only");
        With("Replaces: 425@h;from-tag=a").Replaces.ShouldBeNull();
        SipReplaces.TryParse("a b;to-tag=1;from-tag=2", out _).ShouldBeFalse();
    }

    [Fact]
    public void Reasons_are_several()
    {
        var m = With("Reason: SIP;cause=200;text=\"Call completed, elsewhere\", Q.850 ; cause=16", "Reason: preemption ;cause=x", "Reason: ;");
        m.Reasons().ShouldBe([new("SIP", 200, "Call completed, elsewhere"), new("Q.850", 16, null), new("preemption", null, null)]);
        m.Reasons()[0].ToString().ShouldBe("SIP;cause=200;text=\"Call completed, elsewhere\"");
    }

    [Fact]
    public void Commas_part_values_where_the_RFC_says_so_and_nowhere_else()
    {
        var m = With(
            "History-Info: <sip:a@h?Reason=SIP%3Bcause%3D302>;index=1, \"x, <y>\" <sip:b,c@h>;index=1.1",
            "Diversion: <sip:d@h>;reason=no-answer",
            "Diversion: \"e\" <tel:+49>",
            "Authorization: Digest username=\"a\", realm=\"b\"",
            "Subject: a, b",
            "Geolocation: <cid:x@h>, <https://h/x?a,b>",
            "Privacy: id;header");
        m.Addresses(SipHeaderName.HistoryInfo).Select(static a => a.Parameters["index"]).ShouldBe(["1", "1.1"]);
        m.Addresses(SipHeaderName.HistoryInfo)[1].DisplayName.ShouldBe("x, <y>");
        m.Addresses(SipHeaderName.Diversion).Select(static a => a.Uri.ToString()).ShouldBe(["sip:d@h", "tel:+49"]);
        m.Values(SipHeaderName.Authorization).ShouldBe(["Digest username=\"a\", realm=\"b\""]);
        m.Values(SipHeaderName.Subject).ShouldBe(["a, b"]);
        m.Values(SipHeaderName.Geolocation).ShouldBe(["<cid:x@h>", "<https://h/x?a,b>"]);
        m.Values("Privacy").ShouldBe(["id;header"]);
        m.Values("X-None").ShouldBeEmpty();
        m.Addresses(SipHeaderName.From).ShouldHaveSingleItem();
    }

    [Fact]
    public void Every_contact_may_be_meant_at_once()
    {
        var m = Samples.Request(Samples.Invite.Replace("<sip:+4989765432@198.51.100.7:5060>", "*", StringComparison.Ordinal));
        m.IsContactWildcard.ShouldBeTrue();
        m.Addresses(SipHeaderName.Contact).ShouldBeEmpty();
        m.Address(SipHeaderName.Contact).ShouldBeNull();
    }

    [Fact]
    public void A_media_type_is_compared_without_case()
    {
        SipMediaType.TryParse(" Application / SDP ;Charset=\"UTF-8\"", out var type).ShouldBeTrue();
        type!.Is("application/sdp").ShouldBeTrue();
        type.Is("application/sd").ShouldBeFalse();
        type.Is("applicationxsdp").ShouldBeFalse();
        type.Parameters["charset"].ShouldBe("UTF-8");
        type.ToString().ShouldBe("Application/SDP;Charset=\"UTF-8\"");
        foreach (var bad in new[] { "", "text", "/x", "text/", "te xt/x", "a/b/c", "text/x;", "text/x;y=\"" })
        {
            SipMediaType.TryParse(bad, out _).ShouldBe(bad == "text/x;", bad);
        }
    }

    private static SipRequest With(params string[] headers) =>
        Samples.Request(Samples.Invite.Replace("Session-Expires: 1800;refresher=uac\r\n", "", StringComparison.Ordinal).Replace("Supported: timer, 100rel\r\n", string.Join("\r\n", headers) + "\r\n", StringComparison.Ordinal));
}
