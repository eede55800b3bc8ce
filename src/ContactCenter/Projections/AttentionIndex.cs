using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>What needs a person: sends that failed or whose outcome is unknown, media that could not be had, customers nobody has reached in time, commands that could not be decided.</summary>
internal sealed class AttentionIndex : IProjection
{
    private readonly RowTable<AttentionItem> _rows = new(
        "attention", RowJson.Default.AttentionItem, static _ => "", static r => r.Since.ToUnixTimeMilliseconds(), static _ => false);

    public IReadOnlyList<string> Views => [_rows.View];

    public string Shape => "attention.2"; // sending again settles

    public IEnumerable<AttentionItem> Items => _rows.Rows.OrderBy(static r => r.Since);

    public AttentionItem? Find(Guid id) => _rows.Find(id.ToString("N"));

    public ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken) => _rows.LoadAsync(store, null, cancellationToken);

    public void Fold(CommittedEntry committed)
    {
        var entry = committed.Entry;
        switch (entry.Kind)
        {
            case EffectKinds.Unknown:
                Add(entry.Read(EffectJson.Default.MessageUnknown).Code, message: MessageOf(entry));
                break;
            case EffectKinds.Failed:
                Add(entry.Read(EffectJson.Default.MessageFailed).Code, message: MessageOf(entry));
                break;
            case DoorKinds.DeliveryReported:
                var report = entry.Read(DoorJson.Default.DeliveryReported);
                if (report.State == DeliveryState.Failed)
                {
                    Add(report.ErrorCode ?? "undelivered", "message.undelivered", report.Message);
                }

                break;
            case MediaKinds.Failed:
                var medium = entry.Read(MediaJson.Default.MediaFailed);
                if (medium.Code != MediaKinds.Erased) // about that nobody can do anything
                {
                    Add(medium.Code);
                }

                break;
            case InteractionEvent.ReachOverdue.Name:
                Add(((InteractionEvent.ReachOverdue)InteractionCodec.Read(entry)).Channel.Value);
                break;
            case "command.faulted":
                var fault = (InteractionEvent.CommandFaulted)InteractionCodec.Read(entry);
                Add($"{fault.Command}: {fault.Fault}");
                break;
            case CenterKinds.AttentionResolved when entry.Cause is { } settled:
                _rows.Remove(settled.ToString("N"));
                break;
            case "message.intended" when ((InteractionEvent.MessageIntended)InteractionCodec.Read(entry)).Repeats is { } repeated:
                foreach (var item in _rows.Rows.Where(r => r.Message == repeated).ToList())
                {
                    _rows.Remove(item.Id.ToString("N"));
                }

                break;
        }

        void Add(string code, string? kind = null, MessageId? message = null) => _rows.Put(
            entry.Id.Value.ToString("N"),
            new AttentionItem(entry.Id.Value, kind ?? entry.Kind, entry.Time, code, entry.Links.Interaction) { Message = message });
    }

    private static MessageId? MessageOf(Entry entry) => entry.Cause is { } cause ? new MessageId(cause) : null;

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove) => _rows.Collect(put, remove);

    public void Saved() => _rows.Saved();
}
