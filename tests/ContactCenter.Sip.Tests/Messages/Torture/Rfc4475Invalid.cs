using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Messages.Torture;

/// <summary>RFC 4475 section 3.1.2: wrong, to be refused; and where the RFC leaves the choice, what we chose.</summary>
internal static class Rfc4475Invalid
{
    public static IEnumerable<KeyValuePair<string, Action>> Cases =>
    [
        new("badinv01", Parameters_without_a_name_are_refused),
        new("clerr", static () => Rfc4475.IsRefused("clerr", SipFaultCode.ContentLength)), // more is promised than the datagram has
        new("ncl", static () => Rfc4475.IsRefused("ncl", SipFaultCode.ContentLength)), // a length below zero
        new("scalar02", static () => Rfc4475.IsRefused("scalar02", SipFaultCode.HeaderValue)), // a CSeq beyond 32 bits
        new("scalarlg", A_response_with_a_number_too_large_is_dropped),
        new("quotbal", static () => Rfc4475.IsRefused("quotbal", SipFaultCode.HeaderValue)), // a quote is not closed
        new("ltgtruri", static () => Rfc4475.IsRefused("ltgtruri", SipFaultCode.RequestUri)), // angle brackets around the Request-URI
        new("lwsruri", static () => Rfc4475.IsRefused("lwsruri", SipFaultCode.RequestUri)), // a blank in the Request-URI
        new("lwsstart", static () => Rfc4475.IsRefused("lwsstart", SipFaultCode.RequestUri)), // two blanks between the words of the start line
        new("trws", Blanks_behind_the_start_line_are_left_aside),
        new("escruri", static () => Rfc4475.IsRefused("escruri", SipFaultCode.RequestUri)), // headers in the Request-URI
        new("baddate", A_date_in_another_time_zone_than_GMT_is_nobodys_business),
        new("regbadct", static () => Rfc4475.IsRefused("regbadct", SipFaultCode.HeaderValue)), // a Contact with headers and without brackets
        new("badaspec", Blanks_inside_the_brackets_are_left_aside),
        new("baddn", A_name_that_had_to_be_quoted_is_taken),
        new("badvers", static () => Rfc4475.IsRefused("badvers", SipFaultCode.Version, 505)),
        new("mismatch01", static () => Rfc4475.IsRefused("mismatch01", SipFaultCode.MethodMismatch)),
        new("mismatch02", static () => Rfc4475.IsRefused("mismatch02", SipFaultCode.MethodMismatch)), // the method is unknown as well; 400 is as good as 501
        new("bigcode", A_response_with_a_status_too_large_is_dropped),
    ];

    private static void Parameters_without_a_name_are_refused()
    {
        Rfc4475.IsRefused("badinv01", SipFaultCode.HeaderValue);
        Rfc4475.Fault("badinv01").Message.ShouldContain("Via is 'SIP/2.0/UDP 192.0.2.15;;'");
    }

    private static void A_response_with_a_number_too_large_is_dropped()
    {
        var fault = Rfc4475.Fault("scalarlg");
        fault.Code.ShouldBe(SipFaultCode.HeaderValue);
        fault.Answer(new(System.Net.IPAddress.Loopback, 5060), "ours").ShouldBeNull();
    }

    private static void Blanks_behind_the_start_line_are_left_aside() => Rfc4475.Request("trws").Uri.User.ShouldBe("remote-target");

    private static void A_date_in_another_time_zone_than_GMT_is_nobodys_business() =>
        Rfc4475.Request("baddate").Header(SipHeaderName.Date).ShouldBe("Fri, 01 Jan 2010 16:00:00 EST");

    private static void Blanks_inside_the_brackets_are_left_aside() => Rfc4475.Request("badaspec").To.Uri.ShouldBe(SipUri.Parse("sip:t.watson@example.org"));

    private static void A_name_that_had_to_be_quoted_is_taken()
    {
        var from = Rfc4475.Request("baddn").From;
        from.DisplayName.ShouldBe("Bell, Alexander");
        from.ToString().ShouldBe("\"Bell, Alexander\" <sip:a.g.bell@example.com>;tag=43", "we write it right");
    }

    private static void A_response_with_a_status_too_large_is_dropped()
    {
        var fault = Rfc4475.Fault("bigcode");
        fault.Code.ShouldBe(SipFaultCode.StatusCode);
        fault.Status.ShouldBeNull();
    }
}
