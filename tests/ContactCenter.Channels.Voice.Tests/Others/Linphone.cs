using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Tests.Audio;
using ContactCenter.Sip.Tests.Voice;

namespace ContactCenter.Channels.Voice.Tests.Others;

/// <summary>A linphonec that registers with us, says 440 Hz and writes down what it hears.</summary>
internal sealed class Linphone : IAsyncDisposable
{
    private const double Says = 440;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("linphone-");
    private readonly StringBuilder _said = new();
    private readonly Process _process;

    private Linphone(IPEndPoint registrar, string device, string password)
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, ".local", "share", "linphone"));
        File.WriteAllText(Path.Combine(_folder.FullName, "rc"), string.Create(CultureInfo.InvariantCulture, $"""
            [sip]
            sip_port={FreePort()}
            sip_tcp_port=0
            sip_tls_port=0
            bind_address=127.0.0.1
            guess_hostname=0
            media_encryption=none
            use_ipv6=0
            default_proxy=0
            auto_net_state_mon=0
            keepalive_period=0
            [proxy_0]
            reg_proxy=<sip:{registrar};transport=udp>
            reg_route=<sip:{registrar};transport=udp;lr>
            reg_identity=sip:{device}@contactcenter
            reg_expires=600
            reg_sendregister=1
            publish=0
            [auth_info_0]
            username={device}
            passwd={password}
            realm=contactcenter
            algorithm=SHA-256
            [net]
            stun_server=
            firewall_policy=0
            [rtp]
            audio_rtp_port=33000-33400
            [sound]
            playback_dev_id=
            capture_dev_id=
            [video]
            enabled=0
            [misc]
            log_collection_enabled=0
            config-uri=
            version_check_url_root=

            """));
        using (var stream = File.Create(Path.Combine(_folder.FullName, "tone.wav")))
        using (var writer = new WavWriter(stream, WavEncoding.Pcm16, 1, 8_000))
        {
            var tone = new short[8_000 * 60];
            new Sine(Says).Fill(tone, 8_000);
            writer.Write(tone);
        }

        var start = new ProcessStartInfo("stdbuf", ["-oL", "-eL", "linphonec", "-c", "rc", "-d", "1"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.FullName };
        start.Environment["HOME"] = _folder.FullName;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Said;
        _process.ErrorDataReceived += Said;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public static async Task<Linphone> StartAsync(IPEndPoint registrar, string device, string password)
    {
        var linphone = new Linphone(registrar, device, password);
        await linphone.CommandAsync("soundcard use files");
        await linphone.CommandAsync("play tone.wav");
        await linphone.CommandAsync("record heard.wav");
        return linphone;
    }

    /// <summary>Types a command.</summary>
    public async Task CommandAsync(string command)
    {
        await _process.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits until it has written something; its log is on the screen, too.</summary>
    public async Task UntilSaidAsync(string text)
    {
        for (var i = 0; ; i++)
        {
            var said = Text();
            if (said.Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            i.ShouldBeLessThan(1_500, $"Linphone says '{text}'; it said:\n{said[^Math.Min(said.Length, 12_000)..]}");
            await Task.Delay(40);
        }
    }

    /// <summary>What it hears at last is this tone.</summary>
    public async Task HearsAsync(double frequency)
    {
        var path = Path.Combine(_folder.FullName, "heard.wav");
        for (var i = 0; ; i++)
        {
            if (File.Exists(path))
            {
                await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                if (stream.Length > 3_244)
                {
                    stream.Seek(-3_200 - ((stream.Length - 44) % 2), SeekOrigin.End);
                    var bytes = new byte[3_200];
                    await stream.ReadExactlyAsync(bytes);
                    var samples = MemoryMarshal.Cast<byte, short>(bytes).ToArray();
                    if (ToneAnalysis.LevelAt(samples, frequency, 8_000) > -20 && Math.Abs(ToneAnalysis.Frequency(samples, 8_000) - frequency) < 3)
                    {
                        return;
                    }
                }
            }

            i.ShouldBeLessThan(1_000, $"Linphone hears {frequency} Hz; it said:\n{Text()}");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Text()
    {
        lock (_said)
        {
            return _said.ToString();
        }
    }

    private void Said(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
        {
            _said.AppendLine(line.Data);
        }
    }

    private static int FreePort()
    {
        using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)udp.Client.LocalEndPoint!).Port;
    }
}
