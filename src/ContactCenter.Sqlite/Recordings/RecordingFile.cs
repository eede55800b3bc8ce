using ContactCenter.Journal;
using ContactCenter.Storage;
using Microsoft.Win32.SafeHandles;

namespace ContactCenter.Sqlite.Recordings;

/// <summary>A file that grows; each piece is on disk, together with those of others, before the next. Its name is, with the first.</summary>
internal sealed class RecordingFile(SafeFileHandle file, string folder, GroupSync disk, Action<string>? faults, Func<Exception, LogUnavailableException> unavailable) : IRecordingFile
{
    private long _length;
    private bool _hasFailed;

    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_hasFailed)
        {
            throw new InvalidOperationException("The file could not be written before; nothing can be appended any more.");
        }

        var isFirst = _length == 0;
        try
        {
            await disk.RunAsync(new GroupSync.Work(() => Write(bytes), Sync, isFirst ? [folder] : []), isUrgent: isFirst).ConfigureAwait(false);
            faults?.Invoke("recordings.after-sync");
            _length += bytes.Length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _hasFailed = true;
            throw unavailable(e);
        }
    }

    public ValueTask DisposeAsync()
    {
        file.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Write(ReadOnlyMemory<byte> bytes)
    {
        faults?.Invoke("recordings.before-write");
        RandomAccess.Write(file, bytes.Span, _length);
    }

    private void Sync()
    {
        faults?.Invoke("recordings.before-sync");
        RandomAccess.FlushToDisk(file);
    }
}
