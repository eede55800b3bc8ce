using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Testing;

/// <summary>Recordings in memory. Thread-safe.</summary>
internal sealed class MemoryRecordings : IRecordingStore
{
    private readonly ConcurrentDictionary<RecordingId, Kept> _all = new();

    public ValueTask<IRecordingFile> CreateAsync(RecordingId recording, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var kept = new Kept();
        return _all.TryAdd(recording, kept)
            ? ValueTask.FromResult<IRecordingFile>(new File(kept))
            : throw new InvalidOperationException($"There is a recording {recording} already.");
    }

    public ValueTask<Stream?> OpenAsync(RecordingId recording, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<Stream?>(_all.TryGetValue(recording, out var kept) ? new MemoryStream(kept.Bytes, writable: false) : null);
    }

    public ValueTask FinishAsync(RecordingId recording, long sizeBytes, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_all.TryGetValue(recording, out var kept) || (!kept.IsFinished && kept.Bytes.Length < sizeBytes))
        {
            throw new InvalidOperationException($"There is no recording {recording} of {sizeBytes} bytes to end.");
        }

        if (!kept.IsFinished)
        {
            (kept.Bytes, kept.IsFinished) = (kept.Bytes[..(int)sizeBytes], true);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<bool> RemoveAsync(RecordingId recording, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(_all.TryRemove(recording, out _));
    }

    public async IAsyncEnumerable<RecordingId> ListUnfinishedAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var (recording, kept) in _all)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!kept.IsFinished)
            {
                yield return recording;
            }
        }
    }

    private sealed class Kept
    {
        public volatile byte[] Bytes = [];

        public volatile bool IsFinished;
    }

    private sealed class File(Kept kept) : IRecordingFile
    {
        public ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (kept.IsFinished)
            {
                throw new LogUnavailableException("The recording has been ended by another opening.");
            }

            kept.Bytes = [.. kept.Bytes, .. bytes.Span];
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
