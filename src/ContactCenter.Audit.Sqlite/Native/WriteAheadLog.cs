namespace ContactCenter.Audit.Sqlite;

/// <summary>The write-ahead log of a database nobody is writing to.</summary>
internal static class WriteAheadLog
{
    private const int ChunkBytes = 1024 * 1024;

    /// <summary>Whether the database is all there is.</summary>
    public static bool IsEmpty(string database) => new FileInfo(database + "-wal") is { Exists: false } or { Length: 0 };

    /// <summary>
    /// Writes what there is to itself, and syncs it. After a failed sync the system may hold as clean what never reached the disk: SQLite
    /// would read it, begin to move it into the database, and a power cut in the middle would leave half of it and nothing to move it from.
    /// </summary>
    /// <returns>Whether there was anything.</returns>
    public static bool WriteAgain(string database)
    {
        var path = database + "-wal";
        if (!File.Exists(path))
        {
            return false;
        }

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var bytes = new byte[Math.Clamp(RandomAccess.GetLength(file), 1, ChunkBytes)];
        var at = 0L;
        while (RandomAccess.Read(file, bytes, at) is > 0 and var count)
        {
            RandomAccess.Write(file, bytes.AsSpan(0, count), at);
            at += count;
        }

        RandomAccess.FlushToDisk(file);
        return at > 0;
    }
}
