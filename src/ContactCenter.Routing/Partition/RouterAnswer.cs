using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>What became of a command. Given when everything it decided is durable.</summary>
/// <param name="Events">What happened, consequences such as offers to others included; empty when nothing did.</param>
/// <param name="Refusal">Why the command was not carried out; null when it was.</param>
public sealed record RouterAnswer(ImmutableArray<RouterEvent> Events, RouterRefusal? Refusal)
{
    /// <summary>Whether the command was carried out.</summary>
    public bool IsAccepted => Refusal is null;
}
