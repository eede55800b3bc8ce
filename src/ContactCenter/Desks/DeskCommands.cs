using System.Collections.Immutable;
using System.Text.Json;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Door;
using ContactCenter.Endpoints;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Lists;
using ContactCenter.Records;
using ContactCenter.Routing;
using ContactCenter.Scripts;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>Turns a person's command into a command of the machine that owns the fact.</summary>
internal sealed class DeskCommands(TenantRuntime runtime, Principal principal, AgentId me, TimeProvider time)
{
    public const int MaxTextLength = 10_000;
    public const int MaxReasonLength = 1_000;

    /// <summary>Who may give a command. Every command has its row.</summary>
    public static ImmutableArray<Role> Roles(DeskCommand command) => command switch
    {
        DeskCommand.ForceNotReady or DeskCommand.ForceSignOut or DeskCommand.TakeOver or DeskCommand.ResolveAttention
            or DeskCommand.SuperviseCall => [Role.Supervisor],
        DeskCommand.AddNote or DeskCommand.TransferToQueue or DeskCommand.TransferToAgent or DeskCommand.EndInteraction or DeskCommand.CloseInteraction
            or DeskCommand.Resend or DeskCommand.RecordCall or DeskCommand.DoNotCall => [Role.Agent, Role.Supervisor],
        DeskCommand.SignIn or DeskCommand.SignOut or DeskCommand.SetReady or DeskCommand.SetNotReady or DeskCommand.AcceptOffer
            or DeskCommand.DeclineOffer or DeskCommand.SendMessage or DeskCommand.StartSession or DeskCommand.AnswerScript or DeskCommand.ContinueScript
            or DeskCommand.GoBackInScript or DeskCommand.GoToStep or DeskCommand.PlaceCall or DeskCommand.BeginCall or DeskCommand.HangUp or DeskCommand.HoldCall or DeskCommand.MuteCall
            or DeskCommand.SendKeys or DeskCommand.Consult or DeskCommand.EndConsult or DeskCommand.ParkCall or DeskCommand.PickUpCall or DeskCommand.MoveCall => [Role.Agent],
        _ => [],
    };

    /// <summary>What is wrong with the command itself; null when nothing is.</summary>
    public static DeskResult? FindFault(DeskCommand command, TenantOptions options, AgentId me) => command switch
    {
        DeskCommand.SendMessage { Attachments.Count: > 0, Text.Length: 0 } => null,
        DeskCommand.SendMessage c => TextFault(c.Text),
        DeskCommand.AddNote c => TextFault(c.Text),
        DeskCommand.AnswerScript c => TextFault(c.Text),
        DeskCommand.GoBackInScript c => ReasonFault(c.Reason),
        DeskCommand.GoToStep c => ReasonFault(c.Reason),
        DeskCommand.TransferToQueue c when !options.Queues.ContainsKey(c.Queue.Value) => Invalid("CC1211", $"There is no queue '{c.Queue}'."),
        DeskCommand.TransferToAgent c when !options.Agents.ContainsKey(c.Agent.Value) => Invalid("CC1212", $"There is no agent '{c.Agent}'."),
        DeskCommand.TransferToAgent c when c.Agent == me => Invalid("CC1212", "You have the conversation already; choose a colleague."),
        DeskCommand.CloseInteraction c when !options.Dispositions.ContainsKey(c.Disposition.Value) => Invalid("CC1213", $"There is no outcome '{c.Disposition}'; choose one of the list."),
        DeskCommand.SetNotReady c when !options.NotReadyReasons.ContainsKey(c.Reason.Value) => Invalid("CC1214", $"There is no reason '{c.Reason}'; choose one of the list."),
        DeskCommand.Consult or DeskCommand.SendKeys or DeskCommand.MoveCall => DeskCalls.FindFault(command, options, me),
        DeskCommand.ResolveAttention c when !KeyRules.IsValid(c.Outcome) => Invalid("CC1215", "Say what you found with a key such as 'sent' or 'not-sent'."),
        _ => null,
    };

    /// <summary>A person's key as the log has it: nobody else's is the same.</summary>
    public static Guid Own(AgentId me, Guid key) => DerivedId.From("desk", me.Value, key.ToString("N"));

