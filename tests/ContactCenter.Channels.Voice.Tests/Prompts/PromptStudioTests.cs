using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Prompts;

namespace ContactCenter.Channels.Voice.Tests.Prompts;

public sealed class PromptStudioTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_part_the_plan_names_comes_from_its_recording_and_the_rest_from_the_voice()
    {
        _folder.Wav("it/balance.wav", 1_000);
        using var studio = new Studio(Options());
        var plan = new SpokenPlan("it") { Recording = "balance", RecordedFrom = 6, RecordedLength = 11 };
        Studio.First(await studio.Prompts.OfAsync("Salve Il saldo è: 120 euro", plan)).ShouldBe([5, 1_000, 8]);
        studio.Voice.Said.ShouldBe(["it Salve", "it 120 euro"]);
        studio.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_has_no_letter_is_not_spoken()
    {
        _folder.Wav("it/all.wav", 1_000);
        using var studio = new Studio(Options());
        Studio.First(await studio.Prompts.OfAsync(" Tutto. ", new SpokenPlan("it") { Recording = "all", RecordedFrom = 1, RecordedLength = 5 })).ShouldBe([1_000]);
        (await studio.Prompts.OfAsync("  ... ", new SpokenPlan("it"))).ShouldBeEmpty();
        studio.Voice.Said.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(-5, 3)]
    [InlineData(2, 5_000)]
    [InlineData(9_000, int.MaxValue)]
    public async Task A_part_outside_of_the_text_is_cut_to_it(int from, int length)
    {
        _folder.Wav("it/all.wav", 1_000);
        using var studio = new Studio(Options());
        Studio.First(await studio.Prompts.OfAsync("ab cd", new SpokenPlan("it") { Recording = "all", RecordedFrom = from, RecordedLength = length })).ShouldContain((short)1_000);
    }

    [Fact]
    public async Task A_recording_that_is_not_there_is_said_by_the_voice_and_told()
    {
        using var studio = new Studio(Options());
        Studio.First(await studio.Prompts.OfAsync("Buongiorno", new SpokenPlan("it") { Recording = "hello", RecordedFrom = 0, RecordedLength = 4 })).ShouldBe([10]);
        studio.Voice.Said.ShouldBe(["it Buongiorno"]);
        studio.Faults.ShouldBe(["recording"]);
        studio.Logger.LatestRecord.Message.ShouldContain("hello");
    }

    [Fact]
    public async Task Without_a_voice_what_is_recorded_is_heard_and_the_rest_is_told()
    {
        _folder.Wav("it/balance.wav", 1_000);
        using var studio = new Studio(Options());
        studio.Voice.IsBroken = true;
        var plan = new SpokenPlan("it") { Recording = "balance", RecordedFrom = 6, RecordedLength = 11 };
        Studio.First(await studio.Prompts.OfAsync("Salve Il saldo è: 120 euro", plan)).ShouldBe([1_000]);
        studio.Faults.ShouldBe(["speech", "speech"]);
        studio.Logger.Collector.GetSnapshot().ShouldAllBe(static r => !r.Message.Contains("120 euro", StringComparison.Ordinal) && !r.Message.Contains("Salve", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("it-IT", "Benvenuto.", 2_000)]
    [InlineData("it-CH", "Benvenuto.", 3_000)]
    [InlineData("it", "  Benvenuto. ", 3_000)]
    [InlineData("IT", "Benvenuto.", 3_000)]
    [InlineData("en", "Benvenuto.", 10)]
    [InlineData("it", "benvenuto.", 10)]
    public async Task A_text_that_is_recorded_word_for_word_needs_no_voice(string language, string text, int first)
    {
        _folder.Wav("it-IT/here.wav", 2_000);
        _folder.Text("it-IT/texts.json", """{ "Benvenuto.": "here" }""");
        _folder.Wav("it/welcome.wav", 3_000);
        _folder.Text("it/texts.json", """{ "Benvenuto.": "welcome", "Addio.": "not-there" }""");
        using var studio = new Studio(Options());
        Studio.First(await studio.Prompts.OfAsync(text, new SpokenPlan(language))).ShouldBe([(short)first]);
    }

    [Theory]
    [InlineData("it-IT", "a", 1)]
    [InlineData("it-IT", "b", 2)]
    [InlineData("pl", "b", 2)]
    [InlineData("../it", "b", 2)]
    public async Task A_recording_falls_back_to_the_language_and_then_to_any(string language, string name, int first)
    {
        _folder.Wav("it-IT/a.wav", 1);
        _folder.Wav("it/a.wav", 3);
        _folder.Wav("it/b.wav", 2);
        using var studio = new Studio(Options());
        Studio.First(await studio.Prompts.OfAsync("x", new SpokenPlan(language) { Recording = name, RecordedLength = 1 })).ShouldBe([(short)first]);
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("..")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\secret")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("-v")]
    [InlineData("sec\0ret")]
    [InlineData("secret ")]
    [InlineData("%2e%2e%2fsecret")]
    [InlineData("segreto\u0301")]
    public async Task No_name_leads_out_of_the_folder(string name)
    {
        _folder.Wav("secret.wav", 9_999);
        _folder.Wav("in/it/a.wav", 1);
        _folder.Wav("in/it/sub/b.wav", 9_999);
        using var studio = new Studio(new VoicePromptsOptions { Folders = { ["main"] = Path.Combine(_folder.Path, "in") } });
        Studio.First(await studio.Prompts.OfAsync("ciao", new SpokenPlan("it") { Recording = name, RecordedLength = 4 })).ShouldBe([4]);
        Studio.First([(await studio.Prompts.MusicAsync(name))!]).ShouldNotContain((short)9_999);
        studio.Logger.Collector.GetSnapshot().ShouldAllBe(r => name.Length == 0 || !r.Message.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_texts_file_that_names_a_path_is_not_believed()
    {
        _folder.Wav("secret.wav", 9_999);
        _folder.Text("in/it/texts.json", """{ "ciao": "../../secret" }""");
        _folder.Text("in/en/texts.json", "[ 1 ");
        using var studio = new Studio(new VoicePromptsOptions { Folders = { ["main"] = Path.Combine(_folder.Path, "in") } });
        studio.Faults.ShouldBe(["texts", "texts"]);
        Studio.First(await studio.Prompts.OfAsync("ciao", new SpokenPlan("it"))).ShouldBe([4]);
    }

    [Fact]
    public async Task A_damaged_recording_is_told_and_the_voice_says_it()
    {
        _folder.Text("it/a.wav", "no sound at all");
        _folder.Wav("it/b.wav", 1, rate: 48_000);
        using var studio = new Studio(Options());
        Studio.First(await studio.Prompts.OfAsync("ciao", new SpokenPlan("it") { Recording = "a", RecordedLength = 4 })).ShouldBe([4]);
        studio.Faults.ShouldBe(["file", "recording"]);
        (await studio.Prompts.OfAsync("ciao", new SpokenPlan("it") { Recording = "b", RecordedLength = 4 })).Single().SampleRate.ShouldBe(48_000);
    }

    [Fact]
    public async Task A_recording_that_is_replaced_is_heard_at_once()
    {
        _folder.Wav("it/a.wav", 1);
        using var studio = new Studio(Options());
        var plan = new SpokenPlan("it") { Recording = "a", RecordedLength = 1 };
        var first = (await studio.Prompts.OfAsync("x", plan)).Single();
        (await studio.Prompts.OfAsync("x", plan)).Single().ShouldBeSameAs(first, "it is held in memory");
        _folder.Wav("it/a.wav", 2, count: 900);
        Studio.First(await studio.Prompts.OfAsync("x", plan)).ShouldBe([2]);
    }

    [Fact]
    public async Task Speech_is_made_once_and_personal_speech_is_forgotten()
    {
        using var studio = new Studio(Options(cache: true));
        var plan = new SpokenPlan("it");
        await studio.Prompts.OfAsync("Il suo saldo", plan, isPersonal: true);
        await studio.Prompts.OfAsync("Il suo saldo", plan, isPersonal: true);
        studio.Voice.Said.Count.ShouldBe(1);
        Directory.Exists(Path.Combine(_folder.Path, "cache")).ShouldBeFalse("nothing personal is on disk");
        studio.Time.Advance(TimeSpan.FromMinutes(5));
        await studio.Prompts.OfAsync("Il suo saldo", plan);
        studio.Voice.Said.Count.ShouldBe(2);
        Directory.Exists(Path.Combine(_folder.Path, "cache")).ShouldBeFalse("by default it is personal");
    }

    [Fact]
    public async Task Speech_of_our_own_texts_survives_on_disk()
    {
        using var studio = new Studio(Options(cache: true));
        var made = (await studio.Prompts.OfAsync("Benvenuto", new SpokenPlan("it"), isPersonal: false)).Single();
        var files = Directory.GetFiles(Path.Combine(_folder.Path, "cache"));
        files.Single().ShouldEndWith(".wav");
        using var next = new Studio(Options(cache: true));
        var read = (await next.Prompts.OfAsync("Benvenuto", new SpokenPlan("it"), isPersonal: false)).Single();
        read.Samples.ToArray().ShouldBe(made.Samples.ToArray());
        next.Voice.Said.ShouldBeEmpty();

        await File.WriteAllTextAsync(files.Single(), "half");
        using var third = new Studio(Options(cache: true));
        Studio.First(await third.Prompts.OfAsync("Benvenuto", new SpokenPlan("it"), isPersonal: false)).ShouldBe([9]);
        third.Voice.Said.Count.ShouldBe(1, "a damaged file is made anew");
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_stops_nothing()
    {
        _folder.Text("cache", "a file where the folder should be");
        using var studio = new Studio(Options(cache: true));
        (await studio.Prompts.OfAsync("Benvenuto", new SpokenPlan("it"), isPersonal: false)).Count.ShouldBe(1);
        studio.Faults.ShouldBe(["disk"]);
    }

    [Fact]
    public async Task Music_is_the_queues_or_the_default_or_made_here()
    {
        _folder.Wav("music/jazz.wav", 7);
        _folder.Wav("music/calm.wav", 8);
        using var made = new Studio(Options());
        (await made.Prompts.MusicAsync(null)).ShouldBeSameAs(HoldMusic.Clip);
        (await made.Prompts.MusicAsync("some-queue")).ShouldBeSameAs(HoldMusic.Clip);
        Studio.First([(await made.Prompts.MusicAsync("jazz"))!]).ShouldBe([7]);
        made.Faults.ShouldBeEmpty();

        var options = Options();
        options.Music = new() { ["faults"] = "jazz", ["default"] = "calm", ["silent"] = "none", ["lost"] = "not-there" };
        using var studio = new Studio(options);
        Studio.First([(await studio.Prompts.MusicAsync("faults"))!]).ShouldBe([7]);
        Studio.First([(await studio.Prompts.MusicAsync("sales"))!]).ShouldBe([8]);
        Studio.First([(await studio.Prompts.MusicAsync(null))!]).ShouldBe([8]);
        (await studio.Prompts.MusicAsync("silent")).ShouldBeNull();
        studio.Faults.ShouldBeEmpty();
        Studio.First([(await studio.Prompts.MusicAsync("lost"))!]).ShouldBe([8]);
        studio.Faults.ShouldBe(["music"]);
    }

    [Fact]
    public void The_music_that_is_made_here_is_quiet_and_closes_its_round()
    {
        var clip = HoldMusic.Clip;
        clip.Length.TotalSeconds.ShouldBe(25.6, 0.1);
        var samples = clip.Samples.ToArray();
        ContactCenter.Sip.Audio.AudioLevel.Dbm0(samples).ShouldBeInRange(-25, -12);
        var steepest = samples.Zip(samples.Skip(1)).Max(static p => Math.Abs(p.First - p.Second));
        Math.Abs(samples[0] - samples[^1]).ShouldBeLessThanOrEqualTo(steepest, "the seam is no step");

        // Nowhere is it silent for half a second.
        samples.Chunk(8_000).Where(static c => c.Length == 8_000).ShouldAllBe(static c => ContactCenter.Sip.Audio.AudioLevel.Dbm0(c) > -40);
    }

    [Fact]
    public void Wrong_options_are_all_told_at_once()
    {
        var options = new VoicePromptsOptions
        {
            Folders = { ["main"] = "/not/there" },
            Music = { ["default"] = "../x" },
            Voices = { ["it"] = "-w/tmp/x" },
            ToneCountry = "XX",
            EspeakPath = " ",
            SpeechTimeout = TimeSpan.Zero,
            WordsPerMinute = 5,
            SpeechParallelism = 0,
            CacheMegabytes = 0,
            MemoryMegabytes = 0,
        };
        var faults = new VoicePromptsOptionsValidator().Validate(null, options).Failures!.ToList();
        faults.Count.ShouldBe(10);
        faults.ShouldAllBe(static f => f.StartsWith("ContactCenter:Voice:Prompts:", StringComparison.Ordinal) && f.Contains("; ", StringComparison.Ordinal));
        new VoicePromptsOptionsValidator().Validate(null, Options()).Succeeded.ShouldBeTrue();
    }

    private VoicePromptsOptions Options(bool cache = false) => new()
    {
        Folders = { ["main"] = _folder.Path },
        CacheFolder = cache ? Path.Combine(_folder.Path, "cache") : null,
    };
}
