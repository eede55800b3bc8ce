using ContactCenter.Journal;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ContactCenter.Audit.Sqlite;

/// <summary>Databases opened by those who only read, perhaps without any right to write beside them.</summary>
internal static class ReadingDatabase
{
    /// <summary>
    /// Opens a database for reading. SQLite writes an index of the write-ahead log beside it, which whoever has a copy on a disk that is written once cannot; where nothing is in
    /// the write-ahead log, nobody needs it.
    /// </summary>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    /// <exception cref="LogUnavailableException">A part of it is in a write-ahead log that cannot be read without writing.</exception>
    public static Database Open(string path)
    {
        var database = new Database(path, SqliteOpenMode.ReadOnly);
        try
        {
            database.Execute("SELECT 1 FROM sqlite_schema LIMIT 1"); // only now the files are opened
            return database;
        }
        catch (SqliteException e) when (FileFault.Kind(e) is raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN)
        {
            database.Dispose();
            return WriteAheadLog.IsEmpty(path)
                ? new Database(path, SqliteOpenMode.ReadOnly, isImmutable: true)
                : throw new LogUnavailableException($"'{path}' cannot be read where it is: its end is in '{path}-wal', and SQLite has to write in the folder to read that. Copy the whole folder to one of your own, and name the copy.", e);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
