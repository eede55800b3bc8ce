using ContactCenter.Journal;
using ContactCenter.Storage;
using Microsoft.Win32.SafeHandles;

namespace ContactCenter.Sqlite.Recordings;

/// <summary>A file that grows, synced with each piece.</summary>
internal sealed class RecordingFile(SafeFileHandle file, Action<string>? faults, Func<Exception, LogUnavailableException> unavailable) : IRecordingFile
{
    private long _length;
    private bool _hasFailed;

    public ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_hasFailed)
        {
            throw new InvalidOperationException("The file could not be written before; nothing can be appended any more.");
        }

        try
        {
            faults?.Invoke("recordings.before-write");
            RandomAccess.Write(file, bytes.Span, _length);
            faults?.Invoke("recordings.before-sync");
            RandomAccess.FlushToDisk(file);
            faults?.Invoke("recordings.after-sync");
            _length += bytes.Length;
            return ValueTask.CompletedTask;
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
}
