using System.Collections.Immutable;
using ContactCenter.Channels;
using ContactCenter.Routing;

namespace ContactCenter.Interactions;

/// <summary>
/// The part of the machine about campaigns' calls. A contact is one conversation, which stays open between the attempts to reach it; the router says when one begins and
/// what became of it. Once an agent talks with the customer it is a conversation like any other.
/// </summary>
internal static class InteractionLines
{
    /// <summary>How long the words for whom nobody could speak to are worth saying.</summary>
    private static readonly TimeSpan WordsWorth = TimeSpan.FromMinutes(2);

    /// <summary>An attempt begins: an agent is asked first, or it is dialled.</summary>
    public static InteractionDecision Join(InteractionState state, InteractionCommand.JoinLine c)
    {
        if (state.Phase is InteractionPhase.Ended or InteractionPhase.Closed)
        {
            return c.Call is null ? InteractionDecision.Nothing : InteractionMachine.Events(new InteractionEvent.LineRefused(c.Line.Line));
        }

        var events = ImmutableArray.CreateBuilder<InteractionEvent>();
        if (state.Phase == InteractionPhase.New)
        {
            events.Add(new InteractionEvent.InteractionOpened(c.Callee.Customer, c.Callee.Endpoint, c.Callee.Channel));
        }

        if (state.Line?.Id != c.Line.Line && state.Work?.Id != c.Line.Line)
        {
            events.Add(new InteractionEvent.LineJoined(c.Line.Campaign, c.Line.Contact, c.Line.Line));
        }

        if (c.Call is { } call)
        {
            events.Add(InteractionMachine.Started(c.Callee, c.Agent));
            events.Add(new InteractionEvent.CallOrdered(call, c.Callee.Id, c.Callee.Endpoint, c.Agent, c.Line.Line, c.RingsUntil));
        }

        return new InteractionDecision(events.ToImmutable(), null);
    }

    /// <summary>An agent has the line: whoever has answered, or whoever is to be called now. Null where the interaction has no such line.</summary>
    public static InteractionDecision? Assign(InteractionState state, InteractionCommand.AssignAgent c, Guid cause)
    {
        if (state is not { Phase: InteractionPhase.Open, Work: null } || state.Line?.Id != c.Item || c.Line is not { } work)
        {
            return null;
        }

        var events = ImmutableArray.CreateBuilder<InteractionEvent>();
        events.Add(new InteractionEvent.WorkRequested(work, IsLine: true));
        events.Add(new InteractionEvent.AgentJoined(c.Agent, c.Item));
        if (InteractionScripts.Guide(state, c, cause) is { } guide)
        {
            events.Add(guide);
        }

        if (c.IsOver)
        {
            events.Add(new InteractionEvent.InteractionEnded(Principal.Channel(work.Channel).ToString(), c.Item, c.Agent));
        }

        return new InteractionDecision(events.ToImmutable(), null);
    }

    /// <summary>An attempt reached nobody, or nobody could speak to whom it reached.</summary>
    public static InteractionDecision Leave(InteractionState state, InteractionCommand.LeaveLine c, Guid cause, DateTimeOffset now)
    {
        var isHeld = state.Work?.Id == c.Line; // in preview the agent has it before the customer does
        if (state.Phase != InteractionPhase.Open || !(isHeld || state.Line?.Id == c.Line))
        {
            return InteractionDecision.Nothing;
        }

        var events = ImmutableArray.CreateBuilder<InteractionEvent>();
        if (isHeld && state.Agent is { } agent)
        {
            events.Add(new InteractionEvent.AgentLeft(agent, c.Line, WorkEnd.NotReached));
        }

        if (isHeld)
        {
            events.Add(new InteractionEvent.WorkCancelled(c.Line, WorkEnd.NotReached));
        }

        if (state.Line is { Call: { } call, Session: { } session })
        {
            if (c.Message.Length > 0)
            {
                events.Add(new InteractionEvent.MessageIntended(
                    new MessageId(DerivedId.From(cause, 2)), session, null, now + WordsWorth, null, c.Message, Spoken: new SpokenPlan(c.Language)));
            }

            if (!c.IsLast)
            {
                events.Add(new InteractionEvent.CallReleased(call, session));
            }
        }

        events.Add(new InteractionEvent.LineLeft(c.Line, c.Outcome?.ToString()));
        if (c.IsLast)
        {
            events.Add(new InteractionEvent.InteractionClosed(
                Principal.System.ToString(), c.Outcome == LineOutcome.Abandoned ? InteractionMachine.Abandoned : InteractionMachine.NotReached, null, null));
        }

        return new InteractionDecision(events.ToImmutable(), null);
    }

    /// <summary>Nobody calls about it any more, and nobody has talked with the customer: it is over. What rings ends by itself.</summary>
    public static InteractionDecision Drop(InteractionState state) => state is { Phase: InteractionPhase.Open, Line: null, Work: null, Agent: null }
        ? InteractionMachine.Events(new InteractionEvent.InteractionClosed(Principal.System.ToString(), InteractionMachine.NotReached, null, null))
        : InteractionDecision.Nothing;
}
