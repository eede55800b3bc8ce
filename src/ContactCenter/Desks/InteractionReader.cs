using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Endpoints;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Projections;
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
    private readonly Dictionary<MachineId, DateTimeOffset> _answered = [];
    private readonly AttachmentReader _attachments = new(runtime);
    private readonly ReadableTexts _texts = new(runtime.Storage.PersonalData);

    public async ValueTask<InteractionView?> ReadAsync(InteractionId id, AgentId reader, bool isSupervisor, CancellationToken cancellationToken)
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

        var mayWrite = summary.Status == InteractionStatus.Assigned && summary.Agent == reader;
        var call = runtime.Views.Interactions.Find(id) is { } row ? runtime.Views.Calls.Of(row) : null;
        MarkResendable(mayWrite || isSupervisor);
        return new InteractionView(
            summary,
            [.. _sessions.Values.Select(s => s with { Media = new MediaIntake(runtime, reader).LimitsOf(s.Channel) })],
            _timeline,
            mayWrite)
        {
            Startable = mayWrite ? Reaching(static (endpoints, e) => endpoints.StartsTo(e)) : [],
            Call = call is null ? null : ViewOf(call, reader),
            Callable = mayWrite && call is null ? Reaching((_, e) => runtime.Calls.HasCalls(e) ? AddressKind.Phone : null) : [],
            Script = mayWrite ? await new ScriptReader(runtime).ReadAsync(id).ConfigureAwait(false) : null,
            Recordings = await new RecordingReader(runtime).OfAsync(_sessions.Keys, isSupervisor || summary.Agent == reader, cancellationToken).ConfigureAwait(false),
            Addresses = await AddressesAsync(summary.Customer, cancellationToken).ConfigureAwait(false),
            IsKeyDamaged = _texts.HasDamage,
        };
    }

    private CallView ViewOf(CallRow call, AgentId reader) => new(call.Id, call.Session, call.IsInbound, call.StartedAt, call.AnsweredAt)
    {
        IsRinging = call.IsRinging,
        IsHeld = call.HeldBy is not null,
        Agents = [.. call.Agents.Select(a => NameOf(a))],
        Supervisors = [.. call.Supervisors.Select(a => NameOf(a))],
        Consulting = call.Consulting is { } colleague ? NameOf(colleague) : "",
        ConsultsOutside = call.ConsultsOutside && call.HeldBy is not null,
        ParkedAt = call.Place ?? "",
        ParkedSince = call.Place is null ? null : call.ParkedAt,
        IsMuted = call.Muted.Contains(reader),
        Telephones = call.Agents.Contains(reader) ? runtime.Calls.TelephonesOf(call, reader) : [],
        AnsweredBy = call.By ?? AnsweredBy.Unknown,
    };

    private IReadOnlyList<StartableEndpoint> Reaching(Func<EndpointResolver, Endpoint, AddressKind?> to)
    {
        var endpoints = runtime.Endpoints;
        return [.. endpoints.All
            .Select(e => (Endpoint: e, To: to(endpoints, e)))
            .Where(static e => e.To is not null)
            .OrderBy(static e => e.Endpoint.Channel.Value, StringComparer.Ordinal).ThenBy(static e => e.Endpoint.Id.Value, StringComparer.Ordinal)
            .Select(static e => new StartableEndpoint(e.Endpoint.Id, e.Endpoint.Channel, e.Endpoint.Address.Value, e.To.GetValueOrDefault()))];
    }

    private async ValueTask<IReadOnlyList<Address>> AddressesAsync(CustomerId customer, CancellationToken cancellationToken)
    {
        var known = await runtime.Storage.Customers.FindAddressesAsync(customer, cancellationToken).ConfigureAwait(false) ?? [];
        var said = _timeline.SelectMany(static i => i.Reach?.Address is { } address ? i.Claims.Prepend(address) : i.Claims);
        return [.. known.Concat(said).Distinct()];
    }

    private async ValueTask AddAsync(CommittedEntry committed, CancellationToken cancellationToken)
    {
        var entry = committed.Entry;
        switch (committed.Machine.Kind)
        {
            case "interaction":
                await AddAsync(committed, InteractionCodec.Read(entry), cancellationToken).ConfigureAwait(false);
                break;
            case "message" or "inbox" when MessageProgress.In(committed) is { } progress:
                Move(progress);
                break;
            case CallKinds.Machine:
                AddCall(committed, entry.Read(CallJson.Default.CallBody));
                break;
            case "router" when entry.Kind is "offer.made" or "offer.declined" or "offer.expired" or "offer.revoked" or "work.unserved" or "work.refused":
                AddEvent(committed, NameOf(entry.Links.Agent));
                break;
            case "do-not-call":
                AddEvent(committed, NameOf(new AgentId(entry.Actor.Split(':')[^1])));
                break;
            case RecordingKinds.Machine:
                AddEvent(committed, "system", ("recording", RecordingKinds.Of(committed).ToString()));
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
            case InteractionEvent.SessionStarted x:
                var to = await _texts.RevealAsync(committed.Entry, InteractionEvent.SessionStarted.AddressField, cancellationToken).ConfigureAwait(false);
                _sessions[x.Session] = new SessionView(x.Session, x.Channel, x.Endpoint, to ?? "");
                AddEvent(committed, NameOf(x.By), ("channel", x.Channel.Value), ("endpoint", x.Endpoint.Value));
                break;
            case InteractionEvent.SessionLeft x:
                _sessions.Remove(x.Session);
                AddEvent(committed, "system", ("to", x.To.ToString()));
                break;
            case InteractionEvent.ReachRequested x:
                AddEvent(committed, "customer", ("channel", x.Channel.Value), ("endpoint", x.Endpoint?.Value ?? ""));
                break;
            case InteractionEvent.VoiceMessageLeft x:
                AddEvent(committed, "customer", ("recording", x.Recording.ToString()), ("seconds", (x.Length / 1_000).ToString(System.Globalization.CultureInfo.InvariantCulture)));
                break;
            case InteractionEvent.ReachConfirmed:
                AddEvent(committed, "customer");
                break;
            case InteractionEvent.MessageJoined x:
                await AddInboundAsync(committed, x, cancellationToken).ConfigureAwait(false);
                break;
            case InteractionEvent.MessageIntended x:
                var text = x.Answer ?? await RevealAsync(committed.Entry, cancellationToken).ConfigureAwait(false);
                if (x.Repeats is { } first && _messages.TryGetValue(first, out var i))
                {
                    _timeline[i] = _timeline[i] with { IsResent = true };
                }

                _messages[x.Message] = _timeline.Count;
                _timeline.Add(new TimelineItem(
                    committed.Entry.Id, committed.Position.Value, committed.Entry.Time, TimelineKind.MessageOut, x.Author is { } author ? NameOf(author) : "system")
                {
                    Text = text,
                    IsErased = text is null,
                    Session = x.Session,
                    Channel = _sessions.GetValueOrDefault(x.Session)?.Channel,
                    State = MessageState.Intended,
                    Message = x.Message,
                    Repeats = x.Repeats,
                    ResentBy = x.Repeats is null ? null : NameOf(PersonOf(committed.Entry)),
                    Attachments = await _attachments.OfAsync(committed.Entry, x, isErased: text is null, cancellationToken).ConfigureAwait(false),
                    Choices = [.. (await _texts.ChoicesOfAsync(committed.Entry, cancellationToken).ConfigureAwait(false)).Select(static c => c.Label)],
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

    private void AddCall(CommittedEntry committed, CallBody body)
    {
        var details = new List<(string, string)>();
        if (committed.Entry.Kind == CallKinds.Answered)
        {
            _answered.TryAdd(committed.Machine, committed.Entry.Time);
        }

        Add("cause", body.Cause?.ToString());
        Add("status", body.Status?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Add("part", body.Part?.ToString());
        Add("place", body.Place);
        Add("colleague", body.Colleague is { } colleague ? NameOf(colleague) : null);
        Add("outside", body.AddressKind?.Value);
        Add("reason", body.IsLost is true ? "lost" : null);
        Add("muted", body.IsMuted is { } muted ? muted ? "yes" : "no" : null);
        if (committed.Entry.Kind == CallKinds.Ended && _answered.TryGetValue(committed.Machine, out var answered))
        {
            Add("seconds", ((int)((body.LastSign ?? committed.Entry.Time) - answered).TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        Add("score", body.Quality?.Score.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture));
        AddEvent(committed, body.Agent is { } agent ? NameOf(agent) : "system", [.. details]);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                details.Add((name, value));
            }
        }
    }

    private static AgentId? PersonOf(Entry entry) =>
        entry.Actor.StartsWith("person:", StringComparison.Ordinal) ? new AgentId(entry.Actor["person:".Length..]) : null;

    private static bool IsByChannel(CommittedEntry committed) => committed.Entry.Actor.StartsWith("channel:", StringComparison.Ordinal);

    private async ValueTask AddInboundAsync(CommittedEntry committed, InteractionEvent.MessageJoined joined, CancellationToken cancellationToken)
    {
        var received = await runtime.Storage.Log.EntryAtAsync(joined.At, cancellationToken).ConfigureAwait(false);
        var facts = received.Read(DoorJson.Default.MessageReceived);
        var text = await RevealAsync(received, cancellationToken).ConfigureAwait(false);
        var from = await _texts.RevealAsync(received, DoorKinds.From, cancellationToken).ConfigureAwait(false);
        _sessions[joined.Session] = new SessionView(joined.Session, facts.Channel, facts.Endpoint, from ?? "")
        {
            IsCustomerHere = from is not null && runtime.Endpoints.Find(facts.Endpoint) is { } endpoint && runtime.Endpoints.ChannelOf(endpoint) is IPresence presence
                ? presence.IsHere(new SessionAddress(endpoint, new Address(facts.FromKind, from), facts.Thread))
                : null,
        };
        if (facts.Call is not null)
        {
            _timeline.Add(new TimelineItem(received.Id, joined.At.Value, received.Time, TimelineKind.Event, "customer")
            {
                Event = received.Kind,
                Session = joined.Session,
                Channel = facts.Channel,
                Details = new Dictionary<string, string> { ["endpoint"] = facts.Endpoint.Value, ["trunk"] = facts.Trunk ?? "" },
            });
            return;
        }

        _timeline.Add(new TimelineItem(received.Id, joined.At.Value, received.Time, TimelineKind.MessageIn, "customer")
        {
            Text = text,
            IsErased = text is null,
            Session = joined.Session,
            Channel = facts.Channel,
            Fields = await _texts.FieldsOfAsync(received, cancellationToken).ConfigureAwait(false),
            Consent = await _texts.ConsentOfAsync(received, cancellationToken).ConfigureAwait(false),
            Claims = await _texts.ClaimsOfAsync(received, cancellationToken).ConfigureAwait(false),
            Reach = facts.Reach is { } wish ? await ReachAsync(received, facts, wish, cancellationToken).ConfigureAwait(false) : null,
            Attachments = await _attachments.OfAsync(received, facts, isErased: text is null, cancellationToken).ConfigureAwait(false),
        });
    }

    private async ValueTask<ReachView> ReachAsync(Entry received, MessageReceived facts, ReachWindow wish, CancellationToken cancellationToken)
    {
        var where = await _texts.ReachOfAsync(received, cancellationToken).ConfigureAwait(false);
        var endpoint = runtime.Endpoints.ReachBy(facts.Endpoint, wish.Channel);
        return new ReachView(wish.Channel, where?.Address, wish.From, wish.Until, endpoint is not null && runtime.Endpoints.StartsTo(endpoint) == where?.Address.Kind ? endpoint.Id : null);
    }

    private ValueTask<string?> RevealAsync(Entry entry, CancellationToken cancellationToken) =>
        _texts.RevealAsync(entry, DoorKinds.Text, cancellationToken);

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

    private void Move(MessageProgress progress)
    {
        if (_messages.TryGetValue(progress.Message, out var i) && _timeline[i] is { State: { } before } item && progress.IsNewsAfter(before))
        {
            _timeline[i] = item with { State = progress.State, Code = progress.Code };
        }
    }

    /// <summary>Says of each message whether <paramref name="mayResend"/> makes it one this person can send again.</summary>
    private void MarkResendable(bool mayResend)
    {
        foreach (var i in _messages.Values)
        {
            var item = _timeline[i];
            _timeline[i] = item with
            {
                CanResend = mayResend && item is { State: MessageState.Failed or MessageState.Unknown, IsResent: false, IsErased: false }
                    && item.Session is { } session && _sessions.ContainsKey(session),
            };
        }
    }

    private string NameOf(AgentId? agent) => agent is not { } id ? "system"
        : runtime.Options.Agents.TryGetValue(id.Value, out var options) && options.Name.Length > 0 ? options.Name : id.Value;
}
