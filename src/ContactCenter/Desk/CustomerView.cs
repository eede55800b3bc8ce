using ContactCenter.Channels;

namespace ContactCenter.Desk;

/// <summary>A customer.</summary>
/// <param name="Customer">The id.</param>
/// <param name="Addresses">Where the customer can be reached, as far as it can be read.</param>
/// <param name="Interactions">Past and open interactions, newest first.</param>
public sealed record CustomerView(CustomerId Customer, IReadOnlyList<Address> Addresses, IReadOnlyList<InteractionSummary> Interactions);

/// <summary>Which interactions to list.</summary>
public sealed record InteractionFilter
{
    /// <summary>Only those not closed.</summary>
    public bool OpenOnly { get; init; }

    /// <summary>At most so many, 1 to 500.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Only those opened before this, to the millisecond.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>
    /// With <see cref="Before"/>: also those opened in that very millisecond that are listed after this one. The next page begins behind the
    /// last line of this one when it is asked for with that line's <see cref="InteractionSummary.OpenedAt"/> and <see cref="InteractionSummary.Interaction"/>.
    /// </summary>
    public InteractionId? BeforeInteraction { get; init; }
}
