using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>What an upgrade does with a run.</summary>
public enum ScriptUpgradeVerdict
{
    /// <summary>It goes on with the new version, at the same line.</summary>
    Moves = 0,

    /// <summary>It stays on its version.</summary>
    Stays = 1,

    /// <summary>It cannot be read.</summary>
    Fails = 2,
}

/// <summary>What becomes of one run, and why.</summary>
/// <param name="Run">The run; empty when it cannot be read.</param>
/// <param name="Verdict">What becomes of it.</param>
/// <param name="From">The id of the statement it stands at; empty when there is none.</param>
/// <param name="To">The id of the statement of the new version; empty when it does not move.</param>
/// <param name="Code">The code of what keeps it, such as <c>SU02</c>; empty when it moves, when nothing has to be moved, and when it cannot be read.</param>
/// <param name="Why">One sentence.</param>
public sealed record ScriptUpgradeFinding(Guid Run, ScriptUpgradeVerdict Verdict, string From, string To, string Code, string Why);

/// <summary>What an upgrade would do with many runs.</summary>
/// <param name="Findings">Of each run, in the order they were given.</param>
/// <param name="Diagnostics">What keeps runs, once for each line and cause with how many it keeps; ranges are in the old version.</param>
public sealed record ScriptUpgradeReport(ImmutableArray<ScriptUpgradeFinding> Findings, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>How many runs have a verdict.</summary>
    public int Count(ScriptUpgradeVerdict verdict) => Findings.Count(finding => finding.Verdict == verdict);

    /// <inheritdoc />
    public bool Equals(ScriptUpgradeReport? other) => other is not null && Findings.AsSpan().SequenceEqual(other.Findings.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => Findings.Length;
}
