using System.Collections.Immutable;

namespace ContactCenter.Channels.WebChat;

/// <summary>What a tab sends along: one file at a time, in pieces, before the message that names it. Not thread-safe.</summary>
internal sealed class VisitorFiles(SessionAddress session, string remote, IMediaInbox media, VisitorLimits limits, WebChatOptions options, VisitorLine line, TimeProvider time) : IAsyncDisposable
{
    /// <summary>What the center can tell apart by its content, and people send one another.</summary>
    public static readonly IReadOnlyList<string> Types =
    [
        "image/jpeg", "image/png", "image/gif", "image/webp", "application/pdf", "text/plain", "text/vcard",
        "video/mp4", "video/3gpp", "audio/mp4", "audio/mpeg", "audio/ogg", "audio/amr",
    ];

    /// <summary>More files than a tab sends before it writes; what is forgotten is looked up.</summary>
    private const int MaxKnown = 64;

    private readonly Dictionary<string, StoredMedium> _known = new(StringComparer.Ordinal);
    private VisitorUpload? _current;
    private string? _refused; // the last file that was

    /// <summary>Begins a file; false when the frame breaks the rules.</summary>
    public async ValueTask<bool> BeginAsync(string id, long size)
    {
        if (size < 0)
        {
            return false;
        }

        if (_current is { } before)
        {
            _current = null;
            await before.DisposeAsync().ConfigureAwait(false); // the tab has given it up
        }

        var refusal = options.MaxFiles == 0 ? "no-files"
            : size == 0 ? "empty"
            : size > options.MaxFileSizeBytes ? MediaTaking.TooLarge
            : !limits.TryTakeFile(session, remote) ? "too-many"
            : null;
        if (refusal is not null)
        {
            Refuse(id, refusal);
            return true;
        }

        _current = new VisitorUpload(id, size, session, media, time);
        line.Tell(new ServerFrame("more") { Id = id, Size = 0 });
        return true;
    }

    /// <summary>Takes a piece of the current file; false when the frame breaks the rules. Pieces that were on their way when a file was refused count for nothing.</summary>
    public async ValueTask<bool> TakeAsync(string id, byte[] piece)
    {
        if (piece.Length is 0 or > VisitorUpload.MaxPiece)
        {
            return false;
        }

        if (_current is not { } upload || upload.Id != id)
        {
            return id == _refused;
        }

        if (piece.Length > upload.Size - upload.Received)
        {
            _current = null;
            await upload.DisposeAsync().ConfigureAwait(false);
            return false;
        }

        switch (await upload.TakeAsync(piece).ConfigureAwait(false))
        {
            case null:
                line.Tell(new ServerFrame("more") { Id = id, Size = upload.Received });
                return true;
            case MediaTaking.Stored { Medium: var medium }:
                Remember(medium);
                line.Tell(new ServerFrame("stored") { Id = id, File = medium.Blob.Value, Type = medium.ContentType, Size = medium.SizeBytes });
                break;
            case MediaTaking.Refused refused:
                Refuse(id, refused.Code);
                break;
        }

        _current = null;
        await upload.DisposeAsync().ConfigureAwait(false);
        return true;
    }

    /// <summary>The files a message names, as the center has them; null when one is not the visitor's or no longer there.</summary>
    public async ValueTask<ImmutableArray<StoredMedium>?> NamedAsync(IReadOnlyList<NamedFile> files, CancellationToken cancellationToken)
    {
        var named = ImmutableArray.CreateBuilder<StoredMedium>(files.Count);
        foreach (var file in files)
        {
            if (!KeyRules.IsValid(file.Id) || await FindAsync(file.Id!, cancellationToken).ConfigureAwait(false) is not { } medium)
            {
                return null;
            }

            named.Add(medium with { FileName = file.Name });
        }

        return named.MoveToImmutable();
    }

    public ValueTask DisposeAsync() => _current?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>A file of an earlier connection is read whole to be found, so that costs what sending one costs.</summary>
    private async ValueTask<StoredMedium?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(id, out var known))
        {
            return known;
        }

        if (!limits.TryTakeFile(session, remote) || await media.FindAsync(session.Endpoint, session.Customer, new BlobId(id), cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        Remember(found);
        return found;
    }

    private void Refuse(string id, string code)
    {
        _refused = id;
        line.Tell(new ServerFrame("refused") { Id = id, Code = code });
    }

    private void Remember(StoredMedium medium)
    {
        if (_known.Count < MaxKnown)
        {
            _known[medium.Blob.Value] = medium;
        }
    }
}
