using System.Collections.Immutable;
using ContactCenter.Journal;

namespace ContactCenter.Routing;

/// <summary>A command with its identity.</summary>
/// <param name="CommandId">The cause of what follows: a person's own key, or for pulled commands the id of the log entry.</param>
/// <param name="Source">For commands pulled from the log: the position of the entry. One command per position; at or before the state's watermark it decides nothing.</param>
/// <param name="Command">What is asked.</param>
public sealed record RouterInput(Guid CommandId, LogPosition? Source, RouterCommand Command);

/// <summary>What a command means.</summary>
/// <param name="Events">What happens, in order; may be empty.</param>
/// <param name="Refusal">Why nothing of what was asked happens; null when it does.</param>
public sealed record RouterDecision(ImmutableArray<RouterEvent> Events, RouterRefusal? Refusal)
{
    internal static RouterDecision Of(params ImmutableArray<RouterEvent> events) => new(events, null);

    internal static RouterDecision Refuse(RouterRefusalCode code, string message) => new([], new RouterRefusal(code, message));
}
