using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;
using ContactCenter.Channels.Voice.Sip;
using ContactCenter.Channels.Voice.Tests.Sip;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Sdp;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Tests.Voice;
using ContactCenter.Sip.Transport;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Channels.Voice.Tests.Secure;

/// <summary>A trunk over TLS whose sound is encrypted, and the certificates that are shown.</summary>
public sealed class SecureTrunkTests : IDisposable
{
    private readonly Chain _chain = new();
    private readonly VoiceLab _far = new(60_000);

    public void Dispose()
    {
        _far.Dispose();
        _chain.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_whole_chain_is_shown_to_who_knows_the_root_alone(bool isStore)
    {
        await using var lab = await TelephoneLab.StartAsync(options =>
        {
            Certify(options);
            if (isStore)
            {
                (options.Certificate.Path, options.Certificate.KeyPath, options.Certificate.Password) = (_chain.StorePath, null, new Secret("secret"));
            }
        });
        using var client = new TcpClient();
        await client.ConnectAsync(lab.Telephone.Listening.Single(static l => l.Kind == SipTransportKind.Tls).Address);
        IReadOnlyList<string> shown = [];
        await using var stream = new SslStream(client.GetStream(), false, (sender, certificate, chain, errors) =>
        {
            shown = [.. chain!.ChainPolicy.ExtraStore.Select(static c => c.Subject)];
            return _chain.Judge(sender, certificate, chain, errors);
        });
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", CertificateRevocationCheckMode = X509RevocationMode.NoCheck });
        shown.ShouldContain("CN=Test between");
    }

    [Fact]
    public async Task A_trunk_whose_certificate_nobody_we_know_has_signed_stays_down()
    {
        using var stranger = new Chain();
        await using var trunk = new Phone(SipTransportKind.Tls, with: o => (o.Tls.Certificate, o.Tls.Judge) = (stranger.Own, stranger.Judge));
        await using var lab = await TelephoneLab.StartAsync(options =>
        {
            Certify(options);
            options.Trunk("main", $"sip:{trunk.Address}", configure: static t => t.Transport = VoiceTransport.Tls);
        });
        await lab.UntilAsync("main", static t => t.State == VoiceTrunkState.Down);
        (await lab.Telephone.CallAsync(new CallTarget("main", "+390612345678", ""))).ShouldBeNull();
    }

    private void Certify(VoiceOptions options)
    {
        options.Listen["udp"] = "udp:127.0.0.1:0";
        options.Listen["tls"] = "tls:127.0.0.1:0";
        (options.Certificate.Path, options.Certificate.KeyPath, options.Certificate.RootsPath) = (_chain.CertificatePath, _chain.KeyPath, _chain.RootsPath);
    }

    private static async Task HearOneAnotherAsync(VoiceCall theirs, ToneSound ours)
    {
        var heard = new Recording();
        (theirs.Source, theirs.Sink) = (new Sine(460), heard);
        await heard.HearsAsync(700);
        await ours.Heard.HearsAsync(460);
        (theirs.Stream!.Parameters.SendKeys, theirs.Stream.Parameters.ReceiveKeys).ShouldNotBe((null, null));
    }
}