    /// <summary>Does it, under the caller's key. Not cancellable: the answer comes when it is durable.</summary>
    public async ValueTask<DeskResult> DoAsync(DeskCommand command, Guid key) => RouterCommandFor(command) is { } router
        ? await AskAsync(router, key).ConfigureAwait(false)
        : command is DeskCommand.TakeOver take ? await TakeOverAsync(take, key).ConfigureAwait(false)
        : command is DeskCommand.SendMessage { Attachments.Count: > 0 } send ? await SendAsync(send, key).ConfigureAwait(false)
        : command is DeskCommand.Resend resend ? await ResendAsync(resend, key).ConfigureAwait(false)
        : command is DeskCommand.DoNotCall refuse ? await RefuseCallsAsync(refuse, key).ConfigureAwait(false)
        : command is DeskCommand.StartSession start ? await StartAsync(start, key).ConfigureAwait(false)
        : command is DeskCommand.BeginCall begin ? await new CallBeginning(runtime, principal, me).BeginAsync(begin, Own(key), time.GetUtcNow()).ConfigureAwait(false)
        : DeskCalls.InteractionOf(command) is { } onPhone ? await new DeskCalls(runtime, principal, me).DoAsync(command, onPhone, Own(key)).ConfigureAwait(false)
        : ScriptCommandFor(command) is var (guided, step) ? await AskAsync(guided, step, key).ConfigureAwait(false)
        : InteractionCommandFor(command) is var (interaction, input)
            ? await AskAsync(interaction, input, key).ConfigureAwait(false)
            : await ResolveAsync((DeskCommand.ResolveAttention)command, key).ConfigureAwait(false);

    private async ValueTask<DeskResult> RefuseCallsAsync(DeskCommand.DoNotCall command, Guid key)
    {
        if (await runtime.Views.Interactions.FindAsync(runtime.Storage.Views, command.Interaction, CancellationToken.None).ConfigureAwait(false) is not { } row)
        {
            return new DeskResult(DeskStatus.NotFound, "CC1305", "There is no such interaction.");
        }

        if (await runtime.Storage.Customers.FindAddressesAsync(row.Customer, CancellationToken.None).ConfigureAwait(false) is not { } known)
        {
            return new DeskResult(DeskStatus.Refused, "CC1299", "The customer's number cannot be read, since the key is damaged; let somebody who runs campaigns bar it by hand.");
        }

        var result = new DeskResult(DeskStatus.Refused, "CC1299", "The customer has no telephone number here that could be barred.");
        foreach (var number in known.Where(static a => a.Kind == AddressKind.Phone).Select(static a => PhoneRules.Canonical(a.Value, null)).OfType<string>())
        {
            var barred = await new DoNotCallList(runtime, principal, time).AddAsync(Address.Phone(number), null, command.Interaction, key).ConfigureAwait(false);
            result = result.Status == DeskStatus.Done ? result : barred;
        }

        return result;
    }

    private RouterCommand? RouterCommandFor(DeskCommand command) => command switch
    {
        DeskCommand.SignIn => new RouterCommand.SignIn(me),
        DeskCommand.SignOut => new RouterCommand.SignOut(me),
        DeskCommand.SetReady => new RouterCommand.SetReady(me),
        DeskCommand.SetNotReady c => new RouterCommand.SetNotReady(me, c.Reason),
        DeskCommand.ForceNotReady c => new RouterCommand.SetNotReady(c.Agent, NotReadyReason.Supervisor),
        DeskCommand.ForceSignOut c => new RouterCommand.SignOut(c.Agent, HandBack: true),
        DeskCommand.AcceptOffer c => new RouterCommand.Accept(me, c.Offer),
        DeskCommand.DeclineOffer c => new RouterCommand.Decline(me, c.Offer),
        _ => null,
    };

    private (InteractionId Interaction, InteractionCommand Command)? InteractionCommandFor(DeskCommand command) => command switch
    {
        DeskCommand.SendMessage c => (c.Interaction, Write(c)),
        DeskCommand.AddNote c => (c.Interaction, new InteractionCommand.WriteNote(me, Clean(c.Text))),
        DeskCommand.TransferToQueue c => (c.Interaction, new InteractionCommand.TransferWork(c.Queue, null)),
        DeskCommand.TransferToAgent c => (c.Interaction, new InteractionCommand.TransferWork(null, c.Agent)),
        DeskCommand.EndInteraction c => (c.Interaction, new InteractionCommand.EndConversation()),
        DeskCommand.CloseInteraction c => (c.Interaction, new InteractionCommand.CloseInteraction(c.Disposition)),
        _ => null,
    };

