using System.Net;
using System.Net.Sockets;
using System.Text;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Endpoints;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Transport;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Sip.Tests.Endpoints;

/// <summary>Two endpoints of ours that call each other.</summary>
public sealed class SipEndpointTests
{
    [Theory]
    [InlineData(SipTransportKind.Udp, true)]
    [InlineData(SipTransportKind.Udp, false)]
    [InlineData(SipTransportKind.Tcp, true)]
    [InlineData(SipTransportKind.Tcp, false)]
    [InlineData(SipTransportKind.WebSocket, true)]
    [InlineData(SipTransportKind.WebSocket, false)]
    public async Task A_call_rings_is_answered_and_hung_up_by_either(SipTransportKind kind, bool callerHangsUp)
    {
        await using var here = new Phone(kind);
        await using var there = new Phone(kind);
        var ours = await here.CallAsync(there.Uri, request => request.Add(SipHeaderName.PAssertedIdentity, "<tel:+390612345678>"));
        var theirs = await there.NextCallAsync();
        (theirs.Call.Invite.From.DisplayName, theirs.Call.Invite.Header(SipHeaderName.PAssertedIdentity), Text(theirs.Call.Invite)).ShouldBe(("Rossi, Anna", "<tel:+390612345678>", "offer"));
        (await theirs.Call.ProgressAsync(180)).ShouldBeTrue();
        (await ours.NextAsync<SipCallEvent.Progressed>()).Response.Status.ShouldBe(180);
        (await theirs.Call.AnswerAsync(static response => response.Body("answer"u8.ToArray(), "application/sdp"))).ShouldBeTrue();
        Text((await ours.NextAsync<SipCallEvent.Established>()).By).ShouldBe("answer");
        await theirs.NextAsync<SipCallEvent.Established>();
        (here.Endpoint.Figures.Calls, there.Endpoint.Figures.Calls).ShouldBe((1, 1));
        (ours.Call.RemoteTag, theirs.Call.RemoteTag).ShouldBe((theirs.Call.LocalTag, ours.Call.LocalTag));
        await (callerHangsUp ? ours : theirs).Call.HangUpAsync("Q.850;cause=16");
        (await (callerHangsUp ? ours : theirs).NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.ByUs);
        var ended = await (callerHangsUp ? theirs : ours).NextAsync<SipCallEvent.Ended>();
        (ended.End, ended.By!.Header(SipHeaderName.Reason)).ShouldBe((SipCallEnd.ByThem, "Q.850;cause=16"));
        (here.Endpoint.Figures.Calls, there.Endpoint.Figures.Calls).ShouldBe((0, 0));
        (await theirs.Call.AnswerAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_call_is_refused_with_what_is_said()
    {
        await using var here = new Phone();
        await using var there = new Phone();
        var ours = await here.CallAsync(there.Uri);
        (await (await there.NextCallAsync()).Call.RefuseAsync(486, "Not Now", static response => response.Set(SipHeaderName.RetryAfter, "60"))).ShouldBeTrue();
        var ended = await ours.NextAsync<SipCallEvent.Ended>();
        (ended.End, ended.By!.ToString(), ended.By.Header(SipHeaderName.RetryAfter)).ShouldBe((SipCallEnd.Refused, "SIP/2.0 486 Not Now", "60"));
    }

    [Fact]
    public async Task A_call_is_called_off_while_it_rings()
    {
        await using var here = new Phone();
        await using var there = new Phone();
        var ours = await here.CallAsync(there.Uri);
        var theirs = await there.NextCallAsync();
        await theirs.Call.ProgressAsync(180);
        await ours.NextAsync<SipCallEvent.Progressed>();
        await ours.Call.HangUpAsync();
        (await theirs.NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.ByThem);
        var ended = await ours.NextAsync<SipCallEvent.Ended>();
        (ended.End, (ended.By as SipResponse)?.Status).ShouldBe((SipCallEnd.ByUs, 487));
        (await theirs.Call.AnswerAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_call_is_held_and_taken_up_again_by_either_and_refused_offers_change_nothing()
    {
        await using var here = new Phone();
        await using var there = new Phone();
        var (ours, theirs) = await EstablishedAsync(here, there);
        foreach (var (asks, answers) in new[] { (ours, theirs), (theirs, ours), (ours, theirs) })
        {
            foreach (var usesUpdate in new[] { false, true })
            {
                (await asks.Call.OfferAsync(static request => request.Body("hold"u8.ToArray(), "application/sdp"), usesUpdate)).ShouldBeTrue();
                var offered = (await answers.NextAsync<SipCallEvent.Offered>()).Request;
                (offered.Method, Text(offered)).ShouldBe((usesUpdate ? SipMethod.Update : SipMethod.Invite, "hold"));
                (await answers.Call.AnswerOfferAsync(static response => response.Body("held"u8.ToArray(), "application/sdp"))).ShouldBeTrue();
                Text((await asks.NextAsync<SipCallEvent.OfferAnswered>()).Response!).ShouldBe("held");
                if (!usesUpdate)
                {
                    await answers.NextAsync<SipCallEvent.OfferAcknowledged>();
                }
            }
        }

        await ours.Call.OfferAsync(static request => request.Body("video"u8.ToArray(), "application/sdp"));
        await theirs.NextAsync<SipCallEvent.Offered>();
        (await theirs.Call.RefuseOfferAsync(488)).ShouldBeTrue();
        (await ours.NextAsync<SipCallEvent.OfferAnswered>()).Response!.Status.ShouldBe(488);
        (await theirs.Call.RefuseOfferAsync(488)).ShouldBeFalse();
    }

    [Fact]
    public async Task Offers_that_meet_are_made_one_after_the_other()
    {
        await using var here = new Phone();
        await using var there = new Phone();
        var (ours, theirs) = await EstablishedAsync(here, there);
        await Task.WhenAll(OfferAsync(ours), OfferAsync(theirs));
        var answered = 0;
        foreach (var call in new[] { ours, theirs })
        {
            _ = Task.Run(async () =>
            {
                while (true)
                {
                    var next = await call.NextAsync<SipCallEvent>();
                    if (next is SipCallEvent.Offered)
                    {
                        await call.Call.AnswerOfferAsync(static response => response.Body("held"u8.ToArray(), "application/sdp"));
                    }
                    else if (next is SipCallEvent.OfferAnswered { Response.Status: 200 })
                    {
                        Interlocked.Increment(ref answered);
                    }
                }
            });
        }

        for (var i = 0; Volatile.Read(ref answered) < 2; i++)
        {
            i.ShouldBeLessThan(3_000, "both are answered in the end");
            await Task.Delay(10);
        }

        static Task<bool> OfferAsync(PhoneCall call) => call.Call.OfferAsync(static request => request.Body("hold"u8.ToArray(), "application/sdp"));
    }

    [Fact]
    public async Task Requests_inside_a_call_reach_its_reader_and_are_answered_by_it()
    {
        await using var here = new Phone();
        await using var there = new Phone();
        var (ours, theirs) = await EstablishedAsync(here, there);
        var asking = theirs.Call.RequestAsync(SipMethod.Info, static request => request.Body("Signal=5"u8.ToArray(), "application/dtmf-relay"));
        var asked = await ours.NextAsync<SipCallEvent.Requested>();
        (asked.Request.Request.Method, Text(asked.Request.Request)).ShouldBe((SipMethod.Info, "Signal=5"));
        await asked.Request.AnswerAsync(200);
        (await asking)!.Status.ShouldBe(200);
        await ours.Call.HangUpAsync();
        await theirs.Over.WaitAsync(TimeSpan.FromSeconds(30));
        (await theirs.Call.RequestAsync(SipMethod.Info)).ShouldBeNull();
        (await Should.ThrowAsync<ArgumentException>(() => theirs.Call.RequestAsync(SipMethod.Bye))).Message.ShouldStartWith("BYE has an operation of its own");
    }

    [Fact]
    public async Task A_reliable_provisional_response_is_acknowledged_before_the_call_is_answered()
    {
        await using var here = new Phone();
        await using var there = new Phone();
        var ours = await here.CallAsync(there.Uri);
        var theirs = await there.NextCallAsync();
        (await theirs.Call.ProgressAsync(183, static response => response.Body("early"u8.ToArray(), "application/sdp"), isReliable: true)).ShouldBeTrue();
        (await theirs.Call.AnswerAsync(static response => response.Body("answer"u8.ToArray(), "application/sdp"))).ShouldBeTrue(); // waits for the PRACK
        var progress = (await ours.NextAsync<SipCallEvent.Progressed>()).Response;
        (progress.Status, progress.Header(SipHeaderName.Require), Text(progress)).ShouldBe((183, "100rel", "early"));
        Text((await ours.NextAsync<SipCallEvent.Established>()).By).ShouldBe("answer");
        await theirs.NextAsync<SipCallEvent.Established>();
    }

    [Fact]
    public async Task A_reliable_provisional_response_that_nobody_acknowledges_ends_the_call_with_the_answer_that_waits_for_it()
    {
        var time = new FakeTimeProvider();
        await using var there = new Phone(time: time);
        using var peer = new RawPeer { Answers = static _ => 0 };
        var invite = SipRequest.Create(SipMethod.Invite, there.Uri, SipAddress.Parse("<sip:a@b>;tag=1"), SipAddress.Parse("<sip:x@y>"), "unacknowledged", 1)
            .Set(SipHeaderName.Contact, $"<{peer.Uri}>").Set(SipHeaderName.Supported, "100rel").Build().WithTopVia(new SipVia("UDP", "127.0.0.1", peer.Uri.Port, "z9hG4bKone"));
        await peer.SendAsync(invite, there.Address);
        var theirs = await there.NextCallAsync();
        (await theirs.Call.ProgressAsync(183, isReliable: true)).ShouldBeTrue();
        (await theirs.Call.AnswerAsync()).ShouldBeTrue(); // waits for the PRACK
        while (!theirs.Over.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(1);
        }

        (await theirs.NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.NoResponse);
        var answers = await peer.UntilAsync(static heard => heard.OfType<SipResponse>().Any(static r => r.IsFinal) ? heard.OfType<SipResponse>().ToList() : null);
        answers.Count(static r => r.Status == 183).ShouldBeGreaterThan(3);
        answers.First(static r => r.IsFinal).ToString().ShouldBe("SIP/2.0 504 Provisional Response Not Acknowledged");
        there.Endpoint.Figures.Calls.ShouldBe(0);
    }

    [Fact]
    public async Task Whoever_makes_no_offer_gets_ours_and_answers_in_the_ACK_and_nobody_answers_what_is_not_asked()
    {
        await using var here = new Phone();
        await using var there = new Phone();
        var ours = await here.CallAsync(there.Uri, static request => request.NoBody());
        var theirs = await there.NextCallAsync();
        theirs.Call.Invite.Body.IsEmpty.ShouldBeTrue();
        (await theirs.Call.AnswerOfferAsync(null)).ShouldBeFalse();
        await theirs.Call.AnswerAsync(static response => response.Body("our offer"u8.ToArray(), "application/sdp"));
        Text((await ours.NextAsync<SipCallEvent.Established>()).By).ShouldBe("our offer");
    }

    [Fact]
    public async Task Nobody_there_and_nowhere_to_go_are_told_apart()
    {
        var time = new FakeTimeProvider();
        await using var here = new Phone(time: time);
        using var nobody = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var silent = await here.CallAsync(SipUri.Parse($"sip:x@{nobody.Client.LocalEndPoint}"));
        while (!silent.Over.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(500));
            await Task.Delay(1);
        }

        (await silent.NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.NoResponse);
        time.GetUtcNow().ShouldBeGreaterThanOrEqualTo(time.Start + TimeSpan.FromSeconds(32));
        var nowhere = await here.CallAsync(SipUri.Parse("tel:+390612345678"));
        (await nowhere.NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.Unreachable);
        await using var closed = new Phone(SipTransportKind.Tcp);
        var gone = closed.Uri;
        await closed.DisposeAsync();
        (await (await here.CallAsync(gone)).NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.Unreachable);
    }

    [Fact]
    public async Task A_peer_that_vanishes_is_noticed_when_the_session_is_refreshed()
    {
        var time = new FakeTimeProvider();
        await using var here = new Phone(time: time, with: static o => o.SessionInterval = TimeSpan.FromSeconds(90));
        using var peer = new RawPeer();
        var ours = await here.CallAsync(peer.Uri);
        await ours.NextAsync<SipCallEvent.Established>();
        for (var refreshed = 1; refreshed <= 5; refreshed++)
        {
            time.Advance(TimeSpan.FromSeconds(45));
            await peer.UntilAsync(heard => heard.OfType<SipRequest>().Count(static r => r.Method == SipMethod.Update) == refreshed ? heard[^1] : null);
            await here.Endpoint.RequestAsync(SipRequest.Create(SipMethod.Options, peer.Uri, SipAddress.Parse("<sip:a@b>;tag=1"), SipAddress.Parse("<sip:b@c>"), "ping", 1).Build()); // its answer has come
        }

        ours.Over.IsCompleted.ShouldBeFalse();
        peer.Answers = static _ => 0;
        while (!ours.Over.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        (await ours.NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.NoResponse);
        await peer.UntilAsync(static heard => heard.OfType<SipRequest>().Last() is { } last && last.Method == SipMethod.Bye ? last : null);
    }

    [Fact]
    public async Task The_ACK_of_an_answered_call_carries_the_credentials_its_INVITE_got_through_with()
    {
        await using var here = new Phone();
        using var peer = new RawPeer
        {
            Responds = static request => request.Method == SipMethod.Invite && !request.Has(SipHeaderName.ProxyAuthorization)
                ? SipResponse.Answer(request, 407, null, "raw").Set(SipHeaderName.ProxyAuthenticate, "Digest realm=\"trunk\", nonce=\"n1\", algorithm=SHA-256, qop=\"auth\"")
                : null,
        };
        var ours = await here.CallAsync(peer.Uri, credentials: SipCredentials.Of("anna", "secret"));
        await ours.NextAsync<SipCallEvent.Established>();
        var ack = await peer.UntilAsync(static heard => heard.OfType<SipRequest>().FirstOrDefault(static r => r.Method == SipMethod.Ack && r.CSeq.Number == 2));
        var invite = peer.Heard.OfType<SipRequest>().Single(static r => r.Method == SipMethod.Invite && r.CSeq.Number == 2);
        ack.Header(SipHeaderName.ProxyAuthorization).ShouldNotBeNull().ShouldBe(invite.Header(SipHeaderName.ProxyAuthorization));
    }

    [Fact]
    public async Task A_second_offer_waits_for_the_first_one_to_be_answered()
    {
        await using var here = new Phone();
        await using var there = new Phone();
        var (ours, theirs) = await EstablishedAsync(here, there);
        (await ours.Call.OfferAsync(static request => request.Body("first"u8.ToArray(), "application/sdp"))).ShouldBeTrue();
        (await ours.Call.OfferAsync(static request => request.Body("second"u8.ToArray(), "application/sdp"))).ShouldBeFalse();
        Text((await theirs.NextAsync<SipCallEvent.Offered>()).Request).ShouldBe("first");
        await theirs.Call.AnswerOfferAsync(static response => response.Body("held"u8.ToArray(), "application/sdp"));
        Text((await ours.NextAsync<SipCallEvent.OfferAnswered>()).Response!).ShouldBe("held");
    }

    [Fact]
    public async Task Requests_outside_calls_are_answered_as_they_must_be()
    {
        await using var here = new Phone();
        await using var there = new Phone();
        (await AskAsync(SipMethod.Options)).Header(SipHeaderName.Allow).ShouldBe("INVITE, ACK, CANCEL, BYE, OPTIONS");
        (await AskAsync(SipMethod.Message)).Status.ShouldBe(405);
        (await AskAsync(SipMethod.Bye, "<sip:x@y>;tag=unknown")).Status.ShouldBe(481);
        var unsupported = await AskAsync(SipMethod.Options, with: static r => r.Add(SipHeaderName.Require, "timer, path, xyz"));
        (unsupported.Status, unsupported.Header(SipHeaderName.Unsupported)).ShouldBe((420, "path, xyz"));
        var shortSession = await AskAsync(SipMethod.Invite, with: static r => r.Add(SipHeaderName.SessionExpires, "30"));
        (shortSession.Status, shortSession.Header(SipHeaderName.MinSE)).ShouldBe((422, "90"));
        there.OnRequest = static _ => throw new InvalidOperationException("a bug");
        (await AskAsync(SipMethod.Options)).Status.ShouldBe(500);
        there.OnRequest = static request => request.AnswerAsync(202, with: static r => r.Set(SipHeaderName.Expires, "7"));
        (await AskAsync(SipMethod.Message)).Header(SipHeaderName.Expires).ShouldBe("7");

        Task<SipResponse> AskAsync(SipMethod method, string to = "<sip:x@y>", Action<SipRequestBuilder>? with = null)
        {
            var builder = SipRequest.Create(method, there.Uri, SipAddress.Parse("<sip:a@b>;tag=1"), SipAddress.Parse(to), Guid.NewGuid().ToString("N"), 1);
            with?.Invoke(builder);
            return here.Endpoint.RequestAsync(builder.Build()).WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    [Fact]
    public async Task A_call_whose_program_ends_or_fails_is_hung_up()
    {
        await using var here = new Phone();
        await using var there = new Phone();
        there.OnCall = static _ => throw new InvalidOperationException("a bug");
        var ended = await (await here.CallAsync(there.Uri)).NextAsync<SipCallEvent.Ended>();
        (ended.End, (ended.By as SipResponse)?.Status).ShouldBe((SipCallEnd.Refused, 603));
        there.Logger.Collector.GetSnapshot().ShouldContain(static r => r.Id.Id == 5040);
    }

    [Fact]
    public void What_cannot_be_is_named_with_its_value_and_the_remedy()
    {
        Should.Throw<ArgumentException>(() => new Phone(with: static o => o.Listen.Clear())).Message.ShouldStartWith("Listen is empty; add an address to listen on.");
        Should.Throw<ArgumentException>(() => new Phone(SipTransportKind.Tls)).Message.ShouldStartWith("Listen names Tls and Tls.Certificate is empty; set the certificate to show.");
        Should.Throw<ArgumentException>(() => new Phone(with: static o => o.SessionInterval = TimeSpan.FromSeconds(5))).Message.ShouldStartWith("SessionInterval is 00:00:05; set it to 90 s to 1 day, or to null.");
    }

    private static async Task<(PhoneCall Ours, PhoneCall Theirs)> EstablishedAsync(Phone here, Phone there)
    {
        var ours = await here.CallAsync(there.Uri);
        var theirs = await there.NextCallAsync();
        await theirs.Call.AnswerAsync(static response => response.Body("answer"u8.ToArray(), "application/sdp"));
        await ours.NextAsync<SipCallEvent.Established>();
        await theirs.NextAsync<SipCallEvent.Established>();
        return (ours, theirs);
    }

    private static string Text(SipMessage message) => Encoding.UTF8.GetString(message.Body.Span);
}
