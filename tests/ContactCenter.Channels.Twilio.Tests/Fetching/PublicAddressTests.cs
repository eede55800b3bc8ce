using System.Net;
using ContactCenter.Channels.Twilio.Api;

namespace ContactCenter.Channels.Twilio.Tests.Fetching;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:7f00:1::")]
    [InlineData("2001:db8::1")]
    [InlineData("fe80::1")]
    [InlineData("fd00::1")]
    [InlineData("ff02::1")]
    public void Machines_of_ours_are_none_of_the_public(string address) => PublicAddress.IsPublic(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("54.172.60.0")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("2600:9000::1")]
    [InlineData("2a00:1450:4001::1")]
    public void The_others_are(string address) => PublicAddress.IsPublic(IPAddress.Parse(address)).ShouldBeTrue();
}
