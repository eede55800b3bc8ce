using ContactCenter.Desk;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Sniffing;
using ContactCenter.Storage;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>Reads what was sent along with messages, in either direction.</summary>
internal sealed class AttachmentReader(TenantRuntime runtime)
{
    private readonly ILog _log = runtime.Storage.Log;

    /// <summary>The attachments of a message that came in.</summary>
    /// <param name="received">The message.</param>
    /// <param name="facts">Its facts.</param>
    /// <param name="isErased">Whether its texts, and so its blobs, cannot be read any more.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async ValueTask<IReadOnlyList<Attachment>> OfAsync(Entry received, MessageReceived facts, bool isErased, CancellationToken cancellationToken)
    {
        var attachments = facts.MediaTypes.Select((type, i) => new Attachment(i, type, isErased ? AttachmentState.Erased : AttachmentState.Fetching)).ToArray();
        if (attachments.Length == 0)
        {
            return attachments;
        }

        await foreach (var committed in _log.ReadMachineAsync(MediaKinds.StreamOf(received.Id), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var entry = committed.Entry;
            if (entry.Kind == MediaKinds.Failed)
            {
                var failed = entry.Read(MediaJson.Default.MediaFailed);
                attachments[failed.Index] = attachments[failed.Index] with
                {
                    State = isErased ? AttachmentState.Erased : AttachmentState.Failed,
                    Code = failed.Code,
                };
            }
            else
            {
                var stored = entry.Read(MediaJson.Default.MediaStored);
                attachments[stored.Index] = Of(stored.Index, stored.Type, stored.Size, isErased) with { Name = await NameAsync(entry, cancellationToken).ConfigureAwait(false) };
            }
        }

        return attachments;
    }

    /// <summary>The attachments of a message an agent wrote.</summary>
    public static IReadOnlyList<Attachment> Of(InteractionEvent.MessageIntended intended, bool isErased) =>
        [.. (intended.Attachments ?? []).Select((a, i) => Of(i, a.Type, a.Size, isErased))];

    /// <summary>The content of an attachment; null when there is none such, or it has gone.</summary>
    public async ValueTask<DeskMedia?> OpenAsync(LogPosition message, int index, CancellationToken cancellationToken)
    {
        if (message.Value < 0 || message >= _log.Head || index < 0)
        {
            return null;
        }

        var entry = await _log.EntryAtAsync(message, cancellationToken).ConfigureAwait(false);
        switch (entry.Kind)
        {
            case DoorKinds.MessageReceived:
                await foreach (var committed in _log.ReadMachineAsync(MediaKinds.StreamOf(entry.Id), cancellationToken: cancellationToken).ConfigureAwait(false))
                {
                    if (committed.Entry.Kind == MediaKinds.Stored
                        && committed.Entry.Read(MediaJson.Default.MediaStored) is var stored
                        && stored.Index == index)
                    {
                        var name = await NameAsync(committed.Entry, cancellationToken).ConfigureAwait(false);
                        return await OpenAsync(entry, stored.Blob, stored.Type, stored.Size, name, cancellationToken).ConfigureAwait(false);
                    }
                }

                return null;
            case "message.intended" when InteractionCodec.Read(entry) is InteractionEvent.MessageIntended { Attachments: { } sent } && index < sent.Length:
                return await OpenAsync(entry, sent[index].Blob, sent[index].Type, sent[index].Size, null, cancellationToken).ConfigureAwait(false);
            default:
                return null;
        }
    }

    private static Attachment Of(int index, string type, long size, bool isErased) => new(index, type, isErased ? AttachmentState.Erased : AttachmentState.Stored)
    {
        SizeBytes = size,
        IsPicture = ContentSniffer.IsPicture(type),
    };

    private ValueTask<string?> NameAsync(Entry entry, CancellationToken cancellationToken) =>
        runtime.Storage.PersonalData.RevealAsync(entry, MediaKinds.Name, cancellationToken);

    private async ValueTask<DeskMedia?> OpenAsync(Entry entry, BlobId blob, string type, long size, string? name, CancellationToken cancellationToken) =>
        await runtime.Storage.Blobs.OpenAsync(entry.Links.Customer.GetValueOrDefault().Subject, blob, cancellationToken).ConfigureAwait(false) is { } content
            ? new DeskMedia(content, type, size) { Name = name }
            : null;
}
