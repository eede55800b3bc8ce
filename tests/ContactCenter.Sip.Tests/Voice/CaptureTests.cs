using ContactCenter.Sip.Sdp;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Sip.Tests.Voice;

/// <summary>A call between two of ours, held and taken up again, with keys: tshark reads every packet of it and finds nothing wrong.</summary>
public sealed class CaptureTests : IDisposable
{
    private const int FirstPort = 8_400, Ports = 200;

    private readonly VoiceLab _lab = new(FirstPort, Ports);

    public void Dispose() => _lab.Dispose();

    [NeedsTheory("dumpcap tshark root")]
    [InlineData("PCMU", "g711U")]
    [InlineData("G722", "g722")]
    public async Task A_call_is_what_tshark_expects_of_one(string codec, string theirName)
    {
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        await using var capture = await Capture.StartAsync([here.Address.Port, there.Address.Port], FirstPort, FirstPort + Ports - 1);
        var (ours, theirs) = await VoiceLab.EstablishedAsync(here, there, _lab.Settings(codec), _lab.Settings(codec));
        var heard = new Recording();
        (ours.Source, theirs.Source, theirs.Sink) = (new Sine(440), new Sine(1_000), heard);
        await heard.NextAsync(300); // long enough for reports
        foreach (var key in "5#")
        {
            ours.Stream!.SendDigit(key, TimeSpan.FromMilliseconds(100)).ShouldBeTrue();
            await heard.NextAsync(10);
        }

        await ours.HoldAsync();
        await ours.ResumeAsync();
        await heard.NextAsync(25);
        await ours.DisposeAsync();
        await theirs.Over.WaitAsync(TimeSpan.FromSeconds(40));
        await theirs.DisposeAsync();
        await capture.StopAsync();

        // Nothing that cannot be read, nothing against the protocols: errors and warnings of tshark's own judgement.
        (await capture.ReadAsync("_ws.malformed or _ws.expert.severity >= warning", "frame.number", "_ws.col.Protocol", "_ws.expert.message")).ShouldBeEmpty();
        (await capture.ReadAsync("not sip and not rtp and not rtcp and not rtpevent", "frame.number", "udp.length")).ShouldBeEmpty("every packet is one of those that a call is made of");

        // By their numbers: what a datagram's sender repeats, as it must when nobody answers in time, is the same request.
        (await capture.ReadAsync("sip.Request-Line", "sip.CSeq.seq", "sip.Method")).Distinct().Select(static l => l.Split('\t')[1]).ShouldBe(["INVITE", "ACK", "INVITE", "ACK", "INVITE", "ACK", "BYE"]);
        (await capture.ReadAsync("sip.Status-Code >= 200", "sip.CSeq.seq", "sip.Status-Code", "sip.CSeq.method")).Distinct().Select(static l => l[(l.IndexOf('\t', StringComparison.Ordinal) + 1)..])
            .ShouldBe(["200\tINVITE", "200\tINVITE", "200\tINVITE", "200\tBYE"]);
        (await capture.ReadAsync("sdp and sip.Method == INVITE", "sip.CSeq.seq")).Distinct().Count().ShouldBe(3);

        // RFC 4733: both keys, each with an end that is said three times, and a time that grows.
        (await capture.ReadAsync("rtpevent.end_of_event == 1", "rtpevent.event_id")).ShouldBe(["5", "5", "5", "11", "11", "11"]);
        (await capture.ReadAsync("rtpevent.end_of_event == 1", "rtpevent.duration")).Distinct().ShouldBe(["800"]);

        // Both directions are streams of the codec, without a loss, a repeat or a step back.
        var streams = (await capture.ReckonAsync("rtp,streams")).Where(l => l.Contains(theirName, StringComparison.OrdinalIgnoreCase)).ToArray();
        streams.Length.ShouldBe(2, string.Join('\n', streams));
        streams.ShouldAllBe(static l => l.Contains(" 0 (0.0%)", StringComparison.Ordinal));

        // RFC 3550: reports of senders with a name, and a goodbye.
        (await capture.ReadAsync("rtcp.pt == 200", "rtcp.senderssrc")).Distinct().Count().ShouldBe(2);
        (await capture.ReadAsync("rtcp.pt == 202", "rtcp.sdes.type")).ShouldNotBeEmpty();
        (await capture.ReadAsync("rtcp.pt == 203", "rtcp.pt")).ShouldNotBeEmpty();
    }
}
