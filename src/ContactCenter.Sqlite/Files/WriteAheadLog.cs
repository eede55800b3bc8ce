namespace ContactCenter.Sqlite.Files;

/// <summary>The write-ahead log of a database nobody is writing to.</summary>
internal static class WriteAheadLog
{
    private const int ChunkBytes = 1024 * 1024;

    /// <summary>
    /// Writes what there is to itself, and syncs it. After a failed sync the system may hold as clean what never reached the disk: SQLite
    /// would read it, begin to move it into the database, and a power cut in the middle would leave half of it and nothing to move it from.
    /// </summary>
    /// <param name="database">The database, whose file of this is beside it.</param>
    /// <param name="faultPoint">See <see cref="SqliteOptions.FaultPoint"/>: called before and after, where there is anything.</param>
    /// <param name="name">What the database is called there.</param>
    /// <exception cref="IOException">It cannot be written or synced.</exception>
    public static void WriteAgain(string database, Action<string>? faultPoint, string name)
    {
        var path = database + "-wal";
        if (!File.Exists(path))
        {
            return;
        }

        faultPoint?.Invoke($"{name}.to-write-again");
        using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            var bytes = new byte[Math.Clamp(RandomAccess.GetLength(file), 1, ChunkBytes)];
            var at = 0L;
            while (RandomAccess.Read(file, bytes, at) is > 0 and var count)
            {
                RandomAccess.Write(file, bytes.AsSpan(0, count), at);
                at += count;
            }

            RandomAccess.FlushToDisk(file);
        }

        faultPoint?.Invoke($"{name}.written-again");
    }
}
