using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Transport;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Sip.Tests.Endpoints;

/// <summary>SIPp calls us and is called.</summary>
public sealed class SippTests
{
    private const string Answer = "v=0\r\no=us 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n";

    [NeedsTheory("sipp")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SIPp_calls_us_three_hundred_times(bool isTcp)
    {
        await using var phone = new Phone(isTcp ? SipTransportKind.Tcp : SipTransportKind.Udp);
        phone.OnCall = static async call =>
        {
            await call.Call.ProgressAsync(180);
            await call.Call.AnswerAsync(static r => r.Body(Encoding.ASCII.GetBytes(Answer), "application/sdp"));
        };
        await SippPeer.CallAsync("uac_signalling.xml", phone.Address, isTcp, "-m", "300", "-r", "100", "-l", "100");
        phone.Endpoint.Figures.Calls.ShouldBe(0);
        phone.Endpoint.Figures.Malformed.ShouldBe(0);
    }

    [NeedsFact("sipp")]
    public async Task SIPp_holds_us_takes_us_up_again_and_transfers_us()
    {
        await using var phone = new Phone();
        var refers = new TaskCompletionSource<string>();
        phone.OnCall = async call =>
        {
            await call.Call.AnswerAsync(static r => r.Body(Encoding.ASCII.GetBytes(Answer), "application/sdp"));
            await call.NextAsync<SipCallEvent.Established>();
            foreach (var direction in new[] { "recvonly", "sendrecv" })
            {
                var offered = await call.NextAsync<SipCallEvent.Offered>();
                Encoding.ASCII.GetString(offered.Request.Body.Span).ShouldContain(direction == "recvonly" ? "a=sendonly" : "a=sendrecv");
                await call.Call.AnswerOfferAsync(r => r.Body(Encoding.ASCII.GetBytes($"{Answer}a={direction}\r\n"), "application/sdp"));
                await call.NextAsync<SipCallEvent.OfferAcknowledged>();
            }

            var refer = (await call.NextAsync<SipCallEvent.Requested>()).Request;
            refers.SetResult(refer.Request.Address(SipHeaderName.ReferTo)!.Uri.User!);
            await refer.AnswerAsync(202);
            (await call.Call.RequestAsync(SipMethod.Notify, static notify => notify.Set(SipHeaderName.Event, "refer").Set(SipHeaderName.SubscriptionState, "terminated;reason=noresource")
                .Body("SIP/2.0 200 OK\r\n"u8.ToArray(), "message/sipfrag;version=2.0")))!.Status.ShouldBe(200);
            await call.Call.HangUpAsync();
        };
        await SippPeer.CallAsync("uac_hold_resume_refer.xml", phone.Address, isTcp: false, "-m", "1");
        (await refers.Task).ShouldBe("target");
    }

    [NeedsFact("sipp")]
    public async Task We_transfer_SIPp_and_hear_what_comes_of_it()
    {
        using var engine = new MediaEngine(new MediaEngineOptions { Address = IPAddress.Loopback, FirstPort = 48_000, LastPort = 48_099 }, TimeProvider.System);
        var (verdict, address) = SippPeer.Answer("uas_refer.xml", isTcp: false, "-m", "1");
        await using var phone = new Phone();
        await using (var call = await VoiceCall.CallAsync(phone.Endpoint, SipUri.Parse($"sip:service@{address}"), SipAddress.Parse("<sip:anna@us.test>"), new VoiceSettings(engine, IPAddress.Loopback)))
        {
            (await call.Established).ShouldBeTrue();
            var progress = new ConcurrentQueue<int>();
            (await call.ReferAsync(SipUri.Parse("sip:target@us.test"), progressed: progress.Enqueue)).ShouldBe(new SipReferResult(SipReferEnd.Succeeded, 200));
            progress.ShouldBe([100, 180]);
        }

        await verdict;
    }

    [NeedsFact("sipp")]
    public async Task SIPp_transfers_us_to_somebody_who_answers()
    {
        using var engine = new MediaEngine(new MediaEngineOptions { Address = IPAddress.Loopback, FirstPort = 48_100, LastPort = 48_199 }, TimeProvider.System);
        var settings = new VoiceSettings(engine, IPAddress.Loopback);
        await using var phone = new Phone { IsBare = true };
        await using var third = new Phone { OnCall = static call => call.Call.AnswerAsync(static r => r.Body(Encoding.ASCII.GetBytes(Answer), "application/sdp")) };
        var verdict = SippPeer.CallAsync("uac_hold_resume_refer.xml", phone.Address, isTcp: false, "-m", "1");
        var call = VoiceCall.Take(await phone.NextSipCallAsync(), settings);
        var held = new ConcurrentQueue<bool>();
        var told = new TaskCompletionSource<string>();
        call.HeldByThem += (_, isHeld) => held.Enqueue(isHeld);
        call.Referred += async (_, referral) =>
        {
            await referral.AcceptAsync();
            await using var next = await VoiceCall.CallAsync(phone.Endpoint, third.Uri, SipAddress.Parse("<sip:us@us.test>"), settings, referral.AddTo);
            await next.ReportToAsync(referral);
            told.SetResult($"{referral.Target.User} {referral.ReferredBy?.Uri.User}");
        };
        (await call.AnswerAsync()).ShouldBeTrue();
        (await told.Task.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe("target load");
        await call.DisposeAsync();
        await verdict;
        held.ShouldBe([true, false]);
    }

    [NeedsTheory("sipp")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task We_call_SIPp(bool isTcp)
    {
        var (verdict, address) = SippPeer.Answer("uas", isTcp, "-m", "20");
        await using var phone = new Phone(isTcp ? SipTransportKind.Tcp : SipTransportKind.Udp);
        var calls = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CallAsync(phone, address, isTcp)));
        await verdict;
        calls.ShouldAllBe(static end => end == SipCallEnd.ByUs);
    }

    [NeedsTheory("sipp")]
    [InlineData("secret", SipCallEnd.ByUs)]
    [InlineData("wrong", SipCallEnd.Refused)]
    public async Task Who_demands_digest_is_answered(string password, SipCallEnd expected)
    {
        var (verdict, address) = SippPeer.Answer("uas_challenge.xml", isTcp: false, "-m", "1");
        await using var phone = new Phone();
        (await CallAsync(phone, address, isTcp: false, SipCredentials.Of("anna", password))).ShouldBe(expected);
        await verdict;
    }

    /// <summary>Tries again while SIPp is still starting: over TCP nobody listens yet.</summary>
    private static async Task<SipCallEnd> CallAsync(Phone phone, IPEndPoint address, bool isTcp, SipCredentials? credentials = null)
    {
        for (var attempt = 0; ; attempt++)
        {
            var call = await phone.CallAsync(SipUri.Parse(string.Create(CultureInfo.InvariantCulture, $"sip:service@{address}{(isTcp ? ";transport=tcp" : "")}")), offer: Answer, credentials: credentials);
            while (true)
            {
                var next = await call.NextAsync<SipCallEvent>();
                if (next is SipCallEvent.Established)
                {
                    await call.Call.HangUpAsync();
                }
                else if (next is SipCallEvent.Ended { End: SipCallEnd.Unreachable } && attempt < 100)
                {
                    await Task.Delay(100);
                    break;
                }
                else if (next is SipCallEvent.Ended ended)
                {
                    return ended.End;
                }
            }
        }
    }
}
