using ContactCenter.Desk;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Sniffing;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>Reads what was sent along with messages, in either direction.</summary>
internal sealed class AttachmentReader(TenantRuntime runtime)
{
    private readonly ILog _log = runtime.Storage.Log;
    private readonly ReadableTexts _texts = new(runtime.Storage.PersonalData);

    /// <summary>The attachments of a message that came in.</summary>
    /// <param name="received">The message.</param>
    /// <param name="facts">Its facts.</param>
    /// <param name="isErased">Whether its texts, and so its blobs, cannot be read any more.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async ValueTask<IReadOnlyList<Attachment>> OfAsync(Entry received, MessageReceived facts, bool isErased, CancellationToken cancellationToken)
    {
        var attachments = facts.MediaTypes.Select((type, i) => new Attachment(i, type, isErased ? AttachmentState.Erased : AttachmentState.Fetching)).ToArray();
        var stored = await StoredAsync(received, facts, isErased, cancellationToken).ConfigureAwait(false);
        if (attachments.Length == 0)
        {
            return stored;
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
                var fetched = entry.Read(MediaJson.Default.MediaStored);
                attachments[fetched.Index] = Of(fetched.Index, fetched.Type, fetched.Size, isErased) with { Name = await NameAsync(entry, cancellationToken).ConfigureAwait(false) };
            }
        }

        return [.. attachments, .. stored];
    }

    /// <summary>The attachments of a message an agent wrote.</summary>
    public async ValueTask<IReadOnlyList<Attachment>> OfAsync(Entry entry, InteractionEvent.MessageIntended intended, bool isErased, CancellationToken cancellationToken)
    {
        if (intended.Attachments is not { Length: > 0 } sent)
        {
            return [];
        }

        var names = await _texts.NamesOfAsync(entry, sent.Length, cancellationToken).ConfigureAwait(false);
        return [.. sent.Select((a, i) => Of(i, a.Type, a.Size, isErased) with { Name = names[i] })];
    }

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
            case DoorKinds.MessageReceived when entry.Read(DoorJson.Default.MessageReceived) is { Stored: { } kept } facts && index >= facts.MediaTypes.Length:
                var place = index - facts.MediaTypes.Length;
                if (place >= kept.Length)
                {
                    return null;
                }

                var names = await _texts.NamesOfAsync(entry, kept.Length, cancellationToken).ConfigureAwait(false);
                return await OpenAsync(entry, kept[place].Blob, kept[place].Type, kept[place].Size, names[place], cancellationToken).ConfigureAwait(false);
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
                var given = await _texts.NamesOfAsync(entry, sent.Length, cancellationToken).ConfigureAwait(false);
                return await OpenAsync(entry, sent[index].Blob, sent[index].Type, sent[index].Size, given[index], cancellationToken).ConfigureAwait(false);
            default:
                return null;
        }
    }

    /// <summary>Whose a message is, and which conversation it is in; null for one that came in and is in none yet.</summary>
    public async ValueTask<(CustomerId Customer, InteractionId? Interaction)> WhoseAsync(LogPosition message, CancellationToken cancellationToken)
    {
        var links = (await _log.EntryAtAsync(message, cancellationToken).ConfigureAwait(false)).Links;
        var interaction = links.Interaction;
        var joined = new LogQuery { Session = links.Session, Kind = "message.joined", Position = message, Limit = 100 };
        if (interaction is null)
        {
            await foreach (var committed in _log.QueryAsync(joined, cancellationToken).ConfigureAwait(false))
            {
                if (InteractionCodec.Read(committed.Entry) is InteractionEvent.MessageJoined { At: var at } && at == message)
                {
                    interaction = committed.Entry.Links.Interaction;
                    break;
                }
            }
        }

        return (links.Customer.GetValueOrDefault(), interaction);
    }

    private async ValueTask<IReadOnlyList<Attachment>> StoredAsync(Entry received, MessageReceived facts, bool isErased, CancellationToken cancellationToken)
    {
        if (facts.Stored is not { } stored)
        {
            return [];
        }

        var names = await _texts.NamesOfAsync(received, stored.Length, cancellationToken).ConfigureAwait(false);
        return [.. stored.Select((m, i) => Of(facts.MediaTypes.Length + i, m.Type, m.Size, isErased) with { Name = names[i] })];
    }

    private static Attachment Of(int index, string type, long size, bool isErased) => new(index, type, isErased ? AttachmentState.Erased : AttachmentState.Stored)
    {
        SizeBytes = size,
        IsPicture = ContentSniffer.IsPicture(type),
    };

    private ValueTask<string?> NameAsync(Entry entry, CancellationToken cancellationToken) =>
        _texts.RevealAsync(entry, MediaKinds.Name, cancellationToken);

    private async ValueTask<DeskMedia?> OpenAsync(Entry entry, BlobId blob, string type, long size, string? name, CancellationToken cancellationToken) =>
        await runtime.Storage.Blobs.OpenAsync(entry.Links.Customer.GetValueOrDefault().Subject, blob, cancellationToken).ConfigureAwait(false) is { } content
            ? new DeskMedia(content, type, size) { Name = name }
            : null;
}
