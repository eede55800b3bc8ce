using ContactCenter.Channels.Voice.Prompts;
using ContactCenter.Channels.Voice.Sound;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Channels.Voice.Tests.Prompts;

public sealed class CacheTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Memory_holds_what_fits_and_lets_go_of_what_was_used_longest_ago()
    {
        var cache = new ClipCache(3_000, _time);
        cache.Hold("a", Of(500));
        cache.Hold("b", Of(500));
        cache.Hold("c", Of(500));
        cache.Find("a").ShouldNotBeNull();
        cache.Hold("d", Of(500));
        cache.Find("b").ShouldBeNull();
        cache.Find("a").ShouldNotBeNull();
        cache.Bytes.ShouldBe(3_000);
        cache.Hold("a", Of(100));
        cache.Bytes.ShouldBe(2_200);
        cache.Hold("large", Of(2_000));
        cache.Find("large").ShouldBeNull();
        cache.Bytes.ShouldBe(2_200);
    }

    [Fact]
    public void What_may_be_held_briefly_is_gone_in_time()
    {
        var cache = new ClipCache(3_000, _time);
        cache.Hold("a", Of(500), TimeSpan.FromMinutes(5));
        cache.Hold("b", Of(500));
        _time.Advance(TimeSpan.FromMinutes(5));
        cache.Find("b").ShouldNotBeNull();
        cache.Bytes.ShouldBe(1_000, "nobody has to ask for it");
    }

    [Fact]
    public void The_disk_holds_what_fits_and_lets_go_of_what_was_used_longest_ago()
    {
        using var folder = new Folder();
        var files = new SpeechFiles(folder.Path, 3_300, _time);
        foreach (var key in new[] { "a", "b", "c" })
        {
            files.Keep(key, Of(500));
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        files.Find("a").ShouldNotBeNull();
        files.Keep("d", Of(500));
        files.Find("b").ShouldBeNull();
        files.Find("a")!.Samples.ToArray().ShouldBe(Of(500).Samples.ToArray());
        Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order().ShouldBe(["a.wav", "c.wav", "d.wav"]);
    }

    [Fact]
    public void What_a_crash_left_half_written_is_never_read_and_swept()
    {
        using var folder = new Folder();
        folder.Text("x.wav.1.part", "half");
        File.SetLastWriteTimeUtc(Path.Combine(folder.Path, "x.wav.1.part"), _time.GetUtcNow().UtcDateTime.AddHours(-2));
        var files = new SpeechFiles(folder.Path, 3_300, _time);
        files.Find("x").ShouldBeNull();
        files.Keep("a", Of(10));
        Directory.GetFiles(folder.Path).Length.ShouldBe(1);
    }

    [Fact]
    public void A_key_depends_on_text_language_and_engine()
    {
        string[] keys = [SpeechFiles.Key("a", "it", "1"), SpeechFiles.Key("b", "it", "1"), SpeechFiles.Key("a", "en", "1"), SpeechFiles.Key("a", "it", "2")];
        keys.Distinct().Count().ShouldBe(4);
        keys.ShouldAllBe(static k => k.Length == 64 && k.All(char.IsAsciiHexDigitLower));
    }

    private static Clip Of(int count) => new(Enumerable.Repeat((short)3, count).ToArray(), 8_000);
}
