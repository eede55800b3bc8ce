using System.Collections.Immutable;
using System.Globalization;

namespace ContactCenter.Scripting;

/// <summary>What sort of thing happened in a simulated conversation.</summary>
public enum SimulatedKind
{
    /// <summary>A line was said to the customer.</summary>
    Say,

    /// <summary>A line was shown to the agent.</summary>
    Note,

    /// <summary>A question was asked; once more after each answer that was not taken.</summary>
    Ask,

    /// <summary>A confirmation was asked for.</summary>
    Confirm,

    /// <summary>A message was sent.</summary>
    Send,

    /// <summary>An action was done.</summary>
    Action,

    /// <summary>A number was called.</summary>
    Call,

    /// <summary>The conversation was handed to a queue.</summary>
    Transfer,

    /// <summary>The live session was ended by the script.</summary>
    HangUp,

    /// <summary>Another script was started.</summary>
    Start,

    /// <summary>The run began to wait.</summary>
    Wait,

    /// <summary>The run ended; the text is its outcome.</summary>
    End,

    /// <summary>The run stopped; the text is the fault.</summary>
    Fault,
}

/// <summary>One thing that happened. Immutable.</summary>
/// <param name="Kind">What sort.</param>
/// <param name="At">When, by the simulated clock.</param>
/// <param name="Step">The step it happened in.</param>
/// <param name="Text">What was said, or the name of the action, queue, script, outcome; of a message without text its template; of a wait until when, as invariant text.</param>
public sealed record SimulatedEntry(SimulatedKind Kind, DateTimeOffset At, string Step, string Text)
{
    /// <summary>The whole prompt of what was said, noted, asked or sent; null for others.</summary>
    public ScriptPrompt? Prompt { get; init; }

    /// <summary>Arguments of an action or a script by name, as invariant text.</summary>
    public ImmutableDictionary<string, string> Arguments { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <inheritdoc />
    public override string ToString()
    {
        var to = Prompt is { Recipients: { IsEmpty: false } recipients } ? $" to {string.Join(", ", recipients)}" : "";
        var with = Arguments.IsEmpty ? "" : " " + string.Join(' ', Arguments.OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => $"{one.Key} \"{one.Value}\""));
        return Kind switch
        {
            SimulatedKind.Send => $"send {Prompt?.Channel} \"{Text}\"{to}",
            SimulatedKind.Action or SimulatedKind.Transfer or SimulatedKind.Start or SimulatedKind.End or SimulatedKind.Fault =>
                $"{Kind.ToString().ToLower(CultureInfo.InvariantCulture)} {Text}{with}",
            SimulatedKind.HangUp => "hang-up",
            SimulatedKind.Wait => Text.Length > 0 ? $"wait until {Text}" : "wait",
            _ => $"{Kind.ToString().ToLower(CultureInfo.InvariantCulture)} \"{Text}\"",
        };
    }
}

/// <summary>What a simulated action does.</summary>
/// <param name="Takes">How long it takes by the simulated clock.</param>
/// <param name="Code">Its failure's code; null when it succeeds.</param>
/// <param name="Fields">Its result's fields by name, as invariant text; the field <c>result</c> is a result of one value.</param>
public sealed record SimulatedResult(TimeSpan Takes = default, string? Code = null, ImmutableDictionary<string, string>? Fields = null);

/// <summary>A conversation cannot go on as it was written; the message says why.</summary>
public sealed class ScriptSimulationException : Exception
{
    /// <inheritdoc />
    public ScriptSimulationException()
    {
    }

    /// <inheritdoc />
    public ScriptSimulationException(string message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public ScriptSimulationException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
