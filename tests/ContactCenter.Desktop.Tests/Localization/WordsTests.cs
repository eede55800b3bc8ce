using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using ContactCenter.Desk;
using ContactCenter.Desktop.Circuit;
using ContactCenter.Desktop.Localization;

namespace ContactCenter.Desktop.Tests.Localization;

public sealed partial class WordsTests
{
    public static TheoryData<string> Languages => [.. Words.Languages.Keys];

    public static TheoryData<string> Components => [.. Directory.EnumerateFiles(Source(), "*.razor", SearchOption.AllDirectories).Where(f => !IsBuilt(f)).Select(f => Path.GetRelativePath(Source(), f))];

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_language_has_every_word_and_every_place_in_it(string language)
    {
        var words = Words.Languages[language];

        words.Keys.ShouldBe(English.Words.Keys, ignoreOrder: true);
        foreach (var (key, english) in English.Words)
        {
            Places(words[key]).ShouldBe(Places(english), $"{language}: {key}");
            string.IsNullOrWhiteSpace(words[key]).ShouldBe(key == "fault.None", $"{language}: {key}");
        }
    }

    [Fact]
    public void Italian_is_not_English() =>
        Italian.Words.Count(w => English.Words[w.Key] == w.Value).ShouldBeLessThan(12, "words that are the same in both languages");

    [Theory]
    [MemberData(nameof(Components))]
    public void A_component_says_nothing_but_words(string component)
    {
        var literals = Literals(File.ReadAllText(Path.Combine(Source(), component)));

        literals.ShouldBeEmpty($"{component} has words of its own; put them into every language.");
    }

    [Theory]
    [InlineData("<h2>Good morning</h2>")]
    [InlineData("<p>@W[\"close\"] now</p>")]
    [InlineData("@if (true)\n{\n  <button>Press</button>\n}")]
    [InlineData("<input title=\"Your name\" />")]
    [InlineData("<MudButton Label=\"Send\" OnClick=\"() => DoAsync(new DeskCommand.SignIn())\" />")]
    public void Words_of_its_own_would_be_found(string markup) => Literals(markup).ShouldNotBeEmpty();

    [Fact]
    public void Every_word_that_is_asked_for_exists()
    {
        var asked = Directory.EnumerateFiles(Source(), "*.*", SearchOption.AllDirectories)
            .Where(f => (f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal)) && !IsBuilt(f))
            .SelectMany(f => Asked().Matches(File.ReadAllText(f)).SelectMany(m => Quoted().Matches(m.Value).Select(q => q.Groups[1].Value)))
            .Where(key => key.Contains('.') && !key.EndsWith('.'))
            .ToHashSet();

        asked.Count.ShouldBeGreaterThan(100);
        asked.Except(English.Words.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void Every_state_has_words()
    {
        string[] keys =
        [
            .. Enum.GetNames<Presence>().Select(n => $"presence.{n}"),
            .. Enum.GetNames<InteractionStatus>().Select(n => $"status.{n}"),
            .. Enum.GetNames<MessageState>().Select(n => $"message.{n}"),
            .. Enum.GetNames<WorkplaceFault>().Select(n => $"fault.{n}"),
            .. Enum.GetNames<DeskStatus>().Except(["Done", "Repeated"]).Select(n => $"result.{n.ToLowerInvariant()}"),
        ];

        keys.Except(English.Words.Keys).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("it-IT", "it-IT", "Accetta")]
    [InlineData("it", "it", "Accetta")]
    [InlineData("en-US", "en-US", "Accept")]
    [InlineData("de-DE", "en-GB", "Accept")]
    [InlineData("it-../../x", "en-GB", "Accept")]
    [InlineData("", "en-GB", "Accept")]
    public void A_person_is_spoken_to_in_a_language_there_is(string asked, string culture, string accept)
    {
        var words = new Words();

        words.Speak(asked);

        words.Culture.Name.ShouldBe(culture);
        words["offers.accept"].ShouldBe(accept);
    }

    [Fact]
    public void No_script_stands_in_a_page()
    {
        foreach (Match script in Regex.Matches(File.ReadAllText(Path.Combine(Source(), "Shell", "DesktopApp.razor")), "<script[^>]*>(.*?)</script>"))
        {
            script.Value.ShouldContain(" src=");
            script.Groups[1].Value.ShouldBeEmpty();
        }
    }

    private static string[] Literals(string component)
    {
        var markup = Markup(component);
        return [.. Between().Matches(markup).Concat(Spoken().Matches(markup)).Select(m => m.Groups[1].Value).Where(text => Letters().IsMatch(text))];
    }

    private static string Source([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/ContactCenter.Desktop"));

    private static bool IsBuilt(string file) => file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}") || file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}");

    private static string[] Places(string text) => [.. Regex.Matches(text, @"\{\d\}").Select(m => m.Value).Order()];

    /// <summary>The markup without its code: directives, @code, statements and expressions.</summary>
    private static string Markup(string component)
    {
        var markup = component.Split("\n@code")[0];
        markup = Regex.Replace(markup, "^@(?!if|foreach|else).*$", "", RegexOptions.Multiline);
        markup = Regex.Replace(markup, "<script.*?</script>|<meta[^\n]*>|<!DOCTYPE[^>]*>", "");
        markup = Regex.Replace(markup, @"^\s*(@?(if|else|foreach)\b.*|var .*|[{}].*)$", "", RegexOptions.Multiline);
        markup = Regex.Replace(markup, @"@(if|foreach) \(.*$", "", RegexOptions.Multiline);
        string before;
        do
        {
            before = markup;
            markup = Regex.Replace(markup, """@?[\w.!]*(\((?:[^()"]|"[^"]*")*\)|\[(?:[^\[\]])*\])""", "");
        }
        while (markup != before);
        return Regex.Replace(markup, @"@[\w.]+", "");
    }

    [GeneratedRegex(">([^<>{}]+)<")]
    private static partial Regex Between();

    [GeneratedRegex("(?:aria-label|title|placeholder|alt|Label|Text)=\"([^\"]*)\"")]
    private static partial Regex Spoken();

    [GeneratedRegex(@"\p{L}{2,}")]
    private static partial Regex Letters();

    [GeneratedRegex(@"(?:W|words)(?:\[|\.Say\(|\.Find\()[^\])]*", RegexOptions.IgnoreCase)]
    private static partial Regex Asked();

    [GeneratedRegex("(?<!\\$)\"([a-zA-Z.-]+)\"")]
    private static partial Regex Quoted();
}
