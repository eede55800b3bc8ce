namespace ContactCenter.Routing;

/// <summary>What to say of a command the router could not carry out, so that its work takes the fallback path.</summary>
internal static class Faults
{
    public static RouterEvent Describe(RouterState state, RouterCommand command, string fault)
    {
        var (item, agent) = command switch
        {
            RouterCommand.Enqueue c => (c.Item.Id, null),
            RouterCommand.TakeUp c => (c.Item.Id, c.Agent),
            RouterCommand.Withdraw c => (c.Item, null),
            RouterCommand.Complete c => (c.Item, null),
            RouterCommand.Release c => (c.Item, null),
            RouterCommand.EndWrapUp c => (c.Item, c.Agent),
            RouterCommand.ExtendWrapUp c => (c.Item, c.Agent),
            RouterCommand.Assign c => (c.Item, c.Agent),
            RouterCommand.SignIn c => (null, c.Agent),
            RouterCommand.SignOut c => (null, c.Agent),
            RouterCommand.SetReady c => (null, c.Agent),
            RouterCommand.SetNotReady c => (null, c.Agent),
            RouterCommand.Connect c => (null, c.Agent),
            RouterCommand.Disconnect c => (null, c.Agent),
            RouterCommand.Accept c => (state.OfferOf(c.Offer)?.Work.Id, c.Agent),
            RouterCommand.Decline c => (state.OfferOf(c.Offer)?.Work.Id, c.Agent),
            RouterCommand.Move c => (c.Item, null),
            RouterCommand.RequestCallback c => (c.Item, null),
            RouterCommand.Postpone c => (c.Item, null),
            RouterCommand.TransferOut c => (c.Item, null),
            RouterCommand.TransferIn c => (c.Item.Id, null),
            RouterCommand.ConfirmTransfer c => (c.Item, null),
            RouterCommand.ReturnTransfer c => (c.Item, null),
            RouterCommand.ForgetTransfer c => (c.Item, null),
            RouterCommand.ReportLine c => (c.Line, null),
            _ => ((WorkItemId?)null, (AgentId?)null),
        };
        var interaction = command is RouterCommand.Enqueue enqueue ? enqueue.Item.Interaction
            : command is RouterCommand.TakeUp begun ? begun.Item.Interaction
            : item is { } id ? state.WorkOf(id)?.Interaction ?? state.CallOf(id)?.Interaction
            : null;
        return new RouterEvent.CommandFaulted(command.GetType().Name, fault, item, interaction, agent);
    }
}
