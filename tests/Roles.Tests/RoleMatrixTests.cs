using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Roles.Tests.Host;
using Roles.Tests.Matrix;

namespace Roles.Tests;

/// <summary>Every operation the running host publishes, as every role; see <c>docs/roles.md</c>.</summary>
public sealed class RoleMatrixTests(MatrixFixture matrix) : IClassFixture<MatrixFixture>
{
    /// <summary>The sections, each with what the code publishes in it.</summary>
    public static TheoryData<string> Sections => [.. PublishedBySection.Keys];

    private static Dictionary<string, Func<EndpointDataSource, IEnumerable<string>>> PublishedBySection { get; } = new()
    {
        [EndpointRows.Section] = EndpointRows.Published,
        [HubRows.Section] = HubRows.Published,
        [CommandRows.Section] = static _ => CommandRows.Published,
        [ReadRows.Section] = static _ => ReadRows.Published,
        [AdministrationRows.Section] = static _ => AdministrationRows.Published,
        [AdministrationRows.TenantSection] = static _ => AdministrationRows.PublishedOfTenants,
        [PageRows.Section] = PageRows.Published,
    };

    [Theory]
    [MemberData(nameof(Sections))]
    public void Every_operation_has_its_row_and_every_row_its_operation(string section)
    {
        var published = PublishedBySection[section](matrix.Host.Services.GetRequiredService<EndpointDataSource>()).ToList();

        published.ShouldNotBeEmpty();
        matrix.Operations.Where(o => o.Section == section).Select(static o => o.Name).ShouldBe(published, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public async Task Every_role_gets_of_every_operation_what_its_cell_says(string section)
    {
        var wrong = new List<string>();
        foreach (var operation in matrix.Operations.Where(o => o.Section == section))
        {
            foreach (var (caller, expected) in People.All.Zip(operation.Expected))
            {
                if (await operation.ObserveAsync(caller) is var seen && seen != expected)
                {
                    wrong.Add($"{operation.Name} as {caller}: {seen}, not {expected}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    /// <summary>The table is a promise. Set CONTACTCENTER_UPDATE_BASELINES=1 to write the page anew, and read the difference before you commit it.</summary>
    [Fact]
    public async Task The_page_is_the_table()
    {
        var actual = MatrixPage.Write(matrix.Operations);
        var file = Path.Combine(Root(), "docs", "roles.md");
        if (Environment.GetEnvironmentVariable("CONTACTCENTER_UPDATE_BASELINES") == "1")
        {
            await File.WriteAllTextAsync(file, actual);
        }

        actual.ShouldBe(await File.ReadAllTextAsync(file));
    }

    [Fact]
    public void Every_role_has_its_column() =>
        typeof(Role).GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static).Select(static p => ((Role)p.GetValue(null)!).Value)
            .Except(People.All.Select(static c => c.Column)).ShouldBeEmpty();

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "ContactCenter.sln")))
        {
            directory = directory.Parent!;
        }

        return directory.FullName;
    }
}
