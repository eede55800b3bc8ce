using System.Xml.Linq;

namespace Repository.Tests;

public sealed class PackageTests
{
    public static TheoryData<string> Projects => [.. Repo.SourceProjects];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_package_references_only_what_its_storey_allows(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        ReferenceRules.All.ShouldContainKey(name, $"{project} has no row in {nameof(ReferenceRules)}.");
        var rule = ReferenceRules.WithReach(name);
        var file = XDocument.Parse(Repo.Read(project));

        var wrong = References(file, "ProjectReference").Select(p => Path.GetFileNameWithoutExtension(p.Replace('\\', '/'))).Where(p => !rule.Projects.Contains(p))
            .Concat(References(file, "PackageReference").Where(p => !rule.AllowsPackage(p)))
            .Concat(References(file, "FrameworkReference").Where(f => f != rule.Framework));

        wrong.ShouldBeEmpty($"{name} may not reference these.");
        if (rule.Framework is null)
        {
            file.Root!.Attribute("Sdk")!.Value.ShouldBe("Microsoft.NET.Sdk", $"{name} has no business with a web framework.");
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_package_opens_its_inside_to_its_own_tests_alone(string project)
    {
        Repo.Read(project).ShouldNotContain("InternalsVisibleTo");
        SourcesOf(project).Where(f => Repo.Read(f).Contains("InternalsVisibleTo(", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_package_has_a_page_a_description_and_api_baselines(string project)
    {
        var directory = Path.GetDirectoryName(project)!.Replace('\\', '/');
        foreach (var file in (string[])["README.md", "PublicAPI.Shipped.txt", "PublicAPI.Unshipped.txt"])
        {
            Repo.Files.ShouldContain($"{directory}/{file}");
        }

        XDocument.Parse(Repo.Read(project)).Descendants("Description").SingleOrDefault()?.Value.ShouldNotBeNullOrWhiteSpace();
        XDocument.Parse(Repo.Read(project)).Descendants("Description").Count().ShouldBe(1, $"{project} needs a <Description>.");
    }

    [Fact]
    public void The_rules_name_only_packages_that_have_a_rule() =>
        ReferenceRules.All.Values.SelectMany(r => r.Projects).Except(ReferenceRules.All.Keys).ShouldBeEmpty();

    [Fact]
    public void The_table_has_no_circle()
    {
        foreach (var package in ReferenceRules.All.Keys)
        {
            ReferenceRules.WithReach(package).Projects.ShouldNotContain(package);
        }
    }

    private static IEnumerable<string> References(XDocument project, string kind) =>
        project.Descendants(kind).Select(r => r.Attribute("Include")?.Value).OfType<string>();

    private static IEnumerable<string> SourcesOf(string project)
    {
        var directory = Path.GetDirectoryName(project)!.Replace('\\', '/') + "/";
        return Repo.Files.Where(f => f.StartsWith(directory, StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal));
    }
}
