using System.Collections.Immutable;
using static ContactCenter.Scripting.DiagnosticSeverity;

namespace ContactCenter.Scripting;

/// <summary>S5xx: what slots hold when they are read.</summary>
internal static class DataCodes
{
    public static readonly DiagnosticCode MayBeEmpty = new("S501", Error, "May be empty", "'{0}' may be empty here; give it a value on every way, or write '{0} or' and what stands for it.");
    public static readonly DiagnosticCode NeverRead = new("S502", Warning, "Never read", "Nothing reads '{0}'.");
    public static readonly DiagnosticCode OverwrittenUnread = new("S503", Warning, "Overwritten unread", "What '{0}' is given here is never read: it is given something else first.");
    public static readonly DiagnosticCode PrivateSent = new("S504", Warning, "Private text sent", "'{0}' is private, and a message by {1} is read by whoever has the telephone.");

    public static ImmutableArray<DiagnosticCode> All => [MayBeEmpty, NeverRead, OverwrittenUnread, PrivateSent];
}
