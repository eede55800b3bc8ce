using System.Diagnostics;
using System.Globalization;
using System.Text;
using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Voice;

/// <summary>A linphonec that answers by itself, plays 440 Hz and records what it hears.</summary>
internal sealed class Linphone : IAsyncDisposable
{
    private readonly StringBuilder _said = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("linphone-");
    private Process? _process;

    public SipUri Uri { get; private set; } = SipUri.Parse("sip:carol@127.0.0.1");

    /// <summary>What it has said on its screen.</summary>
    public string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    public static async Task<Linphone> StartAsync()
    {
        var linphone = new Linphone();
        var port = FreePort.Take();
        linphone.Uri = SipUri.Parse(string.Create(CultureInfo.InvariantCulture, $"sip:carol@127.0.0.1:{port}"));
        var folder = linphone._folder.FullName;
        Directory.CreateDirectory(Path.Combine(folder, ".local", "share", "linphone")); // without it its core stops while it opens its database
        var settings = Path.Combine(folder, "linphonerc");
        await File.WriteAllTextAsync(settings, Settings(port));
        WriteTone(Path.Combine(folder, "tone.wav"));
        var start = new ProcessStartInfo("linphonec", ["-c", settings, "-a", "-d", "1", "-l", Path.Combine(folder, "log")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder, Environment = { ["HOME"] = folder },
        };
        var process = linphone._process = Process.Start(start)!;
        process.OutputDataReceived += linphone.Says;
        process.ErrorDataReceived += linphone.Says;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await linphone.CommandAsync("ipv6 disable");
        await linphone.CommandAsync("soundcard use files");
        await linphone.CommandAsync($"play {folder}/tone.wav");
        await linphone.CommandAsync($"record {folder}/heard.wav");
        await linphone.UntilSaidAsync("record ");
        return linphone;
    }

    /// <summary>Has it do something, as a person at its keys would.</summary>
    public async Task CommandAsync(string command)
    {
        await _process!.StandardInput.WriteLineAsync(command);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits until it has said something on its screen.</summary>
    public async Task UntilSaidAsync(string text)
    {
        for (var i = 0; !Said.Contains(text, StringComparison.Ordinal); i++)
        {
            (i > 3_000 || _process!.HasExited).ShouldBeFalse($"linphonec says '{text}'; it said:\n{Said}");
            await Task.Delay(20);
        }
    }

    /// <summary>Ends it, and gives the middle of what it recorded, at 8 kHz.</summary>
    public async Task<short[]> RecordedAsync()
    {
        await CommandAsync("quit");
        await _process!.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await using var stream = File.OpenRead(Path.Combine(_folder.FullName, "heard.wav"));
        var reader = new WavReader(stream);
        reader.SampleRate.ShouldBe(8_000);
        var samples = new short[8_000];
        reader.Read(samples).ShouldBe(samples.Length, "it recorded more than a second");
        return samples[4_000..];
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private void Says(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
        {
            _said.AppendLine(line.Data);
        }
    }

    private static void WriteTone(string path)
    {
        using var stream = File.Create(path);
        using var writer = new WavWriter(stream, WavEncoding.Pcm16, 1, 8_000);
        var tone = new short[8_000 * 60];
        new Sine(440).Fill(tone, 8_000);
        writer.Write(tone);
    }

    private static string Settings(int port) => string.Create(CultureInfo.InvariantCulture, $"""
        [sip]
        sip_port={port}
        sip_tcp_port={port}
        sip_tls_port=0
        bind_address=127.0.0.1
        guess_hostname=0
        contact=sip:carol@127.0.0.1:{port}
        media_encryption=none
        use_ipv6=0
        default_proxy=-1
        auto_net_state_mon=0
        keepalive_period=0
        [net]
        stun_server=
        firewall_policy=0
        [rtp]
        audio_rtp_port=9000-9400
        [sound]
        playback_dev_id=
        capture_dev_id=
        [video]
        enabled=0
        [misc]
        log_collection_enabled=0
        config-uri=
        version_check_url_root=

        """);
}
