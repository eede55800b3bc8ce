using ContactCenter.Channels.Voice.Tests.Center;
using ContactCenter.Sip.Tests.Voice;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Channels.Voice.Tests.Secure;

/// <summary>baresip is an agent's telephone: registered over TLS, its sound encrypted, in a whole center.</summary>
public sealed class SecureTelephoneTests
{
    private const double Theirs = 440;

    [Fact]
    public async Task baresip_registers_over_TLS_is_offered_a_call_talks_encrypted_holds_and_transfers()
    {
        using var chain = new Chain();
        await using var center = await LivingCenter.StartAsync(LivingCenter.Line, voice: o =>
        {
            o.Listen["tls"] = "tls:127.0.0.1:0";
            (o.Certificate.Path, o.Certificate.KeyPath, o.Certificate.RootsPath) = (chain.CertificatePath, chain.KeyPath, chain.RootsPath);
            (o.Phones.Encryption, o.Phones.Digest) = (VoiceEncryption.Optional, VoiceDigest.Md5);
        }, hasMusic: false);
        var registrar = center.ListensAt(SipTransportKind.Tls);
        await using var baresip = await Baresip.StartAsync(new BaresipSettings("PCMA/8000/1")
        {
            IsSecure = true,
            Account = $"<sip:desk-1@contactcenter;transport=tls>;auth_user=desk-1;auth_pass={LivingCenter.Password};outbound=\"sip:{registrar};transport=tls\";regint=600;answermode=manual",
            More = $"sip_cafile {chain.RootsPath}",
        });
        var colleague = await center.HandsetAsync("desk-2");
        await baresip.UntilSaidAsync("[1 binding]");
        await center.ReadyAsync("anna");

        var caller = await center.CallAsync(tone: 700);
        await baresip.UntilSaidAsync("Incoming call from");
        await baresip.CommandAsync("accept", "");
        await center.LoggedAsync("call.joined");
        await caller.HearsAsync([Theirs], []);
        await baresip.HearsAsync(700);

        await baresip.CommandAsync("hold", "");
        await center.LoggedAsync("call.held");
        await caller.HearsAsync([], [Theirs]);
        await baresip.CommandAsync("resume", "");
        await center.LoggedAsync("call.resumed");
        await caller.HearsAsync([Theirs], []);

        await baresip.CommandAsync("transfer", "sip:bruno@contactcenter");
        var other = await colleague.AnswerAsync(tone: 460);
        await center.LoggedAsync("call.joined", 2);
        await caller.HearsAsync([other], []);
        await other.HearsAsync([caller], []);
        await baresip.UntilSaidAsync("session closed");
        await caller.Call.DisposeAsync();
        await other.EndsAsync();
        await center.LoggedAsync("call.ended");
    }
}
