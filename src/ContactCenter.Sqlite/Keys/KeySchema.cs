using System.Security.Cryptography;
using ContactCenter.Journal;
using ContactCenter.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Sqlite.Keys;

/// <summary>
/// The tables of <c>keys.db</c>, and how a database of an earlier format becomes one of this. Format 1 held its one period's key itself, wrapped under the
/// master key alone; since format 2 periods stand in a file of their own.
/// </summary>
internal static class KeySchema
{
    private const int Format = 2;
    private const int PeriodInside = 1;

    private const string Subjects = "CREATE INDEX subject_period ON subject (period);";

    private const string Tables = $"""
        CREATE TABLE store (salt BLOB NOT NULL);
        CREATE TABLE subject (id BLOB PRIMARY KEY, period INTEGER NOT NULL, slot BLOB NOT NULL) WITHOUT ROWID;
        CREATE TABLE address (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, customer BLOB NOT NULL, sealed BLOB NOT NULL);
        CREATE INDEX address_customer ON address (customer, id);
        {Subjects}
        """;

    /// <summary>Brings a database to today's format, and finds or makes its periods. Whatever it is interrupted at, the next opening goes on.</summary>
    /// <exception cref="LogUnavailableException">The periods are missing (<c>CC1014</c>) or do not fit (<c>CC1015</c>); then nothing has been changed.</exception>
    /// <exception cref="MasterKeyException">It was made under another master key.</exception>
    /// <exception cref="InvalidDataException">A newer version has written it.</exception>
    public static PeriodKeys Open(SqliteConnection connection, string path, string periodsPath, RootKey master, StorageContext context)
    {
        var format = SqliteFile.Number(connection, "PRAGMA user_version");
        if (format is < 0 or > Format)
        {
            throw new InvalidDataException($"{path} has format {format}; this version reads format {Format}. Use the version that wrote it, or a newer one.");
        }

        var salt = format == 0 ? Make(connection) : Salt(connection);
        var periods = PeriodKeys.Find(periodsPath, master, salt, context);
        if (format == PeriodInside)
        {
            periods = MoveOut(connection, path, periodsPath, master, salt, periods, context);
        }

        var inUse = InUse(connection);
        if (periods is null)
        {
            periods = inUse.Count == 0 ? PeriodKeys.Make(periodsPath, master, salt, context) : throw PeriodKeys.Missing(periodsPath, path);
        }

        periods.Check(path, inUse);
        periods.Settle();
        return periods;
    }

    private static byte[] Make(SqliteConnection connection)
    {
        var salt = RandomNumberGenerator.GetBytes(KeyCipher.KeySize);
        SqliteFile.Run(connection, $"BEGIN IMMEDIATE; {Tables}");
        using (var store = new Statement(connection, "INSERT INTO store (salt) VALUES ($0)", 1))
        {
            store.Run(salt);
        }

        SqliteFile.Run(connection, $"PRAGMA user_version={Format}; COMMIT");
        return salt;
    }

    private static byte[] Salt(SqliteConnection connection)
    {
        using var store = new Statement(connection, "SELECT salt FROM store", 0);
        using var salts = store.Query();
        salts.Read();
        return salts.GetFieldValue<byte[]>(0);
    }

    /// <summary>The file first, then the row: a crash in between leaves the key in both.</summary>
    private static PeriodKeys MoveOut(
        SqliteConnection connection, string path, string periodsPath, RootKey master, byte[] salt, PeriodKeys? periods, StorageContext context)
    {
        var key = KeyInside(connection, path, master, salt);
        periods ??= PeriodKeys.MakeOfFirst(periodsPath, master, salt, key, context);
        periods.Check(path, [PeriodKey.First]);
        context.FaultPoint?.Invoke("keys.before-move");
        SqliteFile.Run(connection, $"BEGIN IMMEDIATE; DELETE FROM period; DROP TABLE period; {Subjects} PRAGMA user_version={Format}; COMMIT");
        context.FaultPoint?.Invoke("keys.after-move");
        KeyDatabase.EmptyLog(connection);
        context.Logger.PeriodMovedOut(path, periodsPath);
        return periods;
    }

    private static byte[] KeyInside(SqliteConnection connection, string path, RootKey master, byte[] salt)
    {
        using var period = new Statement(connection, "SELECT wrapped FROM period WHERE id = $0", 1);
        using var periods = period.Query(PeriodKey.First);
        periods.Read();
        try
        {
            return KeyCipher.UnwrapFirstPeriod(KeyCipher.WrappingKey(master, salt), periods.GetFieldValue<byte[]>(0));
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw PeriodKeys.OtherMaster(path, master, e);
        }
    }

    /// <summary>The periods some subject's key is wrapped under.</summary>
    private static List<long> InUse(SqliteConnection connection)
    {
        var found = new List<long>();
        using var next = new Statement(connection, "SELECT MIN(period) FROM subject WHERE period > $0", 1);
        for (long? last = KeyDatabase.Destroyed; last is { } id;)
        {
            using var rows = next.Query(id);
            rows.Read();
            last = rows.IsDBNull(0) ? null : rows.GetInt64(0);
            found.AddRange(last is { } used ? [used] : Array.Empty<long>());
        }

        return found;
    }
}
