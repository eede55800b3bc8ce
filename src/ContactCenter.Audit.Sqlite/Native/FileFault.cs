using ContactCenter.Journal;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Audit.Sqlite;

/// <summary>What an error of SQLite means to whoever uses a log.</summary>
internal static class FileFault
{
    /// <summary>SQLite takes a page that the disk cannot read for a damaged one; a plain error is a table that should be there and is not.</summary>
    public static bool IsDamage(SqliteException e) => Kind(e) is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_ERROR;

    /// <summary>The error without what extends it.</summary>
    public static int Kind(SqliteException e) => e.SqliteErrorCode & 0xFF;

    /// <summary>The file is damaged, or cannot be used now.</summary>
    public static Exception Of(SqliteException e, string file, string use) => IsDamage(e)
        ? new LogFormatException($"'{file}' is damaged, or its disk cannot be read: {e.Message} Restore it from a copy, or verify it.", e)
        : new LogUnavailableException($"'{file}' cannot be {use}: {e.Message}", e);
}
