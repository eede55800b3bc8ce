using System.Collections.Immutable;
using System.Globalization;
using ContactCenter.Channels;
using ContactCenter.Configuration;
using ContactCenter.Desk;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Scripting;
using ContactCenter.Sessions;
using ContactCenter.Storage;

namespace ContactCenter.Scripts;

/// <summary>
/// Between runs and the rest of the tenant, both ways along the log: what a step of a run asks of its interaction, of the world or of another run, and what an entry
/// of an interaction tells its runs. Reads only what is durable; whatever it posts twice is done once.
/// </summary>
internal sealed class ScriptCourier(
    ITenantStorage storage,
    ScriptIndex index,
    InteractionIndex interactions,
    ScriptSteps steps,
    LiveConfiguration configuration,
    NewSessions sessions,
    ScriptPrograms programs,
    ScriptHost scripts,
    InteractionHost host,
    ActionRunner actions,
    EventCourier events,
    ScriptCalls calls,
    Func<AgentId?, string> nameOf,
    ILogger<ScriptCourier> logger)
{
    /// <summary>How long what a script says is worth sending.</summary>
    private static readonly TimeSpan SayingWorth = TimeSpan.FromHours(1);

    /// <summary>How long what a script says on the telephone is worth saying: whoever is on the line has heard silence since.</summary>
    private static readonly TimeSpan SpeakingWorth = TimeSpan.FromSeconds(30);

    /// <summary>How long a message a script sends is worth sending.</summary>
    private static readonly TimeSpan MessageWorth = TimeSpan.FromHours(24);

    private readonly ScriptSessions _sessions = new(storage, configuration, sessions, logger);

    /// <summary>What an entry leads to; the task ends when that is durable. Null when it leads to nothing about scripts.</summary>
    public async ValueTask<Task?> FollowAsync(CommittedEntry committed)
    {
        var entry = committed.Entry;
        if (entry.Kind == ScriptKinds.Stepped)
        {
            return await StepAsync(committed, steps.Of(entry)).ConfigureAwait(false);
        }

        if (entry.Kind == EventKinds.Received)
        {
            return await events.FollowAsync(committed).ConfigureAwait(false);
        }

        if (entry.Kind == ScriptKinds.Unheard && entry.Read(ScriptJson.Default.ScriptUnheard) is { State: ScriptRunState.Waiting or ScriptRunState.Pausing } unheard)
        {
            // What is written while a script waits, perhaps for weeks, is for a person.
            var at = entry.Links.Interaction.GetValueOrDefault();
            var (queue, priority) = QueueOf((await interactions.FindAsync(storage.Views, at, CancellationToken.None).ConfigureAwait(false))?.Endpoint ?? default);
            return FollowAsync(committed, at, new InteractionCommand.FollowScript(unheard.Run, 0, new ScriptWish.Person(queue, priority), committed.Position));
        }

        if (entry.Kind == CallKinds.Ended && entry.Links.Interaction is { } called && interactions.Find(called) is { HasVoiceMessage: true, IsClosed: false } && index.Listener(called) is { } left)
        {
            return PostAsync(left.Run, committed, new ScriptCommand.Leave()); // after a message: the interaction goes on without the caller
        }

        if (committed.Machine.Kind == CallKinds.Machine)
        {
            return await calls.MeaningAsync(committed).ConfigureAwait(false) is var (caller, said) ? PostAsync(caller, committed, said) : null;
        }

        return committed.Machine.Kind == "interaction" && entry.Links.Interaction is { } interaction ? await HearAsync(committed, interaction).ConfigureAwait(false) : null;
    }

    /// <summary>The center has failed at a run: its conversation is for a person, once. The run stands where it stood.</summary>
    public async Task RescueAsync(Guid run)
    {
        if (await index.FindAsync(storage.Views, run, CancellationToken.None).ConfigureAwait(false) is not { IsOver: false } row)
        {
            return;
        }

        var (queue, priority) = QueueOf((await interactions.FindAsync(storage.Views, row.Interaction, CancellationToken.None).ConfigureAwait(false))?.Endpoint ?? default);
        var follow = new InteractionCommand.FollowScript(run, row.Demand, new ScriptWish.Person(queue, priority), default);
        var input = new InteractionInput(DerivedId.From("script.halted", run.ToString("N")), null, Principal.System, follow) { TraceParent = row.TraceParent };
        await host.PostAsync(row.Interaction, input).ConfigureAwait(false);
    }

    // -- From interactions to runs

    private async ValueTask<Task?> HearAsync(CommittedEntry committed, InteractionId interaction)
    {
        var entry = committed.Entry;
        switch (entry.Kind)
        {
            case InteractionEvent.ScriptRequested.Name when InteractionCodec.Read(entry) is InteractionEvent.ScriptRequested requested:
                return await BeginAsync(committed, interaction, requested).ConfigureAwait(false);
            case InteractionEvent.ScriptForwarded.Name when InteractionCodec.Read(entry) is InteractionEvent.ScriptForwarded forwarded:
                return await ForwardAsync(committed, interaction, forwarded).ConfigureAwait(false);
            case "message.intended" when InteractionCodec.Read(entry) is InteractionEvent.MessageIntended { Run: { } speaker, Demand: { } said }:
                return index.Find(speaker) is { } row && row.Demand == said && row.State is ScriptRunState.Saying or ScriptRunState.Sending
                    ? PostAsync(speaker, committed, new ScriptCommand.Proceed(said)) : null;
            case InteractionEvent.VoiceMessageLeft.Name when InteractionCodec.Read(entry) is InteractionEvent.VoiceMessageLeft { Run: { } taker, Demand: { } taken, IsGone: false } left:
                var length = ScriptValue.Duration(TimeSpan.FromMilliseconds(left.Length)).ToInvariantText();
                return PostAsync(taker, committed, new ScriptCommand.Conclude(taken, ImmutableDictionary<string, string>.Empty.Add(VoiceMessageAction.Length, length)));
            case InteractionEvent.VoiceMessageMissed.Name when InteractionCodec.Read(entry) is InteractionEvent.VoiceMessageMissed { Run: { } waiter, Demand: { } missed, IsGone: false }:
                return PostAsync(waiter, committed, new ScriptCommand.GiveUp(missed, "no-message"));
        }

        if (index.Listener(interaction) is not { } run)
        {
            return null;
        }

        switch (entry.Kind)
        {
            // What the customer of an agent writes is the agent's to enter.
            case "message.joined" when !IsServed(interaction) && InteractionCodec.Read(entry) is InteractionEvent.MessageJoined joined && !await IsOldAsync(entry).ConfigureAwait(false):
                var received = await storage.Log.EntryAtAsync(joined.At, CancellationToken.None).ConfigureAwait(false);
                var text = await storage.PersonalData.RevealAsync(received, DoorKinds.Text, CancellationToken.None).ConfigureAwait(false);
                var facts = received.Read(DoorJson.Default.MessageReceived);
                return facts.Call is not null ? null : PostAsync(run.Run, committed, new ScriptCommand.Hear(joined.At, text ?? "", facts.ChosenFrom, FormOf(facts.Form)));
            case "agent.joined" when InteractionCodec.Read(entry) is InteractionEvent.AgentJoined agent:
                return PostAsync(run.Run, committed, new ScriptCommand.Serve(agent.Agent, nameOf(agent.Agent)));
            case "work.cancelled" when InteractionCodec.Read(entry) is InteractionEvent.WorkCancelled { Reason: WorkEnd.Refused or WorkEnd.Overflowed or WorkEnd.Faulted } cancelled:
                return PostAsync(run.Run, committed, new ScriptCommand.Unserve(cancelled.Reason.ToString().ToLower(CultureInfo.InvariantCulture)));
            // Who has left a message has hung up: the matter goes on, and nobody is there to be spoken to.
            case InteractionEvent.VoiceMessageLeft.Name when InteractionCodec.Read(entry) is InteractionEvent.VoiceMessageLeft { IsGone: true }:
            case "interaction.ended" or "interaction.closed":
                return PostAsync(run.Run, committed, new ScriptCommand.Leave());
            default:
                return null;
        }
    }

    private static ScriptAnswerForm FormOf(AnswerForm? form) =>
        form switch { AnswerForm.Keys => ScriptAnswerForm.Key, AnswerForm.Speech => ScriptAnswerForm.Speech, _ => ScriptAnswerForm.Text };

    /// <summary>Whether a message joins only so that it is known whom to answer.</summary>
    private async ValueTask<bool> IsOldAsync(Entry joined) => joined.CausePosition is { } cause
        && (await storage.Log.EntryAtAsync(cause, CancellationToken.None).ConfigureAwait(false)).Kind == InteractionEvent.ScriptForwarded.Name;

    private async ValueTask<Task?> BeginAsync(CommittedEntry committed, InteractionId interaction, InteractionEvent.ScriptRequested requested)
    {
        var received = await storage.Log.EntryAtAsync(requested.At, CancellationToken.None).ConfigureAwait(false);
        var facts = received.Read(DoorJson.Default.MessageReceived);
        var from = await storage.PersonalData.RevealAsync(received, DoorKinds.From, CancellationToken.None).ConfigureAwait(false);
        var agent = interactions.Find(interaction)?.Agent;
        var place = new ScriptPlace(interaction, committed.Entry.Links.Customer.GetValueOrDefault(), facts.Endpoint, facts.Channel, facts.FromKind, from)
        {
            Agent = agent,
            AgentName = nameOf(agent),
        };
        return BeginOrRescueAsync(requested.Run, committed, interaction, facts.Endpoint, new ScriptCommand.Begin(requested.Script, place, ImmutableDictionary<string, string>.Empty));
    }

    /// <summary>A script that cannot begin is replaced by a person.</summary>
    private async Task BeginOrRescueAsync(Guid run, CommittedEntry committed, InteractionId interaction, EndpointId endpoint, ScriptCommand.Begin begin)
    {
        var result = await PostAsync(run, committed, begin).ConfigureAwait(false);
        if (result is { Status: DeskStatus.Refused })
        {
            await FollowAsync(committed, interaction, new InteractionCommand.FollowScript(run, 0, Rescue(endpoint), committed.Position)).ConfigureAwait(false);
        }
    }

    /// <summary>A closed interaction hands a step over to another one, which it may have to open.</summary>
    private async ValueTask<Task?> ForwardAsync(CommittedEntry committed, InteractionId from, InteractionEvent.ScriptForwarded forwarded)
    {
        var step = await storage.Log.EntryAtAsync(forwarded.At, CancellationToken.None).ConfigureAwait(false);
        if (await interactions.FindAsync(storage.Views, from, CancellationToken.None).ConfigureAwait(false) is not { } closed
            || await WishAsync(step, step.Read(ScriptJson.Default.ScriptStepped), Reopened(closed, forwarded), forwarded.At).ConfigureAwait(false) is not { } follow)
        {
            return null;
        }

        var thread = forwarded.LastInbound is { } at ? (await storage.Log.EntryAtAsync(at, CancellationToken.None).ConfigureAwait(false)).Read(DoorJson.Default.MessageReceived).Thread : "";
        var move = new ScriptMove(closed.Customer, closed.Endpoint, closed.Channel, forwarded.Session, thread, forwarded.LastInbound);
        return FollowAsync(committed, forwarded.To, follow with { From = move });
    }

    /// <summary>The interaction that goes on for a closed one, which may not be there yet: with the session the customer wrote in last.</summary>
    private static InteractionRow Reopened(InteractionRow closed, InteractionEvent.ScriptForwarded forwarded) =>
        closed with { Id = forwarded.To, Agent = null, Sessions = forwarded.Session is { } session ? [session] : [] };

    // -- From runs to the rest

    private async ValueTask<Task?> StepAsync(CommittedEntry committed, ScriptStepped step)
    {
        var row = index.Find(step.Run);
        var interaction = row?.Interaction ?? committed.Entry.Links.Interaction.GetValueOrDefault();
        // What came meanwhile may be wanted now.
        var recall = row is { Kept: > 0, IsOver: false } && !ScriptMeeting.IsInMotion(step.State, IsServed(interaction))
            ? PostAsync(step.Run, committed, new ScriptCommand.Recall(IsServed(interaction))) : null;
        if (step.Demand != step.Sequence && step.State is not (ScriptRunState.Ended or ScriptRunState.Faulted))
        {
            return recall; // the same demand as before
        }

        var tasks = new List<Task>(recall is null ? [] : [recall]);
        switch (step.State)
        {
            case ScriptRunState.Noting or ScriptRunState.HangingUp when !IsServed(interaction) || step.State == ScriptRunState.HangingUp:
                tasks.Add(PostAsync(step.Run, committed, new ScriptCommand.Proceed(step.Demand)));
                break;
            case ScriptRunState.Doing when row?.Demand == step.Demand:
                actions.Enqueue(step.Run, step.Demand);
                break;
            case ScriptRunState.Starting:
                tasks.Add(await StartAsync(committed, step, interaction).ConfigureAwait(false));
                break;
        }

        if (!MayWish(step))
        {
            return tasks.Count == 0 ? null : Task.WhenAll(tasks);
        }

        var place = await interactions.FindAsync(storage.Views, interaction, CancellationToken.None).ConfigureAwait(false);
        if (await WishAsync(committed.Entry, step, place, committed.Position).ConfigureAwait(false) is { } follow)
        {
            tasks.Add(FollowAsync(committed, interaction, follow));
        }
        else if (step.State is ScriptRunState.Sending or ScriptRunState.Calling)
        {
            tasks.Add(PostAsync(step.Run, committed, new ScriptCommand.GiveUp(step.Demand, step.State == ScriptRunState.Sending ? "cannot-send" : "no-telephone")));
        }

        return tasks.Count == 0 ? null : Task.WhenAll(tasks);
    }

    /// <summary>Whether a step can ask something of its interaction.</summary>
    private static bool MayWish(ScriptStepped step) => step.Withdraws || step.State is ScriptRunState.Ended or ScriptRunState.Faulted
        or ScriptRunState.Saying or ScriptRunState.Asking or ScriptRunState.Confirming or ScriptRunState.Sending or ScriptRunState.Transferring
        or ScriptRunState.Calling or ScriptRunState.HangingUp;

    private bool IsServed(InteractionId interaction) => interactions.Find(interaction)?.Agent is not null;

    /// <summary>What a step asks of its interaction; null when it asks nothing, or what it asks cannot be done.</summary>
    private async ValueTask<InteractionCommand.FollowScript?> WishAsync(Entry entry, ScriptStepped step, InteractionRow? row, LogPosition at)
    {
        ScriptWish? wish = step.State switch
        {
            ScriptRunState.Ended => new ScriptWish.End(step.Outcome),
            ScriptRunState.Faulted => Rescue(row?.Endpoint ?? default),
            ScriptRunState.HangingUp when calls.ToHangUp(step.Run, row) is { } call => new ScriptWish.HangUp(call.Id, call.Session),
            _ => null,
        };
        if (wish is null && step.State is ScriptRunState.Saying or ScriptRunState.Asking or ScriptRunState.Confirming or ScriptRunState.Sending or ScriptRunState.Transferring
            or ScriptRunState.Calling)
        {
            var presenter = await programs.FindAsync(step.Program).ConfigureAwait(false);
            if (await ScriptStream.FrameOfAsync(storage, entry).ConfigureAwait(false) is { } frame)
            {
                wish = await WishAsync(ScriptFrame.Read(presenter.Program, frame.Span), presenter, row, entry.Time).ConfigureAwait(false);
            }
        }

        wish ??= step.Withdraws ? new ScriptWish.Nothing() : null;
        return wish is null ? null : new InteractionCommand.FollowScript(step.Run, step.Demand, wish, at) { Withdraws = step.Withdraws };
    }

    private async ValueTask<ScriptWish?> WishAsync(ScriptRun run, ScriptPresenter presenter, InteractionRow? row, DateTimeOffset now)
    {
        var demand = run.Demand;
        if (run.State == ScriptRunState.Transferring)
        {
            var (_, own) = QueueOf(row?.Endpoint ?? default);
            return new ScriptWish.Agent(new QueueId(demand.Queue!), demand.Priority == 0 ? own : new Priority(Math.Max(own.Value, 101 - Math.Clamp(demand.Priority, 1, 100))));
        }

        if (run.State == ScriptRunState.Calling)
        {
            return (await calls.FindAsync(run, row, QueueOf(row?.Endpoint ?? default).Priority).ConfigureAwait(false)).Call;
        }

        var call = demand.Channel is null || demand.Channel == ChannelKind.Voice.Value ? calls.Of(run.Id, row) : null;
        var elsewhere = call is null && demand.Channel is { } by && row?.Channel.Value != by;
        var channel = call?.Channel.Value ?? demand.Channel ?? row?.Channel.Value;
        var medium = channel == ChannelKind.Sms.Value ? ScriptMedium.Sms : channel == ChannelKind.Voice.Value ? ScriptMedium.Voice : ScriptMedium.Written;
        if (Present(run, presenter, medium) is not { } prompt || (prompt.Body.Length == 0 && prompt.Template is null))
        {
            return null;
        }

        PersonalText? choices = prompt.HasButtons && OfferedChoices.Write(OfferedOf(prompt)) is { } offered ? new PersonalText(offered) : null;
        if (run.State != ScriptRunState.Sending && !elsewhere && row is not { Sessions.IsEmpty: true, Agent: null })
        {
            return medium == ScriptMedium.Voice
                ? new ScriptWish.Say(new PersonalText(prompt.Body), choices, now + SpeakingWorth, SpokenPlans.Of(prompt)) { In = call?.Session }
                : new ScriptWish.Say(new PersonalText(prompt.Body), choices, now + SayingWorth);
        }

        ImmutableArray<string> known = run.State == ScriptRunState.Sending ? prompt.Recipients : [.. new[] { run["customer.phone"], run["session.from"] }.Where(static v => !v.IsEmpty).Take(1).Select(static v => v.ToInvariantText())];
        ImmutableArray<string>? recipients = known.IsEmpty && run.State != ScriptRunState.Sending ? null : known;
        return await _sessions.FindAsync(run.Id, row, prompt, recipients).ConfigureAwait(false) is { IsEmpty: false } found
            ? new ScriptWish.Write(found, new PersonalText(prompt.Body), choices, now + MessageWorth)
            : run.State == ScriptRunState.Sending ? null : Somebody(row); // what is asked reaches nobody: a person sees to it
    }

    /// <summary>
    /// What a step puts to its customer. Choices go beside the text, as many and as long as they are: whether they become buttons or lines is known when it is sent, by the
    /// channel it is sent on. Those that make no line stand in the text at once.
    /// </summary>
    private static ScriptPrompt? Present(ScriptRun run, ScriptPresenter presenter, ScriptMedium medium)
    {
        if (medium == ScriptMedium.Voice)
        {
            return presenter.Present(run, medium); // its choices are said
        }

        var prompt = presenter.Present(run, medium with { MaxButtons = int.MaxValue, MaxButtonLength = int.MaxValue });
        return prompt is { HasButtons: true } && !OfferedChoices.AreWritable(OfferedOf(prompt)) ? presenter.Present(run, medium) : prompt;
    }

    private static ImmutableArray<MessageChoice> OfferedOf(ScriptPrompt prompt) => [.. prompt.Choices.Select(static choice => new MessageChoice(choice.Key, choice.Label))];

    /// <summary>Another script begins beside this one, which goes on: told before the next entry is looked at, as runs know by positions what they have been told.</summary>
    private async ValueTask<Task> StartAsync(CommittedEntry committed, ScriptStepped step, InteractionId interaction)
    {
        var presenter = await programs.FindAsync(step.Program).ConfigureAwait(false);
        if (await ScriptStream.FrameOfAsync(storage, committed.Entry).ConfigureAwait(false) is { } frame
            && await interactions.FindAsync(storage.Views, interaction, CancellationToken.None).ConfigureAwait(false) is { } row)
        {
            var demand = ScriptFrame.Read(presenter.Program, frame.Span).Demand;
            var place = new ScriptPlace(interaction, row.Customer, row.Endpoint, row.Channel, null, null);
            var begin = new ScriptCommand.Begin(demand.Script!, place, demand.NamedArguments()) { Parent = step.Run, ParentDemand = step.Demand };
            await PostAsync(demand.Key, committed, begin).ConfigureAwait(false);
        }

        return PostAsync(step.Run, committed, new ScriptCommand.Proceed(step.Demand));
    }

    private ScriptWish.Person Somebody(InteractionRow? row)
    {
        var (queue, priority) = QueueOf(row?.Endpoint ?? default);
        return new ScriptWish.Person(queue, priority);
    }

    private ScriptWish.Rescue Rescue(EndpointId endpoint)
    {
        var (queue, priority) = QueueOf(endpoint);
        return new ScriptWish.Rescue(queue, priority);
    }

    private (QueueId Queue, Priority Priority) QueueOf(EndpointId endpoint)
    {
        var policy = configuration.Current.Endpoints.Policy(endpoint, default);
        return (policy.Queue, policy.Priority);
    }

    private Task<DeskResult> PostAsync(Guid run, CommittedEntry committed, ScriptCommand command) =>
        scripts.PostAsync(run, new ScriptPost(committed.Entry.Id.Value, committed.Position, Principal.System, command) { TraceParent = committed.Entry.TraceParent });

    private Task<DeskResult> FollowAsync(CommittedEntry committed, InteractionId interaction, InteractionCommand.FollowScript follow) => host.PostAsync(
        interaction, new InteractionInput(committed.Entry.Id.Value, committed.Position, Principal.System, follow) { TraceParent = committed.Entry.TraceParent });
}
