using ContactCenter.Channels;
using ContactCenter.Distribution;
using ContactCenter.Effects;
using ContactCenter.Configuration;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Routing;
using ContactCenter.Scripts;
using ContactCenter.Sessions;
using ContactCenter.Storage;

namespace ContactCenter.Tenants;

/// <summary>
/// What an entry of one machine means to another: an event of one becomes a command of the next. Called in the order of
/// the log; knows which deliveries are not durable yet, so that a restart repeats exactly those.
/// </summary>
internal sealed class Dispatcher(
    ITenantStorage storage,
    InteractionIndex interactions,
    MessageIndex messages,
    MediaIndex media,
    CallIndex calls,
    RecordingIndex recordings,
    CustomerAgents agents,
    CampaignIndex campaigns,
    InteractionHost host,
    RouterHost router,
    EffectRunner effects,
    MediaFetcher fetcher,
    LiveConfiguration configuration,
    NewSessions sessions,
    ScriptCourier scripts,
    LineCourier lines,
    TimeSpan silenceAfter,
    LogPosition deliveredBefore,
    TenantId tenant,
    ILogger<Dispatcher> logger)
{
    /// <summary>Deliveries that may be on their way at once; beyond it the dispatcher waits, and reads on from the log later.</summary>
    private const int MaxInFlight = 4_096;

    private readonly WaitingTexts _texts = new(configuration, interactions);
    private readonly SortedDictionary<LogPosition, Task> _inFlight = [];
    private LogPosition _durable = deliveredBefore;

    /// <summary>Delivers what <paramref name="committed"/> means to others. The projections have taken it in already.</summary>
    public async ValueTask DeliverAsync(CommittedEntry committed)
    {
        if (committed.Entry.Kind == "message.intended")
        {
            var intended = (InteractionEvent.MessageIntended)Read(committed);
            effects.Enqueue(messages.Find(intended.Message)!);
            if (intended.Purpose == MessagePurpose.Promise || intended.Run is not null)
            {
                await RedeliverAsync(committed).ConfigureAwait(false);
            }
        }
        else
        {
            if (committed.Entry.Kind == DoorKinds.MessageReceived && media.Find(committed.Position) is { } row)
            {
                fetcher.Enqueue(row);
            }

            await RedeliverAsync(committed).ConfigureAwait(false);
        }
    }

    /// <summary>The same without what is taken up by other means at a start (messages to customers, media of theirs).</summary>
    public async ValueTask RedeliverAsync(CommittedEntry committed)
    {
        var (command, inputs) = await MeaningAsync(committed).ConfigureAwait(false);
        if (command is not null)
        {
            await router.DeliverAsync(committed, command).ConfigureAwait(false);
        }

        foreach (var (interaction, wanted) in inputs)
        {
            await RoomAsync().ConfigureAwait(false);
            var posted = host.PostAsync(
                interaction, new InteractionInput(committed.Entry.Id.Value, committed.Position, Principal.System, wanted) { TraceParent = committed.Entry.TraceParent });
            _inFlight[committed.Position] = _inFlight.TryGetValue(committed.Position, out var others) ? Task.WhenAll(others, posted) : posted;
        }

        if (await FollowAsync(committed).ConfigureAwait(false) is { } followed)
        {
            await RoomAsync().ConfigureAwait(false);
            _inFlight[committed.Position] = _inFlight.TryGetValue(committed.Position, out var other) ? Task.WhenAll(other, followed) : followed;
        }
    }

    /// <summary>The position before which every delivery has become durable, given that everything before <paramref name="next"/> was delivered.</summary>
    /// <exception cref="JournalFailedException">A delivery failed: the tenant has to be started again.</exception>
    public async ValueTask<LogPosition> DurableAsync(LogPosition next)
    {
        var isTaken = await router.FenceAsync().ConfigureAwait(false);
        Forget();
        if (isTaken) // what a halted router has not taken is delivered again at the next start
        {
            _durable = _inFlight.Count == 0 ? next : _inFlight.Keys.First();
        }

        return _durable;
    }

    /// <summary>Waits until every delivery has become durable.</summary>
    public async ValueTask DrainAsync()
    {
        await Task.WhenAll(_inFlight.Values).ConfigureAwait(false);
        await router.FenceAsync().ConfigureAwait(false);
        _inFlight.Clear();
    }

    private async ValueTask RoomAsync()
    {
        while (_inFlight.Count >= MaxInFlight)
        {
            Forget();
            if (_inFlight.Count >= MaxInFlight)
            {
                await Task.WhenAny(_inFlight.Values.Take(64)).ConfigureAwait(false);
            }
        }
    }

    private void Forget()
    {
        foreach (var (position, delivery) in _inFlight.Where(static d => d.Value.IsCompleted).ToList())
        {
            if (!delivery.IsCompletedSuccessfully)
            {
                throw new JournalFailedException($"What follows from entry {position} could not be written.", delivery.Exception?.InnerException);
            }

            _inFlight.Remove(position);
        }
    }

    /// <summary>What an entry asks of another machine. One that cannot be read asks nothing of anybody: the rest of the tenant goes on without it.</summary>
    private async ValueTask<(RouterCommand? Router, IReadOnlyList<(InteractionId Interaction, InteractionCommand Command)> Interactions)> MeaningAsync(CommittedEntry committed)
    {
        try
        {
            if ((RouterCommandFor(committed) ?? HandedOn(committed) ?? Listed(committed)) is { } command)
            {
                return (command, []);
            }

            var (report, of) = await lines.MeaningAsync(committed).ConfigureAwait(false);
            return (report, await InteractionCommandForAsync(committed).ConfigureAwait(false) is { } input ? [input, .. of] : of);
        }
        catch (Exception e) when (e is not LogUnavailableException)
        {
            TenantLog.Unreadable(logger, e, tenant, committed.Position.Value, committed.Entry.Kind);
            return (null, []);
        }
    }

    /// <summary>What an entry tells scripts, and what a step of one asks of others.</summary>
    private async ValueTask<Task?> FollowAsync(CommittedEntry committed)
    {
        try
        {
            return await scripts.FollowAsync(committed).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not LogUnavailableException)
        {
            TenantLog.Unreadable(logger, e, tenant, committed.Position.Value, committed.Entry.Kind);
            return null;
        }
    }

    private static InteractionEvent Read(CommittedEntry committed) => InteractionCodec.Read(committed.Entry);

    private static RouterCommand? RouterCommandFor(CommittedEntry committed) => committed.Machine.Kind != "interaction" ? null
        : committed.Entry.Kind is not ("work.requested" or "work.cancelled" or "agent.left" or "assignment.refused" or "interaction.ended" or "interaction.closed" or "message.intended") ? null
        : Read(committed) switch
        {
            InteractionEvent.WorkRequested { IsLine: true } => null,
            InteractionEvent.WorkRequested { BegunBy: { } agent } e => new RouterCommand.TakeUp(e.Item, agent),
            InteractionEvent.WorkRequested e => new RouterCommand.Enqueue(e.Item),
            InteractionEvent.WorkCancelled { Reason: WorkEnd.Transferred or WorkEnd.Withdrawn } e => new RouterCommand.Withdraw(e.Item, WithdrawReason.Transferred),
            InteractionEvent.AgentLeft { Reason: WorkEnd.Transferred } e => new RouterCommand.Release(e.Item),
            InteractionEvent.MessageIntended { Purpose: MessagePurpose.Promise, Item: { } item } => new RouterCommand.RequestCallback(item),
            InteractionEvent.AssignmentRefused e => new RouterCommand.Release(e.Item),
            InteractionEvent.InteractionEnded { Item: { } item, Agent: not null } => new RouterCommand.Complete(item),
            InteractionEvent.InteractionEnded { Item: { } item } => new RouterCommand.Withdraw(item, WithdrawReason.Closed),
            InteractionEvent.InteractionClosed { Item: { } item, Agent: { } agent } => new RouterCommand.EndWrapUp(agent, item),
            InteractionEvent.InteractionClosed { Item: { } item } => new RouterCommand.Withdraw(item, WithdrawReason.Closed),
            _ => null,
        };

    /// <summary>The agent has left a call to a colleague by telephone, or a colleague has picked it up where it was parked: the work is the colleague's.</summary>
    private RouterCommand.Assign? HandedOn(CommittedEntry committed) =>
        committed.Entry is { Kind: CallKinds.Joined, Links.Agent: { } joined } && calls.Find(CallIndex.CallOf(committed.Machine)) is { IsOver: false, ParkedBy: not null, Agents: [var only], Interaction: { } parked }
        && only == joined && interactions.Find(parked) is { Work: { } handed } held && held.Agent != joined
            ? new RouterCommand.Assign(handed, joined)
            : LeftTo(committed);

    private RouterCommand.Assign? LeftTo(CommittedEntry committed) =>
        committed.Entry is { Kind: CallKinds.Left, Links.Agent: { } left } && calls.Find(CallIndex.CallOf(committed.Machine)) is { IsOver: false, Agents: [.., var colleague], Interaction: { } id }
        && interactions.Find(id) is { Work: { } work } row && row.Agent == left
            ? new RouterCommand.Assign(work, colleague)
            : null;

    /// <summary>Who is put onto the list of a campaign is the router's to call; who does not want to be called, or is erased, is so no more.</summary>
    private RouterCommand? Listed(CommittedEntry committed)
    {
        var entry = committed.Entry;
        switch (entry.Kind)
        {
            case CampaignKinds.Listed:
                var listed = entry.Read(CampaignJson.Default.ContactListed);
                return new RouterCommand.AddContact(
                    listed.Campaign,
                    new CampaignContact
                    {
                        Id = listed.Contact,
                        Interaction = listed.Interaction,
                        NotBefore = listed.NotBefore,
                        Calendar = CampaignCalendars.IdOf(listed.Campaign.Value, listed.Zone ?? ""),
                    });
            case CampaignKinds.Barred or PrivacyKinds.Erased when entry.Links.Customer is { } customer && campaigns.OpenOf(customer) is { IsEmpty: false } contacts:
                return new RouterCommand.WithdrawEverywhere(contacts);
            default:
                return null;
        }
    }

    private async ValueTask<(InteractionId Interaction, InteractionCommand Command)?> InteractionCommandForAsync(CommittedEntry committed)
    {
        var entry = committed.Entry;
        switch (entry.Kind)
        {
            case DoorKinds.MessageReceived or CallKinds.Offered when interactions.TargetOf(entry.Id) is { } id:
                return (id, await ReceiveAsync(committed.Position, entry).ConfigureAwait(false));
            case CallKinds.Ended when await calls.FindAsync(storage.Views, CallIndex.CallOf(committed.Machine), CancellationToken.None).ConfigureAwait(false) is { } over
                && (interactions.OfSession(over.Session) ?? over.Interaction) is { } called:
                return (called, new InteractionCommand.EndCall(over.Session, over.IsInbound) { IsLine = over is { Line: not null, AnsweredAt: not null }, HasMessage = await HasMessageAsync(over.Session).ConfigureAwait(false) });
            case RecordingKinds.Ended when entry.Links.Session is { } recorded
                && await recordings.FindAsync(storage.Views, RecordingKinds.Of(committed), CancellationToken.None).ConfigureAwait(false) is { IsMessage: true } message
                && (interactions.OfSession(recorded) ?? entry.Links.Interaction) is { } recipient:
                return (recipient, await MessageAsync(message, entry.Read(RecordingJson.Default.RecordingEnded), recipient).ConfigureAwait(false));
            case CallKinds.Left when entry.Links.Agent is { } lost && calls.Find(CallIndex.CallOf(committed.Machine)) is { Interaction: { } waiting } left
                && (left.IsInbound || left is { Line: not null, AnsweredAt: not null }) && entry.Read(CallJson.Default.CallBody).IsLost == true:
                return (waiting, new InteractionCommand.LoseAgent(lost));
            case "message.forwarded" when Read(committed) is InteractionEvent.MessageForwarded forwarded:
                return (forwarded.To, await ReceiveAsync(forwarded.At, await storage.Log.EntryAtAsync(forwarded.At, CancellationToken.None).ConfigureAwait(false)).ConfigureAwait(false));
            case InteractionEvent.SessionStarted.Name when Read(committed) is InteractionEvent.SessionStarted started
                && entry.Links.Interaction is { } starter && interactions.OfSession(started.Session) is { } owner && owner != starter:
                return (starter, new InteractionCommand.LeaveSession(started.Session, owner));
            case "work.assigned" when RouterCodec.Read(entry) is RouterEvent.WorkAssigned assigned:
                return (assigned.Interaction, new InteractionCommand.AssignAgent(assigned.Item, assigned.Agent)
                {
                    SilenceAfter = silenceAfter,
                    Script = GuideOf(assigned),
                    Line = LineCourier.WorkOf(assigned, entry.Time),
                    IsOver = lines.IsOver(assigned.Item),
                });
            case "work.unserved" when RouterCodec.Read(entry) is RouterEvent.WorkUnserved unserved:
                return (unserved.Interaction, new InteractionCommand.NobodyCan(unserved.Item, Waits: true, AnswerFor(unserved.Interaction, static o => o.NoAgentAnswer), silenceAfter));
            case "work.refused" when RouterCodec.Read(entry) is RouterEvent.WorkRefused refused:
                return (refused.Interaction, new InteractionCommand.NobodyCan(refused.Item, Waits: false, AnswerFor(refused.Interaction, static o => o.QueueFullAnswer), silenceAfter));
            case "command.faulted" when committed.Machine.Kind == "router" && RouterCodec.Read(entry) is RouterEvent.CommandFaulted
                { Command: nameof(RouterCommand.Enqueue) or nameof(RouterCommand.TakeUp), Item: { } item, Interaction: { } unrouted }:
                return (unrouted, new InteractionCommand.NobodyCan(item, Waits: false, AnswerFor(unrouted, static o => o.NoAgentAnswer), silenceAfter));
            case "work.overflowed" when RouterCodec.Read(entry) is RouterEvent.WorkOverflowed { Followed: true } overflowed:
                return (overflowed.Interaction, overflowed.Target switch
                {
                    OverflowTarget.Callback => new InteractionCommand.PromiseAnswer(overflowed.Item, _texts.Of(overflowed)),
                    OverflowTarget.Voicemail => new InteractionCommand.InviteMessage(overflowed.Item, _texts.Of(overflowed)),
                    _ => new InteractionCommand.WorkLeft(overflowed.Item, _texts.Of(overflowed)),
                });
            case "work.announced" when RouterCodec.Read(entry) is RouterEvent.WorkAnnounced announced && _texts.Of(announced, entry.Time) is { } announce:
                return (announced.Interaction, announce);
            case "work.requeued" when RouterCodec.Read(entry) is RouterEvent.WorkRequeued requeued:
                return (requeued.Interaction, new InteractionCommand.WorkGivenBack(requeued.Item, requeued.Agent));
            case "wrap-up.ended" when RouterCodec.Read(entry) is RouterEvent.WrapUpEnded over:
                return (over.Interaction, new InteractionCommand.WrapUpOver(over.Item, over.Agent));
            default:
                return null;
        }
    }

    /// <summary>Whether a message was recorded in a call, or still is: what it came to is told by the end of the recording.</summary>
    private async ValueTask<bool> HasMessageAsync(SessionId session) =>
        (await recordings.OfSessionAsync(storage.Views, session, CancellationToken.None).ConfigureAwait(false)).Any(static r => r.IsMessage);

    private async ValueTask<InteractionCommand.EndVoiceMessage> MessageAsync(RecordingRow message, RecordingEnded ended, InteractionId interaction)
    {
        var call = await calls.FindAsync(storage.Views, message.Call, CancellationToken.None).ConfigureAwait(false);
        return new InteractionCommand.EndVoiceMessage(
            message.Session,
            message.Id,
            TimeSpan.FromMilliseconds(ended.Length),
            TimeSpan.FromMilliseconds(ended.Heard ?? 0),
            call is null or { IsOver: true },
            _texts.Message(interaction));
    }

    private async ValueTask<InteractionCommand.ReceiveMessage> ReceiveAsync(LogPosition at, Entry entry)
    {
        var facts = entry.Read(DoorJson.Default.MessageReceived);
        var customer = entry.Links.Customer.GetValueOrDefault();
        var current = configuration.Current;
        var policy = current.Endpoints.Policy(facts.Endpoint, entry.Time) with
        {
            SilenceAfter = silenceAfter,
            Script = current.Endpoints.Options(facts.Endpoint)?.Script is { Length: > 0 } script && current.Scripts.Find(script) is not null ? script : null,
        };
        var reach = facts.Reach is { } wish ? await sessions.PlanAsync(entry, facts, wish, CancellationToken.None).ConfigureAwait(false) : null;
        return new InteractionCommand.ReceiveMessage(
            entry.Id,
            at,
            customer,
            entry.Links.Session.GetValueOrDefault(),
            facts.Endpoint,
            facts.Channel,
            facts.Thread,
            entry.Time,
            await StickAsync(policy, customer).ConfigureAwait(false))
        {
            Reach = reach,
            OnPhone = facts.Call is not null ? PhonePart.Call : facts.Form is null or AnswerForm.Text ? PhonePart.None : PhonePart.Answer,
        };
    }

    /// <summary>Lets the work wait for the agent who had the customer last, where its queue says so and that agent serves it.</summary>
    private async ValueTask<EndpointPolicy> StickAsync(EndpointPolicy policy, CustomerId customer)
    {
        var options = configuration.Current.Options;
        return options.Queues.GetValueOrDefault(policy.Queue.Value) is { StickyAgentLimit: { } limit } queue
            && await agents.FindAsync(storage.Views, customer, CancellationToken.None).ConfigureAwait(false) is { } agent
            && options.Agents.TryGetValue(agent.Value, out var known) && AgentFit.Serves(known, queue)
                ? policy with { Agent = agent, AgentLimit = limit }
                : policy;
    }

    /// <summary>The script that guides whoever has got work: that of the campaign that calls, else of the queue; null where none can.</summary>
    private string? GuideOf(RouterEvent.WorkAssigned assigned)
    {
        var current = configuration.Current;
        var campaign = interactions.Find(assigned.Interaction)?.Campaign is { } id ? current.Options.Campaigns.GetValueOrDefault(id.Value)?.Script : null;
        var script = campaign is { Length: > 0 } ? campaign : current.Options.Queues.GetValueOrDefault(assigned.Queue.Value)?.Script;
        return script is { Length: > 0 } && current.Scripts.Find(script) is not null ? script : null;
    }

    private string AnswerFor(InteractionId id, Func<EndpointOptions, string> answer) =>
        interactions.Find(id) is { } row && configuration.Current.Endpoints.Options(row.Endpoint) is { } options ? answer(options) : "";
}
