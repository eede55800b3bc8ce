using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Configuration;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Routing;
using ContactCenter.Sessions;
using ContactCenter.Storage;

namespace ContactCenter.Tenants;

/// <summary>
/// Between the router's campaigns and the calls: whom a line calls goes to its interaction, and what became of its call goes to the router, each once. Of a line whose call the end of the
/// program interrupted nothing is reported: the router gives it up, since nobody knows.
/// </summary>
internal sealed class LineCourier(
    TenantId tenant, ITenantStorage storage, InteractionIndex interactions, CallIndex calls, LiveConfiguration configuration, NewSessions sessions, IContactList? contacts, ILogger<LineCourier> logger)
{
    private static readonly (InteractionId, InteractionCommand)[] Nobody = [];

    /// <summary>What an entry means to the router, and to interactions.</summary>
    public async ValueTask<(RouterCommand? Router, IReadOnlyList<(InteractionId Interaction, InteractionCommand Command)> Interactions)> MeaningAsync(CommittedEntry committed)
    {
        if (contacts is null)
        {
            return (null, Nobody); // whoever has campaigns of the router's own dials and reports as well
        }

        var entry = committed.Entry;
        switch (entry.Kind)
        {
            case "contact.previewed" when RouterCodec.Read(entry) is RouterEvent.ContactPreviewed e:
                return await JoinAsync(new CampaignLine(e.Campaign, e.Contact, e.Line), e.Interaction, null).ConfigureAwait(false);
            case "contact.dialled" when RouterCodec.Read(entry) is RouterEvent.ContactDialled e:
                return await JoinAsync(new CampaignLine(e.Campaign, e.Contact, e.Line), e.Interaction, e).ConfigureAwait(false);
            case "contact.put-back" when RouterCodec.Read(entry) is RouterEvent.ContactPutBack e && interactions.OfContact(e.Campaign, e.Contact) is { } id:
                return (null, [(id, new InteractionCommand.LeaveLine(e.Line, null, IsLast: false))]);
            case "contact.not-reached" when RouterCodec.Read(entry) is RouterEvent.ContactNotReached e:
                return (null, [(e.Interaction, await LeaveAsync(e.Campaign, e.Contact, e.Line, e.Outcome, e.Next).ConfigureAwait(false))]);
            case "contact.abandoned" when RouterCodec.Read(entry) is RouterEvent.ContactAbandoned e:
                return (null, [(e.Interaction, await LeaveAsync(e.Campaign, e.Contact, e.Line, LineOutcome.Abandoned, e.Next).ConfigureAwait(false))]);
            case "contact.withdrawn" when RouterCodec.Read(entry) is RouterEvent.ContactWithdrawn e && interactions.OfContact(e.Campaign, e.Contact) is { } id:
                return (null, [(id, new InteractionCommand.DropContact())]);
            case "campaign.removed" when RouterCodec.Read(entry) is RouterEvent.CampaignRemoved e:
                return (null, [.. interactions.OfCampaign(e.Campaign).Select(static id => (id, (InteractionCommand)new InteractionCommand.DropContact()))]);
            case InteractionEvent.LineRefused.Name when InteractionCodec.Read(entry) is InteractionEvent.LineRefused e:
                return (new RouterCommand.ReportLine(e.Line, LineOutcome.Failed), Nobody);
            case "interaction.closed" when Withdrawn(entry) is { } withdrawn:
                return (withdrawn, Nobody);
            case CallKinds.Answered or CallKinds.Ended
                when await calls.FindAsync(storage.Views, CallIndex.CallOf(committed.Machine), CancellationToken.None).ConfigureAwait(false) is { Line: { } line } row:
                return (Report(line, row, entry), Nobody);
            default:
                return (null, Nobody);
        }
    }

    /// <summary>The work an agent has got. Whether it is a campaign's line, which its interaction has not asked for, only the interaction knows.</summary>
    public static WorkItem WorkOf(RouterEvent.WorkAssigned e, DateTimeOffset at) =>
        new() { Id = e.Item, Interaction = e.Interaction, Queue = e.Queue, Channel = ChannelKind.Voice, WaitingSince = at };

    /// <summary>Whether the call of a line has just ended.</summary>
    public bool IsOver(WorkItemId line) => calls.Find(CallOf(line)) is { IsOver: true };

    private CallId CallOf(WorkItemId line) => new(DerivedId.From("call", tenant.Value, line.Value.ToString("N")));

    private async ValueTask<(RouterCommand? Router, IReadOnlyList<(InteractionId Interaction, InteractionCommand Command)> Interactions)> JoinAsync(
        CampaignLine line, InteractionId interaction, RouterEvent.ContactDialled? dialled)
    {
        var callee = await contacts!.FindAsync(line.Campaign, line.Contact, CancellationToken.None).ConfigureAwait(false);
        if (callee is null || configuration.Current.Endpoints.Find(callee.Endpoint) is not { } from)
        {
            TenantLog.NoContact(logger, line.Contact.Value, line.Campaign, tenant);
            return (dialled is null ? null : new RouterCommand.ReportLine(line.Line, LineOutcome.Failed), Nobody);
        }

        // Each call is a session of its own; of a line there is one.
        var call = CallOf(line.Line);
        var session = await sessions.OfCallAsync(from, callee.To, call).ConfigureAwait(false);
        return (null,
        [
            (interaction, new InteractionCommand.JoinLine(line, session)
            {
                Call = dialled is null ? null : call,
                Agent = dialled?.Agent,
                RingsUntil = dialled?.RingsUntil,
            }),
        ]);
    }

    private async ValueTask<InteractionCommand> LeaveAsync(CampaignId campaign, ContactId contact, WorkItemId line, LineOutcome outcome, DateTimeOffset? next)
    {
        var callee = outcome is not (LineOutcome.Abandoned or LineOutcome.Machine)
            ? null : await contacts!.FindAsync(campaign, contact, CancellationToken.None).ConfigureAwait(false);
        return new InteractionCommand.LeaveLine(line, outcome, IsLast: next is null)
        {
            Message = (outcome == LineOutcome.Abandoned ? callee?.AbandonedMessage : callee?.MachineMessage) ?? "",
            Language = callee?.Language ?? "",
        };
    }

    /// <summary>A person has closed the conversation before its contact was reached: no attempt follows.</summary>
    private RouterCommand.WithdrawContact? Withdrawn(Entry entry) =>
        entry.Actor != Principal.System.ToString() && entry.Links.Interaction is { } id && interactions.Find(id) is { Campaign: { } campaign, Contact: { } contact }
        && InteractionCodec.Read(entry) is InteractionEvent.InteractionClosed { Item: null }
            ? new RouterCommand.WithdrawContact(campaign, contact)
            : null;

    /// <summary>What an entry of a call says of its line; null for nothing new.</summary>
    private static RouterCommand.ReportLine? Report(WorkItemId line, CallRow row, Entry entry)
    {
        var body = entry.Read(CallJson.Default.CallBody);
        return entry.Kind == CallKinds.Answered
            ? new RouterCommand.ReportLine(line, body.By == AnsweredBy.Machine ? LineOutcome.Machine : LineOutcome.Person)
            : (row.AnsweredAt, body.Cause) switch
            {
                (_, CallCause.Interrupted) => null,
                (not null, _) => row.By == AnsweredBy.Machine ? null : new RouterCommand.ReportLine(line, LineOutcome.HungUp),
                (_, CallCause.Busy) => new RouterCommand.ReportLine(line, LineOutcome.Busy),
                (_, CallCause.NoAnswer or CallCause.Customer) => new RouterCommand.ReportLine(line, LineOutcome.NoAnswer), // who hangs up before anybody spoke counts as not reached
                _ => new RouterCommand.ReportLine(line, LineOutcome.Failed),
            };
    }
}
