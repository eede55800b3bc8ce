using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>Tells a customer that the agent who has the conversation is writing. Nothing of it is kept.</summary>
internal sealed class AgentTyping(TenantRuntime runtime, AgentId me)
{
    public async ValueTask TellAsync(InteractionId interaction, SessionId session, bool isTyping, CancellationToken cancellationToken)
    {
        if (runtime.Views.Interactions.Find(interaction) is not { Status: InteractionStatus.Assigned } row || row.Agent != me)
        {
            return;
        }

        try
        {
            var state = await runtime.Interactions.LoadAsync(interaction).ConfigureAwait(false);
            if (state.Session(session) is { } answered
                && runtime.Endpoints.Find(answered.Endpoint) is { } endpoint
                && runtime.Endpoints.ChannelOf(endpoint) is ITypingSignal signal
                && await AddressAsync(endpoint, answered.LastInbound, cancellationToken).ConfigureAwait(false) is { } address)
            {
                await signal.AgentTypingAsync(address, isTyping, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is LogUnavailableException or ObjectDisposedException)
        {
            return; // the tenant is stopping, and a signal is worth nothing later
        }
    }

    /// <summary>The session by what its channel knows; null when the customer's address has been erased.</summary>
    private async ValueTask<SessionAddress?> AddressAsync(Endpoint endpoint, LogPosition lastInbound, CancellationToken cancellationToken)
    {
        var inbound = await runtime.Storage.Log.EntryAtAsync(lastInbound, cancellationToken).ConfigureAwait(false);
        var facts = inbound.Read(DoorJson.Default.MessageReceived);
        return await runtime.Storage.PersonalData.RevealAsync(inbound, DoorKinds.From, cancellationToken).ConfigureAwait(false) is { } from
            ? new SessionAddress(endpoint, new Address(facts.FromKind, from), facts.Thread)
            : null;
    }
}
