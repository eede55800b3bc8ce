namespace ContactCenter.Routing;

public abstract partial record RouterEvent
{
    /// <summary>A queue was added or changed. <c>queue.set</c></summary>
    /// <param name="Settings">All settings of the queue.</param>
    public sealed record QueueSet(QueueSettings Settings) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "queue.set";
    }

    /// <summary>A queue was removed. <c>queue.removed</c></summary>
    /// <param name="Queue">The queue.</param>
    public sealed record QueueRemoved(QueueId Queue) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "queue.removed";
    }

    /// <summary>An agent was added or changed. <c>agent.set</c></summary>
    /// <param name="Settings">All settings of the agent.</param>
    public sealed record AgentSet(AgentSettings Settings) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "agent.set";
    }

    /// <summary>An agent was removed. <c>agent.removed</c></summary>
    /// <param name="Agent">The agent.</param>
    public sealed record AgentRemoved(AgentId Agent) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "agent.removed";
    }

    /// <summary>A calendar was added or changed. <c>calendar.set</c></summary>
    /// <param name="Settings">All settings of the calendar.</param>
    /// <param name="IsOpen">Whether it is open now.</param>
    /// <param name="Until">When that changes; null: never.</param>
    public sealed record CalendarSet(CalendarSettings Settings, bool IsOpen, DateTimeOffset? Until) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "calendar.set";
    }

    /// <summary>A calendar opened or closed; what waits in its queues is offered, or no longer is. <c>calendar.changed</c></summary>
    /// <param name="Calendar">The calendar.</param>
    /// <param name="IsOpen">Whether it is open now.</param>
    /// <param name="Until">When that changes next; null: never.</param>
    public sealed record CalendarChanged(CalendarId Calendar, bool IsOpen, DateTimeOffset? Until) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "calendar.changed";
    }

    /// <summary>A calendar was removed. <c>calendar.removed</c></summary>
    /// <param name="Calendar">The calendar.</param>
    public sealed record CalendarRemoved(CalendarId Calendar) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "calendar.removed";
    }
}
