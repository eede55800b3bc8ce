using System.Globalization;
using ContactCenter.Sqlite.Files;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ContactCenter.Sqlite.Views;

/// <summary>
/// The file <c>views.db</c>. It holds nothing that the log does not, hence: synced at checkpoints only (a power cut loses the
/// last commits, whole), and set aside rather than repaired when it cannot be read.
/// </summary>
internal static class ViewDatabase
{
    private const int Format = 1;
    private const string Pragmas = "PRAGMA synchronous=NORMAL; PRAGMA wal_autocheckpoint=0; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000; PRAGMA journal_size_limit=67108864;";

    private const string Schema = """
        CREATE TABLE row (view TEXT NOT NULL, key TEXT NOT NULL, grp TEXT NOT NULL, ord INTEGER NOT NULL, doc BLOB NOT NULL,
            PRIMARY KEY (view, key)) WITHOUT ROWID;
        CREATE INDEX row_order ON row (view, grp, ord, key);
        CREATE TABLE checkpoint (projection TEXT PRIMARY KEY, position INTEGER NOT NULL) WITHOUT ROWID;
        """;

    private const int NoCheckpointOnClose = 1006; // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE

    // SQLite's result codes, https://www.sqlite.org/rescode.html
    private const int Error = 1; // a table of ours is not there
    private const int Corrupt = 11;
    private const int NotADatabase = 26;
    private const int ReadFailed = 10 | (1 << 8);
    private const int ShortRead = 10 | (2 << 8);

    public static SqliteConnection Open(string path, StorageContext context)
    {
        try
        {
            if (File.Exists(DamageMark(path)))
            {
                throw new InvalidDataException("it was found damaged in the last run");
            }

            WriteAheadLog.WriteAgain(path, context.FaultPoint, "views");
            return OpenChecked(path);
        }
        catch (Exception e) when (e is InvalidDataException || (e is SqliteException s && (IsDamage(s) || s.SqliteErrorCode == Error)))
        {
            context.Logger.ViewsSetAside(path, e.Message, SetAside(path, context.Time.GetUtcNow()));
            return OpenChecked(path);
        }
    }

    public static SqliteConnection OpenForReading(string path) => SqliteFile.Open(path, readOnly: true, Pragmas);

    public static bool IsDamage(SqliteException e) =>
        e.SqliteErrorCode is Corrupt or NotADatabase || e.SqliteExtendedErrorCode is ReadFailed or ShortRead;

    /// <summary>Moves what the write-ahead log holds into the database, as far as readers allow. SQLite's own would swallow that a sync failed.</summary>
    /// <returns>The pages that stay in it.</returns>
    public static int Checkpoint(SqliteConnection connection)
    {
        var result = raw.sqlite3_wal_checkpoint_v2(connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var pages, out var moved);
        if (result != raw.SQLITE_BUSY)
        {
            SqliteException.ThrowExceptionForRC(result, connection.Handle);
        }

        return pages - moved;
    }

    /// <summary>Closing leaves the write-ahead log to the next opening.</summary>
    public static void NeverCheckpointOnClose(SqliteConnection connection) => _ = raw.sqlite3_db_config(connection.Handle, NoCheckpointOnClose, 1, out _);

    /// <summary>Remembers for the next start that the file is damaged: its checkpoints are in memory elsewhere, so it cannot be replaced now.</summary>
    public static void MarkDamaged(string path) => File.WriteAllText(DamageMark(path), "");

    private static string DamageMark(string path) => path + ".damaged";

    private static SqliteConnection OpenChecked(string path)
    {
        var connection = SqliteFile.Open(path, readOnly: false, Pragmas);
        try
        {
            var format = SqliteFile.Number(connection, "PRAGMA user_version");
            if (format == 0)
            {
                SqliteFile.Run(connection, $"BEGIN IMMEDIATE; {Schema} PRAGMA user_version={Format}; COMMIT");
            }
            else if (format != Format)
            {
                throw new InvalidDataException($"it has format {format}, this version reads {Format}");
            }

            // Cheap signs of life; a full check would read the whole file. What they miss is found in use.
            _ = SqliteFile.Number(connection, "SELECT (SELECT count(*) FROM checkpoint) + (SELECT count(*) FROM (SELECT doc FROM row LIMIT 1))");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static string SetAside(string path, DateTimeOffset now)
    {
        var aside = $"{path}.bad-{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture)}";
        File.Delete(path + "-shm");
        foreach (var end in (ReadOnlySpan<string>)["", "-wal"])
        {
            if (File.Exists(path + end))
            {
                File.Move(path + end, aside + end, overwrite: true);
            }
        }

        File.Delete(DamageMark(path));
        return aside;
    }
}
