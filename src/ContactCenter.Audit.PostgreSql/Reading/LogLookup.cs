using System.Globalization;
using System.Text;
using ContactCenter.Journal;
using Npgsql;

namespace ContactCenter.Audit.PostgreSql;

/// <summary>Finds entries by what they are about. Their columns are written with them, so a lookup sees everything acknowledged. Thread-safe.</summary>
internal sealed class LogLookup(LogRows rows, string schema)
{
    private readonly string _schema = PostgreSqlLogSchema.Identifier(schema);

    public async ValueTask<IReadOnlyList<long>> FindMachineAsync(MachineId machine, long fromOrdinal, int max, CancellationToken cancellationToken) =>
        await rows.RowsAsync(
            $"SELECT position FROM {_schema}.entry WHERE machine = $1 AND ordinal >= $2 ORDER BY ordinal LIMIT $3",
            () => [Query.Uuid(EntryColumns.Machine(machine)), Query.Number(fromOrdinal), Query.Number(max)],
            static r => r.GetInt64(0),
            cancellationToken).ConfigureAwait(false);

    /// <summary>Positions from <paramref name="from"/> on (descending: before it) of entries that match.</summary>
    public async ValueTask<IReadOnlyList<long>> FindAsync(LogQuery query, long from, int max, CancellationToken cancellationToken)
    {
        var (begin, end) = query.Descending ? (0, from) : (from, long.MaxValue);
        if (query.From is null && query.To is null)
        {
            return await FindAsync(query, begin, end, max, cancellationToken).ConfigureAwait(false);
        }

        // Times mostly go up with positions: the blocks that have some of the query's times say where to look, and those not in a block yet are looked at too.
        var (first, next, tail) = await BlocksAsync(query, cancellationToken).ConfigureAwait(false);
        (long Begin, long End)[] ranges = [(Math.Max(begin, first), Math.Min(end, next)), (Math.Max(begin, tail), end)];
        var found = new List<long>();
        foreach (var range in query.Descending ? ranges.Reverse() : ranges)
        {
            if (range.Begin < range.End && found.Count < max)
            {
                found.AddRange(await FindAsync(query, range.Begin, range.End, max - found.Count, cancellationToken).ConfigureAwait(false));
            }
        }

        return found;
    }

    /// <summary>Where entries of the query's times are: from a position to before the next, and from the tail on.</summary>
    public async ValueTask<(long First, long Next, long Tail)> BlocksAsync(LogQuery query, CancellationToken cancellationToken)
    {
        const string overlapping = "FILTER (WHERE last_time >= $1 AND first_time < $2)";
        var found = await rows.RowsAsync(
            $"SELECT coalesce(min(block) {overlapping}, 0), coalesce(max(block) {overlapping} + 1, 0), coalesce(max(block) + 1, 0) FROM {_schema}.block",
            () => [Query.Number(Ticks(query.From) ?? long.MinValue), Query.Number(Ticks(query.To) ?? long.MaxValue)],
            static r => (r.GetInt64(0) * BlockTimes.Size, r.GetInt64(1) * BlockTimes.Size, r.GetInt64(2) * BlockTimes.Size),
            cancellationToken).ConfigureAwait(false);
        return found[0];
    }

    private async ValueTask<IReadOnlyList<long>> FindAsync(LogQuery query, long begin, long end, int max, CancellationToken cancellationToken)
    {
        var sql = new StringBuilder($"SELECT position FROM {_schema}.entry WHERE position >= $1 AND position < $2");
        var values = new List<Func<NpgsqlParameter>> { () => Query.Number(begin), () => Query.Number(end) };
        Equal("interaction", query.Interaction?.Value);
        Equal("session", query.Session?.Value);
        Equal("customer", query.Customer?.Value);
        Equal("asset", query.Asset?.Value);
        Equal("matter", query.Case?.Value);
        Condition("agent =", query.Agent?.Value is { } agent ? () => Query.Text(agent) : null);
        Condition("kind =", query.Kind is { } kind ? () => Query.Text(kind) : null);
        Condition("time >=", Ticks(query.From) is { } earliest ? () => Query.Number(earliest) : null);
        Condition("time <", Ticks(query.To) is { } latest ? () => Query.Number(latest) : null);
        values.Add(() => Query.Number(max));
        sql.Append(CultureInfo.InvariantCulture, $" ORDER BY position{(query.Descending ? " DESC" : "")} LIMIT ${values.Count}");
        return await rows.RowsAsync(sql.ToString(), () => [.. values.Select(static v => v())], static r => r.GetInt64(0), cancellationToken).ConfigureAwait(false);

        void Equal(string column, Guid? value) => Condition($"{column} =", value is { } id ? () => Query.Uuid(id) : null);

        void Condition(string condition, Func<NpgsqlParameter>? value)
        {
            if (value is not null)
            {
                values.Add(value);
                sql.Append(CultureInfo.InvariantCulture, $" AND {condition} ${values.Count}");
            }
        }
    }

    private static long? Ticks(DateTimeOffset? time) => time is { } at ? EntryColumns.Ticks(at) : null;
}
