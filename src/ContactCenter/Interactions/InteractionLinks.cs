using ContactCenter.Journal;

namespace ContactCenter.Interactions;

/// <summary>What an interaction's entries can be found by.</summary>
internal static class InteractionLinks
{
    /// <summary>What an interaction event is about: found under its interaction, session, customer and agent.</summary>
    public static EntryLinks Of(InteractionState after, InteractionEvent e) => new()
    {
        Interaction = after.Id,
        Customer = after.CustomerOf(SessionOf(e)),
        Session = SessionOf(e),
        Agent = e switch
        {
            InteractionEvent.AgentJoined x => x.Agent,
            InteractionEvent.AgentLeft x => x.Agent,
            InteractionEvent.AssignmentRefused x => x.Agent,
            InteractionEvent.MessageIntended x => x.Author,
            InteractionEvent.SessionStarted x => x.By,
            InteractionEvent.CallOrdered x => x.By,
            InteractionEvent.NoteAdded x => x.Author,
            InteractionEvent.InteractionEnded x => x.Agent,
            InteractionEvent.InteractionClosed x => x.Agent,
            _ => null,
        },
    };

    private static SessionId? SessionOf(InteractionEvent e) => e switch
    {
        InteractionEvent.SessionJoined x => x.Session,
        InteractionEvent.SessionStarted x => x.Session,
        InteractionEvent.SessionLeft x => x.Session,
        InteractionEvent.ReachRequested x => x.Session,
        InteractionEvent.ReachConfirmed x => x.Session,
        InteractionEvent.CallOrdered x => x.Session,
        InteractionEvent.VoiceMessageAsked x => x.Session,
        InteractionEvent.VoiceMessageLeft x => x.Session,
        InteractionEvent.VoiceMessageMissed x => x.Session,
        InteractionEvent.CallReleased x => x.Session,
        InteractionEvent.MessageJoined x => x.Session,
        InteractionEvent.MessageForwarded x => x.Session,
        InteractionEvent.MessageIntended x => x.Session,
        InteractionEvent.ScriptRequested x => x.Session,
        _ => null,
    };
}
