using System.Reflection;

namespace Acceptance.Host;

/// <summary>Where things lie.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>A program, built along with these tests: a sample, or one of <paramref name="folder"/>.</summary>
    public static string Program(string name, string folder = "samples")
    {
        var configuration = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Configuration").Value;
        return Path.Combine(Root, folder, name, "bin", configuration!, "net10.0", name + ".dll");
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "ContactCenter.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException($"No ContactCenter.sln above {AppContext.BaseDirectory}.");
    }
}
