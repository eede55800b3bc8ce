using ContactCenter.Journal;

namespace ContactCenter.Audit.Sqlite;

/// <summary>Keeps a second process (or a second log in this one) out of a folder. The operating system frees it when the process dies, however it dies.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    public FolderLock(string folder, LogId log)
    {
        var path = Path.Combine(folder, "log.lock");
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LogUnavailableException($"Log '{log}' cannot be opened for writing: '{path}' is held by another process or cannot be written. Stop the other process, or give the log a folder of its own.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
