using System.Reflection;

namespace Acceptance.Host;

/// <summary>Where things lie.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>A sample's program, built along with these tests.</summary>
    public static string Program(string sample)
    {
        var configuration = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Configuration").Value;
        return Path.Combine(Root, "samples", sample, "bin", configuration!, "net10.0", sample + ".dll");
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
