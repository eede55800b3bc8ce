using System.Collections.Immutable;
using System.Globalization;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>The messages whose media are not settled yet: neither stored nor given up. A pure fold, so that a restart fetches exactly what is missing.</summary>
/// <param name="interactions">Folded before: knows which interaction takes a message.</param>
internal sealed class MediaIndex(InteractionIndex interactions) : IProjection
{
    private readonly RowTable<MediaRow> _rows = new(
        "pending-media", RowJson.Default.MediaRow, static _ => "", static r => r.At.Value, static _ => false);

    public IReadOnlyList<string> Views => [_rows.View];

    /// <summary>The messages with media to fetch, oldest first.</summary>
    public IEnumerable<MediaRow> Open => _rows.Rows.OrderBy(static r => r.At);

    /// <summary>The message that came in at <paramref name="at"/>; null when it has no media, or all are settled.</summary>
    public MediaRow? Find(LogPosition at) => _rows.Find(Key(at));

    public ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken) => _rows.LoadAsync(store, null, cancellationToken);

    public void Fold(CommittedEntry committed)
    {
        var entry = committed.Entry;
        switch (entry.Kind)
        {
            case DoorKinds.MessageReceived when entry.Sealed.Any(static f => f.Name == DoorKinds.Media):
                var facts = entry.Read(DoorJson.Default.MessageReceived);
                _rows.Put(Key(committed.Position), new MediaRow
                {
                    At = committed.Position,
                    Count = facts.MediaTypes.Length,
                    Interaction = interactions.TargetOf(entry.Id),
                });
                break;
            case "message.joined" when _rows.Count > 0:
                Move(((InteractionEvent.MessageJoined)InteractionCodec.Read(entry)).At, entry.Links.Interaction);
                break;
            case "message.forwarded" when _rows.Count > 0:
                var forwarded = (InteractionEvent.MessageForwarded)InteractionCodec.Read(entry);
                Move(forwarded.At, forwarded.To);
                break;
            case MediaKinds.Stored when entry.CausePosition is { } at:
                Settle(at, entry.Read(MediaJson.Default.MediaStored).Index);
                break;
            case MediaKinds.Failed when entry.CausePosition is { } at:
                Settle(at, entry.Read(MediaJson.Default.MediaFailed).Index);
                break;
        }
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove) => _rows.Collect(put, remove);

    public void Saved() => _rows.Saved();

    private static string Key(LogPosition at) => at.Value.ToString(CultureInfo.InvariantCulture);

    private void Move(LogPosition at, InteractionId? to)
    {
        if (Find(at) is { } row)
        {
            _rows.Put(Key(at), row with { Interaction = to });
        }
    }

    private void Settle(LogPosition at, int index)
    {
        if (Find(at) is not { } row)
        {
            return;
        }

        row = row with { Settled = row.Settled.Add(index) };
        if (row.Settled.Count == row.Count)
        {
            _rows.Remove(Key(at));
        }
        else
        {
            _rows.Put(Key(at), row);
        }
    }
}

/// <summary>A message whose media are being fetched.</summary>
internal sealed record MediaRow
{
    /// <summary>Where the message stands: its sealed URLs, its customer, its time.</summary>
    public required LogPosition At { get; init; }

    /// <summary>How many media it has.</summary>
    public required int Count { get; init; }

    /// <summary>The interaction that has or gets it.</summary>
    public InteractionId? Interaction { get; init; }

    /// <summary>The media that are stored or given up.</summary>
    public ImmutableSortedSet<int> Settled { get; init; } = [];
}