    private static (InteractionId Interaction, ScriptCommand Command)? ScriptCommandFor(DeskCommand command) => command switch
    {
        DeskCommand.AnswerScript c => (c.Interaction, new ScriptCommand.Enter(c.Demand, TextRules.Clean(c.Text, MaxTextLength, out _))),
        DeskCommand.ContinueScript c => (c.Interaction, new ScriptCommand.Next(c.Demand)),
        DeskCommand.GoBackInScript c => (c.Interaction, new ScriptCommand.GoBack(TextRules.Clean(c.Reason, MaxReasonLength, out _))),
        DeskCommand.GoToStep c => (c.Interaction, new ScriptCommand.GoTo(c.Step, TextRules.Clean(c.Reason, MaxReasonLength, out _))),
        _ => null,
    };

    /// <summary>Who has the conversation goes on with its script.</summary>
    private async ValueTask<DeskResult> AskAsync(InteractionId interaction, ScriptCommand command, Guid key)
    {
        if (await runtime.Views.Interactions.FindAsync(runtime.Storage.Views, interaction, CancellationToken.None).ConfigureAwait(false) is not { } row)
        {
            return new DeskResult(DeskStatus.NotFound, "CC1305", "There is no such interaction.");
        }

        return row.Agent != me || row.Status != InteractionStatus.Assigned
            ? new DeskResult(DeskStatus.Refused, "CC1302", "Only the agent who has the conversation goes on with its script; take it over first.")
            : await runtime.Views.Scripts.ListenerAsync(runtime.Storage.Views, row, CancellationToken.None).ConfigureAwait(false) is { } run
                ? await runtime.Scripts.PostAsync(run.Run, new ScriptPost(Own(key), null, principal, command) { TraceParent = row.TraceParent }).ConfigureAwait(false)
                : new DeskResult(DeskStatus.Refused, "CC1263", "There is no script on in this conversation, or what it knew has been erased.");
    }

    private InteractionCommand.WriteMessage Write(DeskCommand.SendMessage c) => new(me, c.Session, Clean(c.Text), time.GetUtcNow() + runtime.MessageWorth);

    private async ValueTask<DeskResult> SendAsync(DeskCommand.SendMessage command, Guid key)
    {
        var (media, fault) = await new MediaIntake(runtime, me).ResolveAsync(command.Interaction, command.Session, command.Attachments!, CancellationToken.None).ConfigureAwait(false);
        return fault ?? await AskAsync(command.Interaction, Write(command) with { Attachments = media, Names = NamesOf(command) }, key).ConfigureAwait(false);
    }

    private async ValueTask<DeskResult> ResendAsync(DeskCommand.Resend command, Guid key)
    {
        var found = await new SentMessageReader(runtime).FindAsync(command.Interaction, command.Message, CancellationToken.None).ConfigureAwait(false);
        return await AskAsync(
            command.Interaction,
            new InteractionCommand.ResendMessage(command.Message, found, time.GetUtcNow() + runtime.MessageWorth, command.AcceptsDuplicate),
            key).ConfigureAwait(false);
    }

    private async ValueTask<DeskResult> StartAsync(DeskCommand.StartSession command, Guid key)
    {
        // Nobody else's typing makes a customer of an address.
        var state = await runtime.Interactions.LoadAsync(command.Interaction).ConfigureAwait(false);
        if (state.Phase != InteractionPhase.Open || state.Agent != me)
        {
            return state.Phase == InteractionPhase.New ? new DeskResult(DeskStatus.NotFound, "CC1305", "There is no such interaction.")
                : state.Phase == InteractionPhase.Open ? new DeskResult(DeskStatus.Refused, "CC1302", "Only the agent who has the conversation writes to the customer; take it over or leave a note.")
                : new DeskResult(DeskStatus.Refused, "CC1301", "The conversation has ended; a new message from the customer opens a new one.");
        }

        var (session, fault) = await runtime.NewSessions.FindAsync(command.Interaction, command.Endpoint, command.To, CancellationToken.None).ConfigureAwait(false);
        return fault ?? await AskAsync(command.Interaction, new InteractionCommand.StartSession(me, session!), key).ConfigureAwait(false);
    }

    private ValueTask<DeskResult> AskAsync(RouterCommand command, Guid key) => runtime.Router.AskAsync(Own(key), command, principal, CancellationToken.None);

