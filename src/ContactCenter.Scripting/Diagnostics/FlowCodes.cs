using System.Collections.Immutable;
using static ContactCenter.Scripting.DiagnosticSeverity;

namespace ContactCenter.Scripting;

/// <summary>S4xx: how a run comes from line to line.</summary>
internal static class FlowCodes
{
    public static readonly DiagnosticCode NeverRuns = new("S401", Error, "Line never runs", "No run comes to this line: the one above it always leads away.");
    public static readonly DiagnosticCode RunsOff = new("S402", Error, "Step without an end", "The step '{0}' runs off its end; add an arrow to a step or to an outcome.");
    public static readonly DiagnosticCode NoWayTo = new("S403", Error, "No way to a step", "No run comes to the step '{0}'.");
    public static readonly DiagnosticCode OutcomeNeverReached = new("S404", Warning, "Outcome never reached", "No run ends with '{0}'.");
    public static readonly DiagnosticCode GoesRound = new("S405", Error, "Goes round without waiting", "From here the script goes round without waiting for anybody.");
    public static readonly DiagnosticCode NoWayOut = new("S406", Error, "No way out", "From the step '{0}' no run comes to an end.");
    public static readonly DiagnosticCode ChoiceLeadsNowhere = new("S407", Error, "Choice that leads nowhere", "The choice '{0}' has no arrow, and no line follows the question.");
    public static readonly DiagnosticCode BackOutside = new("S408", Error, "Nothing to go back to", "'back' leads out of an 'anytime' step; '{0}' is none.");

    public static ImmutableArray<DiagnosticCode> All => [NeverRuns, RunsOff, NoWayTo, OutcomeNeverReached, GoesRound, NoWayOut, ChoiceLeadsNowhere, BackOutside];
}
