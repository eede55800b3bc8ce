using System.Collections.Immutable;
using static ContactCenter.Scripting.DiagnosticSeverity;

namespace ContactCenter.Scripting;

/// <summary>SUxx: what keeps runs on the version they are on. <c>{0}</c> says which runs; ranges are in the old version, those of SU10 to SU12 in the map.</summary>
internal static class UpgradeCodes
{
    public static readonly DiagnosticCode StepGone = new("SU01", Warning, "Step removed", "{0} kept in the step '{1}': the new version has no step of that name; say what it became, 'upgrade v{2}: {1} -> …'.");
    public static readonly DiagnosticCode LineGone = new("SU02", Warning, "Line removed", "{0} kept at this line ({1}): the new version does not have it there, or it is another one with the same text id.");
    public static readonly DiagnosticCode SlotGone = new("SU03", Warning, "Slot removed", "{0} kept at this line ({1}): they hold something in '{2}', which the new version does not have; say what it became, 'upgrade v{3}: slot {2} -> …', or that it may go, 'slot {2} -> nothing'.");
    public static readonly DiagnosticCode SlotOtherType = new("SU04", Warning, "Slot of another type", "{0} kept at this line ({1}): what they hold in '{2}' does not fit its new type.");
    public static readonly DiagnosticCode OptionChanged = new("SU05", Warning, "Option number changed meaning", "{0} kept at this question ({1}): '{2}' was offered and now means something else, or nothing.");
    public static readonly DiagnosticCode UnderWay = new("SU06", Warning, "Something else is being done", "{0} kept at this line ({1}): it is being done, and the new version does something else here. They can move once it is done.");
    public static readonly DiagnosticCode NotGiven = new("SU07", Warning, "Would read what it was not given", "{0} kept at this line ({1}): from there on the new version reads '{2}', which is filled above the line.");
    public static readonly DiagnosticCode NotOne = new("SU08", Warning, "Line not unique", "{0} kept at this line ({1}): there is more than one such line, in this step or in another that may have changed names with it; say which it became, 'upgrade v{2}: {1} -> …'.");
    public static readonly DiagnosticCode SpeechGone = new("SU09", Warning, "Language or channel removed", "{0} kept at this line ({1}): the new version does not have their language or channel, '{2}'.");
    public static readonly DiagnosticCode MapNotUnderstood = new("SU10", Error, "Line of a map not understood", "This line says nothing of an upgrade; write it like '{0}'.");
    public static readonly DiagnosticCode MapUnknown = new("SU11", Error, "Unknown name in a map", "'{0}' is no {1} of the {2} version{3}");
    public static readonly DiagnosticCode MapMismatch = new("SU12", Error, "Lines that cannot be one", "'{0}' cannot have become '{1}': {2}.");

    public static ImmutableArray<DiagnosticCode> All =>
        [StepGone, LineGone, SlotGone, SlotOtherType, OptionChanged, UnderWay, NotGiven, NotOne, SpeechGone, MapNotUnderstood, MapUnknown, MapMismatch];
}
