using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Rtp.Streams;
using ContactCenter.Sip.Sdp;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Voice;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Sip.Tests.Voice;

/// <summary>What is agreed on anew inside a call, against a peer whose every word a test writes.</summary>
public sealed class VoiceOffersTests : IDisposable
{
    private readonly VoiceLab _lab = new(46_000);

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task An_offer_that_met_theirs_is_described_anew_when_it_is_sent_again()
    {
        var time = new FakeTimeProvider();
        await using var here = new Phone(time: time);
        using var peer = Peer();
        await using var ours = await VoiceCall.CallAsync(here.Endpoint, peer.Uri, VoiceLab.Anna, _lab.Settings());
        (await ours.Established).ShouldBeTrue();
        var meets = true;
        var answers = peer.Responds;
        peer.Responds = request => request.To.Tag is not null && request.Method == SipMethod.Invite && meets ? SipResponse.Answer(request, 491)
            : request.To.Tag is not null && request.Method == SipMethod.Invite ? Described(request, Theirs(2, "recvonly"))
            : answers(request);
        var holding = ours.HoldAsync();
        var refused = await peer.UntilAsync(static heard => Invites(heard).Skip(1).FirstOrDefault());
        await peer.UntilAsync(static heard => heard.OfType<SipRequest>().FirstOrDefault(static r => r.Method == SipMethod.Ack && r.CSeq.Number == 2)); // of the 491
        meets = false;
        var first = Invites(peer.Heard)[0];
        await peer.SendAsync(peer.Inside(first, SipMethod.Invite, 1).Body(Theirs(3, "sendrecv"), "application/sdp").Build(), here.Address);
        var answer = await peer.UntilAsync(static heard => heard.OfType<SipResponse>().FirstOrDefault(static r => r.IsSuccess && r.CSeq.Method == SipMethod.Invite));
        await peer.SendAsync(peer.Inside(first, SipMethod.Ack, 1).Build(), here.Address);
        while (Invites(peer.Heard).Count < 3)
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(1);
        }

