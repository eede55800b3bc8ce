using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Rtp.Sockets;
using ContactCenter.Sip.Sdp;
using ContactCenter.Sip.Tests.Audio;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Sip.Tests.Voice;

/// <summary>baresip answers: we hear its tone, it records ours, encrypted and not.</summary>
public sealed class BaresipTests
{
    [Theory]
    [InlineData("PCMU/8000/1", false)]
    [InlineData("PCMA/8000/1", true)]
    public async Task baresip_hears_us_and_we_hear_it(string codec, bool isSecure)
    {
        var folder = Directory.CreateTempSubdirectory("baresip-");
        var port = FreePort();
        await WriteAsync(folder, port, codec, isSecure);
        var start = new ProcessStartInfo("baresip", ["-4", "-f", folder.FullName, "-t", "60"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName };
        using var baresip = Process.Start(start)!;
        var told = baresip.StandardOutput.ReadToEndAsync();
        _ = baresip.StandardError.ReadToEndAsync();
        try
        {
            using var engine = new MediaEngine(new MediaEngineOptions { Address = IPAddress.Loopback, FirstPort = 43_000, LastPort = 43_099 }, TimeProvider.System);
            await using var phone = new Phone();
            var settings = new VoiceSettings(engine, IPAddress.Loopback) { Capabilities = SdpCapabilities.Default with { Srtp = isSecure ? SrtpPolicy.Required : SrtpPolicy.Never } };
            var heard = new Recording();
            await using (var call = await CallAsync(phone, port, settings))
            {
                (call.Source, call.Sink) = (new Sine(1_000), heard);
                await heard.HearsAsync(440);
                await heard.NextAsync(100);
                call.Stream!.Figures.PacketsReceived.ShouldBeGreaterThan(100);
                (call.Stream.Parameters.SendKeys is not null).ShouldBe(isSecure);
            }

            var recorded = await RecordedAsync(folder);
            ToneAnalysis.Frequency(recorded, 8_000).ShouldBe(1_000, 2);
        }
        finally
        {
            baresip.Kill();
            await baresip.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Tries again while baresip is still starting.</summary>
    private static async Task<VoiceCall> CallAsync(Phone phone, int port, VoiceSettings settings)
    {
        for (var attempt = 0; ; attempt++)
        {
            var call = await VoiceCall.CallAsync(phone.Endpoint, SipUri.Parse(string.Create(CultureInfo.InvariantCulture, $"sip:bob@127.0.0.1:{port}")), SipAddress.Parse("<sip:anna@127.0.0.1>"), settings);
            if (await call.Established.WaitAsync(TimeSpan.FromSeconds(40)))
            {
                return call;
            }

            var ended = await call.Over;
            attempt.ShouldBeLessThan(5, $"{ended.End} {ended.By}");
            await Task.Delay(500);
        }
    }

    /// <summary>The middle of what baresip wrote down of us: its decoder's dump.</summary>
    private static async Task<short[]> RecordedAsync(DirectoryInfo folder)
    {
        for (var i = 0; ; i++)
        {
            if (folder.GetFiles("dump-*-dec.wav").FirstOrDefault() is { Length: > 40_000 } file)
            {
                await using var stream = file.OpenRead();
                var samples = new short[8_000];
                var reader = new WavReader(stream);
                reader.Read(samples);
                reader.Read(samples);
                return samples;
            }

            i.ShouldBeLessThan(200, string.Join(", ", folder.GetFiles().Select(static f => $"{f.Name} {f.Length}")));
            await Task.Delay(50);
        }
    }

    private static async Task WriteAsync(DirectoryInfo folder, int port, string codec, bool isSecure)
    {
        var modules = new[] { "/usr/lib/baresip/modules" }.Concat(Directory.GetDirectories("/usr/lib", "*-linux-*").Select(static d => Path.Combine(d, "baresip", "modules"))).First(Directory.Exists);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "config"), string.Create(CultureInfo.InvariantCulture, $"""
            poll_method epoll
            sip_listen 127.0.0.1:{port}
            net_interface 127.0.0.1
            audio_source aufile,{folder.FullName}/tone.wav
            audio_alert ausine,400
            ausrc_srate 8000
            auplay_srate 8000
            ausrc_channels 1
            auplay_channels 1
            audio_level no
            rtp_ports 44000-44400
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
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "accounts"), $"<sip:bob@127.0.0.1>;regint=0;answermode=auto;audio_codecs={codec}{(isSecure ? ";mediaenc=srtp-mand" : "")}\n");
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
