namespace Mutants;

/// <summary>A bug to plant: one place of one source file, and the test that must go red for it.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Rule">The number of the rule in docs/architecture.md that it breaks.</param>
/// <param name="Bug">What is wrong with the product once it is planted, in a few words.</param>
/// <param name="File">The source file, from the root of the repository.</param>
/// <param name="Test">The full name of the test.</param>
/// <param name="Case">A word of the display name of the case that must go red; empty where any case will do.</param>
/// <param name="Find">What stands there, once.</param>
/// <param name="Replace">What stands there instead.</param>
public sealed record Mutant(string Name, int Rule, string Bug, string File, string Test, string Case, string Find, string Replace)
{
    private const string Extension = ".mutant";

    /// <summary>The test project, whose name begins the test's.</summary>
    public string Project { get; private init; } = "";

    /// <summary>Reads every mutant of a repository, by rule and name.</summary>
    /// <exception cref="FormatException">A file says too little.</exception>
    public static IReadOnlyList<Mutant> ReadAll(string root)
    {
        var projects = Directory.GetDirectories(Path.Combine(root, "tests")).Select(Path.GetFileName).OfType<string>().OrderByDescending(static n => n.Length).ToList();
        return
        [
            .. Directory.GetFiles(Path.Combine(root, "tests", "Mutants", "Planted"), "*" + Extension)
                .Select(file => Read(Path.GetFileNameWithoutExtension(file), System.IO.File.ReadAllText(file), projects))
                .OrderBy(static m => m.Rule).ThenBy(static m => m.Name, StringComparer.Ordinal),
        ];
    }

    private static Mutant Read(string name, string text, List<string> projects)
    {
        var find = text.IndexOf("\nfind:\n", StringComparison.Ordinal);
        var replace = text.IndexOf("\nreplace:\n", StringComparison.Ordinal);
        if (find < 0 || replace < find)
        {
            throw new FormatException($"{name}{Extension} needs a line 'find:' and, behind it, a line 'replace:', each before the lines themselves.");
        }

        var head = text[..find].Split('\n').Select(static l => l.Split(": ", 2)).ToDictionary(static p => p[0], static p => p[^1].Trim());
        var test = Required("test");
        return new Mutant(
            name,
            int.Parse(Required("rule"), System.Globalization.CultureInfo.InvariantCulture),
            Required("bug"),
            Required("file"),
            test,
            head.GetValueOrDefault("case", ""),
            text[(find + "\nfind:\n".Length)..replace],
            text[(replace + "\nreplace:\n".Length)..].TrimEnd('\n'))
        {
            Project = projects.FirstOrDefault(p => test.StartsWith(p + ".", StringComparison.Ordinal))
                ?? throw new FormatException($"{name}{Extension}: no project of tests is the beginning of the name '{test}'."),
        };

        string Required(string key) =>
            head.TryGetValue(key, out var value) && value.Length > 0 ? value : throw new FormatException($"{name}{Extension} has no line '{key}: …'.");
    }
}
