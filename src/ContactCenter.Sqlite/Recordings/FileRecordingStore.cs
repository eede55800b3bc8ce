using System.Runtime.CompilerServices;
using ContactCenter.Journal;
using ContactCenter.Sqlite.Files;
using ContactCenter.Storage;

namespace ContactCenter.Sqlite.Recordings;

/// <summary>
/// Recordings as files: <c>recordings/unfinished/ID</c> while a call is on, <c>recordings/ab/ID</c> afterwards, by the last two digits of the id, which are random. So a start
/// looks at what was under way alone, however many there are.
/// </summary>
internal sealed class FileRecordingStore : IRecordingStore
{
    private const int BufferSize = 1; // chunks are large; no buffer between

    private readonly string _path;
    private readonly string _unfinished;
    private readonly Action<string>? _faults;
    private readonly GroupSync _disk = new();

    public FileRecordingStore(string path, StorageContext context)
    {
        _path = path;
        _unfinished = Path.Combine(path, "unfinished");
        _faults = context.FaultPoint;
        Try(() => DurableDirectory.Create(_unfinished));
    }

    public ValueTask<IRecordingFile> CreateAsync(RecordingId recording, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (Find(recording) is { } other)
        {
            throw new InvalidOperationException($"There is a recording {recording} already: {other}.");
        }

        return ValueTask.FromResult<IRecordingFile>(Try(() =>
        {
            var handle = File.OpenHandle(Unfinished(recording), FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            return new RecordingFile(handle, _unfinished, _disk, _faults, Unavailable);
        }));
    }

    public ValueTask<Stream?> OpenAsync(RecordingId recording, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (Find(recording) is { } path)
        {
            try
            {
                return ValueTask.FromResult<Stream?>(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize, useAsync: false));
            }
            catch (FileNotFoundException)
            {
                // ended or removed meanwhile
            }
        }

        return ValueTask.FromResult<Stream?>(null);
    }

    public async ValueTask FinishAsync(RecordingId recording, long sizeBytes, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (from, to) = (Unfinished(recording), Finished(recording));
        if (File.Exists(to))
        {
            return;
        }

        var folder = Path.GetDirectoryName(to)!;
        try
        {
            await _disk.RunAsync(new GroupSync.Work(Rename, static () => { }, [folder, _unfinished]), isUrgent: false).ConfigureAwait(false);
            _faults?.Invoke("recordings.after-rename");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(e);
        }

        void Rename()
        {
            Cut(recording, from, sizeBytes);
            DurableDirectory.Create(folder);
            _faults?.Invoke("recordings.before-rename");
            File.Move(from, to);
        }
    }

    public ValueTask<bool> RemoveAsync(RecordingId recording, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Try(() =>
        {
            if (Find(recording) is not { } path)
            {
                return false;
            }

            File.Delete(path);
            DurableDirectory.Sync(Path.GetDirectoryName(path)!);
            return true;
        }));
    }

    public async IAsyncEnumerable<RecordingId> ListUnfinishedAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var file in Directory.EnumerateFiles(_unfinished))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Guid.TryParseExact(Path.GetFileName(file), "N", out var id))
            {
                yield return new RecordingId(id);
            }
        }
    }

    private static void Cut(RecordingId recording, string path, long sizeBytes)
    {
        if (!File.Exists(path))
        {
            throw new InvalidOperationException($"There is no recording {recording} to end.");
        }

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(file);
        if (length < sizeBytes)
        {
            throw new InvalidOperationException($"Recording {recording} has {length} bytes, less than {sizeBytes}.");
        }

        if (length > sizeBytes)
        {
            RandomAccess.SetLength(file, sizeBytes);
        }

        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Whoever looks for both while it gets its name finds the second.</summary>
    private string? Find(RecordingId recording) => Array.Find([Unfinished(recording), Finished(recording)], File.Exists);

    private string Unfinished(RecordingId recording) => Path.Combine(_unfinished, recording.Value.ToString("N"));

    private string Finished(RecordingId recording)
    {
        var name = recording.Value.ToString("N");
        return Path.Combine(_path, name[^2..], name);
    }

    private void Try(Action work) => Try(() =>
    {
        work();
        return true;
    });

    private T Try<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable(e);
        }
    }

    private LogUnavailableException Unavailable(Exception cause) => new($"Recordings cannot be written to {_path}: {cause.Message}", cause);
}
