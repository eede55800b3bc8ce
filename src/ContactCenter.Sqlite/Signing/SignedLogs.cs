using ContactCenter.Audit;
using ContactCenter.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Sqlite.Signing;

/// <summary>Looks into the logs below a folder, without opening them, for the key they are signed with.</summary>
internal static class SignedLogs
{
    private const string AnySigned = "SELECT EXISTS (SELECT 1 FROM commit_record WHERE length(signature) > 0)";
    private const string Last = "SELECT bytes, signature FROM commit_record ORDER BY number DESC LIMIT 1";

    /// <summary>The file of a log in which a commit record is signed; null when there is none.</summary>
    /// <exception cref="SqliteException">A log cannot be looked into: whether it is signed is not known.</exception>
    public static string? Find(string root) => Files(root).FirstOrDefault(static file =>
    {
        using var connection = Open(file);
        return SqliteFile.Number(connection, AnySigned) != 0;
    });

    /// <summary>The logs, by the names of their folders, that end with a record of another key than <paramref name="present"/> and have not handed over to it.</summary>
    /// <exception cref="SqliteException">A log cannot be looked into.</exception>
    public static IReadOnlyList<string> FindOthers(string root, LogKey present) =>
        [.. Files(root).Where(file => !IsUnder(file, present)).Select(static file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal)];

    private static bool IsUnder(string file, LogKey present)
    {
        using var connection = Open(file);
        using var command = connection.CreateCommand();
        command.CommandText = Last;
        using var row = command.ExecuteReader();
        if (!row.Read() || row.IsDBNull(1) || row.GetFieldValue<byte[]>(1) is not { Length: > 0 } signature)
        {
            return true;
        }

        var bytes = row.GetFieldValue<byte[]>(0);
        return present.Verify(CommitRecord.Hash(bytes), signature)
            || (CommitRecord.IsHandOver(bytes) && CommitRecord.Decode(bytes).HandOver!.New.Span.SequenceEqual(present.PublicKey.Span));
    }

    private static IEnumerable<string> Files(string root) =>
        Directory.Exists(root) ? Directory.EnumerateDirectories(root).Select(static folder => Path.Combine(folder, "log.db")).Where(File.Exists) : [];

    private static SqliteConnection Open(string file) => SqliteFile.Open(file, readOnly: true, "PRAGMA query_only=1;");
}
