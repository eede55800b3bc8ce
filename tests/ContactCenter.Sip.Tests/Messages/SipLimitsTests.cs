using System.Text;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Messages;

public sealed class SipLimitsTests
{
    private static readonly SipLimits Small = new()
    {
        MessageBytes = 4_096, HeadBytes = 2_048, HeaderBytes = 256, HeaderLines = 32, ListValues = 8, UriBytes = 64, Parameters = 8, BodyBytes = 1_024, MultipartParts = 1,
    };

    public static TheoryData<string, string, int> Beyond => new()
    {
        { Extra("X-A: " + new string('x', 256)), Extra("X-A: " + new string('x', 257)), 513 },
        { Extra(Lines(18)), Extra(Lines(19)), 513 },
        { Extra(string.Join("\r\n", Enumerable.Repeat("X: " + new string('x', 200), 5))), Extra(string.Join("\r\n", Enumerable.Repeat("X: " + new string('x', 200), 8))), 513 },
        { Extra("Via: " + Many("SIP/2.0/UDP h", 7)), Extra("Via: " + Many("SIP/2.0/UDP h", 8)), 513 },
        { Extra("Contact: " + Many("<sip:h>", 7)), Extra("Contact: " + Many("<sip:h>", 8)), 513 },
        { Extra("Route: " + Many("<sip:h>", 8)), Extra("Route: " + Many("<sip:h>", 8) + "\r\nRecord-Route: <sip:h>"), 513 },
        { Samples.Invite.Replace("INVITE sip:+", "INVITE sip:" + new string('1', 31), StringComparison.Ordinal), Samples.Invite.Replace("INVITE sip:+", "INVITE sip:" + new string('1', 33), StringComparison.Ordinal), 414 },
        { Extra("Contact: <sip:" + new string('u', 58) + "@h>"), Extra("Contact: <sip:" + new string('u', 59) + "@h>"), 400 },
        { Extra("Contact: <sip:h>" + string.Concat(Enumerable.Repeat(";x", 8))), Extra("Contact: <sip:h>" + string.Concat(Enumerable.Repeat(";x", 9))), 400 },
        { Body(1_024), Body(1_025), 413 },
        { Body(1_024) + new string('x', 4_096 - Body(1_024).Length), Body(1_024) + new string('x', 4_097 - Body(1_024).Length), 513 },
    };

    [Theory]
    [MemberData(nameof(Beyond))]
    public void What_is_within_a_limit_is_taken_and_what_is_beyond_is_refused(string within, string beyond, int status)
    {
        SipParser.TryParse(Encoding.UTF8.GetBytes(within), Small, out _, out var none).ShouldBeTrue(none?.ToString());
        var fault = Samples.Fault(Encoding.UTF8.GetBytes(beyond), Small);
        fault.Status.ShouldBe(status, fault.ToString());
        fault.Answer(new(System.Net.IPAddress.Loopback, 5_060), "ours")!.Status.ShouldBe(status);
    }

    [Fact]
    public void A_request_with_too_many_Vias_gets_them_back()
    {
        var fault = Samples.Fault(Encoding.UTF8.GetBytes(Samples.Invite.Replace("Via: ", "Via: " + Many("SIP/2.0/UDP h", 8) + ", ", StringComparison.Ordinal)), Small);
        fault.Answer(new(System.Net.IPAddress.Loopback, 5_060), "ours")!.Vias().Length.ShouldBe(9);
    }

    [Fact]
    public void A_limit_out_of_range_is_refused_with_its_range()
    {
        Should.Throw<ArgumentOutOfRangeException>(static () => new SipLimits { HeaderLines = 15 }).Message.ShouldContain("HeaderLines is 15; set it to 16 to 4096.");
        Should.Throw<ArgumentOutOfRangeException>(static () => SipLimits.Default with { UriBytes = 8_193 });
        Should.Throw<ArgumentOutOfRangeException>(static () => SipLimits.Default with { MessageBytes = 1_023 });
    }

    private static string Extra(string lines) => Samples.Invite.Replace("Max-Forwards: 68", lines, StringComparison.Ordinal);

    private static string Many(string value, int count) => string.Join(", ", Enumerable.Repeat(value, count));

    private static string Lines(int count) => string.Join("\r\n", Enumerable.Repeat("X: y", count));

    private static string Body(int length) =>
        Samples.Invite[..Samples.Invite.IndexOf("Content-Length", StringComparison.Ordinal)] + $"Content-Length: {length}\r\n\r\n{new string('b', length)}";
}
