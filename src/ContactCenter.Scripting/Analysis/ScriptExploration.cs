using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>How far <see cref="ScriptExplorer"/> looks.</summary>
public sealed record ScriptExplorerOptions
{
    /// <summary>Places with what is known there, at most; 200,000 by default. When there are more, what was not reached is not known to be out of reach.</summary>
    public int MaxPlaces { get; init; } = 200_000;

    /// <summary>Paths that are counted, at most; 100,000 by default.</summary>
    public int MaxPaths { get; init; } = 100_000;
}

/// <summary>Every way a script can go. Immutable.</summary>
public sealed class ScriptExploration
{
    /// <summary>The script's name.</summary>
    public required string Script { get; init; }

    /// <summary>Its version.</summary>
    public required int Version { get; init; }

    /// <summary>Every ending a run can come to, the outcomes first in their order, each with the shortest path to it.</summary>
    public required ImmutableArray<ExploredEnding> Endings { get; init; }

    /// <summary>Outcomes no path ends with.</summary>
    public required ImmutableArray<string> OutcomesNotReached { get; init; }

    /// <summary>Steps no path comes to.</summary>
    public required ImmutableArray<string> StepsNotReached { get; init; }

    /// <summary>How many paths there are that stand at no line twice; ways that come round to a line are not followed again.</summary>
    public required int Paths { get; init; }

    /// <summary>Whether there are more paths than <see cref="ScriptExplorerOptions.MaxPaths"/>.</summary>
    public required bool HasMorePaths { get; init; }

    /// <summary>Whether everything was looked at. When not, what was not reached may lie beyond the bound.</summary>
    public required bool IsComplete { get; init; }
}

/// <summary>An ending and the shortest way there.</summary>
public sealed class ExploredEnding
{
    /// <summary>What sort of ending.</summary>
    public required ExploredEndingKind Kind { get; init; }

    /// <summary>The outcome; empty for other endings.</summary>
    public required string Outcome { get; init; }

    /// <summary>The lines by which a run comes there, in order.</summary>
    public required ImmutableArray<ExploredTurn> Path { get; init; }
}

/// <summary>How a run ends.</summary>
public enum ExploredEndingKind
{
    /// <summary>With an outcome.</summary>
    Outcome = 0,

    /// <summary>Without one, as when a transfer is taken and no arrow says what then.</summary>
    WithoutOutcome = 1,

    /// <summary>It stops and a person takes over: the script does not say what then.</summary>
    Person = 2,
}

/// <summary>One line of a path, and what was chosen there.</summary>
public sealed class ExploredTurn
{
    /// <summary>The step.</summary>
    public required string Step { get; init; }

    /// <summary>The line in the script, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The line as it is written, without its text id.</summary>
    public required string Statement { get; init; }

    /// <summary>What was chosen: an answer, whether a condition holds, a failure, an event; empty where a line only leads to the next.</summary>
    public required string Chosen { get; init; }

    /// <summary>Whether that is a failure: of an action, a call, a transfer, or silence, wrong answers, lateness.</summary>
    public required bool IsFailure { get; init; }
}
