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
    IReadOnlyList<Choice> NotReadyReasons);

/// <summary>One choice.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Label">What a person reads.</param>
public sealed record Choice(string Key, string Label);
