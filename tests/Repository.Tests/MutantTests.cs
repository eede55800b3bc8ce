using Mutants;

namespace Repository.Tests;

/// <summary>The planted bugs of <c>tests/Mutants</c> do not rot while the code changes around them.</summary>
public sealed class MutantTests
{
    private static readonly IReadOnlyList<Mutant> All = Mutant.ReadAll(Repo.Root);

    [Fact]
    public void Every_place_is_in_its_file_once() =>
        All.Where(m => !m.File.StartsWith("src/", StringComparison.Ordinal) || !File.Exists(Repo.PathOf(m.File)) || Repo.Read(m.File).Split(m.Find).Length != 2)
            .Select(static m => $"{m.Name}: {m.File}")
            .ShouldBeEmpty("The code has changed: bring the mutant up to date, and run it.");

    [Fact]
    public void Every_mutant_changes_something() => All.Where(static m => m.Find == m.Replace).ShouldBeEmpty();

    [Fact]
    public void Every_test_that_is_to_go_red_exists()
    {
        var tests = RequirementsTests.TestNames();
        All.Where(m => !tests.Contains(m.Test)).Select(static m => $"{m.Name}: {m.Test}").ShouldBeEmpty();
    }

    [Fact]
    public void The_page_lists_every_planted_bug() =>
        Repo.Read("docs/reliability.md").ShouldContain(MutantTable.Of(All), Case.Sensitive, "Put what 'dotnet run --project tests/Mutants -- --table' prints into docs/reliability.md.");

    [Fact]
    public void There_are_mutants_for_most_rules()
    {
        All.Count.ShouldBeGreaterThan(40);
        All.Select(static m => m.Rule).Distinct().Order().ToArray().ShouldBe([1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17], "rule 4 is about voice, which there is not");
    }
}
