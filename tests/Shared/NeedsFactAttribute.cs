namespace Tests.Shared;

/// <summary>A test that needs programs of <c>eng/packages.txt</c>, and perhaps root; it is skipped where they are not there. <c>tests/allowed-skips.txt</c> names it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsFactAttribute : FactAttribute
{
    public NeedsFactAttribute(string programs) => Skip = Needs.Missing(programs);
}

/// <summary>The same with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NeedsTheoryAttribute : TheoryAttribute
{
    public NeedsTheoryAttribute(string programs) => Skip = Needs.Missing(programs);
}

internal static class Needs
{
    /// <summary>What is missing of programs, in words apart by blanks; <c>root</c> is being root. Null for nothing.</summary>
    public static string? Missing(string programs)
    {
        var missing = programs.Split(' ').Where(static p => p == "root" ? !Environment.IsPrivilegedProcess : !IsThere(p)).ToList();
        return missing.Count == 0 ? null : $"Not here: {string.Join(", ", missing)}.";
    }

    private static bool IsThere(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Any(folder => File.Exists(Path.Combine(folder, program)));
}
