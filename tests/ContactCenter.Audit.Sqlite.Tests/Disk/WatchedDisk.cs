using System.Collections.Concurrent;

namespace ContactCenter.Audit.Sqlite.Tests.Disk;

/// <summary>Records what SQLite does to the files of one folder, and fails the calls it is told to fail. Thread-safe.</summary>
internal sealed class WatchedDisk : IDisposable
{
    private static readonly ConcurrentDictionary<string, WatchedDisk> Watched = [];

    private readonly string _folder;
    private readonly Lock _gate = new();
    private readonly List<DiskEvent> _events = [];

    public WatchedDisk(string folder)
    {
        SqliteFileCalls.Install();
        _folder = folder;
        Watched[folder] = this;
    }

    /// <summary>Whether syncs reach the disk. One that does not loses what was acknowledged, which the tests have to notice.</summary>
    public bool Syncs { get; init; } = true;

    /// <summary>The number of an error with which a call on a file fails; 0 to let it be. The second argument is the file's name.</summary>
    public Func<FileCall, string, int>? Fault { get; set; }

    /// <summary>What has happened so far.</summary>
    public IReadOnlyList<DiskEvent> Events
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>The disk under a file, and the file's name on it; null when nobody watches it.</summary>
    public static (WatchedDisk Disk, string Name)? Find(string? path) =>
        path is not null && Watched.TryGetValue(Path.GetDirectoryName(path) ?? "", out var disk) ? (disk, Path.GetFileName(path)) : null;

    /// <summary>Adds an event; says how many there are.</summary>
    public int Add(DiskEvent happened)
    {
        lock (_gate)
        {
            _events.Add(happened);
            return _events.Count;
        }
    }

    /// <summary>How many events there are.</summary>
    public int Now()
    {
        lock (_gate)
        {
            return _events.Count;
        }
    }

    /// <summary>The error a call is to fail with; 0 if it is not.</summary>
    public int Fail(FileCall call, string name)
    {
        if (Fault?.Invoke(call, name) is not (> 0 and var error))
        {
            return 0;
        }

        Add(call == FileCall.Sync ? new DiskEvent.SyncFailed(name) : new DiskEvent.Failed(call, name));
        return error;
    }

    public void Dispose() => Watched.TryRemove(_folder, out _);
}
