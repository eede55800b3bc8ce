using ContactCenter.Channels;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Sessions;

/// <summary>Whom a message in a session goes to.</summary>
internal sealed record Recipient(EndpointId Endpoint, Address To, string Thread)
{
    /// <summary>
    /// Who has written last in the session; before anybody has, whom it was started for. Null when the address has been erased.
    /// </summary>
    public static async ValueTask<Recipient?> FindAsync(
        ITenantStorage storage, InteractionId interaction, SessionId session, LogPosition? replyTo, CancellationToken cancellationToken)
    {
        if (replyTo is { } at)
        {
            var inbound = await storage.Log.EntryAtAsync(at, cancellationToken).ConfigureAwait(false);
            var facts = inbound.Read(DoorJson.Default.MessageReceived);
            return await storage.PersonalData.RevealAsync(inbound, DoorKinds.From, cancellationToken).ConfigureAwait(false) is { } from
                ? new Recipient(facts.Endpoint, new Address(facts.FromKind, from), facts.Thread)
                : null;
        }

        await foreach (var committed in storage.Log.ReadMachineAsync(Entries.Interaction(interaction), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var entry = committed.Entry;
            if (entry.Kind == InteractionEvent.SessionStarted.Name && InteractionCodec.Read(entry) is InteractionEvent.SessionStarted started && started.Session == session)
            {
                return await storage.PersonalData.RevealAsync(entry, InteractionEvent.SessionStarted.AddressField, cancellationToken).ConfigureAwait(false) is { } to
                    ? new Recipient(started.Endpoint, new Address(started.AddressKind, to), started.Thread)
                    : null;
            }
        }

        return null;
    }
}
