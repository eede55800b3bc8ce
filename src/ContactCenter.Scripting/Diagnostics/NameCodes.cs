using System.Collections.Immutable;
using static ContactCenter.Scripting.DiagnosticSeverity;

namespace ContactCenter.Scripting;

/// <summary>S2xx: what names stand for.</summary>
internal static class NameCodes
{
    public static readonly DiagnosticCode RepeatedStep = new("S201", Error, "Step defined twice", "The step '{0}' is defined on line {1} already.");
    public static readonly DiagnosticCode UnknownStep = new("S202", Error, "Unknown step", "No step is called '{0}'{1}");
    public static readonly DiagnosticCode UnknownOutcome = new("S203", Error, "Unknown outcome", "The header names no outcome '{0}'{1}");
    public static readonly DiagnosticCode UnknownAction = new("S204", Error, "Unknown action", "No action is called '{0}'{1}");
    public static readonly DiagnosticCode UnknownSlot = new("S205", Error, "Unknown name", "Nothing is called '{0}'{1}");
    public static readonly DiagnosticCode UnknownField = new("S206", Error, "Unknown field", "{0} has no '{1}'{2}");
    public static readonly DiagnosticCode TakenName = new("S207", Error, "Name taken", "'{0}' is given by the host in every script; call the slot otherwise.");
    public static readonly DiagnosticCode UnknownEvent = new("S208", Error, "Unknown event", "No event is called '{0}'{1}");
    public static readonly DiagnosticCode UnknownRecord = new("S209", Error, "Unknown record", "No record is called '{0}'{1}");
    public static readonly DiagnosticCode UnknownQueue = new("S210", Error, "Unknown queue", "No queue is called '{0}'{1}");
    public static readonly DiagnosticCode UnknownTemplate = new("S211", Error, "Unknown template", "No template is called '{0}'{1}");
    public static readonly DiagnosticCode UnknownArticle = new("S212", Error, "Unknown article", "The knowledge base has no article '{0}'{1}");
    public static readonly DiagnosticCode UnknownAudio = new("S213", Error, "Unknown prompt", "No prompt is recorded as '{0}'{1}");
    public static readonly DiagnosticCode UnknownScript = new("S214", Error, "Unknown script", "No script is called '{0}'{1}");
    public static readonly DiagnosticCode RepeatedChoice = new("S215", Error, "Choice defined twice", "The question has the choice '{0}' already.");
    public static readonly DiagnosticCode RepeatedKey = new("S216", Error, "Key used twice", "The key {0} stands for '{1}' already.");
    public static readonly DiagnosticCode RepeatedOutcome = new("S217", Error, "Name twice in the header", "'{0}' stands twice in the header.");
    public static readonly DiagnosticCode UnknownFunction = new("S218", Error, "Unknown function", "No function is called '{0}'{1}");
    public static readonly DiagnosticCode RepeatedSlot = new("S219", Error, "Slot declared twice", "The slot '{0}' is declared on line {1} already.");
    public static readonly DiagnosticCode CarriesNothing = new("S220", Error, "Event without content", "The event '{0}' carries nothing that 'as' could keep.");
    public static readonly DiagnosticCode GivesNothing = new("S221", Error, "Action without result", "The action '{0}' gives nothing that 'as' could keep.");
    public static readonly DiagnosticCode LongName = new("S222", Error, "Name too long", "This name has {0} characters; a name has at most {1}.");
    public static readonly DiagnosticCode SecondStart = new("S223", Error, "Starts on two events", "A script starts on one event, and this one starts on '{0}' already.");

    public static ImmutableArray<DiagnosticCode> All =>
    [
        RepeatedStep, UnknownStep, UnknownOutcome, UnknownAction, UnknownSlot, UnknownField, TakenName, UnknownEvent, UnknownRecord, UnknownQueue,
        UnknownTemplate, UnknownArticle, UnknownAudio, UnknownScript, RepeatedChoice, RepeatedKey, RepeatedOutcome, UnknownFunction, RepeatedSlot,
        CarriesNothing, GivesNothing, LongName, SecondStart,
    ];
}
