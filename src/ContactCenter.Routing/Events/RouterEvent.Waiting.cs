namespace ContactCenter.Routing;

public abstract partial record RouterEvent
{
    /// <summary>Work has waited long enough to ask less of its agent. <c>work.relaxed</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Ring">The ring it has got to; 1 is the first.</param>
    public sealed record WorkRelaxed(WorkItemId Item, InteractionId Interaction, QueueId Queue, int Ring) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.relaxed";
    }

    /// <summary>Work went to another queue, with its place kept. <c>work.moved</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">The queue it left.</param>
    /// <param name="To">The queue it is in now.</param>
    /// <param name="Trigger">The rule by which it overflowed; null: it was moved by a command.</param>
    public sealed record WorkMoved(WorkItemId Item, InteractionId Interaction, QueueId Queue, QueueId To, OverflowTrigger? Trigger) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.moved";
    }

    /// <summary>Work cannot be served in time. It waits on when it is to be offered a callback or the rule cannot be followed, and has left the router otherwise. <c>work.overflowed</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Trigger">When the rule applies.</param>
    /// <param name="Target">Where the work goes.</param>
    /// <param name="Rule">The rule's number in the queue's settings, from 0.</param>
    /// <param name="Followed">Whether it could go there; otherwise it waits on: the queue is full or was left before, the other partition has just given it back, or it is an emergency, which is never shed.</param>
    public sealed record WorkOverflowed(
        WorkItemId Item,
        InteractionId Interaction,
        QueueId Queue,
        OverflowTrigger Trigger,
        OverflowTarget Target,
        int Rule,
        bool Followed) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.overflowed";
    }

    /// <summary>The customer is to be told where the work stands. <c>work.announced</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Position">The place among all of its queue that wait, whatever each asks for, those who are being offered first: 1 is next, if an agent fits. Null: further back than is told.</param>
    /// <param name="ExpectedWait">How much longer it will wait by what others waited; null: nothing is known.</param>
    public sealed record WorkAnnounced(WorkItemId Item, InteractionId Interaction, QueueId Queue, int? Position, TimeSpan? ExpectedWait) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.announced";
    }

    /// <summary>The customer has left the line and is called when the work is accepted; it keeps its place. <c>work.place-kept</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    public sealed record WorkPlaceKept(WorkItemId Item, InteractionId Interaction, QueueId Queue) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.place-kept";
    }

    /// <summary>Work waits for a time before it asks for an agent again: a callback. <c>work.postponed</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    /// <param name="Agent">Who had it and is free of it now.</param>
    /// <param name="Until">When it begins to wait.</param>
    /// <param name="WaitingSince">From when its age counts.</param>
    /// <param name="Attempt">How many attempts to reach the customer came before.</param>
    public sealed record WorkPostponed(
        WorkItemId Item,
        InteractionId Interaction,
        QueueId Queue,
        AgentId? Agent,
        DateTimeOffset Until,
        DateTimeOffset WaitingSince,
        int Attempt) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.postponed";
    }

    /// <summary>Scheduled work begins to wait. <c>work.due</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Interaction">Its interaction.</param>
    /// <param name="Queue">Its queue.</param>
    public sealed record WorkDue(WorkItemId Item, InteractionId Interaction, QueueId Queue) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.due";
    }
}
