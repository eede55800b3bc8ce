using System.Collections.Immutable;
using System.Runtime.InteropServices;
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
    private readonly object? _happens = ImmutableCollectionsMarshal.AsArray(Events); // an array of events, or the only one by itself, as it is most often

    /// <summary>What happens, in order; may be empty.</summary>
    public ImmutableArray<RouterEvent> Events
    {
        get => Only is { } only ? [only] : ImmutableCollectionsMarshal.AsImmutableArray((RouterEvent[]?)_happens);
        init => _happens = ImmutableCollectionsMarshal.AsArray(value);
    }

    /// <summary>The event that is all that happens; null where more happens or nothing does.</summary>
    internal RouterEvent? Only
    {
        get => _happens as RouterEvent;
        private init => _happens = value;
    }

    internal bool IsEmpty => Only is null && Events.IsEmpty;

    internal static RouterDecision Of(RouterEvent only) => new([], null) { Only = only };

    internal static RouterDecision Of(params ImmutableArray<RouterEvent> events) => new(events, null);

    internal static RouterDecision Refuse(RouterRefusalCode code, string message) => new([], new RouterRefusal(code, message));
}
