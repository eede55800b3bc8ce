using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>What runs made of one version of a script. Immutable.</summary>
public sealed class ScriptVersionFigures
{
    /// <summary>The script's name.</summary>
    public required string Script { get; init; }

    /// <summary>Its version.</summary>
    public required int Version { get; init; }

    /// <summary>The program's hash, in hexadecimal: there may be more than one of a version.</summary>
    public required string Hash { get; init; }

    /// <summary>Runs that began on it, or came to it by an upgrade.</summary>
    public required long Runs { get; init; }

    /// <summary>Those that came by an upgrade.</summary>
    public required long CameByUpgrade { get; init; }

    /// <summary>Those that went to another version by an upgrade.</summary>
    public required long WentByUpgrade { get; init; }

    /// <summary>Runs that ended or stopped.</summary>
    public required long Ended { get; init; }

    /// <summary>How they ended, in the order of the script; outcomes nobody came to are there with 0.</summary>
    public required ImmutableArray<OutcomeFigures> Outcomes { get; init; }

    /// <summary>Runs that ended without an outcome.</summary>
    public required long WithoutOutcome { get; init; }

    /// <summary>Runs that stopped and went to a person, by what stopped them.</summary>
    public required ImmutableSortedDictionary<ScriptFault, long> Faults { get; init; }

    /// <summary>The steps, in the order of the script.</summary>
    public required ImmutableArray<StepFigures> Steps { get; init; }

    /// <summary>From which step to which, and to which end.</summary>
    public required ImmutableArray<MoveFigures> Moves { get; init; }

    /// <summary>Which way runs left each statement, and after how long.</summary>
    public required ImmutableArray<BranchFigures> Branches { get; init; }

    /// <summary>Questions and confirmations.</summary>
    public required ImmutableArray<QuestionFigures> Questions { get; init; }

    /// <summary>Where agents left the script's way, and why, most frequent first.</summary>
    public required ImmutableArray<DeviationFigures> Deviations { get; init; }

    /// <summary>The share of runs that are over, and were followed from their beginning, in which no agent left the script's way; null when there is none.</summary>
    public required double? Adherence { get; init; }
}

/// <summary>How many runs ended so.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Runs">How many.</param>
public sealed record OutcomeFigures(string Outcome, long Runs);

/// <summary>How long something took. Quantiles are within about 3 %.</summary>
/// <param name="Count">How often it was measured.</param>
/// <param name="Median">Half took no longer.</param>
/// <param name="P95">95 of 100 took no longer.</param>
public sealed record DurationFigures(long Count, TimeSpan Median, TimeSpan P95);

/// <summary>A step.</summary>
/// <param name="Step">Its name.</param>
/// <param name="Entered">How often a run came to it from elsewhere.</param>
/// <param name="DroppedOff">How often a run was lost there: the customer hung up, somebody stopped it, or it stopped and went to a person.</param>
/// <param name="Time">From coming to leaving.</param>
public sealed record StepFigures(string Step, long Entered, long DroppedOff, DurationFigures Time);

/// <summary>Runs that went from a step to another.</summary>
/// <param name="From">The step.</param>
/// <param name="To">The other; <c>end NAME</c> for an outcome, <c>end</c> for an end without one.</param>
/// <param name="IsFailure">Whether a failure, silence, wrong answers or lateness led there.</param>
/// <param name="Count">How many.</param>
public sealed record MoveFigures(string From, string To, bool IsFailure, long Count);

/// <summary>A way from a statement.</summary>
/// <param name="Statement">Its id.</param>
/// <param name="Way">What happened: <c>choice NAME</c>, <c>yes</c>, <c>no</c>, <c>answered</c>, <c>silent</c>, <c>wrong</c>, <c>machine</c>, <c>next</c>, <c>succeeded</c>, <c>failed</c>, <c>in time</c>, <c>late</c>, <c>event NAME</c>, <c>hang-up</c>, <c>stopped</c>.</param>
/// <param name="Time">From the demand to it.</param>
public sealed record BranchFigures(string Statement, string Way, DurationFigures Time);

/// <summary>A question.</summary>
/// <param name="Statement">Its id.</param>
/// <param name="Asked">How often a run came to it; asking again after silence or a wrong answer does not count.</param>
/// <param name="Answered">Answers that held.</param>
/// <param name="Silences">How often nothing was answered.</param>
/// <param name="Wrong">Wrong answers, those the script refused among them.</param>
public sealed record QuestionFigures(string Statement, long Asked, long Answered, long Silences, long Wrong);

/// <summary>Agents leaving the script's way.</summary>
/// <param name="Kind"><c>back</c> or <c>jump</c>.</param>
/// <param name="Step">The step they left.</param>
/// <param name="Target">The step they went to.</param>
/// <param name="Reason">Why; <c>(other reasons)</c> where there were too many different ones.</param>
/// <param name="Count">How often.</param>
public sealed record DeviationFigures(string Kind, string Step, string Target, string Reason, long Count);
