using System.Runtime.CompilerServices;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Storage;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>Reads interactions as lists show them: what is open from memory, what is over from the store.</summary>
internal sealed class HistoryReader(TenantRuntime runtime)
{
    /// <summary>Interactions of one customer that are looked at: more than a person has in years.</summary>
    private const int MaxOfCustomer = 5_000;

    private readonly InteractionIndex _index = runtime.Views.Interactions;
    private readonly IViewStore _store = runtime.Storage.Views;

    public async ValueTask<InteractionSummary?> FindAsync(InteractionId id, CancellationToken cancellationToken) =>
        await _index.FindAsync(_store, id, cancellationToken).ConfigureAwait(false) is { } row
            ? await SummaryAsync(row, cancellationToken).ConfigureAwait(false)
            : null;

    public async ValueTask<IReadOnlyList<InteractionSummary>> ListAsync(InteractionFilter filter, CancellationToken cancellationToken)
    {
        var limit = Math.Clamp(filter.Limit, 1, 500);
        var cursor = filter.Before is { } before ? Cursor.Before(before, filter.BeforeInteraction) : (Cursor?)null;
        var rows = _index.Rows.Where(r => IsListed(r) && !(filter.OpenOnly && r.IsClosed)).ToDictionary(static r => r.Id);
        var quiet = 0;
        await foreach (var row in _store.ListAsync(new ViewQuery(InteractionIndex.QuietView) { Group = "", To = cursor?.Opened + 1, Descending = true }, cancellationToken).ConfigureAwait(false))
        {
            var item = _index.Read(row);
            if (_index.Find(item.Id) is null && IsListed(item) && rows.TryAdd(item.Id, item) && ++quiet == limit)
            {
                break;
            }
        }

        if (!filter.OpenOnly)
        {
            var query = new ViewQuery(InteractionIndex.View)
            {
                Group = InteractionIndex.Closed,
                To = cursor?.Opened + 1, // those of the same millisecond are looked at one by one
                Descending = true,
            };
            var found = 0;
            await foreach (var row in _store.ListAsync(cursor is null ? query with { Limit = limit } : query, cancellationToken).ConfigureAwait(false))
            {
                var item = _index.Read(row);
                if (IsListed(item))
                {
                    rows.TryAdd(item.Id, item); // the memory is younger than the store
                    if (++found == limit)
                    {
                        break;
                    }
                }
            }
        }

        var summaries = new List<InteractionSummary>();
        foreach (var row in rows.Values.OrderByDescending(Cursor.Of).Take(limit))
        {
            summaries.Add(await SummaryAsync(row, cancellationToken).ConfigureAwait(false));
        }

        return summaries;

        bool IsListed(InteractionRow row) => cursor is not { } end || Cursor.Of(row).CompareTo(end) < 0;
    }

    public async ValueTask<CustomerView?> CustomerAsync(CustomerId customer, int limit, CancellationToken cancellationToken)
    {
        var rows = _index.Rows.Where(r => r.Customer == customer).ToDictionary(static r => r.Id);
        var query = new ViewQuery(InteractionIndex.CustomerView) { Group = customer.Value.ToString("N"), Descending = true, Limit = limit };
        await foreach (var key in _store.ListAsync(query, cancellationToken).ConfigureAwait(false))
        {
            var id = new InteractionId(Guid.Parse(key.Key));
            if (!rows.ContainsKey(id) && await _index.FindAsync(_store, id, cancellationToken).ConfigureAwait(false) is { } row)
            {
                rows[id] = row;
            }
        }

        if (rows.Count == 0)
        {
            return null;
        }

        var summaries = new List<InteractionSummary>();
        foreach (var row in rows.Values.OrderByDescending(static r => r.OpenedAt).Take(limit))
        {
            summaries.Add(await SummaryAsync(row, cancellationToken).ConfigureAwait(false));
        }

        return new CustomerView(customer, await runtime.Storage.Customers.FindAddressesAsync(customer, cancellationToken).ConfigureAwait(false) ?? [], summaries);
    }

    /// <summary>Every interaction from a place on, the newest first: what is in memory and what is in the store, merged.</summary>
    public async IAsyncEnumerable<InteractionRow> NewestFirstAsync(HistorySearch search, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var end = search.After is { } after ? Cursor.Before(after.OpenedAt, after.Interaction) : (Cursor?)null;
        var seen = new HashSet<InteractionId>();
        var young = new Queue<InteractionRow>(_index.Rows.Where(IsListed).OrderByDescending(Cursor.Of));
        var query = new ViewQuery(InteractionIndex.View)
        {
            Group = InteractionIndex.Closed,
            From = search.From?.ToUnixTimeMilliseconds(),
            To = Earlier(end?.Opened, search.To?.ToUnixTimeMilliseconds()) + 1,
            Descending = true,
        };
        await foreach (var old in StoredAsync(query, cancellationToken).ConfigureAwait(false))
        {
            while (young.TryPeek(out var next) && Cursor.Of(next).CompareTo(Cursor.Of(old)) >= 0)
            {
                if (seen.Add(young.Dequeue().Id))
                {
                    yield return next; // the memory is younger than the store
                }
            }

            if (IsListed(old) && seen.Add(old.Id))
            {
                yield return old;
            }
        }

        while (young.TryDequeue(out var last))
        {
            if (seen.Add(last.Id))
            {
                yield return last;
            }
        }

        bool IsListed(InteractionRow row) => end is not { } place || Cursor.Of(row).CompareTo(place) < 0;
    }

