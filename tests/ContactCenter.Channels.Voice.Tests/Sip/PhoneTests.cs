using System.Net;
using System.Text;
using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Registrations;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Tests.Voice;
using ContactCenter.Sip.Transport;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Channels.Voice.Tests.Sip;

/// <summary>Telephones of agents.</summary>
public sealed class PhoneTests
{
    [Fact]
    public async Task An_agent_is_reachable_while_one_telephone_is_registered()
    {
        await using var lab = await LabAsync();
        var told = new List<string>();
        var changes = new SemaphoreSlim(0);
        lab.Telephone.PhoneChanged += (agent, isReachable) => { told.Add($"{agent} {isReachable}"); changes.Release(); };
        await using var desk = new Phone();
        await using var mobile = new Phone();
        var first = await RegisteredAsync(lab, desk, "desk-1");
        var second = await RegisteredAsync(lab, mobile, "mobile-1");
        (await changes.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        (lab.Telephone.IsReachable("anna"), lab.Telephone.IsReachable("bruno"), lab.Telephone.IsReachable("carla")).ShouldBe((true, false, true));
        await first.DisposeAsync();
        lab.Telephone.IsReachable("anna").ShouldBeTrue();
        await second.DisposeAsync();
        (await changes.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        lab.Telephone.IsReachable("anna").ShouldBeFalse();
        told.ShouldBe(["anna True", "anna False"]);
        (lab.Telephone.AgentOf("mobile-1"), lab.Telephone.AgentOf("nobody"), lab.Telephone.NumberOf("carla")).ShouldBe(("anna", null, "+393330000000"));
        lab.Telephone.DevicesOf("anna").ShouldBe(["desk-1", "mobile-1"]);
    }

    [Fact]
    public async Task A_wrong_password_registers_nobody()
    {
        await using var lab = await LabAsync();
        await using var phone = new Phone();
        await using var registration = Register(lab, phone, "desk-1", "wrong");
        await foreach (var state in registration.Changes)
        {
            state.ShouldBe(SipRegistrationState.Refused);
            break;
        }

        lab.Telephone.IsReachable("anna").ShouldBeFalse();
    }

    [Fact]
    public async Task All_telephones_of_an_agent_ring_and_the_first_that_answers_has_the_call()
    {
        await using var lab = await LabAsync();
        await using var desk = new Phone();
        await using var mobile = new Phone();
        await using var first = await RegisteredAsync(lab, desk, "desk-1");
        await using var second = await RegisteredAsync(lab, mobile, "mobile-1");
        var ours = (await lab.Telephone.CallAsync(new CallTarget("", "anna", "+393331234567") { DisplayName = "Rossi", AnswersItself = true })).ShouldNotBeNull();
        var (atDesk, atMobile) = (await desk.NextCallAsync(), await mobile.NextCallAsync());
        (atDesk.Call.Invite.From.Uri.User, atDesk.Call.Invite.From.DisplayName, atDesk.Call.Invite.Header(SipHeaderName.CallInfo)).ShouldBe(("+393331234567", "Rossi", "<sip:contactcenter>;answer-after=0"));
        await atDesk.Call.ProgressAsync(180);
        await ours.Ringing.WaitAsync(TimeSpan.FromSeconds(30));
        await atMobile.AnswerAsync();
        (await ours.Answered).ShouldBeTrue();
        (await atDesk.NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.ByThem);
        await atMobile.Call.HangUpAsync();
        (await ours.Over).ShouldBe(new CallOver(CallCause.Customer, null));

        var again = (await lab.Telephone.CallAsync(new CallTarget("", "anna", ""))).ShouldNotBeNull();
        (atDesk, atMobile) = (await desk.NextCallAsync(), await mobile.NextCallAsync());
        await atMobile.Call.ProgressAsync(180);
        await atDesk.Call.RefuseAsync(603);
        (await atMobile.NextAsync<SipCallEvent.Ended>()).End.ShouldBe(SipCallEnd.ByThem);
        (await again.Over).ShouldBe(new CallOver(CallCause.Refused, 603));

        (await lab.Telephone.CallAsync(new CallTarget("", "bruno", ""))).ShouldBeNull("no telephone is registered");
    }

    [Fact]
    public async Task A_telephone_that_dials_says_who_it_is()
    {
        await using var lab = await LabAsync();
        await using var desk = new Phone();
        await using var registration = await RegisteredAsync(lab, desk, "desk-1");
        _ = await desk.CallAsync(lab.UriOf("*8"), offer: Described.Offer, credentials: SipCredentials.Of("desk-1", "long-enough"));
        var ours = await lab.NextCallAsync();
        (ours.Line, ours.From, ours.To).ShouldBe(("", "desk-1", "*8"));
        await ours.DisposeAsync();

        var without = await desk.CallAsync(lab.UriOf("*8"), offer: Described.Offer);
        (await without.NextAsync<SipCallEvent.Ended>()).Refusal().Status.ShouldBe(401);
    }

    [Fact]
    public async Task Sound_keys_and_hold_pass_both_ways()
    {
        using var engine = new MediaEngine(new MediaEngineOptions { Address = IPAddress.Loopback, FirstPort = 49_000, LastPort = 49_099 }, TimeProvider.System);
        await using var lab = await LabAsync();
        await using var desk = new Phone { IsBare = true };
        await using var registration = await RegisteredAsync(lab, desk, "desk-1");
        var sound = new ToneSound(1_000);
        var ours = (await lab.Telephone.CallAsync(new CallTarget("", "desk-1", ""))).ShouldNotBeNull();
        ours.Sound = sound;
        var keys = new SemaphoreSlim(0);
        var held = new SemaphoreSlim(0);
        var pressed = "";
        ours.KeyPressed += (_, key) => { pressed += key; keys.Release(); };
        ours.HeldByThem += (_, isHeld) => { pressed += isHeld ? "H" : "h"; held.Release(); };
        await using var theirs = (await VoiceCall.AnswerAsync(await desk.NextSipCallAsync(), new VoiceSettings(engine, IPAddress.Loopback))).ShouldNotBeNull();
        var recording = new Recording();
        (theirs.Source, theirs.Sink) = (new Sine(600), recording);
        (await ours.Answered).ShouldBeTrue();
        await recording.HearsAsync(1_000);
        await sound.Heard.HearsAsync(600);
        theirs.Stream!.SendDigit('5', TimeSpan.FromMilliseconds(100));
        theirs.Stream.SendDigit('#', TimeSpan.FromMilliseconds(100));
        for (var i = 0; i < 2; i++)
        {
            (await keys.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        }

        (await theirs.HoldAsync()).ShouldBeTrue();
        (await theirs.ResumeAsync()).ShouldBeTrue();
        (await held.WaitAsync(TimeSpan.FromSeconds(30)), await held.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe((true, true));
        pressed.ShouldBe("5#Hh");
        (await ours.HoldAsync(true)).ShouldBeTrue();
        theirs.IsHeldByThem.ShouldBeTrue();
        (await ours.HoldAsync(false)).ShouldBeTrue();
        ours.SendKey('7').ShouldBeTrue();
        ours.Quality.ShouldNotBeNull().Score.ShouldBeInRange(4, 4.5);
        await ours.DisposeAsync();
        (await theirs.Over).End.ShouldBe(SipCallEnd.ByThem);
    }

    [Fact]
    public async Task A_telephone_transfers_to_a_number_and_to_another_call_of_its_own()
    {
        using var engine = new MediaEngine(new MediaEngineOptions { Address = IPAddress.Loopback, FirstPort = 49_200, LastPort = 49_299 }, TimeProvider.System);
        await using var lab = await LabAsync();
        await using var desk = new Phone { IsBare = true };
        await using var registration = await RegisteredAsync(lab, desk, "desk-1");
        var settings = new VoiceSettings(engine, IPAddress.Loopback);
        var first = (await lab.Telephone.CallAsync(new CallTarget("", "desk-1", ""))).ShouldNotBeNull();
        await using var theirs = (await VoiceCall.AnswerAsync(await desk.NextSipCallAsync(), settings)).ShouldNotBeNull();
        var second = (await lab.Telephone.CallAsync(new CallTarget("", "desk-1", ""))).ShouldNotBeNull();
        await using var other = (await VoiceCall.AnswerAsync(await desk.NextSipCallAsync(), settings)).ShouldNotBeNull();
        (await first.Answered, await second.Answered, await theirs.Established, await other.Established).ShouldBe((true, true, true, true));

        (await theirs.ReferAsync(SipUri.Parse("sip:+390612345678@x.test"))).End.ShouldBe(SipReferEnd.Refused, "nobody does it");
        var wanted = new List<string>();
        first.TransferWanted = (_, to) => { wanted.Add(to); return Task.FromResult(wanted.Count < 3); };
        (await theirs.ReferAsync(SipUri.Parse("sip:+390612345678@x.test"))).End.ShouldBe(SipReferEnd.Succeeded);
        (await theirs.ReferAsync(other.Call)).End.ShouldBe(SipReferEnd.Succeeded);
        (await theirs.ReferAsync(SipUri.Parse("sip:nobody@x.test"))).ShouldBe(new SipReferResult(SipReferEnd.Failed, 603));
        wanted.ShouldBe(["+390612345678", second.Id, "nobody"]);
    }

    [Fact]
    public async Task Texts_go_to_and_come_from_telephones()
    {
        await using var lab = await LabAsync();
        await using var desk = new Phone();
        await using var registration = await RegisteredAsync(lab, desk, "desk-1");
        var came = new TaskCompletionSource<string>();
        desk.OnRequest = async request =>
        {
            came.TrySetResult(Encoding.UTF8.GetString(request.Request.Body.Span));
            await request.AnswerAsync(200);
        };
        (await lab.Telephone.SendTextAsync(new SipText("", "+390612345001", "anna", "Zażółć"))).ShouldBe(200);
        (await came.Task).ShouldBe("Zażółć");

        SipText? received = null;
        lab.Telephone.TextReceived = text => { received = text; return Task.FromResult(200); };
        var message = SipRequest.Create(SipMethod.Message, lab.UriOf("bruno"), SipAddress.Parse("<sip:anybody@x.test>;tag=a"), SipAddress.Parse("<sip:bruno@x.test>"), "m1", 7).Body("ciao"u8.ToArray(), "text/plain").Build();
        (await desk.Endpoint.RequestAsync(message.ToBuilder().Set(SipHeaderName.CallId, "m0").Build())).Status.ShouldBe(401);
        (await desk.Endpoint.RequestAsync(message, credentials: SipCredentials.Of("desk-1", "long-enough"))).Status.ShouldBe(200);
        received.ShouldBe(new SipText("", "desk-1", "bruno", "ciao", "m1;8"));
        lab.Telephone.TextReceived = static _ => Task.FromResult(503);
        (await desk.Endpoint.RequestAsync(message.ToBuilder().Set(SipHeaderName.CallId, "m2").Build(), credentials: SipCredentials.Of("desk-1", "long-enough"))).Status.ShouldBe(503);
    }

    internal static Task<TelephoneLab> LabAsync(Action<VoiceOptions>? with = null) => TelephoneLab.StartAsync(options =>
    {
        options.Phone("desk-1", "anna", "long-enough").Phone("mobile-1", "anna", "long-enough").Phone("desk-2", "bruno", "long-enough");
        options.Phones.Numbers["carla"] = "+393330000000";
        with?.Invoke(options);
    });

    private static async Task<SipRegistration> RegisteredAsync(TelephoneLab lab, Phone phone, string device)
    {
        var registration = Register(lab, phone, device, "long-enough");
        await foreach (var state in registration.Changes)
        {
            state.ShouldBe(SipRegistrationState.Registered, registration.LastAnswer?.ToString());
            break;
        }

        return registration;
    }

    private static SipRegistration Register(TelephoneLab lab, Phone phone, string device, string password) => new(
        phone.Endpoint,
        new SipRegistrationOptions { Registrar = lab.UriOf("x"), Address = SipUri.Parse($"sip:{device}@contactcenter"), Credentials = SipCredentials.Of(device, password) },
        TimeProvider.System);
}
