using System.Collections.Immutable;
using ContactCenter.Scripting.Analysis;

namespace ContactCenter.Scripting;

/// <summary>What a difference is.</summary>
public enum ScriptDifferenceKind
{
    /// <summary>Something is there that was not.</summary>
    Added = 0,

    /// <summary>Something is gone.</summary>
    Removed = 1,

    /// <summary>Something is the same and says something else.</summary>
    Changed = 2,

    /// <summary>A line stands elsewhere.</summary>
    Moved = 3,

    /// <summary>A step is the same and has another name.</summary>
    Renamed = 4,
}

/// <summary>One difference between two versions.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Step">The step, by its new name where it has one; empty for what stands above the first step.</param>
/// <param name="Subject">What it is about: <c>step</c>, <c>slot</c>, <c>question</c>, <c>text</c>, <c>choice 1 inside</c>, <c>else</c>.</param>
/// <param name="Line">The line it is about, as it is written; empty when it is about none.</param>
/// <param name="LineNumber">Where that line stands, from 1: in the new version, of what is gone in the old one; 0 when it is about none.</param>
/// <param name="Before">What was there; empty for nothing.</param>
/// <param name="After">What is there; empty for nothing.</param>
public sealed record ScriptDifference(ScriptDifferenceKind Kind, string Step, string Subject, string Line, int LineNumber, string Before, string After);

/// <summary>
/// What an author changed between two versions of a script: by the ids of texts, so that a line that moved or was worded anew is the same line. Layout, comments and
/// the version's number are no difference. Immutable.
/// </summary>
public sealed class ScriptDifferences
{
    private ScriptDifferences(string script, int from, int to, ImmutableArray<ScriptDifference> all) => (Script, From, To, All) = (script, from, to, all);

    /// <summary>The script's name.</summary>
    public string Script { get; }

    /// <summary>The old version.</summary>
    public int From { get; }

    /// <summary>The new version.</summary>
    public int To { get; }

    /// <summary>All of them: of the whole script first, then step by step.</summary>
    public ImmutableArray<ScriptDifference> All { get; }

    /// <summary>Compares two versions.</summary>
    /// <param name="old">The old one.</param>
    /// <param name="oldContracts">What it relies on.</param>
    /// <param name="now">The new one.</param>
    /// <param name="contracts">What that relies on.</param>
    /// <exception cref="ArgumentException">One has an error; <see cref="ScriptChecker"/> says which.</exception>
    public static ScriptDifferences Between(SourceText old, ScriptContracts oldContracts, SourceText now, ScriptContracts contracts)
    {
        var (before, after) = (new WrittenScript(old, RightScript.Of(old, oldContracts)), new WrittenScript(now, RightScript.Of(now, contracts)));
        return new ScriptDifferences(after.Name, before.Version, after.Version, [.. Heads.Compare(before, after), .. new Comparison(before, after).Run()]);
    }
}
