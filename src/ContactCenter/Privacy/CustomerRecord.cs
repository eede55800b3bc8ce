using ContactCenter.Channels;

namespace ContactCenter.Privacy;

/// <summary>What a tenant knows of one customer, in one look.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Addresses">The known addresses; empty after an erasure. Hostile text.</param>
/// <param name="Interactions">How many conversations there were.</param>
/// <param name="Open">What keeps the customer from being erased just now: open conversations, messages and files on their way.</param>
/// <param name="FirstAt">The first thing that is known; of somebody of whom there is an address alone, when that came.</param>
/// <param name="LastAt">The last thing that is known.</param>
/// <param name="Hold">The legal hold in force; null for none.</param>
/// <param name="Erased">That the customer has been erased; null when not.</param>
/// <param name="Acts">What was done about the data, oldest first: holds, erasure, copies handed out and, where the tenant records it, who has read.</param>
public sealed record CustomerRecord(
    CustomerId Customer,
    IReadOnlyList<Address> Addresses,
    int Interactions,
    int Open,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    PrivacyAct? Hold,
    PrivacyAct? Erased,
    IReadOnlyList<PrivacyAct> Acts)
{
    /// <summary>
    /// Whether the customer's key, or an address, is damaged: then what was said before the damage cannot be read, though it is not erased, and no address is shown until the customer
    /// comes by it again.
    /// </summary>
    public bool IsKeyDamaged { get; init; }
}

/// <summary>Something done about a customer's data.</summary>
/// <param name="Kind">The entry's kind: <c>hold.placed</c>, <c>hold.lifted</c>, <c>customer.erased</c>, <c>customer.exported</c>, <c>interaction.read</c>, <c>key.damaged</c>.</param>
/// <param name="Time">When.</param>
/// <param name="By">Who, as in the journal: <c>person:anna</c>; <c>system:system</c> for what the tenant's policy did.</param>
/// <param name="Reason">Why; empty for readings and damage.</param>
public sealed record PrivacyAct(string Kind, DateTimeOffset Time, string By, string Reason);
