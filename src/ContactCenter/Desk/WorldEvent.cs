using System.Collections.Immutable;
using ContactCenter.Channels;

namespace ContactCenter.Desk;

/// <summary>
/// Something that has happened in the world. It concerns at most one of a customer, an address and an interaction; one that concerns none of them is for every run that
/// listens to it and whose ties fit. Immutable.
/// </summary>
public sealed record WorldEvent
{
    /// <summary>At most so many fields.</summary>
    public const int MaxFields = 64;

    /// <summary>At most so many ties.</summary>
    public const int MaxTies = 8;

    /// <summary>A value has at most so many characters.</summary>
    public const int MaxValueLength = 4_096;

    /// <summary>All names and values together have at most so many characters.</summary>
    public const int MaxLength = 16_384;

    /// <summary>A key has at most so many characters.</summary>
    public const int MaxKeyLength = 256;

    /// <summary>What scripts call it, such as <c>case.closed</c>: declared in the contracts of at least one script of the tenant.</summary>
    public required string Event { get; init; }

    /// <summary>The caller's own key of this event, 1 to 256 characters: the same for the same event whenever it is said again. It stands in the log: nothing personal.</summary>
    public required string Key { get; init; }

    /// <summary>
    /// What it brings, by name, as invariant text: numbers with a point, dates as <c>2027-03-05</c>, moments as <c>2027-03-05T10:00:00Z</c>, <c>yes</c> or <c>no</c>. An event
    /// that gives one value and no record has the one field <c>value</c>. Sealed under the customer's key where it concerns one, else under the tenant's own for events.
    /// </summary>
    public ImmutableDictionary<string, string> Fields { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// What the runs it is for keep: names as scripts write them, such as <c>case.number</c>, with their values as invariant text. A run that keeps something else, or nothing
    /// by that name, does not get it.
    /// </summary>
    public ImmutableDictionary<string, string> Ties { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The customer it concerns.</summary>
    public CustomerId? Customer { get; init; }

    /// <summary>An address of the customer it concerns; one nobody has written from yet makes a new customer.</summary>
    public Address? Address { get; init; }

    /// <summary>The interaction it concerns, and with it its customer.</summary>
    public InteractionId? Interaction { get; init; }
}
