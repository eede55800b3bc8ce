using System.Text;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Messages.Torture;

/// <summary>Each place of a message filled with each thing that has broken other people's stacks.</summary>
public sealed class OwnTortureTests
{
    private static readonly string[] Places =
    [
        "INVITE ", "sip:+4930123456@203.0.113.10:5060", "+4930123456@203", "203.0.113.10:5060 SIP", "5060 SIP", "SIP/2.0\r\n", "2.0\r\n", "SIP/2.0/UDP", "UDP", "198.51.100.7:5060;rport", "rport", "branch",
        "z9hG4bK7f3a.91c2d4e5", "Max-Forwards", "68", "\"Anna Schmidt\"", "Anna", "<sip:+4989765432@carrier.example>;tag", "carrier.example", "tag", "gK0c8f12ab", "To: <sip", "<sip:+4930123456@203.0.113.10>\r",
        "1203948_88213377", "20413", "20413 INVITE", "INVITE\r", "Contact", "<sip:+4989765432@198.51.100.7:5060>", "INVITE, ACK", "timer", "1800;refresher=uac", "refresher", "application/sdp", "Content-Type", ": ", "\r\n", "v=0",
        $"{Samples.Sdp.Length}\r\n\r\n",
    ];

    private static readonly byte[][] Anomalies =
    [
        .. new[]
        {
            "", " ", "\t", "\r\n ", "\r\n\t \r\n\t", "\r", "\n", "\r\n\r\n", "\0", "\x7f", "\u0001", "\\", "\\\"", "\"", "\"\"", "\"a", "<", ">", "<>", "<<sip:a@b>>", "<sip:a@b", ";", ";;", ";=", ";x=", ";x=\"", ",", ",,", ", ,", ":", "::", "@", "@@",
            "%", "%0", "%zz", "%00", "%0d%0a", "%25%32%35", "%n%n%s", "0", "-1", "+1", "1e9", "0x10", "256", "65535", "65536", "2147483647", "2147483648", "4294967295", "4294967296", "18446744073709551616", "99999999999999999999999999999",
            "[", "]", "[]", "[::]", "[::1", "::1]", "[1.2.3.4]", "[::ffff:300.1.1.1]", "[fe80::1%eth0]", "1.2.3.4.5", "*", "sip:", "SIPS:", "tel:", "data:,x", "\u00fc\u4e2d\ud83d\udcde", "\ufeff", "\u202e", "=", "?", "?a=b", "&", "#", "{}", "(comment \\", "/", "//", "SIP/2.0", "HTTP/1.1",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80],
        .. new[] { "a", " ", "\r\n ", "\\", "\"", "<", ",", ";", ";a", ";a=b", "%41", "1", "0", ".", "::", "sip:", "\u00fc" }.SelectMany(static word => new[] { 40, 3_000 }.Select(times => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(word, times))))),
    ];

    [Fact]
    public void Every_place_filled_with_every_anomaly_gives_a_message_or_a_fault()
    {
        var (taken, all) = (0, 0);
        foreach (var place in Places)
        {
            var at = Samples.Invite.IndexOf(place, StringComparison.Ordinal);
            at.ShouldBeGreaterThanOrEqualTo(0, place);
            var (before, after) = (Encoding.UTF8.GetBytes(Samples.Invite[..at]), Encoding.UTF8.GetBytes(Samples.Invite[(at + place.Length)..]));
            foreach (var anomaly in Anomalies)
            {
                foreach (var kept in new[] { [], Encoding.UTF8.GetBytes(place) })
                {
                    byte[] bytes = [.. before, .. kept, .. anomaly, .. after];
                    try
                    {
                        taken += Everything.Holds(bytes, SipLimits.Default) ? 1 : 0;
                    }
                    catch (Exception e)
                    {
                        throw new Xunit.Sdk.XunitException($"{e.Message}\n'{place}' and '{Encoding.UTF8.GetString(anomaly)}'\n{e}");
                    }

                    all++;
                }
            }
        }

        ((double)taken / all).ShouldBeInRange(0.2, 0.8, "both ways are tried");
    }

    [Theory]
    [InlineData("X-A: b\r\n", 4_000)]
    [InlineData("Via: SIP/2.0/UDP h;branch=z9hG4bKx\r\n", 1_000)]
    [InlineData("Contact: <sip:a@h>\r\n", 3_000)]
    [InlineData("From: <sip:a@h>\r\n", 3_000)]
    [InlineData("Content-Length: 0\r\n", 3_000)]
    [InlineData("X:\r\n", 15_000)]
    public void Thousands_of_headers_are_refused_before_they_cost_much(string line, int times)
    {
        var bytes = Encoding.UTF8.GetBytes(Samples.Invite.Replace("Max-Forwards", string.Concat(Enumerable.Repeat(line, times)) + "Max-Forwards", StringComparison.Ordinal));
        Samples.Fault(bytes[..Math.Min(bytes.Length, 65_535)]).Answer(new(System.Net.IPAddress.Loopback, 1), "ours").ShouldNotBeNull();

        var before = GC.GetAllocatedBytesForCurrentThread();
        SipParser.TryParse(bytes, SipLimits.Default, out _, out _).ShouldBeFalse();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4 * 65_535);
    }

    [Fact]
    public void Thousands_of_parameters_are_refused_and_where_nobody_checks_they_cost_no_more_than_their_bytes()
    {
        var many = string.Concat(Enumerable.Repeat(";a=b", 2_000));
        foreach (var place in new[] { "Contact: <sip:+4989765432@198.51.100.7:5060>", "gK0c8f12ab", "z9hG4bK7f3a.91c2d4e5" })
        {
            Samples.Fault(Samples.Invite.Replace(place, place + many, StringComparison.Ordinal)).Status.ShouldBe(400);
        }

        var message = Samples.Request(Samples.Invite.Replace("P-Asserted-Identity: <sip:+4989765432@carrier.example>", "P-Asserted-Identity: <sip:+4989765432@carrier.example>" + many, StringComparison.Ordinal));
        var before = GC.GetAllocatedBytesForCurrentThread();
        message.Address(SipHeaderName.PAssertedIdentity)!.Parameters.Count.ShouldBe(2_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(500_000);
    }
}
