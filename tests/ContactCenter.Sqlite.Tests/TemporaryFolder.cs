namespace ContactCenter.Sqlite;

internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("cc-sqlite-").FullName;

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Every byte of every file below, with the file's name. A lock is a file without bytes, and cannot be opened.</summary>
    public IEnumerable<(string File, byte[] Bytes)> Files() =>
        from file in new DirectoryInfo(Path).EnumerateFiles("*", SearchOption.AllDirectories)
        where file.Length > 0
        select (file.FullName, Read(file.FullName));

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
