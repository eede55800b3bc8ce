namespace ContactCenter.Routing;

/// <summary>What can be asked of the router. A closed set; every command is answered, also when it changes nothing.</summary>
public abstract partial record RouterCommand
{
    private protected RouterCommand()
    {
    }

    /// <summary>Adds a queue or changes its settings; effective at once, for waiting items too. Offers already made stand.</summary>
    /// <param name="Settings">All settings of the queue.</param>
    public sealed record SetQueue(QueueSettings Settings) : RouterCommand;

    /// <summary>Removes a queue; refused while any item of it waits, is offered, in work or in wrap-up, or is on its way from it to another partition.</summary>
    /// <param name="Queue">The queue.</param>
    public sealed record RemoveQueue(QueueId Queue) : RouterCommand;

    /// <summary>Adds an agent (signed out) or changes the settings; effective at once. Work in hand stays.</summary>
    /// <param name="Settings">All settings of the agent.</param>
    public sealed record SetAgent(AgentSettings Settings) : RouterCommand;

    /// <summary>Removes an agent; refused while the agent is signed in.</summary>
    /// <param name="Agent">The agent.</param>
    public sealed record RemoveAgent(AgentId Agent) : RouterCommand;

    /// <summary>Work asks for an agent.</summary>
    /// <param name="Item">The work. Times are kept in whole milliseconds.</param>
    public sealed record Enqueue(WorkItem Item) : RouterCommand;

    /// <summary>An agent begins work of the agent's own, such as a call to a customer: it is in the agent's hands at once, ready and skilled or not, within the agent's capacity. Nobody is asked.</summary>
    /// <param name="Item">The work. It waits for nobody, so that what it says of waiting counts only when it is given back.</param>
    /// <param name="Agent">Who begins it: signed in, connected, with room.</param>
    public sealed record TakeUp(WorkItem Item, AgentId Agent) : RouterCommand;

    /// <summary>Work needs no agent any more. Revokes a live offer; frees an agent who has it, without wrap-up.</summary>
    /// <param name="Item">The work.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Withdraw(WorkItemId Item, WithdrawReason Reason) : RouterCommand;

    /// <summary>Work in hand has ended; the agent's wrap-up begins where the queue grants one.</summary>
    /// <param name="Item">The work.</param>
    public sealed record Complete(WorkItemId Item) : RouterCommand;

    /// <summary>Takes work from its agent without wrap-up and forgets it: the interaction did not accept the assignment.</summary>
    /// <param name="Item">The work.</param>
    public sealed record Release(WorkItemId Item) : RouterCommand;

    /// <summary>The after-contact work for an item is done.</summary>
    /// <param name="Agent">The agent.</param>
    /// <param name="Item">The work.</param>
    public sealed record EndWrapUp(AgentId Agent, WorkItemId Item) : RouterCommand;

    /// <summary>The agent needs more time for the after-contact work.</summary>
    /// <param name="Agent">The agent.</param>
    /// <param name="Item">The work.</param>
    /// <param name="By">How much longer: over 0, up to 1 hour.</param>
    public sealed record ExtendWrapUp(AgentId Agent, WorkItemId Item, TimeSpan By) : RouterCommand;

    /// <summary>The agent comes to work; not ready yet.</summary>
    /// <param name="Agent">The agent.</param>
    public sealed record SignIn(AgentId Agent) : RouterCommand;

    /// <summary>The agent goes. Offers go back to their queues and wrap-up ends.</summary>
    /// <param name="Agent">The agent.</param>
    /// <param name="HandBack">Whether work in hand goes back to its queues, with its place; otherwise work in hand is a reason to refuse.</param>
    public sealed record SignOut(AgentId Agent, bool HandBack = false) : RouterCommand;

    /// <summary>The agent asks for work.</summary>
    /// <param name="Agent">The agent.</param>
    public sealed record SetReady(AgentId Agent) : RouterCommand;

    /// <summary>The agent takes no new work; offers not yet accepted go back to their queues.</summary>
    /// <param name="Agent">The agent.</param>
    /// <param name="Reason">Why.</param>
    public sealed record SetNotReady(AgentId Agent, NotReadyReason Reason) : RouterCommand;

    /// <summary>The agent's desktop or phone is there. Without a connection nothing is offered, whatever the presence.</summary>
    /// <param name="Agent">The agent.</param>
    public sealed record Connect(AgentId Agent) : RouterCommand;

    /// <summary>The agent's last desktop and phone are gone. Nothing new is offered; after <paramref name="Grace"/> live offers go back to their queues.</summary>
    /// <param name="Agent">The agent.</param>
    /// <param name="Grace">How long live offers wait for the agent to come back: 0 to 10 minutes; at once by default.</param>
    public sealed record Disconnect(AgentId Agent, TimeSpan Grace = default) : RouterCommand;

