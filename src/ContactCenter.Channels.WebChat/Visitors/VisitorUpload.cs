using System.IO.Pipelines;

namespace ContactCenter.Channels.WebChat;

/// <summary>
/// One file on its way from a visitor, piece by piece, into the center's storage; never more of it in memory than a few pieces. Ended by whoever
/// began it. Of one connection; not thread-safe.
/// </summary>
internal sealed class VisitorUpload : IAsyncDisposable
{
    /// <summary>The largest piece: with its Base64 it fits into a frame.</summary>
    public const int MaxPiece = 16 * 1_024;

    /// <summary>How long the next piece may take; then what came is thrown away.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 4 * MaxPiece, resumeWriterThreshold: 2 * MaxPiece));
    private readonly CancellationTokenSource _ending;
    private readonly Task<MediaTaking> _storing;

    public VisitorUpload(string id, long size, SessionAddress session, IMediaInbox media, TimeProvider time)
    {
        (Id, Size) = (id, size);
        _ending = new CancellationTokenSource(Patience, time);
        _storing = StoreAsync(session, media);
    }

    /// <summary>The tab's own name of it.</summary>
    public string Id { get; }

    /// <summary>How large it is said to be.</summary>
    public long Size { get; }

    /// <summary>How much has come.</summary>
    public long Received { get; private set; }

    /// <summary>Takes the next piece, which is not larger than what is missing.</summary>
    /// <returns>What became of the file, when that is known; null when more is to come.</returns>
    public async ValueTask<MediaTaking?> TakeAsync(ReadOnlyMemory<byte> piece)
    {
        _ending.CancelAfter(Patience);
        Received += piece.Length;
        var flushed = await _pipe.Writer.WriteAsync(piece).ConfigureAwait(false);
        if (Received < Size && !flushed.IsCompleted)
        {
            return null;
        }

        await _pipe.Writer.CompleteAsync().ConfigureAwait(false);
        return await _storing.ConfigureAwait(false);
    }

    /// <summary>Throws away what came, if the file is not stored yet.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _pipe.Writer.CompleteAsync(new IOException("The visitor has gone or has taken the file back.")).ConfigureAwait(false);
        await ((Task)_storing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task<MediaTaking> StoreAsync(SessionAddress session, IMediaInbox media)
    {
        try
        {
            return await media.StoreAsync(session.Endpoint, session.Customer, _pipe.Reader.AsStream(leaveOpen: true), Size, _ending.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return new MediaTaking.Refused(MediaTaking.Unavailable, IsTransient: true); // too slow, gone, or our disk
        }
        finally
        {
            await _pipe.Reader.CompleteAsync().ConfigureAwait(false); // the next piece finds it
        }
    }
}
