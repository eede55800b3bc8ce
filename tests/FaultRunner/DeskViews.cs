namespace FaultRunner;

/// <summary>What an agent sees of the own work.</summary>
public sealed record AgentNow(string Presence, IReadOnlyList<OfferNow> Offers, IReadOnlyList<WorkNow> Work);

public sealed record OfferNow(Guid Offer);

public sealed record WorkNow(SummaryNow Interaction, bool InWrapUp);

/// <summary>An interaction in one line.</summary>
public sealed record SummaryNow(Guid Interaction, string Status, string? Agent, DateTimeOffset OpenedAt);

/// <summary>An interaction with what was said.</summary>
public sealed record ConversationNow(SummaryNow Summary, IReadOnlyList<SessionNow> Sessions, IReadOnlyList<SaidNow> Timeline);

public sealed record SessionNow(Guid Session, string Address);

/// <summary>A line of a timeline; <c>Kind</c> is <c>messageIn</c> or <c>messageOut</c> for messages.</summary>
public sealed record SaidNow(DateTimeOffset Time, string Kind, string Author, string? Text, string? State);

/// <summary>Something that needs a person.</summary>
public sealed record AttentionNow(Guid Id, string Kind, string Code, Guid? Interaction);
