namespace ContactCenter.Routing;

/// <summary>After-contact work ends or takes longer.</summary>
internal static class WrapUpDecisions
{
    public static RouterDecision Decide(RouterState state, RouterCommand.EndWrapUp command) =>
        FindRefusal(state, command.Agent, command.Item) ?? RouterDecision.Of(End(state.WorkOf(command.Item)!, WrapUpEndedReason.Agent));

    public static RouterDecision Decide(RouterState state, RouterCommand.ExtendWrapUp command)
    {
        if (FindRefusal(state, command.Agent, command.Item) is { } refusal)
        {
            return refusal;
        }

        if (command.By <= TimeSpan.Zero || command.By > TimeSpan.FromHours(1))
        {
            return Refusals.Invalid($"The wrap-up of {command.Item} is to be extended by {command.By:c}; give more than 0, up to 1 hour.");
        }

        var work = state.WorkOf(command.Item)!;
        var until = RouterMachine.WholeMilliseconds(work.Until!.Value + command.By);
        var limit = work.Queue.Settings.WrapUpLimit ?? TimeSpan.FromHours(8);
        var began = DateTimeOffset.FromUnixTimeMilliseconds(work.StatusAt);
        if (until - began > limit)
        {
            return Refusals.Invalid($"The wrap-up of {command.Item} would last {until - began:c}; the queue '{work.Queue.Id}' allows {limit:c}. End it, or raise the limit.");
        }

        return RouterDecision.Of(new RouterEvent.WrapUpExtended(work.Id, work.Interaction, work.Queue.Id, command.Agent, until));
    }

    public static RouterEvent End(RouterWork work, WrapUpEndedReason reason) =>
        new RouterEvent.WrapUpEnded(work.Id, work.Interaction, work.Queue.Id, work.Agent!.Id, reason);

    private static RouterDecision? FindRefusal(RouterState state, AgentId id, WorkItemId item)
    {
        if (state.Agent(id) is not { } agent)
        {
            return Refusals.UnknownAgent(id);
        }

        return state.WorkOf(item) is { Status: WorkStatus.WrapUp } work && work.Agent == agent
            ? null
            : RouterDecision.Refuse(RouterRefusalCode.NotInWrapUp, $"The agent '{id}' has no wrap-up for the work {item}; it has ended or is another's.");
    }
}
