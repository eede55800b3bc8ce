using System.Globalization;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>What somebody with SQL may do to one row of the index.</summary>
internal static class RandomEdit
{
    private static readonly (string Table, string[] Columns)[] Tables =
    [
        ("entry_id", ["hash", "position"]),
        ("name", ["value", "id"]),
        ("link_run", ["id", "first", "positions"]),
        ("stream_run", ["id", "ordinal", "positions"]),
        ("block", ["block", "first_time", "last_time"]),
        ("block_kind", ["kind", "block"]),
        ("hour_count", ["agent", "hour", "kinds"]),
    ];

    public static string Of(Random random)
    {
        var (table, columns) = Tables[random.Next(Tables.Length)];
        var column = columns[random.Next(columns.Length)];
        var other = random.Next(1, 1_000_000).ToString(CultureInfo.InvariantCulture);
        var one = string.Create(
            CultureInfo.InvariantCulture,
            $"({string.Join(", ", columns)}) = (SELECT {string.Join(", ", columns)} FROM {table} LIMIT 1 OFFSET {random.Next(1_000)} % (SELECT count(*) FROM {table}))");
        var changed = column is "value" or "positions" or "kinds" ? $"CAST({column} || '{other}' AS BLOB)" : $"{column} + {other}";
        return random.Next(3) switch
        {
            0 => $"DELETE FROM {table} WHERE {one}",
            1 => $"UPDATE OR REPLACE {table} SET {column} = {changed} WHERE {one}",
            _ => $"INSERT OR REPLACE INTO {table} SELECT {string.Join(", ", columns.Select(c => c == column ? changed : c))} FROM {table} WHERE {one}",
        };
    }
}
