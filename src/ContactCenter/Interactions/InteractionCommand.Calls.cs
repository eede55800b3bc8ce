using ContactCenter.Routing;

namespace ContactCenter.Interactions;

internal abstract partial record InteractionCommand
{
    /// <summary>A call of the interaction is over.</summary>
    /// <param name="Session">The call's session.</param>
    /// <param name="IsInbound">Whether the customer had called.</param>
    public sealed record EndCall(SessionId Session, bool IsInbound) : InteractionCommand
    {
        /// <summary>Whether it was a campaign's call that was answered.</summary>
        public bool IsLine { get; init; }

        /// <summary>Whether a message was recorded in it, or still is.</summary>
        public bool HasMessage { get; init; }
    }

    /// <summary>The agent's telephone was lost in a call, and the caller waits again.</summary>
    /// <param name="Agent">Who.</param>
    public sealed record LoseAgent(AgentId Agent) : InteractionCommand;

    /// <summary>Call somebody for the agent who has the conversation.</summary>
    /// <param name="Author">The agent.</param>
    /// <param name="Session">The call's session.</param>
    /// <param name="Call">The call.</param>
    public sealed record OrderCall(AgentId Author, NewSession Session, CallId Call) : InteractionCommand;

    /// <summary>An agent calls somebody, and that begins the conversation.</summary>
    /// <param name="Author">The agent.</param>
    /// <param name="Session">The call's session.</param>
    /// <param name="Call">The call.</param>
    /// <param name="Queue">The queue whose work it is.</param>
    /// <param name="Priority">How urgent work of the endpoint is.</param>
    /// <param name="At">When.</param>
    public sealed record BeginCall(AgentId Author, NewSession Session, CallId Call, QueueId Queue, Priority Priority, DateTimeOffset At) : InteractionCommand;

    /// <summary>A campaign's attempt at its contact begins.</summary>
    /// <param name="Line">Which.</param>
    /// <param name="Callee">Whom it calls.</param>
    public sealed record JoinLine(CampaignLine Line, NewSession Callee) : InteractionCommand
    {
        /// <summary>The call that is to be made now; null while an agent is asked first.</summary>
        public CallId? Call { get; init; }

        /// <summary>The agent who holds the line, in preview.</summary>
        public AgentId? Agent { get; init; }

        /// <summary>How long it may ring.</summary>
        public DateTimeOffset? RingsUntil { get; init; }
    }

    /// <summary>A campaign's attempt is over.</summary>
    /// <param name="Line">The line.</param>
    /// <param name="Outcome">What became of it; null where nobody was called.</param>
    /// <param name="IsLast">Whether none follows.</param>
    public sealed record LeaveLine(WorkItemId Line, LineOutcome? Outcome, bool IsLast) : InteractionCommand
    {
        /// <summary>What whoever has answered is told before the call is hung up; empty for nothing.</summary>
        public string Message { get; init; } = "";

        /// <summary>The language of that.</summary>
        public string Language { get; init; } = "";
    }

    /// <summary>The contact of a campaign is called no more.</summary>
    public sealed record DropContact : InteractionCommand;
}

/// <summary>A line of a campaign.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Contact">Its contact.</param>
/// <param name="Line">The line.</param>
internal sealed record CampaignLine(CampaignId Campaign, ContactId Contact, WorkItemId Line);
