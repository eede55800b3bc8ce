using ContactCenter.Desk;
using ContactCenter.Desktop.Localization;

namespace ContactCenter.Desktop.Parts;

/// <summary>What keys are called: as the tenant configured it, else as the product does.</summary>
internal static class Labels
{
    public static string Of(this IReadOnlyList<Choice> choices, string key) => choices.FirstOrDefault(c => c.Key == key)?.Label ?? key;

    public static string Reason(this DeskChoices choices, Words words, NotReadyReason reason) =>
        choices.NotReadyReasons.FirstOrDefault(c => c.Key == reason.Value)?.Label ?? words.Find($"reason.{reason}") ?? reason.Value;

    public static string Queue(this DeskChoices choices, QueueId? queue) => queue is { } id ? choices.Queues.Of(id.Value) : "";

    public static string Agent(this DeskChoices choices, AgentId? agent) => agent is { } id ? choices.Agents.Of(id.Value) : "";

    /// <summary>Who did something, as the journal names them: <c>person:anna</c>.</summary>
    public static string By(this DeskChoices choices, string actor) => choices.Agents.Of(actor[(actor.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    public static string Status(this Words words, InteractionStatus status) => words[$"status.{status}"];
}
