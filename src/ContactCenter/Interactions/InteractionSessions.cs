using System.Collections.Immutable;

namespace ContactCenter.Interactions;

/// <summary>The part of the machine about sessions the center starts.</summary>
internal static class InteractionSessions
{
    public static InteractionDecision Start(InteractionState state, InteractionCommand.StartSession c)
    {
        if (state.Phase is InteractionPhase.Ended or InteractionPhase.Closed)
        {
            return InteractionMachine.Refuse("CC1301", "The conversation has ended; a new message from the customer opens a new one.");
        }

        if (state.Agent != c.Author)
        {
            return InteractionMachine.Refuse("CC1302", "Only the agent who has the conversation writes to the customer; take it over or leave a note.");
        }

        return state.Session(c.Session.Id) is null ? InteractionMachine.Events(InteractionMachine.Started(c.Session, c.Author)) : InteractionDecision.Nothing; // it is there already
    }

    public static InteractionDecision Leave(InteractionState state, InteractionCommand.LeaveSession c, Guid cause, DateTimeOffset now)
    {
        if (state.Phase != InteractionPhase.Open || state.Session(c.Session) is null)
        {
            return InteractionDecision.Nothing;
        }

        var events = ImmutableArray.CreateBuilder<InteractionEvent>();
        events.Add(new InteractionEvent.SessionLeft(c.Session, c.To));
        if (state is { Work: null, Reach: { IsConfirmed: false } reach } && reach.Confirm == c.Session)
        {
            InteractionReach.GoOnUnconfirmed(events, state, cause, now);
        }

        return new InteractionDecision(events.ToImmutable(), null);
    }
}
