using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>When each endpoint's last message came in: where a sweep begins.</summary>
internal sealed class InboundTimes : IProjection
{
    private const string First = "first-start";

    private readonly RowTable<string> _rows = new("last-inbound", RowJson.Default.String, static _ => "", static _ => 0, static _ => false);

    public IReadOnlyList<string> Views => [_rows.View];

    /// <summary>When the tenant was first started.</summary>
    public DateTimeOffset FirstStart => Read(First) ?? DateTimeOffset.UnixEpoch;

    public DateTimeOffset? Find(EndpointId endpoint) => Read("endpoint:" + endpoint.Value);

    public ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken) => _rows.LoadAsync(store, null, cancellationToken);

    public void Fold(CommittedEntry committed)
    {
        var entry = committed.Entry;
        if (entry.Kind == DoorKinds.MessageReceived)
        {
            var facts = entry.Read(DoorJson.Default.MessageReceived);
            Write("endpoint:" + facts.Endpoint.Value, entry.Time);
        }
        else if (entry.Kind == CenterKinds.Started && Read(First) is null)
        {
            Write(First, entry.Time);
        }
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove) => _rows.Collect(put, remove);

    public void Saved() => _rows.Saved();

    private DateTimeOffset? Read(string key) => _rows.Find(key) is { } text
        ? DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
        : null;

    private void Write(string key, DateTimeOffset at) => _rows.Put(key, at.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
}
