using System.Text;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Registrations;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Sip.Tests.Endpoints;

/// <summary>Kamailio between two endpoints of ours: it registers them, demands digest, and stays on the way.</summary>
public sealed class KamailioTests
{
    [NeedsTheory("kamailio")]
    [InlineData(SipTransportKind.Udp)]
    [InlineData(SipTransportKind.Tcp)]
    public async Task Two_endpoints_register_with_a_trunk_and_call_each_other_through_it(SipTransportKind kind)
    {
        await using var trunk = await KamailioTrunk.StartAsync();
        var host = $"127.0.0.1:{trunk.Port}";
        var suffix = kind == SipTransportKind.Udp ? "" : ";transport=tcp";
        await using var here = new Phone(kind);
        await using var there = new Phone(kind);
        await using var anna = await RegisteredAsync(here, "anna");
        await using var bruno = await RegisteredAsync(there, "bruno");
        bruno.LastAnswer!.Addresses(SipHeaderName.Contact).Single().Uri.Port.ShouldBe(there.Address.Port);

        var ours = await here.CallAsync(SipUri.Parse($"sip:bruno@{host}{suffix}"), credentials: SipCredentials.Of("anna", "secret"));
        var theirs = await there.NextCallAsync();
        theirs.Call.Invite.Values(SipHeaderName.RecordRoute).ShouldNotBeEmpty();
        await theirs.Call.ProgressAsync(180);
        await theirs.Call.AnswerAsync(static response => response.Body("answer"u8.ToArray(), "application/sdp"));
        (await ours.NextAsync<SipCallEvent.Progressed>()).Response.Status.ShouldBe(180);
        Encoding.UTF8.GetString((await ours.NextAsync<SipCallEvent.Established>()).By.Body.Span).ShouldBe("answer");
        await theirs.NextAsync<SipCallEvent.Established>();

        foreach (var (asks, answers) in new[] { (ours, theirs), (theirs, ours) })
        {
            await asks.Call.OfferAsync(static request => request.Body("hold"u8.ToArray(), "application/sdp"));
            await answers.NextAsync<SipCallEvent.Offered>();
            await answers.Call.AnswerOfferAsync(static response => response.Body("held"u8.ToArray(), "application/sdp"));
            (await asks.NextAsync<SipCallEvent.OfferAnswered>()).Response!.Status.ShouldBe(200);
            await answers.NextAsync<SipCallEvent.OfferAcknowledged>();
        }

        await theirs.Call.HangUpAsync();
        (await ours.NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.ByThem);

        var wrong = await here.CallAsync(SipUri.Parse($"sip:bruno@{host}{suffix}"), credentials: SipCredentials.Of("anna", "wrong"));
        (await wrong.NextAsync<SipCallEvent.Ended>()).By.ShouldBeOfType<SipResponse>().Status.ShouldBe(407);

        Task<SipRegistration> RegisteredAsync(Phone phone, string user) => RegisterAsync(phone, user, host, suffix);
    }

    [NeedsTheory("kamailio")]
    [InlineData(false)] // one answers, and the other's ringing is called off
    [InlineData(true)] // both answer before either hears of that
    public async Task A_call_that_forks_rings_at_both_telephones_and_is_that_of_the_first_who_answers(bool bothAnswer)
    {
        await using var trunk = await KamailioTrunk.StartAsync();
        var host = $"127.0.0.1:{trunk.Port}";
        await using var here = new Phone();
        await using var desk = new Phone();
        await using var mobile = new Phone();
        await using var anna = await RegisterAsync(here, "anna", host);
        await using var first = await RegisterAsync(desk, "bruno", host);
        await using var second = await RegisterAsync(mobile, "bruno", host);

        var ours = await here.CallAsync(SipUri.Parse($"sip:bruno@{host}"), credentials: SipCredentials.Of("anna", "secret"));
        var legs = new[] { await desk.NextCallAsync(), await mobile.NextCallAsync() };
        foreach (var leg in legs)
        {
            await leg.Call.ProgressAsync(180);
            var ringing = (await ours.NextAsync<SipCallEvent.Progressed>()).Response;
            (ringing.Status, ringing.To.Tag).ShouldBe((180, leg.Call.LocalTag));
        }

        await Task.WhenAll(legs.Take(bothAnswer ? 2 : 1).Select(static leg => leg.Call.AnswerAsync(static response => response.Body("answer"u8.ToArray(), "application/sdp"))));
        await ours.NextAsync<SipCallEvent.Established>();
        var kept = legs.Single(leg => leg.Call.LocalTag == ours.Call.RemoteTag);
        var left = legs.Single(leg => leg != kept);
        await kept.NextAsync<SipCallEvent.Established>();
        var end = await left.NextAsync<SipCallEvent>();
        end = end is SipCallEvent.Established ? await left.NextAsync<SipCallEvent>() : end; // acknowledged, and hung up on
        end.ShouldBeOfType<SipCallEvent.Ended>().End.ShouldBe(SipCallEnd.ByThem);

        await ours.Call.OfferAsync(static request => request.Body("hold"u8.ToArray(), "application/sdp"));
        await kept.NextAsync<SipCallEvent.Offered>();
        await kept.Call.AnswerOfferAsync(static response => response.Body("held"u8.ToArray(), "application/sdp"));
        (await ours.NextAsync<SipCallEvent.OfferAnswered>()).Response!.Status.ShouldBe(200);
        await kept.NextAsync<SipCallEvent.OfferAcknowledged>();
        await ours.Call.HangUpAsync();
        (await kept.NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.ByThem);
    }

    private static async Task<SipRegistration> RegisterAsync(Phone phone, string user, string host, string suffix = "")
    {
        var registration = new SipRegistration(
            phone.Endpoint,
            new SipRegistrationOptions { Registrar = SipUri.Parse($"sip:{host}{suffix}"), Address = SipUri.Parse($"sip:{user}@{host}"), Credentials = SipCredentials.Of(user, "secret") },
            TimeProvider.System);
        await foreach (var state in registration.Changes)
        {
            state.ShouldBe(SipRegistrationState.Registered, registration.LastAnswer?.ToString());
            break;
        }

        return registration;
    }
}
