using ContactCenter.Channels;

namespace ContactCenter.Interactions;

/// <summary>The part of the machine about telephone calls: what a caller's hanging up means, and calls the agent makes. How a call goes is its own stream's.</summary>
internal static class InteractionCalls
{
    /// <summary>
    /// A call is over. The customer's own ends the conversation, unless the customer has written on another channel meanwhile, was promised to be called back, or was hung up on by a script
    /// that goes on; what the agent has called is the agent's to end: the next try may come. A campaign's call that an agent had ends it, too.
    /// </summary>
    public static InteractionDecision End(InteractionState state, InteractionCommand.EndCall c, InteractionInput input)
    {
        var by = Principal.Channel(ChannelKind.Voice).ToString();
        if (!(c.IsInbound || (c.IsLine && state.Work is not null)) || state.Phase != InteractionPhase.Open || state.Session(c.Session) is null)
        {
            return InteractionDecision.Nothing;
        }

        if (InteractionVoiceMessages.CallOver(state, c.HasMessage) is { } message)
        {
            return message;
        }

        if (state.Session(c.Session) is { IsReleased: true } && state.Agent is null && !state.Runs.IsEmpty)
        {
            return InteractionDecision.Nothing;
        }

        if (state.Sessions.Any(s => s.Id != c.Session && s.LastInbound is not null))
        {
            return InteractionDecision.Nothing;
        }

        return state switch
        {
            { Agent: { } agent } => InteractionMachine.Events(new InteractionEvent.InteractionEnded(by, state.Work?.Id, agent)),
            { Work: { } work } when state.Promised == work.Id => InteractionDecision.Nothing, // a callback: the work keeps its place
            _ => InteractionMachine.Events(
                new InteractionEvent.InteractionEnded(by, state.Work?.Id, null),
                new InteractionEvent.InteractionClosed(by, state.Work is null && state.Runs.IsEmpty ? InteractionMachine.Answered : InteractionMachine.Abandoned, state.Work?.Id, null)),
        };
    }

    /// <summary>Whose telephone vanished has the call no more: it waits again, as old as it is.</summary>
    public static InteractionDecision Lose(InteractionState state, InteractionCommand.LoseAgent c, Guid cause) =>
        state is { Phase: InteractionPhase.Open, Work: { } work } && state.Agent == c.Agent
            ? InteractionMachine.Events(
                new InteractionEvent.AgentLeft(c.Agent, work.Id, WorkEnd.Transferred),
                new InteractionEvent.WorkRequested(work with { Id = new WorkItemId(DerivedId.From(cause, 1)), Agent = null, AgentLimit = null }))
            : InteractionDecision.Nothing;

    /// <summary>The agent has somebody called.</summary>
    public static InteractionDecision Order(InteractionState state, InteractionCommand.OrderCall c)
    {
        if (state.Phase is InteractionPhase.Ended or InteractionPhase.Closed)
        {
            return InteractionMachine.Refuse("CC1301", "The conversation has ended; a new message from the customer opens a new one.");
        }

        return state.Agent == c.Author
            ? InteractionMachine.Events(InteractionMachine.Started(c.Session, c.Author), new InteractionEvent.CallOrdered(c.Call, c.Session.Id, c.Session.Endpoint, c.Author))
            : InteractionMachine.Refuse("CC1302", "Only the agent who has the conversation calls the customer; take it over first.");
    }

    /// <summary>An agent calls somebody, which begins the conversation: first the agent has it, by the router, then it is dialled.</summary>
    public static InteractionDecision Begin(InteractionState state, InteractionCommand.BeginCall c, Guid cause) => state.Phase != InteractionPhase.New
        ? InteractionDecision.Nothing
        : InteractionMachine.Events(
            new InteractionEvent.InteractionOpened(c.Session.Customer, c.Session.Endpoint, c.Session.Channel),
            InteractionMachine.Started(c.Session, c.Author),
            new InteractionEvent.WorkRequested(
                new WorkItem
                {
                    Id = new WorkItemId(DerivedId.From(cause, 1)),
                    Interaction = state.Id,
                    Queue = c.Queue,
                    Channel = c.Session.Channel,
                    Priority = c.Priority,
                    WaitingSince = c.At,
                },
                BegunBy: c.Author,
                Call: c.Call));

    /// <summary>The call that waits for its agent, once one has the conversation; null where there is none, or it is another agent's.</summary>
    public static InteractionEvent.CallOrdered? Opening(InteractionState state, InteractionCommand.AssignAgent c) =>
        state.Opening is { } opening && (opening.By is null || opening.By == c.Agent)
            ? new InteractionEvent.CallOrdered(opening.Call, opening.Session, opening.Endpoint, c.Agent, Run: opening.Run) : null;

    /// <summary>The agent has no room any more for the conversation that was to begin: nobody is called.</summary>
    public static InteractionDecision CannotBegin(InteractionCommand.NobodyCan c) => InteractionMachine.Events(
        new InteractionEvent.WorkCancelled(c.Item, WorkEnd.Refused),
        new InteractionEvent.InteractionClosed(Principal.System.ToString(), InteractionMachine.NotReached, null, null));

    /// <summary>What was keyed when nobody asked any more: known to be the conversation's, and nothing more.</summary>
    public static InteractionDecision Unasked(InteractionState state, InteractionCommand.ReceiveMessage c) => state.Session(c.Session) is null
        ? InteractionDecision.Nothing
        : InteractionMachine.Events(new InteractionEvent.MessageJoined(c.Session, c.At, true));

    /// <summary>Whether the customer is reached by nothing but a call, which is not kept on when nobody is asked for it.</summary>
    public static bool IsCallAlone(InteractionState state) => !state.Sessions.IsEmpty && state.Sessions.All(static s => s.Channel == ChannelKind.Voice);
}
