using ContactCenter.Scripting;

namespace ContactCenter.Desk;

/// <summary>A script of the tenant: one that is configured, or was run once.</summary>
/// <param name="Script">Its name.</param>
/// <param name="Versions">Its programs, the newest first.</param>
public sealed record ScriptSummary(string Script, IReadOnlyList<ScriptVersionSummary> Versions)
{
    /// <summary>Whether it is configured. One that is not goes on where it is on, and begins nowhere.</summary>
    public bool IsConfigured { get; init; }

    /// <summary>How many runs are on.</summary>
    public int Running => Versions.Sum(static version => version.Running);
}

/// <summary>One program of a script.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Program">Its hash, in hexadecimal: there may be more than one of a version.</param>
/// <param name="IsConfigured">Whether it is the one that begins now.</param>
/// <param name="Running">How many runs are on.</param>
public sealed record ScriptVersionSummary(int Version, string Program, bool IsConfigured, int Running);

/// <summary>What became of the runs of a script that began in a span of time, up to now, told from the log.</summary>
/// <param name="Script">The script.</param>
/// <param name="From">Runs that began at this time or later.</param>
/// <param name="To">Runs that began before this time.</param>
/// <param name="Versions">The figures of each version, the oldest first.</param>
public sealed record ScriptFiguresView(string Script, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<ScriptVersionFigures> Versions)
{
    /// <summary>Runs whose customer has been erased: what they did cannot be read any more, and is in none of the figures, or only up to the erasure.</summary>
    public long Erased { get; init; }

    /// <summary>Runs that are in no figures since more were on at the same time than are followed.</summary>
    public long NotFollowed { get; init; }

    /// <summary>Steps that could not be read though nobody was erased.</summary>
    public long Unreadable { get; init; }
}
