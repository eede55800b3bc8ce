namespace ContactCenter.Routing;

public abstract partial record RouterEvent
{
    /// <summary>A campaign was added or changed. <c>campaign.set</c></summary>
    /// <param name="Settings">All settings of the campaign.</param>
    public sealed record CampaignSet(CampaignSettings Settings) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "campaign.set";
    }

    /// <summary>A campaign was removed, with its list. <c>campaign.removed</c></summary>
    /// <param name="Campaign">The campaign.</param>
    public sealed record CampaignRemoved(CampaignId Campaign) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "campaign.removed";
    }

    /// <summary>A campaign dials nothing any more. <c>campaign.paused</c></summary>
    /// <param name="Campaign">The campaign.</param>
    public sealed record CampaignPaused(CampaignId Campaign) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "campaign.paused";
    }

    /// <summary>A campaign dials again. <c>campaign.resumed</c></summary>
    /// <param name="Campaign">The campaign.</param>
    public sealed record CampaignResumed(CampaignId Campaign) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "campaign.resumed";
    }

    /// <summary>Contacts whose time had not come may be dialled from now on. <c>campaign.due</c></summary>
    /// <param name="Campaign">The campaign.</param>
    public sealed record CampaignDue(CampaignId Campaign) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "campaign.due";
    }

    /// <summary>Agents left or were given other work while lines rang for them: each may cost one call beyond the cap. <c>campaign.agents-taken</c></summary>
    /// <param name="Campaign">The campaign.</param>
    /// <param name="Agents">How many.</param>
    public sealed record CampaignAgentsTaken(CampaignId Campaign, int Agents) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "campaign.agents-taken";
    }

    /// <summary>Somebody is on the list of a campaign. <c>contact.added</c></summary>
    /// <param name="Campaign">The campaign.</param>
    /// <param name="Contact">Whom to call.</param>
    public sealed record ContactAdded(CampaignId Campaign, CampaignContact Contact) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "contact.added";
    }

    /// <summary>Somebody is not to be called any more: a line that is dialled already goes on, and none follows. <c>contact.withdrawn</c></summary>
    /// <param name="Campaign">The campaign.</param>
    /// <param name="Contact">Who.</param>
    public sealed record ContactWithdrawn(CampaignId Campaign, ContactId Contact) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "contact.withdrawn";
    }

    /// <summary>A contact is offered to agents before it is dialled; <c>work.queued</c> follows. <c>contact.previewed</c></summary>
    /// <param name="Campaign">The campaign.</param>
    /// <param name="Contact">Who.</param>
    /// <param name="Line">The line that is to be dialled, and the work that is offered.</param>
    /// <param name="Interaction">Its interaction.</param>
    public sealed record ContactPreviewed(CampaignId Campaign, ContactId Contact, WorkItemId Line, InteractionId Interaction) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "contact.previewed";
    }

    /// <summary>A contact that was offered is not dialled now: it goes back to its place on the list. <c>contact.put-back</c></summary>
    /// <param name="Campaign">The campaign.</param>
    /// <param name="Contact">Who.</param>
    /// <param name="Line">The line that was not dialled.</param>
    public sealed record ContactPutBack(CampaignId Campaign, ContactId Contact, WorkItemId Line) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "contact.put-back";
    }

    /// <summary>The host is to dial this contact now, once. <c>contact.dialled</c></summary>
    /// <param name="Campaign">The campaign.</param>
    /// <param name="Contact">Who.</param>
    /// <param name="Line">The line, by which the host reports.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Attempt">Which attempt it is; 1 is the first.</param>
    /// <param name="Agent">The agent who holds the line, in preview.</param>
    /// <param name="RingsUntil">How long it may ring. Ten seconds later it is given up.</param>
    public sealed record ContactDialled(
        CampaignId Campaign,
        ContactId Contact,
        WorkItemId Line,
        InteractionId Interaction,
        int Attempt,
        AgentId? Agent,
        DateTimeOffset RingsUntil) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "contact.dialled";
    }

    /// <summary>A person has answered; without an agent on the line <c>work.queued</c> follows. <c>contact.answered</c></summary>
    /// <param name="Campaign">The campaign.</param>
    /// <param name="Contact">Who.</param>
    /// <param name="Line">The line, and the work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Until">Until when an agent has to be there.</param>
    public sealed record ContactAnswered(CampaignId Campaign, ContactId Contact, WorkItemId Line, InteractionId Interaction, DateTimeOffset Until) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "contact.answered";
    }

    /// <summary>Person and agent are together; the contact is done with. <c>contact.connected</c></summary>
    /// <param name="Campaign">The campaign.</param>
    /// <param name="Contact">Who.</param>
    /// <param name="Line">The line, and the work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Agent">The agent.</param>
    public sealed record ContactConnected(CampaignId Campaign, ContactId Contact, WorkItemId Line, InteractionId Interaction, AgentId Agent) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "contact.connected";
    }

    /// <summary>No agent was there in time: the host is to play the message the law asks for and to end the call. <c>contact.abandoned</c></summary>
    /// <param name="Campaign">The campaign.</param>
    /// <param name="Contact">Who.</param>
    /// <param name="Line">The line.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="AnsweredAt">When the person answered: it counts in the window of that time.</param>
    /// <param name="BeyondCap">Whether it exceeds the cap, an agent having been taken away (<c>campaign.agents-taken</c>).</param>
    /// <param name="Next">When the contact is dialled again; null: never, it is done with.</param>
    public sealed record ContactAbandoned(
        CampaignId Campaign,
        ContactId Contact,
        WorkItemId Line,
        InteractionId Interaction,
        DateTimeOffset AnsweredAt,
        bool BeyondCap,
        DateTimeOffset? Next) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "contact.abandoned";
    }

    /// <summary>An attempt was in vain. <c>contact.not-reached</c></summary>
    /// <param name="Campaign">The campaign.</param>
    /// <param name="Contact">Who.</param>
    /// <param name="Line">The line.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Outcome">What became of it.</param>
    /// <param name="Next">When the contact is dialled again; null: never, it is done with.</param>
    public sealed record ContactNotReached(
        CampaignId Campaign,
        ContactId Contact,
        WorkItemId Line,
        InteractionId Interaction,
        LineOutcome Outcome,
        DateTimeOffset? Next) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "contact.not-reached";
    }
}
