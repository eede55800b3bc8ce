using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Registrations;
using ContactCenter.Sip.Tests.Endpoints;

namespace ContactCenter.Channels.Voice.Tests.Sip;

/// <summary>Kamailio is the trunk: it registers us and demands digest of everything.</summary>
public sealed class KamailioTrunkTests
{
    [NeedsTheory("kamailio")]
    [InlineData(VoiceTransport.Udp)]
    [InlineData(VoiceTransport.Tcp)]
    public async Task A_trunk_that_demands_digest_registers_us_and_carries_calls_both_ways(VoiceTransport transport)
    {
        await using var kamailio = await KamailioTrunk.StartAsync();
        await using var outside = new Phone();
        await using var registration = await RegisteredAsync(outside, "bruno", kamailio.Port);
        await using var lab = await TelephoneLab.StartAsync(options => options
            .Trunk("main", $"sip:127.0.0.1:{kamailio.Port}", lines: 2, t =>
            {
                (t.Mode, t.Username, t.Password, t.Transport) = (VoiceTrunkMode.Register, "acme", new Secret("secret"), transport);
                t.Numbers["sales"] = "+390612345001";
            })
            .Listen["tcp"] = "tcp:127.0.0.1:0");
        (await lab.UntilAsync("main", static t => t.State == VoiceTrunkState.Up)).Detail.ShouldStartWith("200 ");

        _ = await outside.CallAsync(SipUri.Parse($"sip:acme@127.0.0.1:{kamailio.Port}"), offer: Described.Offer, credentials: SipCredentials.Of("bruno", "secret"));
        var ours = await lab.NextCallAsync();
        (ours.Line, ours.To).ShouldBe(("main", "+390612345001"), "the account's name stands for its number");
        (await ours.AnswerAsync()).ShouldBeTrue();
        (await ours.Answered).ShouldBeTrue();
        await ours.DisposeAsync();

        var back = (await lab.Telephone.CallAsync(new CallTarget("main", "bruno", ""))).ShouldNotBeNull();
        var theirs = await outside.NextCallAsync();
        theirs.Call.Invite.From.Uri.User.ShouldBe("+390612345001");
        await theirs.AnswerAsync();
        (await back.Answered).ShouldBeTrue();
        await back.DisposeAsync();
        (await theirs.NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.ByThem);
        (await lab.Telephone.SendTextAsync(new SipText("main", "", "nobody", "ciao"))).ShouldBe(404, "digest was answered, and nobody is there");
        lab.Trunks.List().Single().InUse.ShouldBe(0);
    }

    private static async Task<SipRegistration> RegisteredAsync(Phone phone, string user, int port)
    {
        var registration = new SipRegistration(
            phone.Endpoint,
            new SipRegistrationOptions { Registrar = SipUri.Parse($"sip:127.0.0.1:{port}"), Address = SipUri.Parse($"sip:{user}@127.0.0.1:{port}"), Credentials = SipCredentials.Of(user, "secret") },
            TimeProvider.System);
        await foreach (var state in registration.Changes)
        {
            state.ShouldBe(SipRegistrationState.Registered, registration.LastAnswer?.ToString());
            break;
        }

        return registration;
    }
}
