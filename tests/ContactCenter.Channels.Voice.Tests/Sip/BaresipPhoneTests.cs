using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ContactCenter.Calls;
using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Tests.Voice;
using ContactCenter.Sip.Transport;

namespace ContactCenter.Channels.Voice.Tests.Sip;

/// <summary>baresip is an agent's telephone: it registers over TLS and talks encrypted.</summary>
public sealed class BaresipPhoneTests
{
    [Fact]
    public async Task A_telephone_registers_over_TLS_and_is_called_encrypted()
    {
        var folder = Directory.CreateTempSubdirectory("baresip-");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var (certificateFile, keyFile) = (Path.Combine(folder.FullName, "own.pem"), Path.Combine(folder.FullName, "own.key"));
        await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        await using var lab = await PhoneTests.LabAsync(options =>
        {
            options.Listen["tls"] = "tls:127.0.0.1:0";
            (options.Certificate.Path, options.Certificate.KeyPath) = (certificateFile, keyFile);
            options.Phones.Encryption = VoiceEncryption.Required;
        });
        var registered = new TaskCompletionSource();
        lab.Telephone.PhoneChanged += (agent, isReachable) => { if (agent == "anna" && isReachable) { registered.TrySetResult(); } };
        await WriteAsync(folder, lab.Telephone.Listening.First(static l => l.Kind == SipTransportKind.Tls).Address.Port);
        using var baresip = Process.Start(new ProcessStartInfo("baresip", ["-4", "-f", folder.FullName, "-t", "120"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName })!;
        var told = new System.Collections.Concurrent.ConcurrentQueue<string>();
        baresip.OutputDataReceived += (_, line) => told.Enqueue(line.Data ?? "");
        baresip.ErrorDataReceived += (_, line) => told.Enqueue(line.Data ?? "");
        baresip.BeginOutputReadLine();
        baresip.BeginErrorReadLine();
        try
        {
            await (await Task.WhenAny(registered.Task, Task.Delay(TimeSpan.FromSeconds(60))));
            registered.Task.IsCompleted.ShouldBeTrue(string.Join('\n', told));
            var sound = new ToneSound(1_000);
            var call = (await lab.Telephone.CallAsync(new CallTarget("", "desk-1", "+393331234567"))).ShouldNotBeNull();
            call.Sound = sound;
            (await call.Answered.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeTrue(string.Join('\n', told));
            await sound.Heard.HearsAsync(440);
            var stream = ((ContactCenter.Channels.Voice.Sip.LineCall)call).Voice!.Stream!;
            (stream.Parameters.SendKeys is not null, stream.Parameters.ReceiveKeys is not null).ShouldBe((true, true));
            await call.DisposeAsync();
        }
        finally
        {
            baresip.Kill();
            await baresip.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }

    private static async Task WriteAsync(DirectoryInfo folder, int port)
    {
        var modules = new[] { "/usr/lib/baresip/modules" }.Concat(Directory.GetDirectories("/usr/lib", "*-linux-*").Select(static d => Path.Combine(d, "baresip", "modules"))).First(Directory.Exists);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "config"), string.Create(CultureInfo.InvariantCulture, $"""
            poll_method epoll
            sip_listen 127.0.0.1:{FreePort()}
            sip_verify_server no
            net_interface 127.0.0.1
            audio_source aufile,{folder.FullName}/tone.wav
            audio_alert ausine,400
            ausrc_srate 8000
            auplay_srate 8000
            ausrc_channels 1
            auplay_channels 1
            audio_level no
            rtp_ports 44500-44900
            rtcp_mux no
            jitter_buffer_delay 5-10
            module_path {modules}
            module g711.so
            module aufile.so
            module sndfile.so
            module ausine.so
            module srtp.so
            module uuid.so
            module_tmp account.so
            module_app auloop.so
            module_app menu.so
            snd_path {folder.FullName}

            """));
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "accounts"), $"<sip:desk-1@127.0.0.1:{port};transport=tls>;auth_user=desk-1;auth_pass=long-enough;regint=60;answermode=auto;audio_codecs=PCMU/8000/1;mediaenc=srtp-mand\n");
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "contacts"), "");
        await using var stream = File.Create(Path.Combine(folder.FullName, "tone.wav"));
        using var writer = new WavWriter(stream, WavEncoding.Pcm16, 1, 8_000);
        var tone = new short[8_000 * 30];
        new Sine(440).Fill(tone, 8_000);
        writer.Write(tone);
    }

    private static int FreePort()
    {
        using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)udp.Client.LocalEndPoint!).Port;
    }
}
