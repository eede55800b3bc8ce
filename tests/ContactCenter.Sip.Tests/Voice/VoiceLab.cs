using System.Net;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Sdp;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Sip.Tests.Voice;

/// <summary>An engine with ports of its own (a thousand of them, no other test's) and what calls on it are told.</summary>
internal sealed class VoiceLab(int firstPort, int ports = 1_000) : IDisposable
{
    public static SipAddress Anna { get; } = SipAddress.Parse("<sip:anna@us.test>");

    public MediaEngine Engine { get; } = new(new MediaEngineOptions { Address = IPAddress.Loopback, FirstPort = firstPort, LastPort = firstPort + ports - 1 }, TimeProvider.System);

    public VoiceSettings Settings(string codec = "PCMU", SrtpPolicy policy = SrtpPolicy.Never, bool hasEvents = true) => new(Engine, IPAddress.Loopback)
    {
        Capabilities = SdpCapabilities.Default with
        {
            Audio =
            [
                codec switch { "PCMU" => new(0, SdpCodec.Pcmu), "PCMA" => new(8, SdpCodec.Pcma), _ => new(9, SdpCodec.G722) },
                .. hasEvents ? new SdpPayload[] { new(101, SdpCodec.TelephoneEvent, "0-15") } : [],
            ],
            Srtp = policy,
        },
    };

    public static async Task<(VoiceCall Ours, VoiceCall Theirs)> EstablishedAsync(Phone here, Phone there, VoiceSettings ours, VoiceSettings theirs)
    {
        var calling = await VoiceCall.CallAsync(here.Endpoint, there.Uri, Anna, ours);
        var called = (await VoiceCall.AnswerAsync(await there.NextSipCallAsync(), theirs)).ShouldNotBeNull();
        (await calling.Established, await called.Established).ShouldBe((true, true));
        return (calling, called);
    }

    public static async Task UntilAsync(Func<bool> holds)
    {
        for (var i = 0; !holds(); i++)
        {
            i.ShouldBeLessThan(3_000);
            await Task.Delay(10);
        }
    }

    public void Dispose() => Engine.Dispose();
}
