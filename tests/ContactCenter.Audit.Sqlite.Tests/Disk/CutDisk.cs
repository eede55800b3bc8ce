namespace ContactCenter.Audit.Sqlite.Tests.Disk;

/// <summary>What a disk may hold of a folder when the power is cut after some of the events recorded on it.</summary>
internal sealed class CutDisk
{
    /// <summary>Each name with the files it has stood for since the folder was synced; null for none.</summary>
    private readonly Dictionary<string, List<CutFile?>> _names = [];

    /// <summary>The disk after the first <paramref name="count"/> events.</summary>
    public CutDisk(IReadOnlyList<DiskEvent> events, int count)
    {
        for (var at = 0; at < count; at++)
        {
            Apply(at, events[at]);
        }
    }

    /// <summary>Writes one of the states the disk may be in to a folder.</summary>
    /// <param name="random">Which one.</param>
    /// <param name="folder">An empty folder.</param>
    public void WriteTo(string folder, Random random)
    {
        var sector = random.Next(2) == 0 ? 512 : 4096;
        foreach (var (name, versions) in _names.Where(static n => !n.Key.EndsWith("-shm", StringComparison.Ordinal)))
        {
            if (versions[random.Next(versions.Count)] is { } file)
            {
                File.WriteAllBytes(Path.Combine(folder, name), file.Cut(random, sector));
            }
        }

        if (random.Next(4) == 0)
        {
            // Shared memory is never synced: whatever is left of it means nothing.
            var left = new byte[32_768];
            random.NextBytes(left);
            File.WriteAllBytes(Path.Combine(folder, "log.db-shm"), left);
        }
    }

    private void Apply(int at, DiskEvent happened)
    {
        switch (happened)
        {
            case DiskEvent.Created(var name):
                Versions(name).Add(new CutFile());
                break;
            case DiskEvent.Removed(var name):
                Versions(name).Add(null);
                break;
            case DiskEvent.Written(var name, var offset, var bytes):
                Versions(name)[^1]?.Write(at, offset, bytes);
                break;
            case DiskEvent.Truncated(var name, var length):
                Versions(name)[^1]?.Truncate(at, length);
                break;
            case DiskEvent.Synced(var name, var began):
                Versions(name)[^1]?.Sync(began);
                break;
            case DiskEvent.SyncFailed(var name):
                Versions(name)[^1]?.ForgetUnsynced();
                break;
            case DiskEvent.FolderSynced:
                foreach (var versions in _names.Values)
                {
                    versions.RemoveRange(0, versions.Count - 1);
                }

                break;
        }
    }

    private List<CutFile?> Versions(string name)
    {
        if (!_names.TryGetValue(name, out var versions))
        {
            _names.Add(name, versions = [null]);
        }

        return versions;
    }
}
