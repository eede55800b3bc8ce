using ContactCenter.Desk;

namespace ContactCenter.Interactions;

/// <summary>
/// The part of the machine about sending a message again. Only what certainly failed, or what nobody knows of, is repeated, each message once; what
/// is repeated keeps its author, as the customer sees it, and the entry says who wanted it.
/// </summary>
internal static class InteractionResend
{
    public static InteractionDecision Decide(InteractionState state, InteractionCommand.ResendMessage c, InteractionInput input)
    {
        if (MayNot(state, input) is { } refusal)
        {
            return refusal;
        }

        return c.Found switch
        {
            null => InteractionMachine.Refuse("CC1308", "The conversation has no such message to the customer."),
            { State: not (MessageState.Failed or MessageState.Unknown) } found =>
                InteractionMachine.Refuse("CC1309", $"The message is {Say(found.State)}; only one that failed, or of which nobody knows, is sent again."),
            _ when state.Resent.Contains(c.Message) => InteractionMachine.Refuse("CC1310", "The message has been sent again already; look at what became of that."),
            { State: MessageState.Unknown } when !c.AcceptsDuplicate =>
                InteractionMachine.Refuse("CC1311", "Nobody knows whether the message arrived, so the customer may get it twice; say that you accept it (acceptsDuplicate)."),
            { Text: null, Intended.Answer: null } => InteractionMachine.Refuse("CC1312", "The message's text has been erased, so it cannot be sent again."),
            { } found => state.Session(found.Intended.Session) is { } session
                ? InteractionMachine.Events(found.Intended with
                {
                    Message = new MessageId(DerivedId.From(input.Id, 0)),
                    ReplyTo = session.LastInbound,
                    NotAfter = c.NotAfter,
                    Text = found.Text,
                    Names = found.Names,
                    Choices = found.Choices,
                    Repeats = c.Message,
                })
                : InteractionMachine.Refuse("CC1303", "The conversation has no such session any more."),
        };
    }

    /// <summary>The agent while the conversation is on; a supervisor also afterwards, as nobody else is left to see to it.</summary>
    private static InteractionDecision? MayNot(InteractionState state, InteractionInput input) =>
        input.IsSupervisor || (state.Phase == InteractionPhase.Open && state.Agent?.Value == input.By.Name) ? null
        : state.Phase == InteractionPhase.Open
            ? InteractionMachine.Refuse("CC1302", "Only the agent who has the conversation, or a supervisor, sends a message again.")
            : InteractionMachine.Refuse("CC1301", "The conversation has ended; a supervisor can send the message again.");

    private static string Say(MessageState state) => state switch
    {
        MessageState.Intended or MessageState.Attempting => "still on its way",
        MessageState.Sent => "sent",
        _ => "with the customer",
    };
}
