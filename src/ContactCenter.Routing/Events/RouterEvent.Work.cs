namespace ContactCenter.Routing;

public abstract partial record RouterEvent
{
    /// <summary>Work waits for an agent. <c>work.queued</c></summary>
    /// <param name="Item">The work, its time in whole milliseconds.</param>
    /// <param name="TakenUp">True where an agent begins it: <c>work.assigned</c> follows, nobody waited, and the queue's figures know nothing of it. Else null.</param>
    public sealed record WorkQueued(WorkItem Item, bool? TakenUp = null) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.queued";
    }

    /// <summary>Work was not taken into a queue; the interaction gives its configured answer. <c>work.refused</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Reason">Why.</param>
    public sealed record WorkRefused(WorkItemId Item, InteractionId Interaction, QueueId Queue, WorkRefusedReason Reason) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.refused";
    }

    /// <summary>Nobody signed in could serve the work as things stand; it goes on waiting. At most once per item. <c>work.unserved</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Reason">Why.</param>
    public sealed record WorkUnserved(WorkItemId Item, InteractionId Interaction, QueueId Queue, WorkUnservedReason Reason) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.unserved";
    }

    /// <summary>Work meant for one agent is now for everyone its queue allows, with its place kept. <c>work.unbound</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Agent">The agent it was meant for.</param>
    /// <param name="Reason">Why.</param>
    public sealed record WorkUnbound(
        WorkItemId Item,
        InteractionId Interaction,
        QueueId Queue,
        AgentId Agent,
        WorkUnboundReason Reason) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.unbound";
    }

    /// <summary>Work has its agent. <c>work.assigned</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Agent">Who has it now.</param>
    /// <param name="From">Who had it before, when it was taken over.</param>
    /// <param name="Offer">The accepted offer; null when a supervisor assigned it, or its queue gives work at once.</param>
    /// <param name="TakenUp">True where the agent began it: nobody waited, and the queue's figures know nothing of it. Else null.</param>
    public sealed record WorkAssigned(
        WorkItemId Item,
        InteractionId Interaction,
        QueueId Queue,
        AgentId Agent,
        AgentId? From,
        OfferId? Offer,
        bool? TakenUp = null) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.assigned";
    }

    /// <summary>Work came back from its agent to the queue, with its place kept. <c>work.requeued</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Agent">The agent who had it.</param>
    /// <param name="Reason">Why.</param>
    public sealed record WorkRequeued(
        WorkItemId Item,
        InteractionId Interaction,
        QueueId Queue,
        AgentId Agent,
        WorkRequeuedReason Reason) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.requeued";
    }

    /// <summary>Work needs no agent any more. Final. <c>work.withdrawn</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Agent">The agent who had it and is free of it now.</param>
    /// <param name="Reason">Why.</param>
    public sealed record WorkWithdrawn(
        WorkItemId Item,
        InteractionId Interaction,
        QueueId Queue,
        AgentId? Agent,
        WithdrawReason Reason) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.withdrawn";
    }

    /// <summary>Work has ended with its agent. Final, but for the wrap-up. <c>work.completed</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Agent">The agent.</param>
    /// <param name="WrapUp">Whether after-contact work follows: the next event is <c>wrap-up.started</c>.</param>
    public sealed record WorkCompleted(WorkItemId Item, InteractionId Interaction, QueueId Queue, AgentId Agent, bool WrapUp) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.completed";
    }

    /// <summary>Work was taken from its agent and forgotten. Final. <c>work.released</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Agent">The agent.</param>
    public sealed record WorkReleased(WorkItemId Item, InteractionId Interaction, QueueId Queue, AgentId Agent) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.released";
    }

    /// <summary>After-contact work began. <c>wrap-up.started</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Agent">The agent.</param>
    /// <param name="Until">When it ends by itself.</param>
    public sealed record WrapUpStarted(
        WorkItemId Item,
        InteractionId Interaction,
        QueueId Queue,
        AgentId Agent,
        DateTimeOffset Until) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "wrap-up.started";
    }

    /// <summary>After-contact work may take longer. <c>wrap-up.extended</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Agent">The agent.</param>
    /// <param name="Until">When it ends by itself now.</param>
    public sealed record WrapUpExtended(
        WorkItemId Item,
        InteractionId Interaction,
        QueueId Queue,
        AgentId Agent,
        DateTimeOffset Until) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "wrap-up.extended";
    }

    /// <summary>After-contact work is over and its capacity free. <c>wrap-up.ended</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Agent">The agent.</param>
    /// <param name="Reason">Why.</param>
    public sealed record WrapUpEnded(
        WorkItemId Item,
        InteractionId Interaction,
        QueueId Queue,
        AgentId Agent,
        WrapUpEndedReason Reason) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "wrap-up.ended";
    }
}
