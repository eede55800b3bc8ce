using System.Collections.Immutable;
using static ContactCenter.Scripting.DiagnosticSeverity;

namespace ContactCenter.Scripting;

/// <summary>S6xx: what channels can do.</summary>
internal static class ChannelCodes
{
    public static readonly DiagnosticCode TooManyKeys = new("S601", Warning, "Too many choices for keys", "The choice {0} needs more than one key on a telephone; offer at most ten, 0 to 9.");
    public static readonly DiagnosticCode FreeTextOnKeys = new("S602", Hint, "Free text on keys", "{0} cannot be keyed on a telephone; without speech recognition every answer there is wrong.");
    public static readonly DiagnosticCode NotRecorded = new("S603", Warning, "Prompt not recorded in a language", "This is recorded in {0}; in {1} a speech engine says it.");
    public static readonly DiagnosticCode LongSms = new("S604", Warning, "Long SMS", "In '{0}' this takes {1} SMS parts, more than {2}{3}");
    public static readonly DiagnosticCode NobodyToAnswer = new("S605", Error, "Nobody on the line to answer", "Here the call may be over, and nobody could answer; call first, or ask 'by' another channel.");
    public static readonly DiagnosticCode NobodyToHear = new("S606", Warning, "Nobody on the line to hear", "Here the call may be over, and nobody would hear this.");
    public static readonly DiagnosticCode NobodyToTransfer = new("S607", Warning, "Transfer with nobody on the line", "Here the call may be over: whoever takes it finds the matter, and nobody on the line.");
    public static readonly DiagnosticCode MachineWithAgent = new("S608", Warning, "Machine on an agent's call", "An agent who is on the call hears who answers, and this is never taken; leave out 'queue' or 'machine'.");
    public static readonly DiagnosticCode AskedOfMachine = new("S609", Warning, "Question to a machine", "A machine may have taken this call, and never answers; say behind 'silence' what then, or hang up first.");

    public static ImmutableArray<DiagnosticCode> All => [TooManyKeys, FreeTextOnKeys, NotRecorded, LongSms, NobodyToAnswer, NobodyToHear, NobodyToTransfer, MachineWithAgent, AskedOfMachine];
}
