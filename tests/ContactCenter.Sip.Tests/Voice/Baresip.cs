using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Tests.Audio;
using ContactCenter.Sip.Tests.Endpoints;
using ContactCenter.Sip.Voice;

namespace ContactCenter.Sip.Tests.Voice;

/// <summary>How a baresip is set up.</summary>
/// <param name="Codec">As baresip names it, such as <c>PCMU/8000/1</c>.</param>
internal sealed record BaresipSettings(string Codec)
{
    /// <summary>Whether it takes and makes calls with SRTP alone.</summary>
    public bool IsSecure { get; init; }

    /// <summary>Its account: the address, and where it registers; it registers nowhere by default and answers by itself.</summary>
    public string Account { get; init; } = "<sip:bob@127.0.0.1>;regint=0;answermode=auto";

    /// <summary>Further lines of its configuration.</summary>
    public string More { get; init; } = "";
}

/// <summary>A baresip that plays 440 Hz and writes down what it hears.</summary>
internal sealed class Baresip : IAsyncDisposable
{
    private readonly PeerProgram _program = new("baresip");
    private readonly int _control = FreePort.Take();

    public SipUri Uri { get; private set; } = SipUri.Parse("sip:bob@127.0.0.1");

    /// <summary>Where it listens over TLS, with a certificate of its own: the port after the first.</summary>
    public SipUri SecureUri => SipUri.Parse(string.Create(CultureInfo.InvariantCulture, $"sip:127.0.0.1:{Uri.Port + 1}"));

    /// <summary>What it has said on its screen.</summary>
    public string Said => _program.Said;

    public static Task<Baresip> StartAsync(string codec, bool isSecure) => StartAsync(new BaresipSettings(codec) { IsSecure = isSecure });

    public static async Task<Baresip> StartAsync(BaresipSettings settings)
    {
        var baresip = new Baresip();
        var port = FreePort.Take();
        baresip.Uri = SipUri.Parse(string.Create(CultureInfo.InvariantCulture, $"sip:bob@127.0.0.1:{port}"));
        await baresip.WriteAsync(port, baresip._control, settings);
        baresip._program.Start("-4", "-f", baresip._program.Folder, "-t", "120");
        return baresip;
    }

    /// <summary>Calls it; tries again while it is still starting.</summary>
    public async Task<VoiceCall> CallAsync(Phone phone, VoiceSettings settings)
    {
        for (var attempt = 0; ; attempt++)
        {
            var call = await VoiceCall.CallAsync(phone.Endpoint, Uri, VoiceLab.Anna, settings);
            if (await call.Established.WaitAsync(TimeSpan.FromSeconds(40)))
            {
                return call;
            }

            var ended = await call.Over;
            attempt.ShouldBeLessThan(5, $"{ended.End} {ended.By}");
            await Task.Delay(500);
        }
    }

    /// <summary>Has it do something, as a person at its keys would.</summary>
    public async Task CommandAsync(string command, string parameters)
    {
        using var control = await ConnectAsync();
        var json = $"{{\"command\":\"{command}\",\"params\":\"{parameters}\",\"token\":\"1\"}}";
        await control.GetStream().WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{json.Length}:{json},")));
        var answer = new byte[4_096];
        var text = "";
        while (!text.Contains("\"response\"", StringComparison.Ordinal))
        {
            var read = await control.GetStream().ReadAsync(answer).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
            read.ShouldBeGreaterThan(0);
            text += Encoding.ASCII.GetString(answer, 0, read); // events come between
        }
    }

    private async Task<TcpClient> ConnectAsync()
    {
        for (var i = 0; ; i++)
        {
            var control = new TcpClient();
            try
            {
                await control.ConnectAsync(IPAddress.Loopback, _control);
                return control;
            }
            catch (SocketException) when (i < 500)
            {
                control.Dispose(); // it is still starting
                await Task.Delay(20);
            }
        }
    }

    /// <summary>Waits until it has said something on its screen.</summary>
    public Task UntilSaidAsync(string text) => _program.UntilSaidAsync(text);

    /// <summary>What it hears at last is this tone: until its decoder's dump ends with it.</summary>
    public async Task HearsAsync(double frequency)
    {
        for (var i = 0; ; i++)
        {
            // The head of the file tells its length at the end alone: everything behind it is 16 bits at 8 kHz.
            if (new DirectoryInfo(_program.Folder).GetFiles("dump-*-dec.wav").MaxBy(static f => f.LastWriteTimeUtc) is { } file)
            {
                await using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                if (stream.Length > 3_244)
                {
                    stream.Seek(-3_200 - (stream.Length - 44) % 2, SeekOrigin.End);
                    var bytes = new byte[3_200];
                    await stream.ReadExactlyAsync(bytes);
                    var samples = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(bytes).ToArray();
                    if (Math.Abs(ToneAnalysis.Frequency(samples, 8_000) - frequency) < 3 && ToneAnalysis.LevelAt(samples, frequency, 8_000) > -20)
                    {
                        return;
                    }
                }
            }

            i.ShouldBeLessThan(1_000, $"baresip hears {frequency} Hz; it said:\n{Said}");
            await Task.Delay(20);
        }
    }

    /// <summary>The middle of what it wrote down of us: its decoder's dump.</summary>
    public async Task<short[]> RecordedAsync()
    {
        for (var i = 0; ; i++)
        {
            if (new DirectoryInfo(_program.Folder).GetFiles("dump-*-dec.wav").FirstOrDefault() is { Length: > 40_000 } file)
            {
                await using var stream = file.OpenRead();
                var samples = new short[8_000];
                var reader = new WavReader(stream);
                reader.Read(samples);
                reader.Read(samples);
                return samples;
            }

            i.ShouldBeLessThan(200, string.Join(", ", new DirectoryInfo(_program.Folder).GetFiles().Select(static f => $"{f.Name} {f.Length}")));
            await Task.Delay(50);
        }
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    private async Task WriteAsync(int port, int control, BaresipSettings settings)
    {
        var modules = new[] { "/usr/lib/baresip/modules" }.Concat(Directory.GetDirectories("/usr/lib", "*-linux-*").Select(static d => Path.Combine(d, "baresip", "modules"))).First(Directory.Exists);
        await File.WriteAllTextAsync(Path.Combine(_program.Folder, "config"), string.Create(CultureInfo.InvariantCulture, $"""
            poll_method epoll
            sip_listen 127.0.0.1:{port}
            net_interface 127.0.0.1
            audio_source aufile,{_program.Folder}/tone.wav
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
            ctrl_tcp_listen 127.0.0.1:{control}
            module_tmp account.so
            module_app ctrl_tcp.so
            module_app auloop.so
            module_app menu.so
            snd_path {_program.Folder}
            {settings.More}

            """));
        await File.WriteAllTextAsync(Path.Combine(_program.Folder, "accounts"), $"{settings.Account};audio_codecs={settings.Codec}{(settings.IsSecure ? ";mediaenc=srtp-mand" : "")}\n");
        await File.WriteAllTextAsync(Path.Combine(_program.Folder, "contacts"), "");
        _program.WriteTone();
    }
}
