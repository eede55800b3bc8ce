using System.Text.RegularExpressions;

namespace Repository.Tests;

/// <summary>Whatever implements a seam for channels, stores or actions is held to that seam's promises.</summary>
public sealed partial class ConformanceTests
{
    /// <summary>The seams, each with what a test of an implementation has to name beside the class.</summary>
    private static readonly Dictionary<string, string> Seams = new(StringComparer.Ordinal)
    {
        ["IChannel"] = "ChannelSubject",
        ["ICallControl"] = "CallSubject",
        ["ITelephone"] = "TelephoneSubject",
        ["ILog"] = "LogConformance",
        ["ILogStore"] = "LogStoreConformance",
        ["ILookingLogStore"] = "LogStoreConformance",
        ["IViewStore"] = "ViewStoreConformance",
        ["IBlobStore"] = "BlobStoreConformance",
        ["ITenantStorageProvider"] = "TenantStorageConformance",
        ["IScriptAction"] = "ScriptActionConformance",
    };

    /// <summary>
    /// Parts of what is tried as a whole, and channels that do what a test tells them, right or wrong. <c>VoiceMessageAction</c> is done by the center itself, with a caller on the
    /// line: <c>VoiceMessageTests</c>.
    /// </summary>
    private static readonly HashSet<string> Apart = new(StringComparer.Ordinal) { "VoiceMessageAction", "FencedViewStore", "MemoryViewStore", "MemoryLog", "MemoryBlobs", "FakeChannel" };

    [Fact]
    public void Every_implementation_of_a_seam_is_held_to_its_promises()
    {
        var tests = Repo.Files.Where(static f => f.StartsWith("tests/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal)).Select(Repo.Read).ToList();
        var found = Implementations().ToList();
        found.Count.ShouldBeGreaterThan(5);
        found.Where(i => !tests.Any(t => t.Contains(Seams[i.Seam], StringComparison.Ordinal) && Regex.IsMatch(t, $@"\b{i.Class}\b")))
            .Select(i => $"{i.Class} is an {i.Seam}: no test names it beside {Seams[i.Seam]}")
            .ShouldBeEmpty("Write a subject for it and run the cases; docs/channels.md shows how.");
    }

    private static IEnumerable<(string Class, string Seam)> Implementations() =>
        from source in Pages.Sources
        from Match match in ClassPattern().Matches(source.Text)
        let name = match.Groups["name"].Value
        where !Apart.Contains(name)
        let bases = match.Groups["bases"].Value
        from seam in Seams.Keys
        where Regex.IsMatch(bases, $@"\b{seam}\b")
        where seam != "IChannel" || !Regex.IsMatch(bases, @"\bICallControl\b") // whose customers talk and do not write: CallSubject
        select (name, seam);

    [GeneratedRegex(@"\bclass (?<name>\w+)(\([^{;]*?\))?\s*:\s*(?<bases>[^({;]+)[{;]")]
    private static partial Regex ClassPattern();
}
