using System.Collections.Concurrent;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Routing;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>
/// Which interactions there are, which of them a session's next message belongs to, and which messages still wait for
/// their interaction to take them. A pure fold of the log, so that a restart finds the same answers. An open interaction in which nothing is asked of anybody may be in the
/// store alone; whoever folds something about its customer has it brought back before.
/// </summary>
internal sealed class InteractionIndex : IProjection
{
    public const string View = "interactions";
    public const string CustomerView = "customer-interactions";

    /// <summary>The group of the rows whose interaction is closed; the others are in memory too.</summary>
    public const string Closed = "closed";

    /// <summary>The rows of interactions that are open and quiet.</summary>
    public const string QuietView = "quiet-interactions";

    private const string Open = "open";
    private const string PendingView = "pending-messages";

    private static readonly ReadOnlyMemory<byte> Quiet = "1"u8.ToArray(); // beside a customer's interaction: it is in the view of quiet ones

    private readonly RowTable<InteractionRow> _rows = new(
        View,
        RowJson.Default.InteractionRow,
        static r => r.IsClosed ? Closed : Open,
        static r => r.OpenedAt.ToUnixTimeMilliseconds(),
        static r => r.IsClosed,
        new QuietRows<InteractionRow>(QuietView, static r => r.IsQuiet, static _ => ""));

    private readonly RowTable<OpenInteractions> _open = new("open-interactions", RowJson.Default.OpenInteractions, static _ => "", static _ => 0, static _ => false);
    private readonly HashSet<string> _marked = new(StringComparer.Ordinal); // of the rows in memory, those that are marked as quiet beside their customer
    private readonly ConcurrentDictionary<SessionId, InteractionId> _sessions = new();
    private readonly Dictionary<EntryId, Pending> _pending = [];
    private readonly HashSet<EntryId> _pendingChanged = [];
    private readonly HashSet<EntryId> _pendingStored = []; // most are taken before anything is saved, and need no row ever
    private readonly List<ViewRow> _opened = [];
    private readonly ConcurrentDictionary<(CampaignId Campaign, ContactId Contact), InteractionId> _contacts = new();

    public IReadOnlyList<string> Views => [View, QuietView, CustomerView, PendingView, _open.View];

    public string Shape => "interactions.4"; // 2: follows work that moves to another queue; 3: knows voice messages; 4: quiet ones are on their own

    /// <summary>The interactions in memory: every open one in which somebody is asked for something, or something has just happened.</summary>
    public IEnumerable<InteractionRow> Rows => _rows.Rows;

    /// <summary>How many are open.</summary>
    public int OpenCount => _open.Rows.Sum(static row => row.Count);

    /// <summary>How many are open that came by an endpoint.</summary>
    public int OpenBy(EndpointId endpoint) => _open.Find(endpoint.Value)?.Count ?? 0;

    /// <summary>
    /// The interaction a session's messages go to; null when the next one opens a new interaction. For whoever follows the log, and for sessions that are spoken on;
    /// others ask with the session's customer.
    /// </summary>
    public InteractionId? OfSession(SessionId session) => _sessions.TryGetValue(session, out var id) ? id : null;

    /// <summary>The same, of a session of which nothing may be in memory.</summary>
    public async ValueTask<InteractionId?> OfSessionAsync(IViewStore store, SessionId session, CustomerId customer, CancellationToken cancellationToken)
    {
        if (OfSession(session) is { } known)
        {
            return known;
        }

        InteractionId? found = null;
        await foreach (var row in QuietOfAsync(store, customer, cancellationToken).ConfigureAwait(false))
        {
            found = row.Sessions.Contains(session) ? row.Id : found; // the youngest comes last
        }

        return OfSession(session) ?? found;
    }

    /// <summary>The interaction that is to take a message which still waits; null when it has been taken.</summary>
    public InteractionId? TargetOf(EntryId message) => _pending.TryGetValue(message, out var pending) ? pending.Target : null;

    /// <summary>Whether a message that came in still waits to be taken by its interaction.</summary>
    public bool IsPending(EntryId message) => _pending.ContainsKey(message);

