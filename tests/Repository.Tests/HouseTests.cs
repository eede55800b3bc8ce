using System.Text.RegularExpressions;

namespace Repository.Tests;

public sealed class HouseTests
{
    private const int LongestFile = 400;

    private static readonly string[] TextFiles =
        [".cs", ".razor", ".md", ".sh", ".txt", ".json", ".csproj", ".props", ".targets", ".config", ".yml", ".yaml", ".js", ".css", ".html", ".editorconfig"];

    // Split, so that this file does not find itself.
    private static readonly string[] Registries =
        ["nuget" + ".org", "npmjs" + ".org", "npmjs" + ".com", "deb.debian" + ".org", "pypi" + ".org", "pkgs.dev.azure" + ".com"];

    // A name follows: the desktop has a page /work/… of its own.
    private static readonly Regex MachinePath = new("/(?:work|root|home)/[\\w.]|C:" + "\\\\Users", RegexOptions.IgnoreCase);

    [Fact]
    public void No_file_knows_a_machine_or_a_package_registry()
    {
        var findings =
            from file in Texts()
            from line in File.ReadLines(Repo.PathOf(file)).Index()
            from word in Registries.Where(r => line.Item.Contains(r, StringComparison.OrdinalIgnoreCase)).Concat(MachinePath.Matches(line.Item).Select(m => m.Value))
            select $"{file}:{line.Index + 1} {word}";

        findings.ShouldBeEmpty();
    }

    [Fact]
    public void Data_of_others_is_found_through_one_setting()
    {
        var beside = ".." + "/shared";
        Texts().Where(f => f != "test.sh" && Repo.Read(f).Contains(beside, StringComparison.Ordinal))
            .ShouldBeEmpty("Read CONTACTCENTER_SHARED instead.");
    }

    [Fact]
    public void A_source_file_holds_one_idea() =>
        Repo.Files.Where(f => f.StartsWith("src/", StringComparison.Ordinal) && (f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal)))
            .Select(f => (File: f, Lines: File.ReadLines(Repo.PathOf(f)).Count()))
            .Where(f => f.Lines > LongestFile)
            .ShouldBeEmpty($"Longer than {LongestFile} lines; look for the second idea.");

    [Fact]
    public void The_solution_lists_every_project()
    {
        var (exitCode, output) = Repo.Run("bash", "eng/sln.sh", "--check");
        exitCode.ShouldBe(0, output);
    }

    [Fact]
    public void Every_project_in_the_solution_has_its_lock_file() =>
        Repo.Files.Where(f => f.EndsWith(".csproj", StringComparison.Ordinal) && !f.StartsWith("tests/Packaging/", StringComparison.Ordinal))
            .Select(f => $"{Path.GetDirectoryName(f)!.Replace('\\', '/')}/packages.lock.json")
            .Except(Repo.Files)
            .ShouldBeEmpty("Run dotnet restore and commit the file.");

    [Fact]
    public void A_test_project_is_named_so_that_it_is_run()
    {
        // test.sh and tests/Directory.Build.props go by the name; xunit in a project of another name would never run.
        Repo.Files.Where(f => f.StartsWith("tests/", StringComparison.Ordinal) && f.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(f => Repo.Read(f).Contains("Include=\"xunit", StringComparison.Ordinal))
            .ShouldBeEmpty("The test profile brings xunit to *.Tests, Acceptance and Conformance.");
    }

    private static IEnumerable<string> Texts() =>
        Repo.Files.Where(f => TextFiles.Contains(Path.GetExtension(f)) || Path.GetExtension(f).Length == 0);
}
