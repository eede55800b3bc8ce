using System.Net;
using System.Net.Sockets;
using ContactCenter.Channels.Voice.Sip;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Transport;
using ContactCenter.Sip.Voice;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Channels.Voice.Tests.Center;

/// <summary>A trunk by IPv6, and agents' telephones by IPv4: both families at one center, whose address outside is configured for one of them.</summary>
public sealed class Ipv6Tests
{
    private const double Customer = 700, Anna = 460;

    [Fact]
    public async Task A_caller_by_IPv6_and_an_agent_by_IPv4_hear_each_other_and_a_call_goes_out_the_same_way()
    {
        await using var trunk = new Phone(with: static o =>
        {
            o.Listen.Clear();
            o.Listen.Add(new SipListenOptions(SipTransportKind.Udp, new IPEndPoint(IPAddress.IPv6Loopback, 0)));
        })
        { IsBare = true };
        await using var center = await LivingCenter.StartAsync(
            LivingCenter.Line,
            voice: o =>
            {
                o.PublicAddress = "127.0.0.1";
                o.Listen["udp6"] = "udp:[::1]:0";
                o.Trunks["main"].Lines = 0;
                o.Trunk("six", $"sip:{trunk.Address}", configure: static t => t.KeepAliveSeconds = 0);
            },
            hasMusic: false);
        var sound = new VoiceSettings(center.Engine, IPAddress.IPv6Loopback);
        var place = center.Services.GetRequiredService<SipTelephone>().Listening.Single(static l => l.Address.AddressFamily == AddressFamily.InterNetworkV6).Address;
        var phone = await center.HandsetAsync("desk-1");
        await center.ReadyAsync();

        var caller = new Side(await VoiceCall.CallAsync(trunk.Endpoint, SipUri.Parse($"sip:{LivingCenter.Number}@{place}"), SipAddress.Parse("<sip:+393331112222@trunk.test>"), sound), Customer);
        var agent = await phone.AnswerAsync(Anna);
        await caller.HearsAsync([agent]);
        await agent.HearsAsync([caller]);
        caller.Call.Stream!.Parameters.Remote.Address.ShouldBe(IPAddress.IPv6Loopback);
        agent.Call.Stream!.Parameters.Remote.Address.ShouldBe(IPAddress.Loopback);
        caller.Call.Call.RemoteTarget!.Host.ShouldBe("[::1]", "what is asked inside the call gets there");
        await caller.Call.DisposeAsync();
        await agent.EndsAsync();
        await center.LoggedAsync("call.ended");

        agent = await phone.DialAsync("112", Anna);
        var theirs = await trunk.NextSipCallAsync();
        var service = new Side((await VoiceCall.AnswerAsync(theirs, sound)).ShouldNotBeNull(), Customer);
        await service.HearsAsync([agent]);
        await agent.HearsAsync([service]);
        await agent.Call.DisposeAsync();
        await service.EndsAsync();
    }
}
