using System.Collections.Immutable;
using static ContactCenter.Scripting.DiagnosticSeverity;

namespace ContactCenter.Scripting;

/// <summary>S1xx: how a script is written.</summary>
internal static class WritingCodes
{
    public static readonly DiagnosticCode UnclosedText = new("S101", Error, "Text not closed", "This text has no closing quote.");
    public static readonly DiagnosticCode OddIndent = new("S102", Error, "Odd indentation", "This line is indented by {0} spaces; each level is two.");
    public static readonly DiagnosticCode IndentJump = new("S103", Error, "Wrong indentation", "This line is indented by {0} spaces; {1} are expected here.");
    public static readonly DiagnosticCode TabIndent = new("S104", Error, "Indented by other signs", "This line is indented by tabs or special spaces; use plain spaces, two for each level.");
    public static readonly DiagnosticCode UnknownStatement = new("S105", Error, "Unknown statement", "'{0}' is no statement{1}");
    public static readonly DiagnosticCode BeforeFirstStep = new("S106", Error, "Statement before the first step", "'{0}' stands before the first step; write it inside a step.");
    public static readonly DiagnosticCode NameExpected = new("S107", Error, "Name expected", "A name is expected here: {0}.");
    public static readonly DiagnosticCode TextExpected = new("S108", Error, "Text expected", "A text in quotes is expected here: {0}.");
    public static readonly DiagnosticCode ArrowExpected = new("S109", Error, "Arrow expected", "An arrow and where to go are expected here, such as '-> step'.");
    public static readonly DiagnosticCode WordExpected = new("S110", Error, "Word or sign expected", "'{0}' is expected here.");
    public static readonly DiagnosticCode ValueExpected = new("S111", Error, "Value expected", "A value is expected here: a slot, a number, a text, yes or no, a time.");
    public static readonly DiagnosticCode DurationExpected = new("S112", Error, "Duration expected", "A duration is expected here, such as 8s, 20m, 2h or 1 day.");
    public static readonly DiagnosticCode NumberExpected = new("S113", Error, "Whole number expected", "A whole number is expected here: {0}.");
    public static readonly DiagnosticCode TypeExpected = new("S114", Error, "Type expected", "A type is expected here, such as text, number, phone or yes/no.");
    public static readonly DiagnosticCode StrayWords = new("S115", Error, "Too much on the line", "Nothing is expected here, and there is '{0}'.");
    public static readonly DiagnosticCode UnknownOption = new("S116", Error, "Option it does not have", "'{0}' is no option of '{1}'{2}");
    public static readonly DiagnosticCode RepeatedOption = new("S117", Error, "Option given twice", "'{0}' is said twice on this line.");
    public static readonly DiagnosticCode UnclosedHole = new("S118", Error, "Hole not closed", "This {{ opens a hole that is not closed by }}; write {{{{ where the sign itself is meant.");
    public static readonly DiagnosticCode LoneBrace = new("S119", Error, "Hole not opened", "This }} closes nothing; write }}}} where the sign itself is meant.");
    public static readonly DiagnosticCode RepeatedHeader = new("S120", Error, "Second header", "The script has its header already, on line {0}.");
    public static readonly DiagnosticCode NoHeader = new("S121", Error, "No header", "A script begins with its header, such as 'script name v1, texts en, for chat, outcomes done'.");
    public static readonly DiagnosticCode IncompleteHeader = new("S122", Error, "Header incomplete", "The header lacks {0}.");
    public static readonly DiagnosticCode NoStep = new("S123", Error, "No step", "The script has no step.");
    public static readonly DiagnosticCode EmptyBlock = new("S124", Error, "Nothing inside", "'{0}' has neither an arrow nor indented lines below it.");
    public static readonly DiagnosticCode LoneElse = new("S125", Error, "else without if", "No 'if' with lines inside stands above this 'else' at the same indentation.");
    public static readonly DiagnosticCode OutsideAsk = new("S126", Error, "Choice outside a question", "{0} belongs below an 'ask', two spaces further in.");
    public static readonly DiagnosticCode InsideAsk = new("S127", Error, "Statement inside a question", "Only choices and 'accept' stand below an 'ask'; '{0}' does not.");
    public static readonly DiagnosticCode UnknownSign = new("S128", Error, "Sign without meaning", "The sign '{0}' means nothing here.");
    public static readonly DiagnosticCode BadLiteral = new("S129", Error, "Impossible value", "'{0}' is no value: {1}.");
    public static readonly DiagnosticCode LoneTextId = new("S130", Error, "Text id without text", "'{0}' is the id of a text, and this line has none.");
    public static readonly DiagnosticCode RepeatedTextId = new("S131", Error, "Text id used twice", "'{0}' is the id of the text on line {1} already.");
    public static readonly DiagnosticCode TooDeep = new("S132", Error, "Nested too deeply", "This is nested more than {0} deep; split it up.");
    public static readonly DiagnosticCode AfterFirstStep = new("S133", Error, "Declaration after the first step", "'{0}' stands after the first step; write it between the header and the steps.");
    public static readonly DiagnosticCode ReservedWord = new("S134", Error, "Word of the language as a name", "'{0}' is a word of the language and cannot name {1}.");
    public static readonly DiagnosticCode TooMany = new("S199", Error, "More faults", "There are more faults; mend those above first.");

    public static ImmutableArray<DiagnosticCode> All =>
    [
        UnclosedText, OddIndent, IndentJump, TabIndent, UnknownStatement, BeforeFirstStep, NameExpected, TextExpected, ArrowExpected, WordExpected,
        ValueExpected, DurationExpected, NumberExpected, TypeExpected, StrayWords, UnknownOption, RepeatedOption, UnclosedHole, LoneBrace, RepeatedHeader,
        NoHeader, IncompleteHeader, NoStep, EmptyBlock, LoneElse, OutsideAsk, InsideAsk, UnknownSign, BadLiteral, LoneTextId, RepeatedTextId, TooDeep,
        AfterFirstStep, ReservedWord, TooMany,
    ];
}
