using System.Collections.Immutable;
using static ContactCenter.Scripting.DiagnosticSeverity;

namespace ContactCenter.Scripting;

/// <summary>S9xx: what is done in the world.</summary>
internal static class ActionCodes
{
    public static readonly DiagnosticCode NoElse = new("S901", Error, "No way on failure", "Say where it goes when '{0}' fails: add 'else -> step'.");
    public static readonly DiagnosticCode Unconfirmed = new("S902", Warning, "Not confirmed before", "'{0}' cannot be undone, and nobody has confirmed it on this way.");
    public static readonly DiagnosticCode RepeatedBlindly = new("S903", Warning, "Done again after a failure", "'{0}' may have been done although it failed, and this way does it again without asking anybody.");
    public static readonly DiagnosticCode LongerThanTimeout = new("S904", Warning, "Later than its time-out", "'{0}' is given up after {1}, so 'late {2}' never happens.");

    public static ImmutableArray<DiagnosticCode> All => [NoElse, Unconfirmed, RepeatedBlindly, LongerThanTimeout];
}
