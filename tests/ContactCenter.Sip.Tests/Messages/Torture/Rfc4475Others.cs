using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Messages.Torture;

/// <summary>RFC 4475 sections 3.2 to 3.4: of right grammar; what is wrong, or old, is for transactions, user agents and registrars, who find here what they need.</summary>
internal static class Rfc4475Others
{
    public static IEnumerable<KeyValuePair<string, Action>> Cases =>
    [
        new("badbranch", A_branch_of_the_cookie_alone_is_no_branch_of_RFC_3261),
        new("insuf", What_each_request_must_have_is_missing),
        new("unkscm", static () => UnknownScheme("unkscm", "nobodyknowsthisscheme", "nobodyKnowsThisScheme:totallyopaquecontent")),
        new("novelsc", static () => UnknownScheme("novelsc", "soap.beep", "soap.beep://192.0.2.103:3002")),
        new("unksm2", Addresses_of_other_schemes_are_kept_as_they_are),
        new("bext01", Extensions_nobody_knows_can_be_named_in_the_refusal),
        new("invut", static () => Rfc4475.Request("invut").ContentType!.Is("application/unknownformat").ShouldBeTrue()), // a user agent answers 415
        new("regaut01", static () => Rfc4475.Request("regaut01").Header(SipHeaderName.Authorization).ShouldBe("NoOneKnowsThisScheme opaque-data=here")),
        new("multi01", static () => Rfc4475.IsRefused("multi01", SipFaultCode.RepeatedHeader)),
        new("mcl01", static () => Rfc4475.IsRefused("mcl01", SipFaultCode.RepeatedHeader)), // two lengths: nobody can tell
        new("bcast", A_response_that_was_not_meant_for_us_shows_in_its_Via),
        new("zeromf", static () => Rfc4475.Request("zeromf").MaxForwards.ShouldBe(0)), // a proxy must not forward it, a user agent takes it
        new("cparam01", Without_brackets_a_parameter_is_the_headers),
        new("cparam02", In_brackets_a_parameter_is_the_URIs),
        new("regescrt", A_Contact_with_headers_in_brackets_is_right),
        new("sdp01", static () => Rfc4475.Request("sdp01").Values(SipHeaderName.Accept).ShouldBe(["text/nobodyKnowsThis"])), // a user agent answers 406, or without a body
        new("inv2543", An_INVITE_of_before_RFC_3261_is_taken),
    ];

    private static void A_branch_of_the_cookie_alone_is_no_branch_of_RFC_3261()
    {
        var via = Rfc4475.Request("badbranch").TopVia!;
        via.Branch.ShouldBe("z9hG4bK");
        via.HasMagicCookie.ShouldBeFalse("transactions are matched as with RFC 2543");
    }

    private static void What_each_request_must_have_is_missing()
    {
        Rfc4475.IsRefused("insuf", SipFaultCode.MissingHeader);
        Rfc4475.Fault("insuf").Answer(new(System.Net.IPAddress.Loopback, 5060), "ours")!.ToArray().ShouldNotBeEmpty("the answer carries what there was");
    }

    private static void UnknownScheme(string name, string scheme, string text)
    {
        // Who is asked for it answers 416.
        var uri = Rfc4475.Request(name).Uri;
        uri.IsSip.ShouldBeFalse();
        uri.Scheme.ShouldBe(scheme);
        uri.ToString().ShouldBe(text);
    }

    private static void Addresses_of_other_schemes_are_kept_as_they_are()
    {
        var m = Rfc4475.Request("unksm2");
        m.To.Uri.ToString().ShouldBe("isbn:2983792873");
        m.From.Uri.ToString().ShouldBe("http://www.example.com");
        m.From.Tag.ShouldBe("3234233");
        m.Address(SipHeaderName.Contact)!.Uri.Scheme.ShouldBe("name");
    }

    private static void Extensions_nobody_knows_can_be_named_in_the_refusal()
    {
        var m = Rfc4475.Request("bext01");
        m.Tokens(SipHeaderName.Require).ShouldBe(["nothingSupportsThis", "nothingSupportsThisEither"]);
        m.Tokens(SipHeaderName.ProxyRequire).ShouldBe(["noProxiesSupportThis", "norDoAnyProxiesSupportThis"]);
    }

    private static void A_response_that_was_not_meant_for_us_shows_in_its_Via()
    {
        var m = Rfc4475.Response("bcast");
        m.Vias().Select(static v => v.Host).ShouldBe(["192.0.2.198", "255.255.255.255"]);
    }

    private static void Without_brackets_a_parameter_is_the_headers()
    {
        var contact = Rfc4475.Request("cparam01").Address(SipHeaderName.Contact)!;
        contact.Parameters.Has("unknownparam").ShouldBeTrue();
        contact.Uri.Parameters.ShouldBeEmpty();
    }

    private static void In_brackets_a_parameter_is_the_URIs()
    {
        var contact = Rfc4475.Request("cparam02").Address(SipHeaderName.Contact)!;
        contact.Parameters.ShouldBeEmpty();
        contact.Uri.Parameters.Has("unknownparam").ShouldBeTrue();
    }

    private static void A_Contact_with_headers_in_brackets_is_right() =>
        Rfc4475.Request("regescrt").Address(SipHeaderName.Contact)!.Uri.Headers.ShouldBe([new("Route", "<sip:sip.example.com>")]);

    private static void An_INVITE_of_before_RFC_3261_is_taken()
    {
        var m = Rfc4475.Request("inv2543");
        m.From.Tag.ShouldBeNull();
        m.TopVia!.Branch.ShouldBeNull();
        m.MaxForwards.ShouldBeNull();
        m.Has(SipHeaderName.Contact).ShouldBeFalse();
        m.Addresses(SipHeaderName.RecordRoute).ShouldHaveSingleItem().Uri.Parameters["maddr"].ShouldBe("ss1.example.com");
        m.Body.Length.ShouldBeGreaterThan(100, "without Content-Length the body is the rest of the datagram");
    }
}
