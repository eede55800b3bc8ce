using System.Collections.Concurrent;
using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Configuration;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Routing;
using ContactCenter.Sessions;
using ContactCenter.Storage;

namespace ContactCenter.Effects;

/// <summary>
/// Live effects: what an entry means to a call that is on becomes an order to its channel. Nothing of it is repeated after a restart: the calls have ended with their process.
/// The orders of one call go out one after the other; what the channel cannot do any more is logged and is nothing.
/// </summary>
internal sealed class CallDirector(
    TenantId tenant,
    ITenantStorage storage,
    CallIndex calls,
    InteractionIndex interactions,
    LiveConfiguration configuration,
    EffectRunner effects,
    Action<CallId> ordered,
    Func<CallId, CallReport, Task> report,
    ILogger<CallDirector> logger)
{
    private readonly ConcurrentDictionary<CallId, Task> _tails = new();
    private readonly Lock _gate = new();

    /// <summary>Follows the log, live: everything before is in the views.</summary>
    public void Follow(CommittedEntry committed)
    {
        var entry = committed.Entry;
        if (entry.Links.Interaction is not { } id || interactions.Find(id) is not { } interaction || calls.Of(interaction) is not { } call)
        {
            return;
        }

        if (interaction.HasVoiceMessage && call.IsInbound && entry.Kind is not ("script.left" or InteractionEvent.VoiceMessageLeft.Name))
        {
            return; // what is asked of agents is the message; its caller is only thanked
        }

        if (committed.Machine.Kind == "router")
        {
            Follow(call, entry.Kind is "offer.made" or "offer.declined" or "offer.expired" or "offer.revoked" or "work.moved" ? RouterCodec.Read(entry) : null);
        }
        else if (committed.Machine.Kind == "interaction" && IsOfCalls(entry.Kind))
        {
            Follow(call, id, InteractionCodec.Read(entry));
        }
    }

    /// <summary>What a person wants of a call at once.</summary>
    public ValueTask<CallOrderResult> AskAsync(CallRow call, CallOrder order, CancellationToken cancellationToken) =>
        ControlOf(call) is { } control ? control.OrderAsync(order, cancellationToken) : ValueTask.FromResult(Gone);

    /// <summary>Whether people talk on a channel.</summary>
    public bool HasCalls(Endpoint endpoint) => configuration.Current.Endpoints.ChannelOf(endpoint) is ICallControl;

    /// <summary>The telephones on which an agent can go on with a call.</summary>
    public IReadOnlyList<string> TelephonesOf(CallRow call, AgentId agent) => ControlOf(call) is IAgentTelephones phones ? phones.TelephonesOf(agent) : [];

    /// <summary>Whether somebody could be called, as far as the channel can tell.</summary>
    public CallOrderResult Check(CallOrder.Dial order) => configuration.Current.Endpoints.ChannelOf(order.From) is ICallCheck channel ? channel.Check(order) : CallOrderResult.Done;

    private static CallOrderResult Gone => new("CC2400", "The telephone channel is not part of this center any more.");

    private static bool IsOfCalls(string kind) =>
        kind is "work.requested" or "agent.joined" or "agent.left" or "interaction.ended" or "interaction.closed" or "message.intended" or "script.left"
            or InteractionEvent.CallOrdered.Name or InteractionEvent.CallReleased.Name or InteractionEvent.VoiceMessageAsked.Name or InteractionEvent.VoiceMessageLeft.Name;

    private void Follow(CallRow call, RouterEvent? e)
    {
        switch (e)
        {
            case RouterEvent.OfferMade x:
                Order(call, new CallOrder.Ring(x.Offer, x.Agent, x.ExpiresAt) { Tenant = tenant, Call = call.Id });
                break;
            case RouterEvent.OfferDeclined x:
                Stop(call, x.Offer);
                break;
            case RouterEvent.OfferExpired x:
                Stop(call, x.Offer);
                break;
            case RouterEvent.OfferRevoked x:
                Stop(call, x.Offer);
                break;
            case RouterEvent.WorkMoved x:
                Order(call, new CallOrder.Wait(x.To) { Tenant = tenant, Call = call.Id });
                break;
        }
    }

    private void Stop(CallRow call, OfferId offer) => Order(call, new CallOrder.StopRinging(offer) { Tenant = tenant, Call = call.Id });

    private void Follow(CallRow call, InteractionId interaction, InteractionEvent e)
    {
        switch (e)
        {
            case InteractionEvent.WorkRequested { IsLine: not true } x:
                Order(call, new CallOrder.Wait(x.Item.Queue) { Tenant = tenant, Call = call.Id });
                break;
            case InteractionEvent.AgentJoined x:
                Order(call, new CallOrder.Join(x.Agent) { Tenant = tenant, Call = call.Id });
                break;
            case InteractionEvent.AgentLeft x:
                Order(call, new CallOrder.LetGo(x.Agent) { Tenant = tenant, Call = call.Id });
                break;
            case InteractionEvent.InteractionEnded or InteractionEvent.InteractionClosed or InteractionEvent.MessageIntended { Purpose: MessagePurpose.Promise }:
                End(call);
                break;
            case InteractionEvent.VoiceMessageAsked:
                Order(call, new CallOrder.TakeMessage { Tenant = tenant, Call = call.Id }, effects.TailAsync(call.Session)); // after what invites to it
                break;
            case InteractionEvent.VoiceMessageLeft { Run: null } or InteractionEvent.ScriptLeft when interactions.Find(interaction) is { HasVoiceMessage: true }:
                End(call);
                break;
            case InteractionEvent.CallReleased x when x.Call == call.Id:
                End(call);
                break;
            case InteractionEvent.CallOrdered x when x.Call == call.Id:
                ordered(x.Call);
                Run(call, () => DialAsync(call, interaction, x));
                break;
        }
    }

    /// <summary>What is still to be said is said before.</summary>
    private void End(CallRow call) => Order(call, new CallOrder.End { Tenant = tenant, Call = call.Id }, effects.TailAsync(call.Session));

    private void Order(CallRow call, CallOrder order, Task? after = null) => Run(call, async () =>
    {
        if (after is not null)
        {
            await after.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await GiveAsync(call, order).ConfigureAwait(false);
    });

    private async Task DialAsync(CallRow call, InteractionId interaction, InteractionEvent.CallOrdered e)
    {
        var recipient = await Recipient.FindAsync(storage, interaction, e.Session, null, CancellationToken.None).ConfigureAwait(false);
        var isUnderWay = recipient is not null && configuration.Current.Endpoints.Find(e.Endpoint) is { } from
            && await GiveAsync(call, new CallOrder.Dial(from, recipient.To, e.By)
            {
                Tenant = tenant,
                Call = call.Id,
                IsScreened = e is { By: null } and ({ Line: not null } or { Screened: true }), // an agent who is there hears who it is
                RingsUntil = e.RingsUntil,
            }).ConfigureAwait(false);
        if (!isUnderWay)
        {
            await report(call.Id, new CallReport.Ended(CallCause.Failed)).ConfigureAwait(false);
        }
    }

    private async Task<bool> GiveAsync(CallRow call, CallOrder order)
    {
        var result = ControlOf(call) is { } control ? await control.OrderAsync(order, CancellationToken.None).ConfigureAwait(false) : Gone;
        if (!result.IsDone)
        {
            EffectLog.OrderRefused(logger, order.GetType().Name, call.Id, result.Code!, result.Message);
        }

        return result.IsDone;
    }

    private void Run(CallRow call, Func<Task> work)
    {
        lock (_gate)
        {
            var before = _tails.GetValueOrDefault(call.Id) ?? Task.CompletedTask;
            var run = Task.Run(async () =>
            {
                await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                try
                {
                    await work().ConfigureAwait(false);
                }
                catch (Exception e)
                {
                    EffectLog.OrderFailed(logger, e, call.Id);
                }
            });
            _tails[call.Id] = run;
            _ = ForgetAsync(call.Id, run);
        }
    }

    private async Task ForgetAsync(CallId call, Task run)
    {
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            _tails.TryRemove(KeyValuePair.Create(call, run));
        }
    }

    private ICallControl? ControlOf(CallRow call) => configuration.Current.Endpoints.ChannelOf(call.Channel) as ICallControl;
}
