namespace ContactCenter.Routing;

/// <summary>
/// What the router has decided: the journal's truth. A closed set; each event carries the ids its readers need to act without the router's state.
/// Kinds and fields live for ever: new versions add fields and kinds only.
/// </summary>
public abstract partial record RouterEvent
{
    private protected RouterEvent()
    {
    }

    /// <summary>The stable name in the journal, such as <c>offer.made</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>A command failed in the router twice and was put aside. <c>command.faulted</c></summary>
    /// <param name="Command">The kind of command, such as <c>Enqueue</c>.</param>
    /// <param name="Fault">The kind of failure; never customer content.</param>
    /// <param name="Item">The work the command was about.</param>
    /// <param name="Interaction">The interaction of that work, where known: it takes its fallback path.</param>
    /// <param name="Agent">The agent the command was about.</param>
    public sealed record CommandFaulted(string Command, string Fault, WorkItemId? Item, InteractionId? Interaction, AgentId? Agent) : RouterEvent
    {
        /// <inheritdoc />
        public override string Kind => "command.faulted";
    }
}
