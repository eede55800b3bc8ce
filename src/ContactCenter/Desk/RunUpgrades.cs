using ContactCenter.Scripting;

namespace ContactCenter.Desk;

/// <summary>Which live runs of a script are to go on with the version that is configured now.</summary>
/// <param name="Script">The script's name.</param>
public sealed record UpgradeRequest(string Script)
{
    /// <summary>Characters of a <see cref="Map"/>, at most.</summary>
    public const int MaxMapLength = 32_768;

    /// <summary>Runs of a page, at most.</summary>
    public const int MaxLimit = 500;

    /// <summary>Only runs on this version; null for all that are on another program than the configured one.</summary>
    public int? Version { get; init; }

    /// <summary>What became of steps, lines and slots that have other names, in lines such as <c>upgrade v2: where -> address</c>; null where they have none.</summary>
    public string? Map { get; init; }

    /// <summary>Why, in one line of 1 to 500 characters with nothing personal in it: it stays in the log for ever. Not needed to look.</summary>
    public string? Reason { get; init; }

    /// <summary>The last run of the page before; null for the first page.</summary>
    public Guid? After { get; init; }

    /// <summary>Runs of the page, 1 to <see cref="MaxLimit"/>; 100 when null. All are counted, whatever the page.</summary>
    public int? Limit { get; init; }
}

/// <summary>What an upgrade would do, or did.</summary>
/// <param name="Status">How the call ended.</param>
/// <param name="Code">A stable code of <c>docs/errors.md</c>, when it was not done.</param>
/// <param name="Message">One sentence, when it was not done.</param>
public sealed record UpgradeResult(DeskStatus Status, string? Code = null, string? Message = null)
{
    /// <summary>What is wrong with the map, by place.</summary>
    public IReadOnlyList<ScriptTextFault> Faults { get; init; } = [];

    /// <summary>What becomes of the runs; null when it was not done.</summary>
    public UpgradeReport? Report { get; init; }

    /// <summary>Whether it is done, now or by an earlier call with the same key.</summary>
    public bool IsDone => Status is DeskStatus.Done or DeskStatus.Repeated;
}

/// <summary>Something that is wrong in a text of a script.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Code">The diagnostic's code, such as <c>SU11</c>.</param>
/// <param name="Message">What is wrong, and how to mend it.</param>
public sealed record ScriptTextFault(int Line, int Column, string Code, string Message);

/// <summary>What becomes of live runs.</summary>
/// <param name="Script">The script.</param>
/// <param name="Version">The version they go on with.</param>
/// <param name="Program">Its program's hash, in hexadecimal.</param>
public sealed record UpgradeReport(string Script, int Version, string Program)
{
    /// <summary>How many go on with it.</summary>
    public int Moves { get; init; }

    /// <summary>How many stay on their version, which goes on as before.</summary>
    public int Stays { get; init; }

    /// <summary>How many cannot be judged: what they knew has been erased, or cannot be read.</summary>
    public int Fails { get; init; }

    /// <summary>A page of the runs, in the order of their ids.</summary>
    public IReadOnlyList<UpgradedRun> Runs { get; init; } = [];

    /// <summary>The <see cref="UpgradeRequest.After"/> of the next page; null when this is the last.</summary>
    public Guid? Next { get; init; }

    /// <summary>What keeps runs, with how many it keeps, most first; at most 100.</summary>
    public IReadOnlyList<UpgradeObstacle> Obstacles { get; init; } = [];
}

/// <summary>What becomes of one run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Interaction">The interaction it speaks in.</param>
/// <param name="Version">The version it is, or was, on.</param>
/// <param name="Verdict">What becomes of it.</param>
/// <param name="From">The statement it stands, or stood, at; empty when that is not known.</param>
/// <param name="To">The statement of the new version; empty when it does not move.</param>
/// <param name="Code">The code of what keeps it, such as <c>SU02</c>; empty where there is none.</param>
/// <param name="Why">One sentence.</param>
public sealed record UpgradedRun(Guid Run, InteractionId Interaction, int Version, ScriptUpgradeVerdict Verdict, string From, string To, string Code, string Why);

/// <summary>What keeps runs from going on with another version.</summary>
/// <param name="Version">The version they are on.</param>
/// <param name="Statement">The statement they stand at; empty when that is not known.</param>
/// <param name="Code">Its code; empty where there is none.</param>
/// <param name="Why">One sentence.</param>
/// <param name="Runs">How many runs.</param>
public sealed record UpgradeObstacle(int Version, string Statement, string Code, string Why, int Runs);
