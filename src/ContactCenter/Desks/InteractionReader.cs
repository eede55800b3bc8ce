using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>Reads one interaction with its timeline from the log: what was said, by whom, and how far each message has come.</summary>
internal sealed class InteractionReader(TenantRuntime runtime)
{
    /// <summary>The entries read for one interaction at most: the newest ones.</summary>
    private const int MaxEntries = 5_000;

    private readonly List<TimelineItem> _timeline = [];
    private readonly Dictionary<MessageId, int> _messages = [];
    private readonly Dictionary<SessionId, SessionView> _sessions = [];
    private readonly AttachmentReader _attachments = new(runtime);

    public async ValueTask<InteractionView?> ReadAsync(InteractionId id, AgentId reader, CancellationToken cancellationToken)
    {
        if (await new HistoryReader(runtime).FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } summary)
        {
            return null;
        }

        var newest = new List<CommittedEntry>();
        var query = new LogQuery { Interaction = id, Descending = true, Limit = MaxEntries };
        await foreach (var committed in runtime.Storage.Log.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            newest.Add(committed);
        }

        foreach (var committed in Enumerable.Reverse(newest))
        {
            await AddAsync(committed, cancellationToken).ConfigureAwait(false);
        }

        return new InteractionView(
            summary,
            [.. _sessions.Values.Select(s => s with { Media = new MediaIntake(runtime, reader).LimitsOf(s.Channel) })],
            _timeline,
            MayWrite: summary.Status == InteractionStatus.Assigned && summary.Agent == reader);
    }

    private async ValueTask AddAsync(CommittedEntry committed, CancellationToken cancellationToken)
    {
        var entry = committed.Entry;
        switch (committed.Machine.Kind)
        {
            case "interaction":
                await AddAsync(committed, InteractionCodec.Read(entry), cancellationToken).ConfigureAwait(false);
                break;
            case "message" when entry.Cause is { } cause:
                Move(new MessageId(cause), entry);
                break;
            case "inbox" when entry.Kind == DoorKinds.DeliveryReported:
                var report = entry.Read(DoorJson.Default.DeliveryReported);
                if (report.Message is { } message)
                {
                    Move(message, ToState(report.State), report.ErrorCode);
                }

                break;
            case "router" when entry.Kind is "offer.made" or "offer.declined" or "offer.expired" or "offer.revoked" or "work.unserved" or "work.refused":
                AddEvent(committed, NameOf(entry.Links.Agent));
                break;
        }
    }

    private async ValueTask AddAsync(CommittedEntry committed, InteractionEvent e, CancellationToken cancellationToken)
    {
        switch (e)
        {
            case InteractionEvent.SessionJoined x:
                _sessions[x.Session] = new SessionView(x.Session, x.Channel, x.Endpoint, "");
                break;
            case InteractionEvent.MessageJoined x:
                await AddInboundAsync(committed, x, cancellationToken).ConfigureAwait(false);
                break;
            case InteractionEvent.MessageIntended x:
                var text = x.Answer ?? await RevealAsync(committed.Entry, cancellationToken).ConfigureAwait(false);
                _messages[x.Message] = _timeline.Count;
                _timeline.Add(new TimelineItem(
                    committed.Entry.Id, committed.Position.Value, committed.Entry.Time, TimelineKind.MessageOut, x.Author is { } author ? NameOf(author) : "system")
                {
                    Text = text,
                    IsErased = text is null,
                    Session = x.Session,
                    Channel = _sessions.GetValueOrDefault(x.Session)?.Channel,
                    State = MessageState.Intended,
                    Attachments = AttachmentReader.Of(x, isErased: text is null),
                });
                break;
            case InteractionEvent.NoteAdded x:
                var note = await RevealAsync(committed.Entry, cancellationToken).ConfigureAwait(false);
                _timeline.Add(new TimelineItem(
                    committed.Entry.Id, committed.Position.Value, committed.Entry.Time, TimelineKind.Note, NameOf(x.Author)) { Text = note, IsErased = note is null });
                break;
            case InteractionEvent.WorkRequested x:
                AddEvent(committed, "system", ("queue", x.Item.Queue.Value), ("agent", x.Item.Agent?.Value ?? ""));
                break;
            case InteractionEvent.AgentLeft x:
                AddEvent(committed, NameOf(x.Agent), ("reason", x.Reason.ToString()));
                break;
            case InteractionEvent.InteractionClosed x:
                AddEvent(committed, IsByChannel(committed) ? "customer" : NameOf(committed.Entry.Links.Agent), ("disposition", x.Disposition.Value));
                break;
            case InteractionEvent.MessageForwarded x:
                AddEvent(committed, "customer", ("to", x.To.ToString()));
                break;
            case InteractionEvent.InteractionEnded when IsByChannel(committed):
                AddEvent(committed, "customer", ("by", "customer"));
                break;
            default:
                AddEvent(committed, NameOf(committed.Entry.Links.Agent));
                break;
        }
    }

    private static bool IsByChannel(CommittedEntry committed) => committed.Entry.Actor.StartsWith("channel:", StringComparison.Ordinal);

    private async ValueTask AddInboundAsync(CommittedEntry committed, InteractionEvent.MessageJoined joined, CancellationToken cancellationToken)
    {
        var received = await runtime.Storage.Log.EntryAtAsync(joined.At, cancellationToken).ConfigureAwait(false);
        var facts = received.Read(DoorJson.Default.MessageReceived);
        var text = await RevealAsync(received, cancellationToken).ConfigureAwait(false);
        var from = await runtime.Storage.PersonalData.RevealAsync(received, DoorKinds.From, cancellationToken).ConfigureAwait(false);
        _sessions[joined.Session] = new SessionView(joined.Session, facts.Channel, facts.Endpoint, from ?? "")
        {
            IsCustomerHere = from is not null && runtime.Endpoints.Find(facts.Endpoint) is { } endpoint && runtime.Endpoints.ChannelOf(endpoint) is IPresence presence
                ? presence.IsHere(new SessionAddress(endpoint, new Address(facts.FromKind, from), facts.Thread))
                : null,
        };
        _timeline.Add(new TimelineItem(received.Id, joined.At.Value, received.Time, TimelineKind.MessageIn, "customer")
        {
            Text = text,
            IsErased = text is null,
            Session = joined.Session,
            Channel = facts.Channel,
            Fields = await runtime.Storage.PersonalData.FieldsOfAsync(received, cancellationToken).ConfigureAwait(false),
            Consent = await runtime.Storage.PersonalData.ConsentOfAsync(received, cancellationToken).ConfigureAwait(false),
            Claims = await runtime.Storage.PersonalData.ClaimsOfAsync(received, cancellationToken).ConfigureAwait(false),
            Attachments = await _attachments.OfAsync(received, facts, isErased: text is null, cancellationToken).ConfigureAwait(false),
        });
    }

    private ValueTask<string?> RevealAsync(Entry entry, CancellationToken cancellationToken) =>
        runtime.Storage.PersonalData.RevealAsync(entry, DoorKinds.Text, cancellationToken);

    private void AddEvent(CommittedEntry committed, string author, params ReadOnlySpan<(string Name, string Value)> details)
    {
        var named = new Dictionary<string, string>();
        foreach (var (name, value) in details)
        {
            named[name] = value;
        }

        _timeline.Add(new TimelineItem(committed.Entry.Id, committed.Position.Value, committed.Entry.Time, TimelineKind.Event, author)
        {
            Event = committed.Entry.Kind,
            Details = named,
        });
    }

    private void Move(MessageId message, Entry entry)
    {
        switch (entry.Kind)
        {
            case EffectKinds.Attempting:
                Move(message, MessageState.Attempting, null);
                break;
            case EffectKinds.Sent:
                Move(message, MessageState.Sent, null);
                break;
            case EffectKinds.Deferred:
                Move(message, MessageState.Intended, entry.Read(EffectJson.Default.MessageDeferred).Code);
                break;
            case EffectKinds.Failed:
                Move(message, MessageState.Failed, entry.Read(EffectJson.Default.MessageFailed).Code);
                break;
            case EffectKinds.Unknown:
                Move(message, MessageState.Unknown, entry.Read(EffectJson.Default.MessageUnknown).Code);
                break;
        }
    }

    /// <summary>Reports come in any order; what a customer has read is not "sent" again.</summary>
    private void Move(MessageId message, MessageState state, string? code)
    {
        if (_messages.TryGetValue(message, out var i) && _timeline[i] is { State: { } before } item && !IsFurther(before, state))
        {
            _timeline[i] = item with { State = state, Code = code };
        }
    }

    private static bool IsFurther(MessageState before, MessageState next) => (before, next) switch
    {
        (MessageState.Read, _) => true,
        (MessageState.Delivered, not MessageState.Read) => true,
        (MessageState.Failed, not (MessageState.Delivered or MessageState.Read)) => true,
        (MessageState.Sent or MessageState.Unknown, MessageState.Intended or MessageState.Attempting) => true,
        _ => false,
    };

    private static MessageState ToState(DeliveryState state) => state switch
    {
        DeliveryState.Accepted or DeliveryState.Sent => MessageState.Sent,
        DeliveryState.Delivered => MessageState.Delivered,
        DeliveryState.Read => MessageState.Read,
        _ => MessageState.Failed,
    };

    private string NameOf(AgentId? agent) => agent is not { } id ? "system"
        : runtime.Options.Agents.TryGetValue(id.Value, out var options) && options.Name.Length > 0 ? options.Name : id.Value;
}
