using System.Collections.Immutable;
using static ContactCenter.Scripting.DiagnosticSeverity;

namespace ContactCenter.Scripting;

/// <summary>S3xx: what fits what.</summary>
internal static class TypeCodes
{
    public static readonly DiagnosticCode WrongType = new("S301", Error, "Wrong type", "{0} is expected here, and this is {1}.");
    public static readonly DiagnosticCode TwoTypes = new("S302", Error, "Slot with two types", "The slot '{0}' holds {1}, and this is {2}.");
    public static readonly DiagnosticCode OutOfRange = new("S303", Error, "Value out of range", "{0} does not fit {1}.");
    public static readonly DiagnosticCode UnknowableType = new("S304", Error, "Type cannot be known", "What '{0}' holds cannot be known, since it depends on itself; declare it as a slot.");
    public static readonly DiagnosticCode NotAChoice = new("S305", Error, "Not one of the choices", "'{0}' is none of {1}{2}");
    public static readonly DiagnosticCode Incomparable = new("S306", Error, "Cannot be compared", "{0} and {1} cannot be compared this way.");
    public static readonly DiagnosticCode WrongOperands = new("S307", Error, "Cannot be calculated", "'{0}' does not work with {1} and {2}{3}.");
    public static readonly DiagnosticCode WrongCount = new("S308", Error, "Wrong number of values", "'{0}' takes {1}, and {2} given.");
    public static readonly DiagnosticCode MisplacedRange = new("S309", Error, "Range or list out of place", "A range or a list stands only behind 'in', 'from' or where a list is expected.");
    public static readonly DiagnosticCode WrongFormat = new("S310", Error, "Way of showing that does not fit", "'{0}' does not say how {1} is shown: {2}");
    public static readonly DiagnosticCode NotYesNo = new("S311", Error, "Condition that is no yes or no", "A condition is yes or no, and this is {0}.");
    public static readonly DiagnosticCode NoChoices = new("S312", Error, "Question without answers", "The question has neither a type nor choices, so no answer fits.");
    public static readonly DiagnosticCode MisplacedQuery = new("S313", Error, "Action out of place", "The action '{0}' can be asked inside 'if', 'set' and 'accept'; elsewhere write it as a 'do' of its own.");
    public static readonly DiagnosticCode UnsafeQuery = new("S314", Error, "Action that is no question", "The action '{0}' may not be repeated, so it cannot stand inside a condition; write it as a 'do'.");
    public static readonly DiagnosticCode ChoicesAndType = new("S315", Error, "Choices and another type", "The question has choices, and its slot holds {0}.");
    public static readonly DiagnosticCode HoleInValue = new("S316", Error, "Text with a hole as a value", "A text with a hole is said or sent in somebody's language; it cannot be a value.");
    public static readonly DiagnosticCode NotConstant = new("S317", Error, "Not a plain value", "Only a plain value can stand here: {0}.");
    public static readonly DiagnosticCode HoleInChoice = new("S318", Error, "Choice with a hole", "The text of a choice is the same for everybody; it has no holes.");
    public static readonly DiagnosticCode NeverHolds = new("S319", Warning, "Comparison that never holds", "'{0}' never holds here; compare with what it can be, or leave it out.");
    public static readonly DiagnosticCode AlwaysHolds = new("S320", Warning, "Comparison that always holds", "'{0}' always holds here; compare with something else, or leave it out.");

    public static ImmutableArray<DiagnosticCode> All =>
    [
        WrongType, TwoTypes, OutOfRange, UnknowableType, NotAChoice, Incomparable, WrongOperands, WrongCount, MisplacedRange, WrongFormat, NotYesNo,
        NoChoices, MisplacedQuery, UnsafeQuery, ChoicesAndType, HoleInValue, NotConstant, HoleInChoice, NeverHolds, AlwaysHolds,
    ];
}
