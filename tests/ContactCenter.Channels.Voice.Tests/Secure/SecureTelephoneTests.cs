using System.Globalization;
using ContactCenter.Channels.Voice.Tests.Center;
using ContactCenter.Sip.Tests.Voice;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Channels.Voice.Tests.Secure;

/// <summary>baresip at both ends of a center, over TLS and with sound that is encrypted or not there: an agent's telephone, and a caller's.</summary>
public sealed class SecureTelephoneTests : IDisposable
{
    private const double Theirs = 440, Other = 700, Colleague = 560;

    private const string Menu = """
        script menu v1, texts it, for voice, outcomes noted, person
          step hello
            say "Benvenuto."
            ask what "Di che si tratta?"
              1 gas "guasto gas" -> bye
              5 other "altro" -> desk
          step desk
            transfer queue faults, after 300s -> bye, taken -> end person
          step bye
            say "Arrivederci."
            -> end noted
        """;

    private readonly Chain _chain = new();

    public void Dispose() => _chain.Dispose();

    [NeedsFact("baresip")]
    public async Task An_agent_on_baresip_is_rung_holds_resumes_and_hands_the_call_on()
    {
        await using var center = await LivingCenter.StartAsync(LivingCenter.Line, voice: Certify, hasMusic: false);
        await using var baresip = await StartAsync($"<sip:desk-1@contactcenter;transport=tls>;auth_user=desk-1;auth_pass={LivingCenter.Password};outbound=\"{Place(center)}\";regint=600;answermode=auto");
        await center.ReadyAsync();
        var bruno = await center.HandsetAsync("desk-2");
        var caller = await center.CallAsync(Other);
        await center.LoggedAsync("call.joined");
        await caller.HearsAsync([Theirs], []);
        await baresip.HearsAsync(Other);

        await baresip.CommandAsync("hold", "");
        await center.LoggedAsync("call.held");
        await caller.HearsAsync([], [Theirs]);
        await baresip.CommandAsync("resume", "");
        await center.LoggedAsync("call.resumed");
        await caller.HearsAsync([Theirs], []);

        await baresip.CommandAsync("transfer", "sip:bruno@contactcenter");
        var colleague = await bruno.AnswerAsync(Colleague);
        await caller.HearsAsync([Colleague], [Theirs]);
        await colleague.HearsAsync([caller]);
        await center.LoggedAsync("call.left");
        await caller.Call.DisposeAsync();
        await colleague.EndsAsync();
        await center.LoggedAsync("call.ended");
    }

    [NeedsFact("baresip")]
    public async Task A_caller_on_baresip_hears_the_script_keys_the_way_and_is_heard_by_the_agent()
    {
        await using var center = await LivingCenter.StartAsync(
            static t => t.AddScript("menu", Menu).AddEndpoint("line", ChannelKind.Voice, Address.Phone(LivingCenter.Number), static e => e.ToQueue("faults").Runs("menu").Answers("Nessuno.", "Troppi.").Speaks("it")),
            voice: o =>
            {
                Certify(o);
                o.Trunks["main"].Encryption = VoiceEncryption.Required;
            },
            hasMusic: false);
        var anna = await center.HandsetAsync("desk-1");
        await center.ReadyAsync();
        await using var baresip = await StartAsync("<sip:bob@127.0.0.1;transport=tls>;regint=0");
        await baresip.CommandAsync("dial", $"sip:{LivingCenter.Number}@{Place(center)[4..]}");
        await baresip.HearsAsync(LivingCenter.Voice);
        await baresip.CommandAsync("sndcode", "5");
        var agent = await anna.AnswerAsync(Other);
        await center.LoggedAsync("call.joined");
        await agent.HearsAsync([Theirs], []);
        await baresip.HearsAsync(Other);
        await baresip.CommandAsync("hangup", "");
        await agent.EndsAsync();
        await center.LoggedAsync("call.ended");
    }

    [NeedsFact("baresip")]
    public async Task A_customer_on_baresip_is_called_over_a_trunk_by_tls_with_encrypted_sound()
    {
        await using var baresip = await StartAsync("<sip:+393331112222@127.0.0.1;transport=tls>;regint=0;answermode=auto");
        await baresip.UntilSaidAsync("baresip is ready");
        await using var center = await LivingCenter.StartAsync(
            LivingCenter.Line,
            voice: o =>
            {
                Certify(o);
                o.Phones.Encryption = VoiceEncryption.Optional;
                o.Trunk("main", baresip.SecureUri.ToString(), configure: static t => (t.Transport, t.Encryption, t.KeepAliveSeconds) = (VoiceTransport.Tls, VoiceEncryption.Required, 0));
            },
            hasMusic: false);
        var phone = await center.HandsetAsync("desk-1");
        await center.ReadyAsync();
        var agent = await phone.DialAsync("+393331112222", Other);
        (await agent.Call.Established.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeTrue(baresip.Said);
        await agent.HearsAsync([Theirs], []);
        await baresip.HearsAsync(Other);
        await baresip.CommandAsync("hangup", "");
        await agent.EndsAsync();
        await center.LoggedAsync("call.ended");
    }

    private static string Place(LivingCenter center) => string.Create(CultureInfo.InvariantCulture, $"sip:{center.ListensAt(SipTransportKind.Tls)};transport=tls");

    /// <summary>It believes the center's root alone, and makes and takes calls with SRTP alone.</summary>
    private Task<Baresip> StartAsync(string account) =>
        Baresip.StartAsync(new BaresipSettings("PCMA/8000/1") { IsSecure = true, Account = account, More = $"sip_cafile {_chain.RootsPath}\nsip_verify_server yes\nsip_certificate {_chain.BothPath}" });

    private void Certify(VoiceOptions options)
    {
        options.Listen["tls"] = "tls:127.0.0.1:0";
        (options.Certificate.Path, options.Certificate.KeyPath, options.Certificate.RootsPath) = (_chain.CertificatePath, _chain.KeyPath, _chain.RootsPath);
        (options.Phones.Encryption, options.Phones.Digest) = (VoiceEncryption.Required, VoiceDigest.Md5); // all that baresip 1 knows
    }
}