    /// <summary>What is over and what is quiet, the newest first.</summary>
    private async IAsyncEnumerable<InteractionRow> StoredAsync(ViewQuery closed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var over = _store.ListAsync(closed, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var disposingOver = over.ConfigureAwait(false);
        var quiet = _store.ListAsync(closed with { View = InteractionIndex.QuietView, Group = "" }, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using var disposingQuiet = quiet.ConfigureAwait(false);
        var (old, still) = (await NextAsync(over).ConfigureAwait(false), await NextAsync(quiet).ConfigureAwait(false));
        while ((old ?? still) is not null)
        {
            if (still is null || (old is not null && Cursor.Of(old).CompareTo(Cursor.Of(still)) >= 0))
            {
                yield return old!;
                old = await NextAsync(over).ConfigureAwait(false);
            }
            else
            {
                yield return still;
                still = await NextAsync(quiet).ConfigureAwait(false);
            }
        }

        async ValueTask<InteractionRow?> NextAsync(IAsyncEnumerator<ViewRow> rows) => await rows.MoveNextAsync().ConfigureAwait(false) ? _index.Read(rows.Current) : null;
    }

    /// <summary>The interactions of some customers from a place on, the newest first.</summary>
    public async IAsyncEnumerable<InteractionRow> OfCustomersAsync(
        IReadOnlySet<CustomerId> customers, HistoryCursor? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = new Dictionary<InteractionId, InteractionRow>();
        foreach (var row in _index.Rows.Where(r => customers.Contains(r.Customer)))
        {
            rows[row.Id] = row;
        }

        foreach (var customer in customers)
        {
            var query = new ViewQuery(InteractionIndex.CustomerView) { Group = customer.Value.ToString("N"), To = after?.OpenedAt.ToUnixTimeMilliseconds() + 1, Descending = true, Limit = MaxOfCustomer };
            await foreach (var key in _store.ListAsync(query, cancellationToken).ConfigureAwait(false))
            {
                var id = new InteractionId(Guid.Parse(key.Key));
                if (!rows.ContainsKey(id) && await _index.FindAsync(_store, id, cancellationToken).ConfigureAwait(false) is { } row)
                {
                    rows[id] = row;
                }
            }
        }

        foreach (var row in rows.Values.OrderByDescending(Cursor.Of))
        {
            if (after is null || Cursor.Of(row).CompareTo(Cursor.Before(after.OpenedAt, after.Interaction)) < 0)
            {
                yield return row;
            }
        }
    }

    /// <summary>One interaction, if there is such a one and no page has shown it.</summary>
    public async IAsyncEnumerable<InteractionRow> OneAsync(InteractionId id, HistoryCursor? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (after is null && await _index.FindAsync(_store, id, cancellationToken).ConfigureAwait(false) is { } row)
        {
            yield return row;
        }
    }

    private static long? Earlier(long? one, long? other) => one is { } a && other is { } b ? Math.Min(a, b) : one ?? other;

    public async ValueTask<InteractionSummary> SummaryAsync(InteractionRow row, CancellationToken cancellationToken)
    {
        var addresses = await runtime.Storage.Customers.FindAddressesAsync(row.Customer, cancellationToken).ConfigureAwait(false) ?? []; // one damaged key closes no list
        return new InteractionSummary(
            row.Id,
            row.Customer,
            addresses.Count > 0 ? addresses[0].Value : "",
            row.Channel,
            row.Endpoint,
            row.Queue,
            row.Status,
            row.Agent,
            row.OpenedAt,
            row.ClosedAt,
            row.Disposition,
            row.Unanswered)
        {
            ReachFrom = row.ReachFrom,
            HasVoiceMessage = row.HasVoiceMessage,
            Phone = addresses.FirstOrDefault(static a => a.Kind == AddressKind.Phone),
        };
    }

    /// <summary>A place in the list: when it was opened and, of those opened in the same millisecond, its key. The order of the store.</summary>
    private readonly record struct Cursor(long Opened, string Key) : IComparable<Cursor>
    {
        public static Cursor Of(InteractionRow row) => Before(row.OpenedAt, row.Id);

        public static Cursor Before(DateTimeOffset opened, InteractionId? id) => new(opened.ToUnixTimeMilliseconds(), id is { } known ? InteractionIndex.Key(known) : "");

        public int CompareTo(Cursor other) => Opened.CompareTo(other.Opened) is not 0 and var order ? order : string.CompareOrdinal(Key, other.Key);
    }
}
