namespace ContactCenter.Journal;

/// <summary>How many entries there are of one group.</summary>
/// <param name="Start">When the group's hour or day begins, in UTC; null when not asked for by time.</param>
/// <param name="Kind">The group's kind; null when not asked for by kind.</param>
/// <param name="Agent">The group's agent; null for entries that name none, and when not asked for by agent.</param>
/// <param name="Entries">The number of entries.</param>
public sealed record LogCount(DateTimeOffset? Start, string? Kind, AgentId? Agent, long Entries);
