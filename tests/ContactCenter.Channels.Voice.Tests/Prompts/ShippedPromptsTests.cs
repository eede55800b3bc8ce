using System.Text.Json;
using ContactCenter.Calls;

namespace ContactCenter.Channels.Voice.Tests.Prompts;

/// <summary>The recordings of the sample, <c>eng/prompts.sh</c> made them.</summary>
public sealed class ShippedPromptsTests
{
    private static readonly string Folder = Find();

    [Theory]
    [InlineData("en")]
    [InlineData("it")]
    public async Task Every_text_is_recorded_for_the_telephone_and_needs_no_voice(string language)
    {
        using var studio = new Studio(new VoicePromptsOptions { Folders = { ["main"] = Folder } });
        studio.Voice.IsBroken = true;
        var texts = Texts(language);
        texts.Count.ShouldBe(26);
        foreach (var (text, _) in texts)
        {
            var clip = (await studio.Prompts.OfAsync(text, new SpokenPlan(language), isPersonal: false)).ShouldHaveSingleItem();
            clip.SampleRate.ShouldBe(8_000);
            clip.Length.TotalSeconds.ShouldBeInRange(0.5, 10, text);
            ContactCenter.Sip.Audio.AudioLevel.PeakDbfs(clip.Samples.Span).ShouldBe(-3, 1.5, text);
        }

        studio.Faults.ShouldBeEmpty();
        studio.Voice.Said.ShouldBeEmpty();
    }

    [Fact]
    public void Every_language_has_the_same_recordings_and_no_file_is_left_over()
    {
        Texts("it").Values.Order().ShouldBe(Texts("en").Values.Order());
        foreach (var language in new[] { "en", "it" })
        {
            Directory.GetFiles(Path.Combine(Folder, language), "*.wav").Select(Path.GetFileNameWithoutExtension).Order().ShouldBe(Texts(language).Values.Order());
        }
    }

    private static Dictionary<string, string> Texts(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(Path.Combine(Folder, language, "texts.json")))!;

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ContactCenter.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository is not there.");
        }

        return Path.Combine(folder, "samples", "ReferenceHost", "prompts");
    }
}