        (await holding).ShouldBeTrue();
        VersionsOf(first, refused, answer, Invites(peer.Heard)[2]).ShouldBe([1, 2, 3, 4]);
        Encoding.ASCII.GetString(Invites(peer.Heard)[2].Body.Span).ShouldContain("a=sendonly");
        ours.Direction.ShouldBe(MediaDirection.SendOnly);
        time.Advance(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_refused_offer_leaves_what_was_agreed_and_a_session_is_refreshed_by_that()
    {
        var time = new FakeTimeProvider();
        await using var here = new Phone(time: time, with: static o => o.SessionInterval = TimeSpan.FromSeconds(90));
        using var peer = Peer();
        await using var ours = await VoiceCall.CallAsync(here.Endpoint, peer.Uri, VoiceLab.Anna, _lab.Settings(policy: SrtpPolicy.Optional));
        (await ours.Established).ShouldBeTrue();
        var answers = peer.Responds;
        peer.Responds = request => request.To.Tag is not null && Text(request).Contains("a=sendonly", StringComparison.Ordinal) ? SipResponse.Answer(request, 488) : answers(request);
        (await ours.HoldAsync()).ShouldBeFalse();
        ours.Direction.ShouldBe(MediaDirection.SendReceive);
        time.Advance(TimeSpan.FromSeconds(46)); // the peer knows no UPDATE
        var refresh = await peer.UntilAsync(static heard => Invites(heard).Skip(2).FirstOrDefault());
        VersionsOf(Invites(peer.Heard)[0], Invites(peer.Heard)[1], refresh).ShouldBe([1, 2, 3]);
        Text(refresh).ShouldContain("a=sendrecv");
        await peer.UntilAsync(static heard => heard.OfType<SipRequest>().Where(static r => r.Method == SipMethod.Ack).Skip(2).FirstOrDefault());
        time.Advance(TimeSpan.FromSeconds(46));
        var again = await peer.UntilAsync(static heard => Invites(heard).Skip(3).FirstOrDefault());
        VersionsOf(again).ShouldBe([3]); // nothing new
    }

    [Fact]
    public async Task The_keys_of_a_call_go_on_when_it_is_held_and_taken_up()
    {
        var settings = _lab.Settings(policy: SrtpPolicy.Required);
        await using var here = new Phone();
        await using var there = new Phone { IsBare = true };
        var (ours, theirs) = await VoiceLab.EstablishedAsync(here, there, settings, settings);
        await using var first = ours;
        await using var second = theirs;
        var (sends, receives) = (ours.Stream!.Parameters.SendKeys, ours.Stream.Parameters.ReceiveKeys);
        (await ours.HoldAsync(), await theirs.HoldAsync(), await ours.ResumeAsync(), await theirs.ResumeAsync()).ShouldBe((true, true, true, true));
        ours.Stream.Parameters.SendKeys.ShouldBeSameAs(sends); // another object would begin to count its packets anew
        ours.Stream.Parameters.ReceiveKeys.ShouldBeSameAs(receives);
        theirs.Direction.ShouldBe(MediaDirection.SendReceive);
    }

    [Theory]
    [InlineData("sendonly", "127.0.0.1")]
    [InlineData("inactive", "127.0.0.1")]
    [InlineData("sendrecv", "0.0.0.0")]
    public async Task They_hold_us_and_take_us_up_again(string direction, string address)
    {
        await using var here = new Phone();
        using var peer = Peer();
        await using var ours = await VoiceCall.CallAsync(here.Endpoint, peer.Uri, VoiceLab.Anna, _lab.Settings());
        (await ours.Established).ShouldBeTrue();
        ours.IsHeldByThem.ShouldBeFalse();
        var told = new ConcurrentQueue<bool>();
        ours.HeldByThem += (_, isHeld) => told.Enqueue(isHeld);
        var first = Invites(peer.Heard)[0];
        uint number = 0;
        foreach (var (said, at, isHeld) in new[] { (direction, address, true), (direction, address, true), ("sendrecv", "127.0.0.1", false), (direction, address, true), ("recvonly", "127.0.0.1", false) })
        {
            number++;
            await peer.SendAsync(peer.Inside(first, SipMethod.Invite, number).Body(Theirs(number + 1, said, at), "application/sdp").Build(), here.Address);
            await peer.UntilAsync(heard => heard.OfType<SipResponse>().FirstOrDefault(r => r.IsSuccess && r.CSeq == new SipCSeq(number, SipMethod.Invite)));
            ours.IsHeldByThem.ShouldBe(isHeld);
            ours.Direction.HasFlag(MediaDirection.SendOnly).ShouldBe(!isHeld);
            await peer.SendAsync(peer.Inside(first, SipMethod.Ack, number).Build(), here.Address);
        }

        told.ShouldBe([true, false, true, false]);
        (await ours.HoldAsync()).ShouldBeTrue(); // by us
        ours.IsHeldByThem.ShouldBeFalse();
    }

    [Fact]
    public async Task Whoever_makes_no_offer_hears_us_once_the_ACK_has_answered_ours_and_may_ask_for_one_again()
    {
        await using var there = new Phone { IsBare = true };
        using var peer = new RawPeer { Answers = static _ => 0 };
        var settings = _lab.Settings();
        var invite = SipRequest.Create(SipMethod.Invite, there.Uri, SipAddress.Parse("<sip:raw@peer.test>;tag=raw"), SipAddress.Parse("<sip:phone@us.test>"), "offerless", 1)
            .Set(SipHeaderName.Contact, $"<{peer.Uri}>").Set(SipHeaderName.Via, new SipVia("UDP", "127.0.0.1", peer.Uri.Port, "z9hG4bKofferless").ToString()).Build();
        await peer.SendAsync(invite, there.Address);
        await using var ours = VoiceCall.Take(await there.NextSipCallAsync(), settings);
        var heardHere = new Recording();
        (ours.Source, ours.Sink) = (new Sine(440), heardHere);
        (await ours.AnswerAsync()).ShouldBeTrue();
        var answer = await peer.UntilAsync(static heard => heard.OfType<SipResponse>().FirstOrDefault(static r => r.IsSuccess));
        ours.Stream.ShouldBeNull();

        using var port = _lab.Engine.Open();
        await AcknowledgeAsync(1, answer, "sendrecv");
        (await ours.Established).ShouldBeTrue();
        var remote = SdpParser.TryParse(answer.Body.Span, SdpLimits.Default, out var offer, out _) ? offer.Media[0].Port : 0;
        var heardThere = new Recording();
        using var stream = new MediaStream(port, new MediaParameters { Remote = new IPEndPoint(IPAddress.Loopback, remote), Formats = [new MediaFormat(0, AudioCodecs.Find("PCMU", 8_000)!)] }) { Source = new Sine(1_000), Sink = heardThere };
        await heardHere.HearsAsync(1_000);
        await heardThere.HearsAsync(440);

        await peer.SendAsync(Inside(SipMethod.Invite, 2).Build(), there.Address); // another offer of ours, please
        var again = await peer.UntilAsync(static heard => heard.OfType<SipResponse>().FirstOrDefault(static r => r.IsSuccess && r.CSeq.Number == 2));
        Text(again).ShouldContain("a=sendrecv");
        await AcknowledgeAsync(2, again, "sendonly");
        await VoiceLab.UntilAsync(() => ours.IsHeldByThem);
        ours.Direction.ShouldBe(MediaDirection.ReceiveOnly);
        await heardHere.HearsAsync(1_000);
        peer.Answers = static _ => 200; // the BYE

        SipRequestBuilder Inside(SipMethod method, uint number) => SipRequest.Create(method, SipUri.Parse($"sip:phone@{there.Address}"), invite.From, answer.To, invite.CallId, number)
            .Set(SipHeaderName.Contact, $"<{peer.Uri}>").Set(SipHeaderName.Via, new SipVia("UDP", "127.0.0.1", peer.Uri.Port, $"z9hG4bK{Guid.NewGuid():N}").ToString());

        Task AcknowledgeAsync(uint number, SipResponse response, string direction) =>
            peer.SendAsync(Inside(SipMethod.Ack, number).Body(Theirs(number, direction, port: port.LocalEndPoint.Port), "application/sdp").Build(), there.Address);
    }

    /// <summary>A peer that answers calls with a description, and knows no UPDATE.</summary>
    private static RawPeer Peer() => new()
    {
        Responds = static request => request.Method != SipMethod.Invite ? null : Described(request, Theirs(1, Text(request).Contains("a=sendonly", StringComparison.Ordinal) ? "recvonly" : "sendrecv")),
    };

    private static SipResponseBuilder Described(SipRequest request, byte[] description) => SipResponse.Answer(request, 200, null, "raw").Body(description, "application/sdp");

    private static byte[] Theirs(uint version, string direction, string address = "127.0.0.1", int port = 9) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"v=0\r\no=raw 1 {version} IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\nm=audio {port} RTP/AVP 0\r\na={direction}\r\n"));

    private static List<SipRequest> Invites(IEnumerable<SipMessage> heard) => [.. heard.ToList().OfType<SipRequest>().Where(static r => r.Method == SipMethod.Invite)];

    private static IEnumerable<int> VersionsOf(params SipMessage[] messages) => messages.Select(static m => int.Parse(Text(m).Split("\r\n")[1].Split(' ')[2], CultureInfo.InvariantCulture));

    private static string Text(SipMessage message) => Encoding.ASCII.GetString(message.Body.Span);
}
