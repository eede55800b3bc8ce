using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Sessions;
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
                && await Recipient.FindAsync(runtime.Storage, interaction, session, answered.LastInbound, cancellationToken).ConfigureAwait(false) is { } to)
            {
                await signal.AgentTypingAsync(new SessionAddress(endpoint, to.To, to.Thread), isTyping, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is LogUnavailableException or ObjectDisposedException)
        {
            return; // the tenant is stopping, and a signal is worth nothing later
        }
    }
}
