using System.Text;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Messages.Torture;

/// <summary>RFC 4475 section 3.1.1: unusual and right.</summary>
internal static class Rfc4475Valid
{
    public static IEnumerable<KeyValuePair<string, Action>> Cases =>
    [
        new("wsinv", Blanks_and_folds_everywhere_change_nothing),
        new("intmeth", Every_letter_a_token_may_have_is_one),
        new("esc01", An_escaped_letter_is_the_letter),
        new("escnull", An_escaped_NUL_is_part_of_a_name),
        new("esc02", A_percent_sign_outside_of_a_URI_is_a_percent_sign),
        new("lwsdisp", No_blank_is_needed_before_the_bracket),
        new("longreq", Long_values_and_many_Vias_are_taken),
        new("dblreq", What_follows_the_body_in_a_datagram_is_ignored),
        new("semiuri", A_semicolon_before_the_at_sign_belongs_to_the_user),
        new("transports", Transports_nobody_knows_are_taken),
        new("mpart01", A_body_in_parts_with_bytes_is_taken_apart),
        new("unreason", A_reason_may_be_in_any_language),
        new("noreason", A_reason_may_be_empty),
    ];

    private static void Blanks_and_folds_everywhere_change_nothing()
    {
        var m = Rfc4475.Request("wsinv");
        m.Uri.Parameters.Has("unknownparam").ShouldBeTrue();
        m.To.Uri.ToString().ShouldBe("sip:vivekg@chair-dnrc.example.com");
        m.To.Tag.ShouldBe("1918181833n");
        m.From.DisplayName.ShouldBe("J Rosenberg \\\"");
        m.From.Tag.ShouldBe("98asjd8");
        m.MaxForwards.ShouldBe(68);
        m.CSeq.ShouldBe(new SipCSeq(9, SipMethod.Invite));
        m.Body.Length.ShouldBe(150);
        m.Header(SipHeaderName.Subject).ShouldBe("");
        m.Header("newfangledheader").ShouldBe("newfangled value continued newfangled value");
        m.Header("UnknownHeaderWithUnusualValue").ShouldBe(";;,,;;,;");
        m.Vias().Select(static v => (v.Transport, v.Host, v.Branch)).ShouldBe(
            [("UDP", "192.0.2.2", "390skdjuw"), ("TCP", "spindle.example.com", "z9hG4bK9ikj8"), ("UDP", "192.168.255.111", "z9hG4bK30239")]);
        m.TopVia!.HasMagicCookie.ShouldBeFalse();
        var route = m.Addresses(SipHeaderName.Route).ShouldHaveSingleItem();
        route.Uri.IsLooseRouter.ShouldBeTrue();
        route.Uri.Parameters["unknownwith"].ShouldBe("value");
        var contact = m.Addresses(SipHeaderName.Contact).ShouldHaveSingleItem();
        contact.DisplayName.ShouldBe("Quoted string \"\"");
        contact.Parameters["newparam"].ShouldBe("newvalue");
        contact.Parameters.Has("secondparam").ShouldBeTrue();
        contact.Q.ShouldBe(0.33m);
    }

    private static void Every_letter_a_token_may_have_is_one()
    {
        var m = Rfc4475.Request("intmeth");
        m.Method.Name.ShouldBe("!interesting-Method0123456789_*+`.%indeed'~");
        m.Method.IsKnown.ShouldBeFalse();
        m.Uri.User.ShouldBe("1_unusual.URI~(to-be!sure)&isn't+it$/crazy?,/;;*");
        m.Uri.Password.ShouldBe("&it+has=1,weird!*pas$wo~d_too.(doesn't-it)");
        m.TopVia!.Branch.ShouldBe("z9hG4bK-.!%66*_+`'~");
        m.To.DisplayName.ShouldBe("BEL:  NUL:  DEL: ", "controls are not shown to people");
        m.From.DisplayName.ShouldBe("token1~` token2'+_ token3*%!.-");
        m.From.Tag.ShouldBe("_token~1'+`*%!-.");
        m.From.Parameters["fromParam''~+*_!.-%"].ShouldBe("работающий");
        m.CallId.ShouldBe("intmeth.word%ZK-!.*_+'@word`~)(><:\\/\"][?}{");
        m.MaxForwards.ShouldBe(255);
        m.Header("extensionHeader-!.%*+_`'~").ShouldBe("\ufeff大停電");
    }

