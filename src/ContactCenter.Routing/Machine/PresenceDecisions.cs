using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>Agents come and go, ask for work or not, and can be reached or not.</summary>
internal static class PresenceDecisions
{
    private static readonly TimeSpan LongestGrace = TimeSpan.FromMinutes(10);

    public static RouterDecision Decide(RouterState state, RouterCommand.SignIn command) => state.Agent(command.Agent) switch
    {
        null => Refusals.UnknownAgent(command.Agent),
        { SignedIn: true } => Refusals.AlreadyHandled($"The agent '{command.Agent}' is signed in already."),
        _ => RouterDecision.Of(new RouterEvent.AgentSignedIn(command.Agent)),
    };

    public static RouterDecision Decide(RouterState state, RouterCommand.SignOut command)
    {
        var agent = state.Agent(command.Agent);
        if (agent is null or { SignedIn: false })
        {
            return agent is null ? Refusals.UnknownAgent(command.Agent) : Refusals.AlreadyHandled($"The agent '{command.Agent}' is signed out already.");
        }

        var inHand = agent.Held.Count(work => work.Status == WorkStatus.Assigned);
        if (inHand > 0 && !command.HandBack)
        {
            return RouterDecision.Refuse(
                RouterRefusalCode.WorkInHand,
                $"The agent '{command.Agent}' has work in hand ({inHand}). End it, have it reassigned, or sign out handing it back.");
        }

        var events = ImmutableArray.CreateBuilder<RouterEvent>();
        foreach (var work in agent.Held)
        {
            events.Add(work.Status switch
            {
                WorkStatus.Offered => OfferDecisions.Revoke(work.OfferTo(agent)!, OfferRevokedReason.SignedOut),
                WorkStatus.WrapUp => WrapUpDecisions.End(work, WrapUpEndedReason.SignedOut),
                _ => new RouterEvent.WorkRequeued(work.Id, work.Interaction, work.Queue.Id, command.Agent, WorkRequeuedReason.SignedOut),
            });
        }

        var meant = agent.Held.Where(work => work.Status == WorkStatus.Offered && work.MeantFor is not null).Concat(agent.Meant);
        foreach (var work in meant.OrderBy(work => work.Sequence))
        {
            events.Add(new RouterEvent.WorkUnbound(work.Id, work.Interaction, work.Queue.Id, command.Agent, WorkUnboundReason.NotSignedIn));
        }

        events.Add(new RouterEvent.AgentSignedOut(command.Agent));
        return RouterDecision.Of(events.ToImmutable());
    }

    public static RouterDecision Decide(RouterState state, RouterCommand.SetReady command) => state.Agent(command.Agent) switch
    {
        null => Refusals.UnknownAgent(command.Agent),
        { SignedIn: false } => Refusals.NotSignedIn(command.Agent),
        { Ready: true } => Refusals.AlreadyHandled($"The agent '{command.Agent}' is ready already."),
        _ => RouterDecision.Of(new RouterEvent.AgentReady(command.Agent)),
    };

    public static RouterDecision Decide(RouterState state, RouterCommand.SetNotReady command) => state.Agent(command.Agent) switch
    {
        null => Refusals.UnknownAgent(command.Agent),
        _ when command.Reason.Value.Length == 0 => Refusals.Invalid($"No reason is given for '{command.Agent}' not being ready; name one."),
        { SignedIn: false } => Refusals.NotSignedIn(command.Agent),
        { } agent when agent.NotReady == command.Reason => Refusals.AlreadyHandled($"The agent '{command.Agent}' is not ready ({command.Reason}) already."),
        { } agent => RouterDecision.Of(
            [new RouterEvent.AgentNotReady(command.Agent, command.Reason), .. RevokeAll(agent, OfferRevokedReason.NotReady)]),
    };

    public static RouterDecision Decide(RouterState state, RouterCommand.Connect command) => state.Agent(command.Agent) switch
    {
        null => Refusals.UnknownAgent(command.Agent),
        { Connected: true } => Refusals.AlreadyHandled($"The agent '{command.Agent}' is connected already."),
        _ => RouterDecision.Of(new RouterEvent.AgentConnected(command.Agent)),
    };

    public static RouterDecision Decide(RouterState state, RouterCommand.Disconnect command, DateTimeOffset now)
    {
        if (command.Grace < TimeSpan.Zero || command.Grace > LongestGrace)
        {
            return Refusals.Invalid($"The grace for '{command.Agent}' is {command.Grace:c}; give 0 to {LongestGrace.TotalMinutes} minutes.");
        }

        var agent = state.Agent(command.Agent);
        if (agent is null or { Connected: false })
        {
            return agent is null ? Refusals.UnknownAgent(command.Agent) : Refusals.AlreadyHandled($"The agent '{command.Agent}' is disconnected already.");
        }

        return command.Grace > TimeSpan.Zero && !agent.Offered().IsEmpty
            ? RouterDecision.Of(new RouterEvent.AgentDisconnected(command.Agent, RouterMachine.WholeMilliseconds(now + command.Grace)))
            : RouterDecision.Of([new RouterEvent.AgentDisconnected(command.Agent, null), .. RevokeAll(agent, OfferRevokedReason.Disconnected)]);
    }

    /// <summary>Takes back every offer to the agent but one.</summary>
    public static IEnumerable<RouterEvent> RevokeAll(RouterAgent agent, OfferRevokedReason reason, RouterOffer? but = null) =>
        agent.Offered().Where(offer => offer != but).Select(offer => OfferDecisions.Revoke(offer, reason));
}
