using System.Text.Json.Serialization;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Scripting;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>The events of the world that are not settled yet, and which runs have had them already: what a restart must not give again. A pure fold of the log.</summary>
internal sealed class EventIndex : IProjection
{
    private const string View = "pending-events";

    private readonly RowTable<EventRow> _pending = new(View, EventRowJson.Default.EventRow, static _ => "", static r => r.At.Value, static _ => false);
    private readonly Dictionary<LogPosition, EntryId> _at = [];

    public IReadOnlyList<string> Views => [View];

    /// <summary>An event that is not settled; null for one that is.</summary>
    public EventRow? Find(EntryId id) => _pending.Find(Key(id));

    public async ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken)
    {
        await _pending.LoadAsync(store, null, cancellationToken).ConfigureAwait(false);
        foreach (var row in _pending.Rows)
        {
            _at[row.At] = row.Id;
        }
    }

    public void Fold(CommittedEntry committed)
    {
        var entry = committed.Entry;
        switch (entry.Kind)
        {
            case EventKinds.Received:
                _pending.Put(Key(entry.Id), new EventRow(entry.Id, committed.Position));
                _at[committed.Position] = entry.Id;
                break;
            case ScriptKinds.Kept:
                Count(entry.Read(EventJson.Default.ScriptKept).At, static row => row with { Kept = row.Kept + 1 });
                break;
            case ScriptKinds.Stepped when _at.Count > 0 && entry.Read(ScriptJson.Default.ScriptStepped) is { Event: { } at, IsRecalled: false } step:
                Count(at, step.Input == ScriptInputKind.Begin ? static row => row with { Begun = row.Begun + 1 } : static row => row with { Taken = row.Taken + 1 });
                break;
            case EventKinds.Settled:
                var settled = entry.Read(EventJson.Default.EventSettled).At;
                if (_at.Remove(settled, out var id))
                {
                    _pending.Remove(Key(id));
                }

                break;
        }
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove) => _pending.Collect(put, remove);

    public void Saved() => _pending.Saved();

    private static string Key(EntryId id) => id.Value.ToString("N");

    private void Count(LogPosition at, Func<EventRow, EventRow> change)
    {
        if (_at.TryGetValue(at, out var id) && Find(id) is { } row)
        {
            _pending.Put(Key(id), change(row));
        }
    }
}

/// <summary>An event on its way to runs.</summary>
/// <param name="Id">Its entry.</param>
/// <param name="At">Where that stands.</param>
/// <param name="Taken">How many runs have taken it.</param>
/// <param name="Kept">For how many it is kept.</param>
/// <param name="Begun">How many have begun on it.</param>
internal sealed record EventRow(EntryId Id, LogPosition At, int Taken = 0, int Kept = 0, int Begun = 0);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(EventRow))]
internal sealed partial class EventRowJson : JsonSerializerContext;
