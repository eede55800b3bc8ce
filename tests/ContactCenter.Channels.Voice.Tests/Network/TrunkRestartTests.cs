using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Channels.Voice.Tests.Sip;
using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Registrations;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Tests.Voice;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Channels.Voice.Tests.Network;

/// <summary>Kamailio is the trunk and the registrar, and is killed while calls are up.</summary>
public sealed class TrunkRestartTests
{
    private const int Up = 4, More = 10;

    [NeedsFact("kamailio")]
    public async Task Calls_that_are_up_go_on_new_ones_take_another_trunk_and_after_the_restart_we_are_registered_again()
    {
        using var far = new VoiceLab(61_000);
        var kamailio = await KamailioTrunk.StartAsync();
        var port = kamailio.Port;
        try
        {
            await using var outside = new Phone { IsBare = true };
            await using var backup = new Phone();
            await using var registration = Register(outside, port);
            await RegisteredAsync(registration);
            await using var lab = await TelephoneLab.StartAsync(options => options
                .Trunk("main", $"sip:127.0.0.1:{port}", configure: static t =>
                {
                    (t.Mode, t.Username, t.Password, t.Transport, t.KeepAliveSeconds) = (VoiceTrunkMode.Register, "acme", new Secret("secret"), VoiceTransport.Tcp, 1);
                    t.Numbers["sales"] = "+390612345001";
                })
                .Trunk("backup", $"sip:{backup.Address}", configure: static t => (t.KeepAliveSeconds, t.Priority) = (0, 200))
                .Listen["tcp"] = "tcp:127.0.0.1:0");
            await lab.UntilAsync("main", static t => t.State == VoiceTrunkState.Up);

            var talks = new List<(ICall Ours, ToneSound Sound, VoiceCall Theirs, double Tone)>();
            for (var i = 0; i < Up; i++)
            {
                var (ours, sound) = ((await lab.Telephone.CallAsync(new CallTarget("main", "bruno", ""))).ShouldNotBeNull(), new ToneSound(700));
                ours.Sound = sound;
                var theirs = (await VoiceCall.AnswerAsync(await outside.NextSipCallAsync(), far.Settings("PCMA"))).ShouldNotBeNull();
                (await ours.Answered).ShouldBeTrue();
                theirs.Source = new Sine(500 + (100 * i));
                talks.Add((ours, sound, theirs, 500 + (100 * i)));
            }

            await kamailio.DisposeAsync();
            await lab.UntilAsync("main", static t => t.State == VoiceTrunkState.Down);
            var calls = await Task.WhenAll(Enumerable.Range(0, More).Select(i => lab.Telephone.CallAsync(new CallTarget(LineNames.Any, $"+3906123456{i:00}", "")).AsTask()));
            calls.ShouldAllBe(static c => c != null && c.Line == "backup");
            for (var i = 0; i < More; i++)
            {
                await (await backup.NextCallAsync()).AnswerAsync();
            }

            (await Task.WhenAll(calls.Select(static c => c!.Answered))).ShouldAllBe(static a => a);
            foreach (var talk in talks)
            {
                await talk.Sound.Heard.HearsAsync(talk.Tone);
                talk.Ours.Over.IsCompleted.ShouldBeFalse();
            }

            kamailio = await KamailioTrunk.StartAsync(port);
            await lab.UntilAsync("main", static t => t.State == VoiceTrunkState.Up);
            registration.Refresh(); // outside knows as well
            foreach (var talk in talks)
            {
                await talk.Ours.DisposeAsync(); // the BYE goes through the new Kamailio
                (await talk.Theirs.Over.WaitAsync(TimeSpan.FromSeconds(60))).End.ShouldBe(SipCallEnd.ByThem);
            }

            await using var back = await ReachedAsync(outside, port, lab, far);
            lab.Trunks.List().Single(static t => t.Name == "main").InUse.ShouldBe(1);
        }
        finally
        {
            await kamailio.DisposeAsync();
        }
    }

    /// <summary>We are called by our name at the registrar: it knows us again. 404 until it does.</summary>
    private static async Task<VoiceCall> ReachedAsync(Phone outside, int port, TelephoneLab lab, VoiceLab far)
    {
        var comes = lab.NextCallAsync();
        for (var i = 0; ; i++)
        {
            var call = await VoiceCall.CallAsync(outside.Endpoint, SipUri.Parse($"sip:acme@127.0.0.1:{port}"), VoiceLab.Anna, far.Settings("PCMA"), credentials: SipCredentials.Of("bruno", "secret"));
            if (await Task.WhenAny(comes, call.Over) == comes)
            {
                (await (await comes).AnswerAsync()).ShouldBeTrue();
                (await call.Established).ShouldBeTrue();
                return call;
            }

            i.ShouldBeLessThan(200, "we are registered again");
            await Task.Delay(50);
        }
    }

    private static SipRegistration Register(Phone phone, int port) => new(
        phone.Endpoint,
        new SipRegistrationOptions { Registrar = SipUri.Parse($"sip:127.0.0.1:{port}"), Address = SipUri.Parse($"sip:bruno@127.0.0.1:{port}"), Credentials = SipCredentials.Of("bruno", "secret") },
        TimeProvider.System);

    private static async Task RegisteredAsync(SipRegistration registration)
    {
        await foreach (var state in registration.Changes)
        {
            state.ShouldBe(SipRegistrationState.Registered, registration.LastAnswer?.ToString());
            return;
        }
    }
}
