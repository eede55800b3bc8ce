using System.Text;
using ContactCenter.Journal;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Audit.Sqlite;

/// <summary>The tables of <c>log.db</c>. No secondary index: each would cost more than the log itself.</summary>
internal static class LogFileSchema
{
    private const string Create = """
        CREATE TABLE IF NOT EXISTS entry (position INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS commit_record (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL, signature BLOB) STRICT;
        CREATE TABLE IF NOT EXISTS tile (id INTEGER PRIMARY KEY, hashes BLOB NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS edge (id INTEGER PRIMARY KEY CHECK (id = 0), epoch INTEGER NOT NULL, subtrees BLOB NOT NULL) STRICT;
        CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TRIGGER IF NOT EXISTS entry_no_update BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        CREATE TRIGGER IF NOT EXISTS entry_no_delete BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        CREATE TRIGGER IF NOT EXISTS record_no_update BEFORE UPDATE ON commit_record BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        CREATE TRIGGER IF NOT EXISTS record_no_delete BEFORE DELETE ON commit_record BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        CREATE TRIGGER IF NOT EXISTS tile_no_update BEFORE UPDATE ON tile BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        CREATE TRIGGER IF NOT EXISTS tile_no_delete BEFORE DELETE ON tile BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
        INSERT OR IGNORE INTO edge VALUES (0, 0, x'');
        """;

    /// <summary>The key of a tile's row: its level, then its place.</summary>
    public static long TileId(int level, long index) => ((long)level << 56) | index;

    private static ReadOnlySpan<byte> Format => "contactcenter log 1"u8;

    /// <summary>Makes what is missing and checks that the file holds this log.</summary>
    /// <exception cref="LogFormatException">Another log, or another format.</exception>
    public static void Ensure(Database database, LogId log)
    {
        database.Execute("PRAGMA page_size = 4096; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        database.Execute("BEGIN IMMEDIATE;");
        database.Execute(Create);
        Require(database, "format", Format, log);
        Require(database, "log", Encoding.UTF8.GetBytes(log.Value), log);
        database.Execute("COMMIT;");
    }

    /// <summary>Which log a file holds.</summary>
    /// <exception cref="LogFormatException">It holds none.</exception>
    /// <exception cref="LogUnavailableException">It cannot be read now.</exception>
    public static LogId ReadId(string path)
    {
        try
        {
            using var database = ReadingDatabase.Open(path);
            foreach (var table in (string[])["meta", "entry", "commit_record"])
            {
                using var find = new Statement(database.Handle, $"SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = '{table}'");
                if (!find.Step())
                {
                    throw new LogFormatException($"'{path}' is no audit log: it has no table '{table}'. Name the folder of a log, or restore the file from a copy.");
                }
            }

            using var select = new Statement(database.Handle, "SELECT value FROM meta WHERE name = 'log'");
            return select.Step() && Encoding.UTF8.GetString(select.Blob(0)) is var id && KeyRules.IsValid(id)
                ? new LogId(id)
                : throw new LogFormatException($"'{path}' is no audit log: it does not say which one. Name the folder of a log, or restore the file from a copy.");
        }
        catch (SqliteException e) when (FileFault.IsDamage(e))
        {
            throw new LogFormatException($"'{path}' is no audit log, or its beginning is damaged: {e.Message} Name the folder of a log, or restore the file from a copy.", e);
        }
        catch (SqliteException e)
        {
            throw FileFault.Of(e, path, "read");
        }
    }

    private static void Require(Database database, string name, ReadOnlySpan<byte> value, LogId log)
    {
        using var insert = new Statement(database.Handle, $"INSERT OR IGNORE INTO meta VALUES ('{name}', ?)");
        insert.Bind(1, value).Run();
        using var select = new Statement(database.Handle, $"SELECT value FROM meta WHERE name = '{name}'");
        if (!select.Step() || !select.Blob(0).SequenceEqual(value))
        {
            throw new LogFormatException($"The file is not log '{log}': its {name} is '{Encoding.UTF8.GetString(select.Blob(0))}'.");
        }

        select.Reset();
    }
}
