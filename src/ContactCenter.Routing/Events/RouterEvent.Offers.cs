namespace ContactCenter.Routing;

public abstract partial record RouterEvent
{
    /// <summary>An agent is asked to take work; the capacity is taken. <c>offer.made</c></summary>
    /// <param name="Offer">The offer.</param>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Agent">Who is asked.</param>
    /// <param name="ExpiresAt">Until when.</param>
    public sealed record OfferMade(
        OfferId Offer,
        WorkItemId Item,
        InteractionId Interaction,
        QueueId Queue,
        AgentId Agent,
        DateTimeOffset ExpiresAt) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "offer.made";
    }

    /// <summary>The agent takes the work; <c>work.assigned</c> follows. <c>offer.accepted</c></summary>
    /// <param name="Offer">The offer.</param>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Agent">The agent.</param>
    public sealed record OfferAccepted(
        OfferId Offer,
        WorkItemId Item,
        InteractionId Interaction,
        QueueId Queue,
        AgentId Agent) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "offer.accepted";
    }

    /// <summary>The agent does not take the work; it waits again, with its place kept, unless another offer of it is live. <c>offer.declined</c></summary>
    /// <param name="Offer">The offer.</param>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Agent">The agent.</param>
    /// <param name="Reason">The agent's code of why.</param>
    public sealed record OfferDeclined(
        OfferId Offer,
        WorkItemId Item,
        InteractionId Interaction,
        QueueId Queue,
        AgentId Agent,
        string? Reason) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "offer.declined";
    }

    /// <summary>The agent did not answer in time (RONA); <c>agent.not-ready</c> follows where one agent was asked alone. The work waits again, with its place kept, unless another offer of it is live. <c>offer.expired</c></summary>
    /// <param name="Offer">The offer.</param>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Agent">The agent.</param>
    public sealed record OfferExpired(OfferId Offer, WorkItemId Item, InteractionId Interaction, QueueId Queue, AgentId Agent) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "offer.expired";
    }

    /// <summary>The offer was taken back. The work waits again, with its place kept, unless an event that follows says otherwise. <c>offer.revoked</c></summary>
    /// <param name="Offer">The offer.</param>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Agent">The agent.</param>
    /// <param name="Reason">Why.</param>
    public sealed record OfferRevoked(
        OfferId Offer,
        WorkItemId Item,
        InteractionId Interaction,
        QueueId Queue,
        AgentId Agent,
        OfferRevokedReason Reason) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "offer.revoked";
    }
}