    private async ValueTask<DeskResult> TakeOverAsync(DeskCommand.TakeOver command, Guid key)
    {
        if (!principal.Roles.Contains(Role.Agent) || !runtime.Options.Agents.ContainsKey(me.Value))
        {
            return new DeskResult(DeskStatus.Refused, "CC1219", "You are no agent here, so you can have no conversation; an administrator adds you as one, or give it to an agent.");
        }

        return await runtime.Views.Interactions.FindAsync(runtime.Storage.Views, command.Interaction, CancellationToken.None).ConfigureAwait(false) switch
        {
            null => new DeskResult(DeskStatus.NotFound, "CC1305", "There is no such interaction."),
            { Status: InteractionStatus.WrapUp or InteractionStatus.Closed } => new DeskResult(DeskStatus.Refused, "CC1301", "The conversation has ended already."),
            { Work: { } work } => await AskAsync(new RouterCommand.Assign(work, me), key).ConfigureAwait(false),
            _ => new DeskResult(DeskStatus.Refused, "CC1304", "Nobody is asked for this conversation, so there is nothing to take over."),
        };
    }

    private async ValueTask<DeskResult> AskAsync(InteractionId interaction, InteractionCommand command, Guid key)
    {
        // What an agent does about a message belongs to the message's trace.
        var row = await runtime.Views.Interactions.FindOpenAsync(runtime.Storage.Views, interaction, CancellationToken.None).ConfigureAwait(false);
        using var activity = Tracing.Start("desk.command", row?.TraceParent);
        var input = new InteractionInput(Own(key), null, principal, command, principal.Roles.Contains(Role.Supervisor)) { TraceParent = Entries.TraceParent };
        return await runtime.Interactions.PostAsync(interaction, input).ConfigureAwait(false);
    }

    private async ValueTask<DeskResult> ResolveAsync(DeskCommand.ResolveAttention command, Guid key)
    {
        if (runtime.Views.Attention.Find(command.Item) is not { } item)
        {
            return new DeskResult(DeskStatus.NotFound, "CC1218", "Somebody has settled this already.");
        }

        var log = runtime.Storage.Log;
        await log.AppendAsync(new Append(new MachineId("attention", "main"), Append.AnyVersion, log.Epoch, Entries.One(new Entry
        {
            Id = new EntryId(Own(key)),
            Kind = CenterKinds.AttentionResolved,
            KindVersion = CoreKinds.All.VersionOf(CenterKinds.AttentionResolved),
            Time = time.GetUtcNow(),
            Actor = principal.ToString(),
            Cause = item.Id,
            Links = new EntryLinks { Interaction = item.Interaction, Agent = me },
            Body = JsonSerializer.SerializeToUtf8Bytes(new AttentionResolved(command.Outcome), CenterJson.Default.AttentionResolved),
        }))).ConfigureAwait(false);
        return DeskResult.Done;
    }

    /// <summary>A person's key counts for that person alone: nobody can spend another's.</summary>
    private Guid Own(Guid key) => Own(me, key);

    private static DeskResult? TextFault(string text) => string.IsNullOrWhiteSpace(text) ? Invalid("CC1216", "Write a text first.")
        : text.Length > MaxTextLength ? Invalid("CC1217", $"The text has {text.Length} characters; at most {MaxTextLength} can be kept.")
        : null;

    private static DeskResult? ReasonFault(string reason) => string.IsNullOrWhiteSpace(reason) ? Invalid("CC1216", "Write a text first.")
        : reason.Length > MaxReasonLength ? Invalid("CC1217", $"The text has {reason.Length} characters; at most {MaxReasonLength} can be kept.")
        : null;

    private static DeskResult Invalid(string code, string message) => new(DeskStatus.Invalid, code, message);

    /// <summary>A line for each file; null when none has a name.</summary>
    private static PersonalText? NamesOf(DeskCommand.SendMessage command)
    {
        var names = Enumerable.Range(0, command.Attachments!.Count).Select(i => TextRules.FileName(command.FileNames?.ElementAtOrDefault(i)) ?? "").ToList();
        return names.TrueForAll(static n => n.Length == 0) ? null : new PersonalText(string.Join('\n', names));
    }

    private static PersonalText Clean(string text) => new(TextRules.Clean(text, MaxTextLength, out _));
}
