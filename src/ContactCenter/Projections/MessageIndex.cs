using System.Collections.Concurrent;
using ContactCenter.Desk;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>The messages to customers: those on their way, and which provider id belongs to which.</summary>
internal sealed class MessageIndex : IProjection
{
    private const string View = "messages";
    private const string ProviderView = "provider-ids";
    private const string OnItsWay = "on-its-way";
    private const string Over = "over";

    /// <summary>Provider ids kept in memory, where a message in doubt is compared with them: hours of a busy center.</summary>
    private const int MaxProviderIds = 100_000;

    private readonly RowTable<MessageRow> _rows = new(
        View, RowJson.Default.MessageRow, static r => r.IsOver ? Over : OnItsWay, static r => r.IntendedAt.ToUnixTimeMilliseconds(), static r => r.IsOver);

    private readonly ConcurrentDictionary<string, MessageId> _providerIds = new(StringComparer.Ordinal);
    private readonly Queue<string> _learned = new();
    private readonly List<ViewRow> _newIds = [];

    public IReadOnlyList<string> Views => [View, ProviderView];

    /// <summary>The messages that are on their way, oldest first.</summary>
    public IEnumerable<MessageRow> Open => _rows.Rows.Where(static r => !r.IsOver).OrderBy(static r => r.At);

    public MessageRow? Find(MessageId id) => _rows.Find(Key(id));

    public async ValueTask<MessageRow?> FindAsync(
        IViewStore store, MessageId? id, EndpointId endpoint, string providerId, CancellationToken cancellationToken)
    {
        if (id is null)
        {
            var key = ProviderKey(endpoint, providerId);
            id = _providerIds.TryGetValue(key, out var known) ? known
                : await store.FindAsync(ProviderView, key, cancellationToken).ConfigureAwait(false) is { } row ? new MessageId(Guid.Parse(row.Group))
                : null;
        }

        return id is { } found ? await _rows.FindAsync(store, Key(found), cancellationToken).ConfigureAwait(false) : null;
    }

    /// <summary>Whether a provider's message is one of ours already.</summary>
    public bool IsKnown(EndpointId endpoint, string providerId) => _providerIds.ContainsKey(ProviderKey(endpoint, providerId));

    public async ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken)
    {
        await _rows.LoadAsync(store, OnItsWay, cancellationToken).ConfigureAwait(false);
        var known = new List<string>();
        await foreach (var row in store.ListAsync(new ViewQuery(ProviderView) { Descending = true, Limit = MaxProviderIds }, cancellationToken).ConfigureAwait(false))
        {
            _providerIds[row.Key] = new MessageId(Guid.Parse(row.Group));
            known.Add(row.Key);
        }

        for (var i = known.Count - 1; i >= 0; i--)
        {
            _learned.Enqueue(known[i]);
        }
    }

    public void Fold(CommittedEntry committed)
    {
        var entry = committed.Entry;
        if (entry.Kind == "message.intended")
        {
            var e = (InteractionEvent.MessageIntended)InteractionCodec.Read(entry);
            _rows.Put(Key(e.Message), new MessageRow
            {
                Id = e.Message,
                Interaction = entry.Links.Interaction.GetValueOrDefault(),
                Session = e.Session,
                Customer = entry.Links.Customer.GetValueOrDefault(),
                At = committed.Position,
                ReplyTo = e.ReplyTo,
                IntendedAt = entry.Time,
                NotAfter = e.NotAfter,
                TraceParent = entry.TraceParent,
            });
        }
        else if (committed.Machine.Kind == "message" && _rows.Find(committed.Machine.Key) is { } row)
        {
            _rows.Put(committed.Machine.Key, Change(row, entry) with { Version = committed.MachineVersion + 1 });
        }
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove)
    {
        _rows.Collect(put, remove);
        put.AddRange(_newIds);
        _newIds.Clear();
    }

    public void Saved() => _rows.Saved();

    public static string Key(MessageId id) => id.Value.ToString("N");

    private static string ProviderKey(EndpointId endpoint, string providerId) => $"{endpoint}/{providerId}";

    private MessageRow Change(MessageRow row, Entry entry)
    {
        switch (entry.Kind)
        {
            case EffectKinds.Attempting:
                var attempting = entry.Read(EffectJson.Default.MessageAttempting);
                return row with { State = MessageState.Attempting, Attempts = attempting.Attempt, AttemptedAt = entry.Time, DueAt = null };
            case EffectKinds.Sent:
                var sent = entry.Read(EffectJson.Default.MessageSent);
                Learn(sent.Endpoint, sent.ProviderId, row);
                return row with { State = MessageState.Sent, ProviderId = sent.ProviderId };
            case EffectKinds.Deferred:
                var deferred = entry.Read(EffectJson.Default.MessageDeferred);
                return row with { State = MessageState.Intended, DueAt = deferred.Until };
            case EffectKinds.Failed:
                return row with { State = MessageState.Failed };
            case EffectKinds.Unknown:
                return row with { State = MessageState.Unknown };
            default:
                throw new NotSupportedException($"A message's stream holds '{entry.Kind}', which this version does not know.");
        }
    }

    private void Learn(EndpointId endpoint, string providerId, MessageRow row)
    {
        var key = ProviderKey(endpoint, providerId);
        if (_providerIds.TryAdd(key, row.Id))
        {
            _learned.Enqueue(key);
            if (_learned.Count > MaxProviderIds)
            {
                _providerIds.TryRemove(_learned.Dequeue(), out _); // the store still knows it
            }

            _newIds.Add(new ViewRow(ProviderView, key, Key(row.Id), row.IntendedAt.ToUnixTimeMilliseconds(), default));
        }
    }
}
