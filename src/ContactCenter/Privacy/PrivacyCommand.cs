using System.Text.Json.Serialization;

namespace ContactCenter.Privacy;

/// <summary>Something done about what is known of a customer.</summary>
/// <param name="Customer">Of whom.</param>
/// <param name="Reason">Why, 1 to 500 characters in one line. It stays in the log for ever, also after an erasure, so it holds nothing personal: a reference to the request will do.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "command")]
[JsonDerivedType(typeof(PlaceHold), "place-hold")]
[JsonDerivedType(typeof(LiftHold), "lift-hold")]
[JsonDerivedType(typeof(Erase), "erase")]
public abstract record PrivacyCommand(CustomerId Customer, string Reason)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>Places a legal hold: nothing of the customer is erased until it is lifted. Refused while there is one.</summary>
    /// <param name="Customer">The customer.</param>
    /// <param name="Reason">Why.</param>
    public sealed record PlaceHold(CustomerId Customer, string Reason) : PrivacyCommand(Customer, Reason);

    /// <summary>Lifts the legal hold.</summary>
    /// <param name="Customer">The customer.</param>
    /// <param name="Reason">Why.</param>
    public sealed record LiftHold(CustomerId Customer, string Reason) : PrivacyCommand(Customer, Reason);

    /// <summary>
    /// Erases the customer: every text, address and file becomes unreadable for ever; that there were conversations, when, about which queue and
    /// with which outcome, stays. Refused under a legal hold and while a conversation is open or a message on its way.
    /// </summary>
    /// <param name="Customer">The customer.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Erase(CustomerId Customer, string Reason) : PrivacyCommand(Customer, Reason);
}
