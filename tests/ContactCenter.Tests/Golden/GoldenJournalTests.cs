using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ContactCenter.Audit;
using ContactCenter.Audit.Sqlite;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Projections;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Tests.Golden;

/// <summary>Events live for ever: what any release has written is read today as it was then.</summary>
public sealed partial class GoldenJournalTests
{
    public static TheoryData<string> Releases => [.. GoldenFiles.Releases];

    [Fact]
    public void There_is_a_journal_of_the_version_being_built() => GoldenFiles.Releases.ShouldContain(GoldenFiles.Current);

    [Fact]
    public void Every_kind_of_entry_is_in_a_journal() => PageKinds().Select(static k => k.Kind)
        .Except(GoldenFiles.Releases.SelectMany(static r => JournalFile.Read(GoldenFiles.Journal(r))).Select(static e => e.Entry.Kind))
        .ShouldBeEmpty("Let Golden/GoldenScenario write it, and make the journal of the version being built again; see tests/GoldenJournals/README.md.");

    [Fact]
    public void The_page_lists_the_kinds_and_versions_this_build_reads()
    {
        PageKinds().Select(static k => k.Kind).Distinct().Order(StringComparer.Ordinal).ShouldBe(KindIndex.Known.Names.Order(StringComparer.Ordinal));
        PageKinds().ShouldAllBe(static k => k.Version == KindIndex.Known.VersionOf(k.Kind));
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task A_journal_comes_to_the_same_as_when_it_was_written(string release)
    {
        var expected = JsonNode.Parse(await File.ReadAllTextAsync(GoldenFiles.Expected(release)));
        var entries = JournalFile.Read(GoldenFiles.Journal(release));
        GoldenReplay.FindDifference(expected, await GoldenReplay.RunAsync(entries)).ShouldBeNull();

        // The comparison can say no: the last entry of an interaction is part of what is compared.
        var last = entries.Last(static e => e.Entry.Kind == "interaction.closed");
        GoldenReplay.FindDifference(expected, await GoldenReplay.RunAsync([.. entries.TakeWhile(e => e.Position < last.Position)])).ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Releases))]
    public async Task A_center_goes_on_with_the_files_of_a_release(string release)
    {
        var entries = JournalFile.Read(GoldenFiles.Journal(release));
        var folder = Copy(GoldenFiles.Data(release));
        var time = new FakeTimeProvider(entries[^1].Entry.Time + TimeSpan.FromHours(1));
        using (var reader = SqliteLog.OpenReader(Path.Combine(folder, "acme"), new LogId("acme")))
        {
            var verified = await LogVerifier.VerifyAsync(reader);
            verified.Fault.ShouldBeNull();
            verified.Entries.ShouldBe(entries.Count);
        }

        await using (var storage = await GoldenCenter.OpenStorageAsync(folder, time))
        {
            var stored = await storage.Log.AllAsync();
            stored.Select(JournalFile.ToText).ShouldBe(entries.Select(JournalFile.ToText));
        }

        await using (var center = await GoldenCenter.StartAsync(folder, time, GoldenScenario.Reduced))
        {
            var desk = center.Desk("anna");
            var history = await desk.InteractionsAsync(new InteractionFilter { Limit = 500 });
            history.Count.ShouldBe(entries.Count(static e => e.Entry.Kind == "interaction.opened"));
            var first = (await desk.InteractionAsync(history[^1].Interaction)).ShouldNotBeNull();
            first.Timeline.Select(static t => t.Text).OfType<string>().ShouldBe(["Sento odore di gas", "Urgente", "Apra le finestre."]);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static List<(string Kind, int Version)> PageKinds() =>
    [
        .. RowPattern().Matches(File.ReadAllText(Path.Combine(GoldenFiles.Repository, "docs", "events.md")))
            .Select(static m => (m.Groups["kind"].Value, int.Parse(m.Groups["version"].Value, System.Globalization.CultureInfo.InvariantCulture))),
    ];

    private static string Copy(string from)
    {
        var folder = Directory.CreateTempSubdirectory("golden-").FullName;
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        return folder;
    }

    [GeneratedRegex(@"^\| `(?<kind>[a-z-]+\.[a-z-]+)` \| (?<version>\d+) \|", RegexOptions.Multiline)]
    private static partial Regex RowPattern();
}