    /// <summary>The agent takes what was offered.</summary>
    /// <param name="Agent">The agent.</param>
    /// <param name="Offer">The offer.</param>
    public sealed record Accept(AgentId Agent, OfferId Offer) : RouterCommand;

    /// <summary>The agent does not take what was offered. The item is not offered to this agent again until the agent becomes ready anew or gets rid of other work.</summary>
    /// <param name="Agent">The agent.</param>
    /// <param name="Offer">The offer.</param>
    /// <param name="Reason">A short code of why, at most 64 characters; no personal data.</param>
    public sealed record Decline(AgentId Agent, OfferId Offer, string? Reason = null) : RouterCommand;

    /// <summary>A supervisor gives work (waiting, offered or in another agent's hands) to an agent, ready and skilled or not, within the agent's capacity.</summary>
    /// <param name="Item">The work.</param>
    /// <param name="Agent">Who gets it: signed in, connected, with room.</param>
    public sealed record Assign(WorkItemId Item, AgentId Agent) : RouterCommand;

    /// <summary>Adds a calendar or changes it; effective at once for the queues that use it.</summary>
    /// <param name="Settings">All settings of the calendar.</param>
    public sealed record SetCalendar(CalendarSettings Settings) : RouterCommand;

    /// <summary>Removes a calendar; refused while a queue uses it.</summary>
    /// <param name="Calendar">The calendar.</param>
    public sealed record RemoveCalendar(CalendarId Calendar) : RouterCommand;

    /// <summary>Work that waits, is offered or scheduled goes to another queue of the partition, with its place kept. Live offers are taken back.</summary>
    /// <param name="Item">The work.</param>
    /// <param name="To">The queue.</param>
    public sealed record Move(WorkItemId Item, QueueId To) : RouterCommand;

    /// <summary>The customer leaves the line to be called back. Live offers are taken back.</summary>
    /// <param name="Item">Work that waits or is offered.</param>
    /// <param name="At">When to be called, up to 30 days ahead, from when on its age counts; null: when its turn comes, with its place kept.</param>
    public sealed record RequestCallback(WorkItemId Item, DateTimeOffset? At = null) : RouterCommand;

    /// <summary>The agent could not reach the customer: the work leaves the agent, without wrap-up, and is tried again later.</summary>
    /// <param name="Item">Work in hand.</param>
    /// <param name="Until">When it begins to wait again: up to 30 days ahead.</param>
    /// <param name="KeepPlace">Whether its age counts on from where it was; otherwise from <paramref name="Until"/>.</param>
    public sealed record Postpone(WorkItemId Item, DateTimeOffset Until, bool KeepPlace = true) : RouterCommand;

    /// <summary>Sends work that waits, is offered or scheduled to another partition. It is remembered here until <see cref="ConfirmTransfer"/> or <see cref="ReturnTransfer"/>.</summary>
    /// <param name="Item">The work.</param>
    /// <param name="Partition">The other partition, 1 to 64 characters.</param>
    /// <param name="Queue">The queue there.</param>
    public sealed record TransferOut(WorkItemId Item, string Partition, QueueId Queue) : RouterCommand;

    /// <summary>
    /// Takes work from another partition, once however often it is asked, until <see cref="ForgetTransfer"/>. Taken, or <see cref="RouterRefusalCode.AlreadyHandled"/>: confirm
    /// it there. <see cref="RouterRefusalCode.StillLeaving"/>: ask again. Any other refusal: return it there.
    /// </summary>
    /// <param name="Item">The work as <c>work.transferred-out</c> has it.</param>
    /// <param name="Partition">Where it comes from.</param>
    public sealed record TransferIn(WorkItem Item, string Partition) : RouterCommand;

    /// <summary>The other partition has the work durably.</summary>
    /// <param name="Item">The work.</param>
    public sealed record ConfirmTransfer(WorkItemId Item) : RouterCommand;

    /// <summary>The other partition did not take the work: it waits again in the queue it left, with its place kept.</summary>
    /// <param name="Item">The work.</param>
    public sealed record ReturnTransfer(WorkItemId Item) : RouterCommand;

    /// <summary>The partition the work came from has confirmed; it will not be sent again.</summary>
    /// <param name="Item">The work.</param>
    /// <param name="Hops">Which of its transfers.</param>
    public sealed record ForgetTransfer(WorkItemId Item, int Hops) : RouterCommand;

    /// <summary>Time has passed: fires what is due, in order of due time.</summary>
    public sealed record Wake : RouterCommand;
}
