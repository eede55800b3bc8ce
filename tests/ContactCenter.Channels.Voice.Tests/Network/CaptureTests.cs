using ContactCenter.Channels.Voice.Tests.Center;
using ContactCenter.Desk;
using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Sdp;
using ContactCenter.Sip.Tests.Audio;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Tests.Voice;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Channels.Voice.Tests.Network;

/// <summary>tshark judges what we put on the wire.</summary>
public sealed class CaptureTests
{
    private const double Customer = 700, Anna = 460;

    [NeedsFact("tshark root")]
    public async Task tshark_finds_nothing_malformed_and_no_gap_in_the_packets_of_a_call_through_the_center()
    {
        await using var center = await LivingCenter.StartAsync(LivingCenter.Line, hasMusic: false);
        await using var capture = await Capture.StartAsync(center.ListensAt().Port, center.FirstPort, center.FirstPort + 199);
        var phone = await center.HandsetAsync("desk-1");
        var desk = await center.ReadyAsync();
        var caller = await center.CallAsync(Customer);
        var agent = await phone.AnswerAsync(Anna);
        await caller.HearsAsync([agent]);
        await agent.HearsAsync([caller]);
        caller.Press('5');
        var interaction = (await desk.AgentAsync()).Work.ShouldHaveSingleItem().Interaction.Interaction;
        await LivingCenter.DoAsync(desk, new DeskCommand.HoldCall(interaction, true));
        await caller.HearsAsync([], agent);
        await LivingCenter.DoAsync(desk, new DeskCommand.HoldCall(interaction, false));
        await caller.HearsAsync([agent]);
        await agent.Heard.NextAsync(100);
        await caller.Call.DisposeAsync();
        await agent.EndsAsync();
        await capture.StopAsync();

        (await capture.LinesAsync("_ws.malformed || _ws.expert.severity == error")).ShouldBeEmpty();
        (await capture.LinesAsync("sip && _ws.expert.severity == warning")).ShouldBeEmpty();
        var methods = await capture.FieldsAsync("sip.Method", "sip.Method");
        methods.Distinct().ShouldBe(["REGISTER", "INVITE", "ACK", "BYE"], ignoreOrder: true);
        (await capture.FieldsAsync("sdp.media", "sdp.media")).ShouldAllBe(static m => m.StartsWith("audio ", StringComparison.Ordinal) && m.Contains("RTP/AVP", StringComparison.Ordinal));
        (await capture.LinesAsync("rtcp.pt == 200")).ShouldNotBeEmpty("reports are sent");
        (await capture.FieldsAsync("rtpevent", "rtpevent.event_id")).Distinct().ShouldBe(["5"]);
        var streams = (await capture.StreamsAsync()).Where(static s => s.Packets > 50).ToList();
        streams.Count.ShouldBe(4, "two calls, both ways");
        streams.ShouldAllBe(static s => s.Lost == 0 && s.MeanJitterMs < 30);
    }

    [NeedsFact("tshark root")]
    public async Task Encrypted_sound_is_no_sound_to_tshark_and_plain_sound_is()
    {
        using var lab = new VoiceLab(63_000);
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        await using var capture = await Capture.StartAsync(there.Address.Port, 63_000, 63_999);
        foreach (var policy in new[] { SrtpPolicy.Never, SrtpPolicy.Required })
        {
            var (ours, theirs) = await VoiceLab.EstablishedAsync(here, there, lab.Settings("PCMA", policy), lab.Settings("PCMA", policy));
            var heard = new Recording();
            (ours.Source, theirs.Sink) = (new Sine(Customer), heard);
            await heard.HearsAsync(Customer);
            await ours.DisposeAsync();
            await theirs.Over;
        }

        await capture.StopAsync();
        (await capture.LinesAsync("_ws.malformed || _ws.expert.severity == error")).ShouldBeEmpty();
        var offers = await capture.FieldsAsync("sip.Method == INVITE", "sip.Call-ID", "sdp.media.proto");
        offers.Select(static o => o.Split('\t')[1]).ShouldBe(["RTP/AVP", "RTP/SAVP"]);
        var packets = (await capture.FieldsAsync("udp.srcport >= 63000 && rtp", "rtp.ssrc", "rtp.payload", "srtp.enc_payload")).Select(static p => p.Split('\t')).ToList();
        var (clear, secret) = (packets.Where(static p => p[2].Length == 0 && p[1].Length > 0).Select(static p => p[1]).ToList(), packets.Where(static p => p[2].Length > 0).Select(static p => p[2]).ToList());
        LoudestOf(clear).ShouldBeGreaterThan(-15);
        LoudestOf(secret).ShouldBeLessThan(-20, "it is noise");
    }

    /// <summary>The most of our tone in any packet, were it PCMA.</summary>
    private static double LoudestOf(IReadOnlyList<string> payloads)
    {
        payloads.Count.ShouldBeGreaterThan(20);
        return payloads.Max(static text =>
        {
            var bytes = Convert.FromHexString(text.Replace(":", "", StringComparison.Ordinal)).AsSpan();
            var samples = new short[Math.Min(bytes.Length, 160)];
            G711.DecodeA(bytes[..samples.Length], samples);
            return samples.All(static s => s is > -16 and < 16) ? -99 : ToneAnalysis.LevelAt(samples, Customer, 8_000);
        });
    }
}
