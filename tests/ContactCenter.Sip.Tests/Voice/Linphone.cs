using System.Globalization;
using ContactCenter.Sip.Audio;
using ContactCenter.Sip.Messages;

namespace ContactCenter.Sip.Tests.Voice;

/// <summary>A linphonec that answers by itself, plays 440 Hz and records what it hears.</summary>
internal sealed class Linphone : IAsyncDisposable
{
    private readonly PeerProgram _program = new("linphonec");

    public SipUri Uri { get; private set; } = SipUri.Parse("sip:carol@127.0.0.1");

    /// <summary>What it has said on its screen.</summary>
    public string Said => _program.Said;

    public static async Task<Linphone> StartAsync()
    {
        var linphone = new Linphone();
        var port = FreePort.Take();
        linphone.Uri = SipUri.Parse(string.Create(CultureInfo.InvariantCulture, $"sip:carol@127.0.0.1:{port}"));
        var folder = linphone._program.Folder;
        Directory.CreateDirectory(Path.Combine(folder, ".local", "share", "linphone")); // without it its core stops while it opens its database
        var settings = Path.Combine(folder, "linphonerc");
        await File.WriteAllTextAsync(settings, Settings(port));
        var tone = linphone._program.WriteTone();
        linphone._program.Start("-c", settings, "-a", "-d", "1", "-l", Path.Combine(folder, "log"));
        await linphone.CommandAsync("ipv6 disable");
        await linphone.CommandAsync("soundcard use files");
        await linphone.CommandAsync($"play {tone}");
        await linphone.CommandAsync($"record {folder}/heard.wav");
        await linphone.UntilSaidAsync("record ");
        return linphone;
    }

    /// <summary>Has it do something, as a person at its keys would.</summary>
    public async Task CommandAsync(string command)
    {
        await _program.Process.StandardInput.WriteLineAsync(command);
        await _program.Process.StandardInput.FlushAsync();
    }

    /// <summary>Waits until it has said something on its screen.</summary>
    public Task UntilSaidAsync(string text) => _program.UntilSaidAsync(text);

    /// <summary>Ends it, and gives the middle of what it recorded, at 8 kHz.</summary>
    public async Task<short[]> RecordedAsync()
    {
        await CommandAsync("quit");
        await _program.Process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await using var stream = File.OpenRead(Path.Combine(_program.Folder, "heard.wav"));
        var reader = new WavReader(stream);
        reader.SampleRate.ShouldBe(8_000);
        var samples = new short[8_000];
        reader.Read(samples).ShouldBe(samples.Length, "it recorded more than a second");
        return samples[4_000..];
    }

    public ValueTask DisposeAsync() => _program.DisposeAsync();

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