    private static void An_escaped_letter_is_the_letter()
    {
        var m = Rfc4475.Request("esc01");
        m.Uri.User.ShouldBe("sips:user@example.com");
        m.Uri.Host.ShouldBe("example.net");
        m.Uri.IsSecure.ShouldBeFalse();
        m.To.Uri.ShouldBe(SipUri.Parse("sip:user@example.com"));
        m.From.Uri.User.ShouldBe("I have spaces");
        var contact = m.Address(SipHeaderName.Contact)!.Uri;
        contact.User.ShouldBe("caller");
        contact.IsLooseRouter.ShouldBeTrue("%6C%72 is lr");
        contact.Parameters["name"].ShouldBe("value%41", "the escape of a percent sign is undone once");
    }

    private static void An_escaped_NUL_is_part_of_a_name()
    {
        var m = Rfc4475.Request("escnull");
        m.To.Uri.User.ShouldBe("null-\0-null");
        m.Addresses(SipHeaderName.Contact).Select(static c => c.Uri.User).ShouldBe(["\0", "\0\0"]);
    }

    private static void A_percent_sign_outside_of_a_URI_is_a_percent_sign()
    {
        var m = Rfc4475.Request("esc02");
        m.Method.ShouldBe(new SipMethod("RE%47IST%45R"), "which is not REGISTER");
        m.To.DisplayName.ShouldBe("%Z%45");
        m.TopVia!.Branch.ShouldBe("z9hG4bK209%fzsnel234");
        m.Addresses(SipHeaderName.Contact).Length.ShouldBe(2, "C%6Fntact is another header");
        m.Header("C%6Fntact").ShouldNotBeNull();
    }

    private static void No_blank_is_needed_before_the_bracket() => Rfc4475.Request("lwsdisp").From.DisplayName.ShouldBe("caller");

    private static void Long_values_and_many_Vias_are_taken()
    {
        var m = Rfc4475.Request("longreq");
        m.To.DisplayName!.Length.ShouldBeGreaterThan(90);
        m.To.Uri.Port.ShouldBe(6_000);
        m.From.Tag!.Length.ShouldBeGreaterThan(90);
        m.CallId.Length.ShouldBeGreaterThan(120);
        m.Vias().Length.ShouldBe(34);
        m.Vias()[^1].Received.ShouldBe("192.0.2.5");
        m.Body.Length.ShouldBe(150);
    }

    private static void What_follows_the_body_in_a_datagram_is_ignored()
    {
        var m = Rfc4475.Request("dblreq");
        m.Method.ShouldBe(SipMethod.Register);
        m.Body.IsEmpty.ShouldBeTrue();
    }

    private static void A_semicolon_before_the_at_sign_belongs_to_the_user()
    {
        var m = Rfc4475.Request("semiuri");
        m.Uri.User.ShouldBe("user;par=u@example.net");
        m.Uri.Host.ShouldBe("example.com");
        m.Uri.Parameters.ShouldBeEmpty();
        m.Values(SipHeaderName.Accept).Length.ShouldBe(6);
    }

    private static void Transports_nobody_knows_are_taken() =>
        Rfc4475.Request("transports").Vias().Select(static v => v.Transport).ShouldBe(["UDP", "SCTP", "TLS", "UNKNOWN", "TCP"]);

    private static void A_body_in_parts_with_bytes_is_taken_apart()
    {
        var m = Rfc4475.Request("mpart01");
        SipMultipart.TryRead(m, SipLimits.Default, out var parts, out var fault).ShouldBeTrue(fault);
        parts.Select(static p => p.ContentType!.ToString()).ShouldBe(["text/plain", "application/octet-stream"]);
        Encoding.ASCII.GetString(parts[0].Body.Span).ShouldBe("Hello");
        parts[0].Header("Content-Transfer-Encoding").ShouldBe("binary");
        parts[1].Body.Span[0].ShouldBe((byte)0x30);
        parts[1].Body.Span.Contains((byte)0).ShouldBeTrue("a signature is bytes, zero among them");
    }

    private static void A_reason_may_be_in_any_language()
    {
        var m = Rfc4475.Response("unreason");
        m.Status.ShouldBe(200);
        m.Reason.ShouldStartWith("= 2**3 * 5**2 но сто");
    }

    private static void A_reason_may_be_empty()
    {
        var m = Rfc4475.Response("noreason");
        m.Status.ShouldBe(100);
        m.Reason.ShouldBe("");
    }
}
