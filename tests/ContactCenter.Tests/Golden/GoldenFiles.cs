using ContactCenter.Records;

namespace ContactCenter.Tests.Golden;

/// <summary>Where the golden journals lie: a folder per release below <c>tests/GoldenJournals</c>.</summary>
internal static class GoldenFiles
{
    /// <summary>The key the journals' personal texts are kept under: everybody may read them.</summary>
    public const string MasterKey = "Z29sZGVuIGpvdXJuYWxzIGhhdmUgbm8gc2VjcmV0cyE=";

    public static string Repository { get; } = FindRepository(AppContext.BaseDirectory);

    public static string Folder { get; } = Path.Combine(Repository, "tests", "GoldenJournals");

    /// <summary>The release being built, such as 0.1.</summary>
    public static string Current { get; } = string.Join('.', ProductVersion.Current.Split('.', '-').Take(2));

    public static IEnumerable<string> Releases => Directory.GetDirectories(Folder).Select(static f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    /// <summary>Every entry, a line each.</summary>
    public static string Journal(string release) => Path.Combine(Folder, release, "journal.jsonl");

    /// <summary>What the entries come to.</summary>
    public static string Expected(string release) => Path.Combine(Folder, release, "expected.json");

    /// <summary>The same journal as the store keeps it, one folder per tenant.</summary>
    public static string Data(string release) => Path.Combine(Folder, release, "data");

    private static string FindRepository(string from) =>
        File.Exists(Path.Combine(from, "ContactCenter.sln")) ? from
            : FindRepository(Path.GetDirectoryName(from) ?? throw new DirectoryNotFoundException("ContactCenter.sln is in no folder above."));
}
