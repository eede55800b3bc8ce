using ContactCenter.Storage;
using ContactCenter.Sqlite.Files;
using Microsoft.Data.Sqlite;

namespace ContactCenter.Sqlite.Views;

/// <summary>
/// Reads a view in pages, each a statement of its own that begins behind the last row of the one before: no read
/// transaction stays open between pages, so a slow reader keeps no write-ahead log from being emptied. Not thread-safe.
/// </summary>
internal sealed class ViewPage(SqliteConnection connection) : IDisposable
{
    public const int Size = 256;

    private const int Parameters = 8;

    private readonly Dictionary<(bool InGroup, bool Descending, bool Behind), Statement> _statements = [];

    /// <summary>The next rows of <paramref name="query"/> behind <paramref name="last"/>; fewer than asked for when there are no more.</summary>
    public List<ViewRow> Read(ViewQuery query, ViewRow? last, int count)
    {
        var rows = new List<ViewRow>();
        if (query.To == long.MinValue)
        {
            return rows;
        }

        var shape = (query.Group is not null, query.Descending, last is not null);
        if (!_statements.TryGetValue(shape, out var statement))
        {
            _statements[shape] = statement = new Statement(connection, Sql(shape), Parameters);
        }

        using var found = statement.Query(
            query.View, query.Group ?? "", query.From ?? long.MinValue, query.To - 1 ?? long.MaxValue,
            last?.Group ?? "", last?.Order ?? 0, last?.Key ?? "", count);
        while (found.Read())
        {
            rows.Add(new ViewRow(query.View, found.GetString(0), found.GetString(1), found.GetInt64(2), found.GetFieldValue<byte[]>(3)));
        }

        return rows;
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }
    }

    internal static string Sql((bool InGroup, bool Descending, bool Behind) shape)
    {
        var sign = shape.Descending ? '<' : '>';
        var way = shape.Descending ? "DESC" : "ASC";
        var (group, behind, order) = shape.InGroup
            ? ("AND grp = $1", $"AND (ord, key) {sign} ($5, $6)", $"ord {way}, key {way}")
            : ("", $"AND (grp, ord, key) {sign} ($4, $5, $6)", $"grp {way}, ord {way}, key {way}");

        // Within a group the row before is the nearer bound on its side: with both, SQLite would take the other one and walk all earlier pages again.
        var (least, most) = shape is { InGroup: true, Behind: true } ? (shape.Descending, !shape.Descending) : (true, true);
        return $"""
            SELECT key, grp, ord, doc FROM row
            WHERE view = $0 {group} {(least ? "AND ord >= $2" : "")} {(most ? "AND ord <= $3" : "")} {(shape.Behind ? behind : "")}
            ORDER BY {order} LIMIT $7
            """;
    }
}
