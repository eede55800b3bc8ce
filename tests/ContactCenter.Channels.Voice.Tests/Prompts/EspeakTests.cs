using System.Diagnostics;
using System.Text;
using ContactCenter.Channels.Voice.Prompts;
using ContactCenter.Channels.Voice.Sound;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Voice.Tests.Prompts;

/// <summary>The real program, <c>espeak-ng</c> of <c>eng/packages.txt</c>, and scripts that behave badly in its place.</summary>
public sealed class EspeakTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [NeedsTheory("espeak-ng")]
    [InlineData("en", "You are number three in the queue.")]
    [InlineData("en-GB", "You are number three in the queue.")]
    [InlineData("it", "Lei è il numero tre in coda.")]
    [InlineData("it-IT", "Lei è il numero tre in coda.")]
    public async Task It_speaks(string language, string text)
    {
        using var voice = Voice();
        voice.FindFault().ShouldBeNull();
        var speech = await voice.SayAsync(text, language);
        speech.SampleRate.ShouldBe(22_050);
        (speech.Samples.Length / 22_050.0).ShouldBeInRange(1, 6);
        ContactCenter.Sip.Audio.AudioLevel.Dbm0(speech.Samples.Span).ShouldBeGreaterThan(-30);
    }

    [NeedsFact("espeak-ng")]
    public async Task Italian_is_not_English_and_each_has_its_identity()
    {
        using var voice = Voice();
        var italian = await voice.SayAsync("Ciao come stai", "it");
        var english = await voice.SayAsync("Ciao come stai", "en");
        italian.Samples.Length.ShouldNotBe(english.Samples.Length);
        (await voice.IdentityAsync("it-IT", default)).ShouldBe(await voice.IdentityAsync("it", default));
        (await voice.IdentityAsync("it", default)).ShouldNotBe(await voice.IdentityAsync("en", default));
        (await voice.IdentityAsync("it", default)).ShouldContain("eSpeak NG");
    }

    [NeedsFact("espeak-ng")]
    public async Task It_is_heard_on_the_telephone()
    {
        using var voice = Voice();
        using var studio = new Studio(new VoicePromptsOptions(), voice);
        var clips = await studio.Prompts.OfAsync("Benvenuto. Attenda in linea.", new SpokenPlan("it"));
        using var room = new Room();
        var caller = new Sound.Leg(room.Enter(SeatKind.Caller));
        var heard = caller.Seat.Player.PlayAsync(clips);
        Sound.Leg.Run((int)clips[0].Length.TotalMilliseconds + 100, caller);
        (await heard).ShouldBeTrue();
        ContactCenter.Sip.Audio.AudioLevel.Dbm0(caller.Heard.ToArray()).ShouldBeGreaterThan(-30);
    }

    [NeedsTheory("espeak-ng")]
    [InlineData("-w /tmp/contactcenter-stolen.wav")]
    [InlineData("--voices")]
    [InlineData("$(touch /tmp/contactcenter-stolen.wav); `id`")]
    [InlineData("<speak><audio src='/etc/passwd'/></speak>")]
    public async Task A_text_is_spoken_and_never_obeyed(string text)
    {
        using var voice = Voice();
        (await voice.SayAsync(text, "en")).Samples.Length.ShouldBeGreaterThan(5_000);
        File.Exists("/tmp/contactcenter-stolen.wav").ShouldBeFalse();
    }

    [Fact]
    public void Commands_within_a_text_are_none() =>
        EspeakSynthesizer.Plain("a\u0001b[[h@l'oU]]\n[[[").ShouldBe("a b[ [h@l'oU]] [ [ [");

    [NeedsTheory("espeak-ng")]
    [InlineData("--help")]
    [InlineData("../../etc")]
    [InlineData("")]
    public async Task A_language_that_is_none_is_refused(string language)
    {
        using var voice = Voice();
        (await Should.ThrowAsync<ChannelException>(async () => await voice.SayAsync("ciao", language))).Code.ShouldBe("speech-failed");
    }

    [NeedsFact("espeak-ng")]
    public async Task A_voice_that_is_not_there_is_told_with_what_the_program_says()
    {
        using var voice = Voice(o => o.Voices["it"] = "nosuchvoice");
        var told = await Should.ThrowAsync<ChannelException>(async () => await voice.SayAsync("ciao", "it"));
        told.Code.ShouldBe("speech-failed");
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_told_with_the_remedy()
    {
        using var voice = Voice(static o => o.EspeakPath = "/not/there/espeak-ng");
        voice.FindFault().ShouldNotBeNull().ShouldContain("apt-get install espeak-ng");
        var told = await Should.ThrowAsync<ChannelException>(async () => await voice.SayAsync("ciao", "it"));
        told.Code.ShouldBe("speech-unavailable");
        told.Message.ShouldContain("apt-get install espeak-ng");
    }

    [Fact]
    public async Task One_that_takes_too_long_is_killed()
    {
        using var voice = Voice(o => (o.EspeakPath, o.SpeechTimeout) = (Script("sleep 600"), TimeSpan.FromSeconds(1)));
        var told = await Should.ThrowAsync<ChannelException>(async () => await voice.SayAsync("ciao", "it"));
        told.Code.ShouldBe("speech-timeout");
        told.IsTransient.ShouldBeTrue();
        Alive().ShouldBeFalse();
    }

    [Fact]
    public async Task One_that_nobody_waits_for_is_killed()
    {
        using var voice = Voice(o => o.EspeakPath = Script("sleep 600"));
        using var cancel = new CancellationTokenSource();
        var saying = voice.SayAsync("ciao", "it", cancel.Token).AsTask();
        while (!File.Exists(PidFile))
        {
            await Task.Yield();
        }

        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => saying);
        Alive().ShouldBeFalse();
    }

    [Theory]
    [InlineData("echo no sound", "speech-failed")]
    [InlineData("echo bad >&2; exit 3", "speech-failed")]
    public async Task One_that_fails_is_told(string script, string code)
    {
        using var voice = Voice(o => o.EspeakPath = Script(script));
        (await Should.ThrowAsync<ChannelException>(async () => await voice.SayAsync("ciao", "it"))).Code.ShouldBe(code);
    }

    [NeedsFact("espeak-ng")]
    public async Task No_more_run_at_once_than_are_allowed()
    {
        var log = Path.Combine(_folder.Path, "log");
        using var voice = Voice(o => (o.EspeakPath, o.SpeechParallelism) = (Script($"case \"$*\" in *--stdin*) echo + >> {log}; sleep 0.05; echo - >> {log};; esac; exec espeak-ng \"$@\""), 2));
        await voice.SayAsync("ciao", "it");
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => voice.SayAsync($"ciao {i}", "it").AsTask()));
        var (running, most) = (0, 0);
        foreach (var line in await File.ReadAllLinesAsync(log))
        {
            running += line == "+" ? 1 : -1;
            most = Math.Max(most, running);
        }

        most.ShouldBe(2);
        running.ShouldBe(0);
    }

    private string PidFile => Path.Combine(_folder.Path, "pid");

    private static EspeakSynthesizer Voice(Action<VoicePromptsOptions>? configure = null)
    {
        var options = new VoicePromptsOptions { SpeechTimeout = TimeSpan.FromMinutes(1) };
        configure?.Invoke(options);
        return new EspeakSynthesizer(Options.Create(options), TimeProvider.System);
    }

    private string Script(string body)
    {
        var path = Path.Combine(_folder.Path, "espeak");
        File.WriteAllText(path, $"#!/bin/sh\necho $$ > {PidFile}.new; mv {PidFile}.new {PidFile}\n{body}\n", new UTF8Encoding(false));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    private bool Alive()
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(File.ReadAllText(PidFile), System.Globalization.CultureInfo.InvariantCulture));
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
