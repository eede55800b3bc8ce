using System.Collections.Immutable;
using System.Diagnostics;
using ContactCenter.Interactions;
using ContactCenter.Journal;

namespace ContactCenter.Log;

/// <summary>How ids and bodies of entries are made, in one place.</summary>
internal static class Entries
{
    /// <summary>The id of the <paramref name="ordinal"/>-th entry that <paramref name="machine"/> writes because of <paramref name="cause"/>: the same after a crash.</summary>
    public static EntryId IdFor(Guid cause, MachineId machine, int ordinal) =>
        new(DerivedId.From(cause.ToString("N"), machine.ToString(), ordinal.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    public static MachineId Interaction(InteractionId id) => new("interaction", id.Value.ToString("N"));

    public static MachineId Effect(MessageId id) => new("message", id.Value.ToString("N"));

    public static MachineId Router { get; } = new("router", "main");

    /// <summary>What an interaction event is about: found under its interaction, session, customer and agent.</summary>
    public static EntryLinks Links(InteractionState after, InteractionEvent e) => new()
    {
        Interaction = after.Id,
        Customer = after.Customer,
        Session = e switch
        {
            InteractionEvent.SessionJoined x => x.Session,
            InteractionEvent.MessageJoined x => x.Session,
            InteractionEvent.MessageForwarded x => x.Session,
            InteractionEvent.MessageIntended x => x.Session,
            _ => null,
        },
        Agent = e switch
        {
            InteractionEvent.AgentJoined x => x.Agent,
            InteractionEvent.AgentLeft x => x.Agent,
            InteractionEvent.AssignmentRefused x => x.Agent,
            InteractionEvent.MessageIntended x => x.Author,
            InteractionEvent.NoteAdded x => x.Author,
            InteractionEvent.Ended x => x.Agent,
            InteractionEvent.Closed x => x.Agent,
            _ => null,
        },
    };

    /// <summary>The trace the current work belongs to.</summary>
    public static string? TraceParent => Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    public static ImmutableArray<T> One<T>(T item) => [item];
}
