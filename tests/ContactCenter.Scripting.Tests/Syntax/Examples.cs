using System.Runtime.CompilerServices;

namespace ContactCenter.Scripting.Tests.Syntax;

/// <summary>The scripts of <c>samples/Scripts</c>.</summary>
internal static class Examples
{
    public static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../../.."));

    public static readonly string[] All = [.. Directory.GetFiles(Path.Combine(Root, "samples/Scripts"), "*.flow").Select(static file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Names { get; } = [.. All];

    /// <summary>Those that have side files.</summary>
    public static TheoryData<string> Translated { get; } =
        [.. All.Where(static name => Directory.GetFiles(Path.Combine(Root, "samples/Scripts"), Path.GetFileNameWithoutExtension(name) + ".*.texts").Length > 0)];

    public static string Read(string name) => File.ReadAllText(Path.Combine(Root, "samples/Scripts", name));

    private static string Here([CallerFilePath] string path = "") => path;
}
