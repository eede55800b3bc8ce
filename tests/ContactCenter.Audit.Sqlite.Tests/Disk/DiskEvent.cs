namespace ContactCenter.Audit.Sqlite.Tests.Disk;

/// <summary>Something that happened to the files of a watched folder, in the order in which it happened. Names are those in the folder.</summary>
internal abstract record DiskEvent
{
    /// <summary>A file came; without a sync of its folder a power cut may undo it.</summary>
    public sealed record Created(string Name) : DiskEvent;

    /// <summary>A file went; without a sync of its folder a power cut may undo it.</summary>
    public sealed record Removed(string Name) : DiskEvent;

    /// <summary>Bytes were given to the system.</summary>
    public sealed record Written(string Name, long Offset, byte[] Bytes) : DiskEvent;

    /// <summary>A file was made this long.</summary>
    public sealed record Truncated(string Name, long Length) : DiskEvent;

    /// <summary>A sync ended well: what happened to the file before it began (the number of events by then) is on the disk.</summary>
    public sealed record Synced(string Name, int Began) : DiskEvent;

    /// <summary>A sync failed: what it was to write may be on the disk or not, and the system will not try again.</summary>
    public sealed record SyncFailed(string Name) : DiskEvent;

    /// <summary>The names in the folder are on the disk.</summary>
    public sealed record FolderSynced : DiskEvent;

    /// <summary>Another call failed, as it was told to.</summary>
    public sealed record Failed(FileCall Call, string Name) : DiskEvent;

    /// <summary>The log told a caller that its entry is durable.</summary>
    public sealed record Acknowledged(int Number, long Position) : DiskEvent;
}

/// <summary>The calls of the system that SQLite makes on files.</summary>
internal enum FileCall
{
    Open,
    Map,
    Read,
    Size,
    Write,
    Truncate,
    Sync,
    Remove,
    SyncFolder,
}
