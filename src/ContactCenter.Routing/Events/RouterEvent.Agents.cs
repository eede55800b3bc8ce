namespace ContactCenter.Routing;

public abstract partial record RouterEvent
{
    /// <summary>The agent has come to work and is not ready yet. <c>agent.signed-in</c></summary>
    /// <param name="Agent">The agent.</param>
    public sealed record AgentSignedIn(AgentId Agent) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "agent.signed-in";
    }

    /// <summary>The agent has gone. <c>agent.signed-out</c></summary>
    /// <param name="Agent">The agent.</param>
    public sealed record AgentSignedOut(AgentId Agent) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "agent.signed-out";
    }

    /// <summary>The agent asks for work. <c>agent.ready</c></summary>
    /// <param name="Agent">The agent.</param>
    public sealed record AgentReady(AgentId Agent) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "agent.ready";
    }

    /// <summary>The agent takes no new work. <c>agent.not-ready</c></summary>
    /// <param name="Agent">The agent.</param>
    /// <param name="Reason">Why.</param>
    public sealed record AgentNotReady(AgentId Agent, NotReadyReason Reason) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "agent.not-ready";
    }

    /// <summary>The agent can be reached. <c>agent.connected</c></summary>
    /// <param name="Agent">The agent.</param>
    public sealed record AgentConnected(AgentId Agent) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "agent.connected";
    }

    /// <summary>The agent cannot be reached. <c>agent.disconnected</c></summary>
    /// <param name="Agent">The agent.</param>
    /// <param name="OffersUntil">When live offers go back to their queues unless the agent returns before; null: there are none, or they go at once.</param>
    public sealed record AgentDisconnected(AgentId Agent, DateTimeOffset? OffersUntil) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "agent.disconnected";
    }

    /// <summary>The grace after a lost connection is over; offers go back by events of their own. <c>agent.grace-ended</c></summary>
    /// <param name="Agent">The agent.</param>
    public sealed record AgentGraceEnded(AgentId Agent) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "agent.grace-ended";
    }
}
