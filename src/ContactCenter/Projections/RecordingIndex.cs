using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>The recordings there are: those under way in memory, the others by their session. One whose time is over is none any more.</summary>
internal sealed class RecordingIndex : IProjection
{
    private const string View = "recordings";
    private const string Open = "under-way";

    private readonly RowTable<RecordingRow> _rows = new(
        View, RowJson.Default.RecordingRow, static r => r.Ended is null ? Open : Key(r.Session), static r => r.StartedAt.ToUnixTimeMilliseconds(), static r => r.Ended is not null);

    public IReadOnlyList<string> Views => [_rows.View];

    /// <summary>Those that have not ended, as far as the log goes.</summary>
    public IEnumerable<RecordingRow> UnderWay => _rows.Rows.Where(static r => r.Ended is null);

    public ValueTask<RecordingRow?> FindAsync(IViewStore store, RecordingId id, CancellationToken cancellationToken) => _rows.FindAsync(store, Key(id), cancellationToken);

    /// <summary>A session's, the oldest first.</summary>
    public async ValueTask<IReadOnlyList<RecordingRow>> OfSessionAsync(IViewStore store, SessionId session, CancellationToken cancellationToken)
    {
        var found = _rows.Rows.Where(r => r.Session == session).ToDictionary(static r => r.Id); // before the store: what leaves the memory is saved there
        await foreach (var row in store.ListAsync(new ViewQuery(View) { Group = Key(session) }, cancellationToken).ConfigureAwait(false))
        {
            var saved = _rows.Read(row);
            found.TryAdd(saved.Id, saved);
        }

        return [.. found.Values.OrderBy(static r => r.At)];
    }

    /// <summary>Those that began before a time and have ended, as far as they are saved.</summary>
    public async IAsyncEnumerable<RecordingRow> EndedBeforeAsync(
        IViewStore store, DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in store.ListAsync(new ViewQuery(View) { To = before.ToUnixTimeMilliseconds() }, cancellationToken).ConfigureAwait(false))
        {
            if (_rows.Read(row) is { Ended: not null } ended)
            {
                yield return ended;
            }
        }
    }

    public ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken) => _rows.LoadAsync(store, Open, cancellationToken);

    public void Fold(CommittedEntry committed)
    {
        if (committed.Machine.Kind != RecordingKinds.Machine)
        {
            return;
        }

        var (id, entry) = (RecordingKinds.Of(committed), committed.Entry);
        if (entry.Kind == RecordingKinds.Started)
        {
            var started = entry.Read(RecordingJson.Default.RecordingStarted);
            _rows.Put(Key(id), new RecordingRow
            {
                Id = id,
                At = committed.Position,
                Call = started.Call,
                Customer = entry.Links.Customer.GetValueOrDefault(),
                Session = entry.Links.Session.GetValueOrDefault(),
                Interaction = entry.Links.Interaction,
                Rate = started.Rate,
                StartedAt = entry.Time,
                By = started.By,
                IsMessage = started.IsMessage == true,
            });
        }
        else if (entry.Kind == RecordingKinds.Removed)
        {
            _rows.Remove(Key(id));
        }
        else if (_rows.Find(Key(id)) is { } row)
        {
            _rows.Put(Key(id), entry.Kind switch
            {
                RecordingKinds.Paused => row with { IsPaused = true },
                RecordingKinds.Resumed => row with { IsPaused = false },
                RecordingKinds.Ended => row with { Ended = entry.Read(RecordingJson.Default.RecordingEnded), Interaction = entry.Links.Interaction ?? row.Interaction },
                _ => row,
            });
        }
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove) => _rows.Collect(put, remove);

    public void Saved() => _rows.Saved();

    private static string Key(RecordingId id) => id.Value.ToString("N");

    private static string Key(SessionId id) => id.Value.ToString("N");
}

/// <summary>One recording.</summary>
internal sealed record RecordingRow
{
    public required RecordingId Id { get; init; }

    /// <summary>Where it begins in the log: its key is sealed there.</summary>
    public required LogPosition At { get; init; }

    public required CallId Call { get; init; }

    public required CustomerId Customer { get; init; }

    public required SessionId Session { get; init; }

    /// <summary>The interaction, as far as its entries say.</summary>
    public InteractionId? Interaction { get; init; }

    /// <summary>In hertz.</summary>
    public required int Rate { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required string By { get; init; }

    public bool IsPaused { get; init; }

    /// <summary>Whether it is a message the caller leaves.</summary>
    public bool IsMessage { get; init; }

    /// <summary>What it is, once it has ended.</summary>
    public RecordingEnded? Ended { get; init; }

    [JsonIgnore]
    public EntryLinks Links => new() { Interaction = Interaction, Session = Session, Customer = Customer };
}
