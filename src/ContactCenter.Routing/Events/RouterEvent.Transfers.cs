namespace ContactCenter.Routing;

public abstract partial record RouterEvent
{
    /// <summary>Work left for another partition, which takes it as it is; it is remembered until that is confirmed. <c>work.transferred-out</c></summary>
    /// <param name="Item">The work, with the queue it is to wait in.</param>
    /// <param name="Queue">The queue it left.</param>
    /// <param name="Partition">The other partition.</param>
    /// <param name="Trigger">The rule by which it overflowed; null: it was sent by a command.</param>
    public sealed record WorkTransferredOut(WorkItem Item, QueueId Queue, string Partition, OverflowTrigger? Trigger) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.transferred-out";
    }

    /// <summary>Work came from another partition; <c>work.queued</c> follows. <c>work.transferred-in</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Hops">Which of its transfers.</param>
    /// <param name="Partition">The other partition.</param>
    public sealed record WorkTransferredIn(WorkItemId Item, int Hops, string Partition) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.transferred-in";
    }

    /// <summary>The other partition did not take the work; <c>work.queued</c> follows. <c>work.transfer-returned</c></summary>
    /// <param name="Item">The work.</param>
    public sealed record WorkTransferReturned(WorkItemId Item) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.transfer-returned";
    }

    /// <summary>The other partition has the work for good. <c>work.transfer-confirmed</c></summary>
    /// <param name="Item">The work.</param>
    public sealed record WorkTransferConfirmed(WorkItemId Item) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.transfer-confirmed";
    }

    /// <summary>The other partition knows that the work is here. <c>work.transfer-forgotten</c></summary>
    /// <param name="Item">The work.</param>
    /// <param name="Hops">Which of its transfers.</param>
    public sealed record WorkTransferForgotten(WorkItemId Item, int Hops) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "work.transfer-forgotten";
    }
}