    /// <summary>How many messages that came in still wait to be taken.</summary>
    public int PendingCount => _pending.Count;

    /// <summary>The open interaction of a campaign's contact; null for none.</summary>
    public InteractionId? OfContact(CampaignId campaign, ContactId contact) => _contacts.TryGetValue((campaign, contact), out var id) ? id : null;

    /// <summary>The open interactions of a campaign's contacts.</summary>
    public IEnumerable<InteractionId> OfCampaign(CampaignId campaign) => _contacts.Where(c => c.Key.Campaign == campaign).Select(static c => c.Value);

    /// <summary>A row, if it is in memory.</summary>
    public InteractionRow? Find(InteractionId id) => _rows.Find(Key(id));

    /// <summary>A row that is in memory or quiet: of every open interaction.</summary>
    public async ValueTask<InteractionRow?> FindOpenAsync(IViewStore store, InteractionId id, CancellationToken cancellationToken) =>
        Find(id) ?? await _rows.FindQuietAsync(store, Key(id), cancellationToken).ConfigureAwait(false);

    public ValueTask<InteractionRow?> FindAsync(IViewStore store, InteractionId id, CancellationToken cancellationToken) =>
        _rows.FindAsync(store, Key(id), cancellationToken);

    public InteractionRow Read(ViewRow row) => _rows.Read(row);

    public static string Key(InteractionId id) => id.Value.ToString("N");

