using System.Collections.Immutable;
using static ContactCenter.Scripting.DiagnosticSeverity;

namespace ContactCenter.Scripting;

/// <summary>S8xx: waiting.</summary>
internal static class TimeCodes
{
    public static readonly DiagnosticCode InThePast = new("S801", Error, "Wait for the past", "This moment is over whenever the script comes here.");
    public static readonly DiagnosticCode WaitsOnTheLine = new("S802", Warning, "Wait during a call", "Here somebody may be on the line, who would hear nothing; say so and hang up first.");
    public static readonly DiagnosticCode NeverInside = new("S803", Error, "Empty time of day", "From {0} to {1} there is no time; end it at another time.");
    public static readonly DiagnosticCode NoLate = new("S804", Warning, "No rule for being late", "If the center is down at that moment nobody has said what happens; add 'late' with how late is still right.");
    public static readonly DiagnosticCode WaitsForEver = new("S805", Warning, "May wait for ever", "If '{0}' never comes, this waits for ever; add 'late' with how long is enough.");
    public static readonly DiagnosticCode UnevenClock = new("S806", Warning, "Time the clocks skip or repeat", "{0} is not there once every day in {1}: {2}.");
    public static readonly DiagnosticCode OutsideHours = new("S807", Warning, "Time outside its hours", "{0} never lies from {1} to {2}: {3}.");

    public static ImmutableArray<DiagnosticCode> All => [InThePast, WaitsOnTheLine, NeverInside, NoLate, WaitsForEver, UnevenClock, OutsideHours];
}
