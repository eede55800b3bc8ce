namespace ContactCenter.Desk;

/// <summary>What a desk may offer to choose.</summary>
/// <param name="Queues">Queues, in the order of their display names.</param>
/// <param name="Agents">Agents, in the order of their display names.</param>
/// <param name="Dispositions">Outcomes, in the order they were configured.</param>
/// <param name="NotReadyReasons">Reasons a person may choose, in the order they were configured.</param>
public sealed record DeskChoices(
    IReadOnlyList<Choice> Queues,
    IReadOnlyList<Choice> Agents,
    IReadOnlyList<Choice> Dispositions,
    IReadOnlyList<Choice> NotReadyReasons)
{
    /// <summary>From where an agent can call somebody with whom there is no conversation yet; empty where nobody can, or for whoever is no agent.</summary>
    public IReadOnlyList<StartableEndpoint> CallFrom { get; init; } = [];
}

/// <summary>One choice.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Label">What a person reads.</param>
public sealed record Choice(string Key, string Label);
