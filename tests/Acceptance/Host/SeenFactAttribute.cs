namespace Acceptance.Host;

/// <summary>A test that looks through a real browser; skipped, with the remedy, where Chromium is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SeenFactAttribute : FactAttribute
{
    public SeenFactAttribute() => Skip = Chromium.Lack;
}

/// <summary>As <see cref="SeenFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SeenTheoryAttribute : TheoryAttribute
{
    public SeenTheoryAttribute() => Skip = Chromium.Lack;
}

/// <summary>The browser of the system; none is downloaded.</summary>
internal static class Chromium
{
    public const string Path = "/usr/bin/chromium";

    /// <summary>Why there is nothing to look with; null when there is.</summary>
    public static string? Lack => File.Exists(Path) ? null : $"{Path} is missing; install the Debian package chromium.";
}
