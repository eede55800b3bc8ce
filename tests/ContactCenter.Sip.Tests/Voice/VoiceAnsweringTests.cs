using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Rtp.Packets;
using ContactCenter.Sip.Rtp.Security;
using ContactCenter.Sip.Sdp;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Sip.Tests.Voice;

/// <summary>A call from its first ring to its answer.</summary>
public sealed class VoiceAnsweringTests : IDisposable
{
    private readonly VoiceLab _lab = new(45_000);

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task Who_numbers_the_keys_is_heard_with_each_and_after_a_change_of_keys_with_both_for_a_while()
    {
        byte[][] keys = [.. Enumerable.Range(1, 3).Select(static k => Enumerable.Range(k, 30).Select(static i => (byte)i).ToArray())];
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var call = await here.CallAsync(there.Uri, offer: Offer(1, $"{Inline(0)}|2^31|258:4;{Inline(1)}|2^31|259:4"));
        await using var theirs = VoiceCall.Take(await there.NextSipCallAsync(), _lab.Settings(policy: SrtpPolicy.Required));
        (await theirs.AnswerAsync()).ShouldBeTrue();
        var answer = Encoding.UTF8.GetString((await call.NextAsync<SipCallEvent.Established>()).By.Body.Span);
        answer.ShouldNotContain(":4", Case.Sensitive, "ours has none");
        var to = new IPEndPoint(IPAddress.Loopback, int.Parse(answer.Split("m=audio ")[1].Split(' ')[0], CultureInfo.InvariantCulture));
        await SendAsync(0, 0, 10, [0, 0, 1, 2]);
        await SendAsync(1, 10, 10, [0, 0, 1, 3]);
        await HeardAsync(20);

        (await call.Call.OfferAsync(request => request.Body(Encoding.ASCII.GetBytes(Offer(2, Inline(2))), "application/sdp"))).ShouldBeTrue();
        Encoding.UTF8.GetString((await call.NextAsync<SipCallEvent.OfferAnswered>()).Response!.Body.Span).Split("a=crypto:")[1].ShouldBe(answer.Split("a=crypto:")[1], "ours stays");
        await SendAsync(0, 20, 10, [0, 0, 1, 2]); // as if under way
        await SendAsync(2, 30, 10, []);
        await HeardAsync(40);

        async Task HeardAsync(int packets)
        {
            await VoiceLab.UntilAsync(() => theirs.Stream!.Figures.PacketsReceived == packets);
            (theirs.Stream!.Figures.Forged, theirs.Stream.Figures.Malformed).ShouldBe((0, 0));
        }

        async Task SendAsync(int key, ushort from, int count, byte[] number)
        {
            using var sender = new SrtpSender(new SrtpKeys(SrtpProfile.AesCm128HmacSha1Tag80, keys[key]));
            for (var i = from; i < from + count; i++)
            {
                var packet = new byte[172 + sender.Room];
                new RtpHeader(0, i, i * 160u, 7, false).Write(packet);
                var length = sender.ProtectRtp(packet, 172);
                await socket.SendAsync((byte[])[.. packet[..(length - 10)], .. number, .. packet[(length - 10)..length]], to);
            }
        }

        string Inline(int key) => $"inline:{Convert.ToBase64String(keys[key])}";

        string Offer(int version, string inline) => $"""
            v=0
            o=- 1 {version} IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio {((IPEndPoint)socket.Client.LocalEndPoint!).Port} RTP/SAVP 0
            a=rtcp-mux
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 {inline}

            """.ReplaceLineEndings("\r\n");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_rings_is_told_something_before_the_answer_and_then_answered(bool isReliable)
    {
        var settings = _lab.Settings(policy: SrtpPolicy.Optional);
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        await using var ours = await VoiceCall.CallAsync(here.Endpoint, there.Uri, VoiceLab.Anna, settings, static request => request.Add(SipHeaderName.PAssertedIdentity, "<tel:+390612345678>"));
        var progress = new ConcurrentQueue<string>();
        ours.Progressed += (_, response) => progress.Enqueue($"{response.Status} {response.Header(new SipHeaderName("X-Queue"))}");
        var (hearsOurs, hearsTheirs) = (new Recording(), new Recording());
        (ours.Source, ours.Sink) = (new Sine(440), hearsTheirs);

        await using var theirs = VoiceCall.Take(await there.NextSipCallAsync(), settings);
        theirs.Call.Invite.Header(SipHeaderName.PAssertedIdentity).ShouldBe("<tel:+390612345678>");
        (await theirs.RingAsync()).ShouldBeTrue();
        (await ours.Ringing).ShouldBeTrue();
        ours.Stream.ShouldBeNull();
        (theirs.Source, theirs.Sink) = (new Sine(1_000), hearsOurs);
        (await theirs.ProgressAsync(with: static response => response.Add(new SipHeaderName("X-Queue"), "faults"), isReliable: isReliable)).ShouldBeTrue();
        await hearsTheirs.HearsAsync(1_000); // the announcement
        (ours.Established.IsCompleted, theirs.Established.IsCompleted).ShouldBe((false, false));
        var keys = ours.Stream!.Parameters.SendKeys.ShouldNotBeNull();

        (await theirs.AnswerAsync(static response => response.Add(new SipHeaderName("X-Agent"), "7"))).ShouldBeTrue();
        (await ours.Established, await theirs.Established).ShouldBe((true, true));
        progress.ShouldBe(["180 ", "183 faults"]);
        ours.Stream.Parameters.SendKeys.ShouldBeSameAs(keys);
        await hearsOurs.HearsAsync(440);
        await hearsTheirs.HearsAsync(1_000);
        (await theirs.AnswerAsync()).ShouldBeFalse();
        (await theirs.RingAsync()).ShouldBeFalse();
        (await ours.AnswerAsync(), await ours.ProgressAsync()).ShouldBe((false, false));
    }

    [Fact]
    public async Task It_rings_and_is_refused_with_what_is_said()
    {
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        var ours = await VoiceCall.CallAsync(here.Endpoint, there.Uri, VoiceLab.Anna, _lab.Settings());
        var theirs = VoiceCall.Take(await there.NextSipCallAsync(), _lab.Settings());
        (await theirs.RingAsync()).ShouldBeTrue();
        (await theirs.RefuseAsync(486, "Not Now", static response => response.Set(SipHeaderName.RetryAfter, "60"))).ShouldBeTrue();
        var ended = await ours.Over;
        (ended.End, ended.By!.ToString(), ended.By.Header(SipHeaderName.RetryAfter)).ShouldBe((SipCallEnd.Refused, "SIP/2.0 486 Not Now", "60"));
        (await theirs.Over).End.ShouldBe(SipCallEnd.ByUs);
        (await ours.Established, await theirs.Established, await ours.Ringing).ShouldBe((false, false, true));
        (await theirs.AnswerAsync()).ShouldBeFalse();
        await VoiceLab.UntilAsync(() => _lab.Engine.OpenPorts == 0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_calls_it_off_while_it_rings_or_plays_is_noticed(bool plays)
    {
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        var ours = await VoiceCall.CallAsync(here.Endpoint, there.Uri, VoiceLab.Anna, _lab.Settings());
        var theirs = VoiceCall.Take(await there.NextSipCallAsync(), _lab.Settings());
        (await (plays ? theirs.ProgressAsync() : theirs.RingAsync())).ShouldBeTrue();
        (await ours.Ringing).ShouldBeTrue();
        await ours.DisposeAsync();
        var ended = await ours.Over;
        (ended.End, (ended.By as SipResponse)?.Status).ShouldBe((SipCallEnd.ByUs, 487));
        (await theirs.Over).End.ShouldBe(SipCallEnd.ByThem);
        (await theirs.Established, await theirs.AnswerAsync(), await theirs.ProgressAsync()).ShouldBe((false, false, false));
        await VoiceLab.UntilAsync(() => _lab.Engine.OpenPorts == 0);
    }

    [Fact]
    public async Task Without_an_offer_the_sound_begins_with_the_answer()
    {
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        var ours = await here.CallAsync(there.Uri, static request => request.NoBody());
        await using var theirs = VoiceCall.Take(await there.NextSipCallAsync(), _lab.Settings());
        (await theirs.ProgressAsync()).ShouldBeFalse();
        (await theirs.RingAsync()).ShouldBeTrue();
        (await ours.NextAsync<SipCallEvent.Progressed>()).Response.Status.ShouldBe(180);
        (await theirs.AnswerAsync()).ShouldBeTrue();
        (await ours.NextAsync<SipCallEvent.Established>()).By.ContentType!.ToString().ShouldBe("application/sdp");
        (await theirs.Established).ShouldBeFalse(); // nothing answers our offer
        (await theirs.Over).End.ShouldBe(SipCallEnd.ByUs);
    }
}
