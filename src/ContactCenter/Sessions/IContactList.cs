using ContactCenter.Channels;

namespace ContactCenter.Sessions;

/// <summary>Whom the campaigns of a tenant call. Thread-safe.</summary>
internal interface IContactList
{
    /// <summary>The contact of a campaign; null when it is not known any more, or has been erased: its line is reported as failed.</summary>
    ValueTask<CampaignCallee?> FindAsync(CampaignId campaign, ContactId contact, CancellationToken cancellationToken);
}

/// <summary>Whom a campaign calls, as far as the call needs it.</summary>
/// <param name="Endpoint">The endpoint that calls, whose number is shown.</param>
/// <param name="To">The number, canonical and no emergency number. The customer is found or made by it.</param>
/// <param name="Language">The language of what is said to the customer, a BCP 47 tag.</param>
internal sealed record CampaignCallee(EndpointId Endpoint, Address To, string Language)
{
    /// <summary>What a person is told for whom no agent was there in time; empty for nothing.</summary>
    public string AbandonedMessage { get; init; } = "";

    /// <summary>What is left on an answering machine after its tone; empty to hang up.</summary>
    public string MachineMessage { get; init; } = "";
}
