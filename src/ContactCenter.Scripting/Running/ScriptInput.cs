using System.Collections.Immutable;

namespace ContactCenter.Scripting;

/// <summary>What happened to a run. The numbers are written to records.</summary>
public enum ScriptInputKind : byte
{
    /// <summary>The run begins.</summary>
    Begin = 1,

    /// <summary>What was demanded is done.</summary>
    Continue = 2,

    /// <summary>A question was answered.</summary>
    Answered = 3,

    /// <summary>Nothing was answered.</summary>
    Silent = 4,

    /// <summary>What was answered is no answer.</summary>
    Misunderstood = 5,

    /// <summary>An action, a call or a transfer succeeded.</summary>
    Succeeded = 6,

    /// <summary>It failed.</summary>
    Failed = 7,

    /// <summary>An event arrived.</summary>
    EventArrived = 8,

    /// <summary>The time the run waits for has come.</summary>
    Due = 9,

    /// <summary>An operator goes back to the question before.</summary>
    GoBack = 10,

    /// <summary>An operator goes to a step that may be gone to at any time.</summary>
    GoTo = 11,

    /// <summary>The customer ended the live session.</summary>
    HungUp = 12,

    /// <summary>Facts changed, nothing else.</summary>
    FactsChanged = 13,

    /// <summary>The conversation goes on by another channel or in another language.</summary>
    Moved = 14,

    /// <summary>Somebody ends the run.</summary>
    Stopped = 15,

    /// <summary>The run goes on with another version of its script; <see cref="ScriptUpgrade"/> alone makes such a record.</summary>
    Upgraded = 16,
}

/// <summary>How an answer came. The numbers are written to records.</summary>
public enum ScriptAnswerForm : byte
{
    /// <summary>Not an answer, or unknown.</summary>
    None = 0,

    /// <summary>By a key of the phone.</summary>
    Key = 1,

    /// <summary>Spoken.</summary>
    Speech = 2,

    /// <summary>Written.</summary>
    Text = 3,

    /// <summary>By a button.</summary>
    Button = 4,

    /// <summary>An operator entered it.</summary>
    Operator = 5,
}

/// <summary>A fact: a value the host knows and the script reads.</summary>
/// <param name="Name">Its name as scripts write it, such as <c>agent.name</c>. A name the program does not read is left out.</param>
/// <param name="Value">Its value; empty when it is not known.</param>
public readonly record struct ScriptFact(string Name, ScriptValue Value);

/// <summary>One input of a run. Made by its static methods; immutable.</summary>
public readonly record struct ScriptInput
{
    /// <summary>What happened.</summary>
    public ScriptInputKind Kind { get; private init; }

    /// <summary>How the answer came.</summary>
    public ScriptAnswerForm Form { get; private init; }

    /// <summary>The sequence number of the demand that is answered; 0 for what answers none.</summary>
    public int For { get; private init; }

    /// <summary>The answer, the result, or what the event brings.</summary>
    public ScriptValue Value { get; private init; }

    /// <summary>What was said or written, or the name of the event, the step, the failure's code, the channel.</summary>
    public string? Text { get; private init; }

    /// <summary>Who did it, as an opaque id; null for the customer or the machine. At most 128 characters.</summary>
    public string? Actor { get; init; }

    /// <summary>Why, or the language it goes on in. At most 1,024 characters.</summary>
    public string? Reason { get; private init; }

    /// <summary>Facts that are other than before; they are taken before the input is.</summary>
    public ImmutableArray<ScriptFact> Facts { get; init; }

    /// <summary>The earlier record to go back to.</summary>
    internal byte[]? Earlier { get; private init; }

    /// <summary>The run begins, with what its event brings.</summary>
    public static ScriptInput Begin(ScriptValue payload = default) => new() { Kind = ScriptInputKind.Begin, Value = payload };

    /// <summary>What demand <paramref name="sequence"/> asked for is done.</summary>
    public static ScriptInput Continue(int sequence) => new() { Kind = ScriptInputKind.Continue, For = sequence };

    /// <summary>An answer, normalised to the slot's type, with what was said or written.</summary>
    public static ScriptInput Answered(int sequence, ScriptValue value, string? raw = null, ScriptAnswerForm form = ScriptAnswerForm.None) =>
        new() { Kind = ScriptInputKind.Answered, For = sequence, Value = value, Text = raw, Form = form };

    /// <summary>Nothing was answered.</summary>
    public static ScriptInput Silent(int sequence) => new() { Kind = ScriptInputKind.Silent, For = sequence };

    /// <summary>What was said or written is no answer.</summary>
    public static ScriptInput Misunderstood(int sequence, string? raw, ScriptAnswerForm form = ScriptAnswerForm.None) =>
        new() { Kind = ScriptInputKind.Misunderstood, For = sequence, Text = raw, Form = form };

    /// <summary>It succeeded, with its result.</summary>
    public static ScriptInput Succeeded(int sequence, ScriptValue result = default) => new() { Kind = ScriptInputKind.Succeeded, For = sequence, Value = result };

    /// <summary>It failed, with a stable code such as <c>unreached</c>.</summary>
    public static ScriptInput Failed(int sequence, string code) => new() { Kind = ScriptInputKind.Failed, For = sequence, Text = code };

    /// <summary>An event arrived.</summary>
    public static ScriptInput EventArrived(string name, ScriptValue payload = default) => new() { Kind = ScriptInputKind.EventArrived, Text = name, Value = payload };

    /// <summary>The time demand <paramref name="sequence"/> waits for has come.</summary>
    public static ScriptInput Due(int sequence) => new() { Kind = ScriptInputKind.Due, For = sequence };

    /// <summary>Back to the question before, whose record (<see cref="ScriptRun.QuestionBefore"/>) the host reads from its log.</summary>
    public static ScriptInput GoBack(ReadOnlyMemory<byte> record, string reason) => new() { Kind = ScriptInputKind.GoBack, Earlier = record.ToArray(), Reason = reason };

    /// <summary>To a step that may be gone to at any time.</summary>
    public static ScriptInput GoTo(string step, string reason) => new() { Kind = ScriptInputKind.GoTo, Text = step, Reason = reason };

    /// <summary>The customer ended the live session.</summary>
    public static ScriptInput HungUp() => new() { Kind = ScriptInputKind.HungUp };

    /// <summary>Facts changed.</summary>
    public static ScriptInput FactsChanged(ImmutableArray<ScriptFact> facts) => new() { Kind = ScriptInputKind.FactsChanged, Facts = facts };

    /// <summary>On by another channel and in another language of the program; null leaves one as it is.</summary>
    public static ScriptInput Moved(string? channel, string? language) => new() { Kind = ScriptInputKind.Moved, Text = channel, Reason = language };

    /// <summary>Somebody ends the run.</summary>
    public static ScriptInput Stopped(string reason) => new() { Kind = ScriptInputKind.Stopped, Reason = reason };

    /// <summary>An input as a record has it; <see cref="Facts"/> and the record to go back to are left out.</summary>
    internal static ScriptInput Recorded(
        ScriptInputKind kind, ScriptAnswerForm form, int sequence, ScriptValue value, string? text, string? actor, string? reason) =>
        new() { Kind = kind, Form = form, For = sequence, Value = value, Text = text, Actor = actor, Reason = reason };
}