    public async ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken)
    {
        await _rows.LoadAsync(store, Open, cancellationToken).ConfigureAwait(false);
        await _open.LoadAsync(store, null, cancellationToken).ConfigureAwait(false);

        // A session in wrap-up may have begun its next matter already, which takes its messages.
        foreach (var row in _rows.Rows.OrderBy(static r => r.Status != InteractionStatus.WrapUp).ThenBy(static r => r.OpenedAt))
        {
            foreach (var session in row.Sessions)
            {
                _sessions[session] = row.Id;
            }

            Keep(row);
        }

        await foreach (var row in store.ListAsync(new ViewQuery(PendingView), cancellationToken).ConfigureAwait(false))
        {
            var parts = row.Group.Split('/');
            var pending = new Pending(
                new LogPosition(row.Order), new SessionId(Guid.Parse(parts[0])), new InteractionId(Guid.Parse(parts[1])));
            var id = new EntryId(Guid.Parse(row.Key));
            _pending[id] = pending;
            _pendingStored.Add(id);
            _sessions.TryAdd(pending.Session, pending.Target); // perhaps its interaction does not exist yet
        }
    }

    /// <summary>Brings the quiet interactions of a customer back into memory.</summary>
    public async ValueTask WarmAsync(IViewStore store, CustomerId customer)
    {
        var found = new List<InteractionRow>();
        await foreach (var row in QuietOfAsync(store, customer, CancellationToken.None).ConfigureAwait(false))
        {
            found.Add(row);
        }

        for (var i = found.Count - 1; i >= 0; i--) // a session's messages go to the youngest
        {
            if (_rows.TryAdopt(Key(found[i].Id), found[i]))
            {
                _marked.Add(Key(found[i].Id));
                foreach (var session in found[i].Sessions)
                {
                    _sessions.TryAdd(session, found[i].Id);
                }
            }
        }
    }

    /// <summary>Lets quiet interactions leave the memory.</summary>
    public void Evict(Func<CustomerId, bool> mayLeave)
    {
        var targets = _pending.Values.Select(static pending => pending.Target).ToHashSet();
        foreach (var row in _rows.Evict(row => mayLeave(row.Customer) && !targets.Contains(row.Id)))
        {
            _marked.Remove(Key(row.Id));
            foreach (var session in row.Sessions)
            {
                _sessions.TryRemove(KeyValuePair.Create(session, row.Id));
            }
        }
    }

    public void Fold(CommittedEntry committed)
    {
        var entry = committed.Entry;
        if (DoorKinds.IsInbound(entry.Kind) && entry.Links.Session is { } session)
        {
            if (!_sessions.ContainsKey(session) && entry.Read(DoorJson.Default.MessageReceived).Form is AnswerForm.Keys or AnswerForm.Speech)
            {
                return; // keyed into a call whose matter is over: nobody asks any more
            }

            var target = _sessions.GetOrAdd(session, new InteractionId(DerivedId.From(entry.Id.Value, 0)));
            Pend(entry.Id, new Pending(committed.Position, session, target));
        }
        else if (committed.Machine.Kind == "interaction" && entry.Links.Interaction is { } id)
        {
            Fold(id, InteractionCodec.Read(entry), committed);
        }
        else if (entry.Kind == "work.moved" && RouterCodec.Read(entry) is RouterEvent.WorkMoved moved && Find(moved.Interaction) is { IsClosed: false } row && row.Work == moved.Item)
        {
            _rows.Put(Key(row.Id), row with { Queue = moved.To });
        }
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove)
    {
        put.AddRange(_opened);
        _opened.Clear();
        var rows = new List<ViewRow>();
        _rows.Collect(rows, remove);
        put.AddRange(rows);
        put.AddRange(rows.Where(static row => row.View == QuietView).Where(row => _marked.Add(row.Key)).Select(row => OfCustomer(_rows.Find(row.Key)!, Quiet)));
        put.AddRange(rows.Where(static row => row.View == View).Where(row => _marked.Remove(row.Key)).Select(row => OfCustomer(_rows.Find(row.Key)!, default)));
        _open.Collect(put, remove);
        foreach (var id in _pendingChanged)
        {
            var key = id.Value.ToString("N");
            if (_pending.TryGetValue(id, out var pending))
            {
                var group = $"{pending.Session.Value:N}/{pending.Target.Value:N}";
                put.Add(new ViewRow(PendingView, key, group, pending.At.Value, default));
                _pendingStored.Add(id);
            }
            else if (_pendingStored.Remove(id))
            {
                remove.Add((PendingView, key));
            }
        }

        _pendingChanged.Clear();
    }

    public void Saved()
    {
        _rows.Saved();
        _open.Saved();
    }

    private static ViewRow OfCustomer(InteractionRow row, ReadOnlyMemory<byte> mark) =>
        new(CustomerView, Key(row.Id), row.Customer.Value.ToString("N"), row.OpenedAt.ToUnixTimeMilliseconds(), mark);

    /// <summary>The quiet interactions of a customer that are not in memory, the oldest first.</summary>
    private async IAsyncEnumerable<InteractionRow> QuietOfAsync(
        IViewStore store, CustomerId customer, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new ViewQuery(CustomerView) { Group = customer.Value.ToString("N") };
        await foreach (var mark in store.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (!mark.Document.IsEmpty && await _rows.FindQuietAsync(store, mark.Key, cancellationToken).ConfigureAwait(false) is { } row)
            {
                yield return row;
            }
        }
    }

    private void Count(EndpointId endpoint, int by)
    {
        var known = _open.Find(endpoint.Value)?.Count ?? 0;
        _open.Put(endpoint.Value, new OpenInteractions(known + by));
    }

    private void Fold(InteractionId id, InteractionEvent e, CommittedEntry committed)
    {
        var entry = committed.Entry;
        if (e is InteractionEvent.InteractionOpened opened)
        {
            _rows.Put(Key(id), new InteractionRow
            {
                Id = id,
                Customer = opened.Customer,
                Channel = opened.Channel,
                Endpoint = opened.Endpoint,
                OpenedAt = entry.Time,
                LastAt = entry.Time,
                Status = InteractionStatus.Answered,
                TraceParent = entry.TraceParent,
            });
            _opened.Add(OfCustomer(Find(id)!, default));
            Count(opened.Endpoint, 1);
        }

        switch (e)
        {
            case InteractionEvent.SessionStarted started when _sessions.GetOrAdd(started.Session, id) != id:
                return; // another interaction has it: that one keeps it, and this one is told
            case InteractionEvent.MessageJoined or InteractionEvent.MessageForwarded when entry.Cause is { } cause:
                Done(new EntryId(cause));
                break;
            case InteractionEvent.InteractionClosed:
                if (Find(id) is { IsClosed: false, Endpoint: var endpoint })
                {
                    Count(endpoint, -1);
                }

                // While a message still waits for it, the session stays: it hands the message, and those behind it, to one successor.
                foreach (var session in Find(id)?.Sessions ?? [])
                {
                    if (!_pending.Values.Any(p => p.Target == id && p.Session == session))
                    {
                        _sessions.TryRemove(KeyValuePair.Create(session, id));
                    }
                }

                break;
        }

        if (e is InteractionEvent.ScriptForwarded { Session: { } answered } moved)
        {
            _sessions.TryAdd(answered, moved.To); // what is answered to the script comes to where it goes on
        }

        if (e is InteractionEvent.MessageForwarded forwarded)
        {
            _sessions[forwarded.Session] = forwarded.To;
            Pend(entry.Id, new Pending(committed.Position, forwarded.Session, forwarded.To));
        }

        // A closed row may have left the memory: it changes no more, so that views built again are the same.
        if (Find(id) is { IsClosed: false } row)
        {
            row = Change(row, e, entry) with
            {
                LastAt = entry.Time,
                Watermark = entry.CausePosition is { } at && !(row.Watermark >= at) ? at : row.Watermark,
            };
            _rows.Put(Key(id), row);
            Keep(row);
        }
    }

    private void Keep(InteractionRow row)
    {
        if (row is { Campaign: { } campaign, Contact: { } contact })
        {
            if (row.IsClosed)
            {
                _contacts.TryRemove(KeyValuePair.Create((campaign, contact), row.Id));
            }
            else
            {
                _contacts[(campaign, contact)] = row.Id;
            }
        }
    }

    private static InteractionRow Change(InteractionRow row, InteractionEvent e, Entry entry) => e switch
    {
        InteractionEvent.SessionJoined x => row with { Sessions = row.Sessions.Add(x.Session) },
        InteractionEvent.SessionStarted x => row with
        {
            Sessions = row.Sessions.Add(x.Session),
            IsShared = row.IsShared || x.Customer != row.Customer || x.Channel == ChannelKind.Voice,
        },
        InteractionEvent.SessionLeft x => row with { Sessions = row.Sessions.Remove(x.Session) },
        InteractionEvent.ReachRequested x => row with { ReachFrom = row.Work is null ? x.From : null },
        InteractionEvent.MessageJoined { OnPhone: true } x => row with { LastInbound = x.At }, // whoever is on the line is not waiting for a written answer
        InteractionEvent.MessageJoined x => row with { Unanswered = row.Unanswered + 1, LastInbound = x.At },
        InteractionEvent.MessageIntended { Author: not null } => row with { Unanswered = 0 },
        InteractionEvent.VoiceMessageLeft => row with { HasVoiceMessage = true, Unanswered = row.Unanswered + 1 },
        InteractionEvent.LineJoined x => row with { Campaign = x.Campaign, Contact = x.Contact },
        InteractionEvent.WorkRequested x => row with
        {
            Status = InteractionStatus.Waiting,
            Queue = x.Item.Queue,
            Work = x.Item.Id,
            WaitingSince = x.BegunBy is null && x.IsLine != true ? x.Item.WaitingSince : null, // whom we call has not waited
            ReachFrom = null,
            Agent = null,
        },
        InteractionEvent.WorkCancelled => row with { Status = InteractionStatus.Answered, Work = null },
        InteractionEvent.AgentJoined x => row with { Status = InteractionStatus.Assigned, Agent = x.Agent },
        InteractionEvent.AgentLeft => row with { Status = InteractionStatus.Waiting, Agent = null },
        InteractionEvent.InteractionEnded => row with { Status = InteractionStatus.WrapUp },
        InteractionEvent.InteractionClosed x => row with { Status = InteractionStatus.Closed, ClosedAt = entry.Time, Disposition = x.Disposition },
        _ => row,
    };

    private void Pend(EntryId id, Pending pending)
    {
        _pending[id] = pending;
        _pendingChanged.Add(id);
    }

    private void Done(EntryId id)
    {
        _pending.Remove(id);
        _pendingChanged.Add(id);
    }

    private sealed record Pending(LogPosition At, SessionId Session, InteractionId Target);
}
