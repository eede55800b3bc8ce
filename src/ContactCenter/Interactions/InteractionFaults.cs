using System.Collections.Immutable;

namespace ContactCenter.Interactions;

/// <summary>
/// What becomes of a command at which the machine failed: it is set aside for a supervisor, and what it was about takes a path that
/// needs none of the machine's judgement. Nothing inbound is lost, and nobody is left assigned to what the interaction does not know of.
/// </summary>
internal static class InteractionFaults
{
    /// <summary>The fallback of <paramref name="input"/>, beginning with the fault itself.</summary>
    public static ImmutableArray<InteractionEvent> Fallback(InteractionState state, InteractionInput input, string fault, DateTimeOffset now)
    {
        var faulted = new InteractionEvent.CommandFaulted(input.Command.GetType().Name, fault);
        return input.Command switch
        {
            // A matter of its own that a person finds by way of the supervisor's list; the customer's next message asks for an agent.
            InteractionCommand.ReceiveMessage c when state.Phase == InteractionPhase.New =>
            [
                faulted,
                new InteractionEvent.InteractionOpened(c.Customer, c.Endpoint, c.Channel),
                new InteractionEvent.SessionJoined(c.Session, c.Endpoint, c.Channel, c.Thread),
                new InteractionEvent.MessageJoined(c.Session, c.At),
                InteractionMachine.Silence(state.Id, now + c.Policy.SilenceAfter),
            ],

            // This interaction cannot take it; a new one can.
            InteractionCommand.ReceiveMessage c =>
                [faulted, new InteractionEvent.MessageForwarded(c.Session, c.At, state.Successor ?? new InteractionId(DerivedId.From(input.Id, 0)))],

            // The router lets the agent go; the supervisor decides what becomes of the customer.
            InteractionCommand.AssignAgent c when state.Phase == InteractionPhase.Open && state.Work?.Id == c.Item && state.Agent is null =>
            [
                faulted,
                new InteractionEvent.AssignmentRefused(c.Agent, c.Item),
                new InteractionEvent.WorkCancelled(c.Item, WorkEnd.Faulted),
                InteractionMachine.Silence(state.Id, now + c.SilenceAfter),
            ],
            _ => [faulted],
        };
    }
}
