using System.Globalization;
using ContactCenter.Journal;
using Npgsql;

namespace ContactCenter.Audit.PostgreSql;

/// <summary>Has the server count entries by their columns. Thread-safe.</summary>
internal sealed class LogCounts(LogRows rows, LogLookup lookup, string schema)
{
    private static readonly string HourOf = $"(time + {DateTime.UnixEpoch.Ticks.ToString(CultureInfo.InvariantCulture)}) / {TimeSpan.TicksPerHour.ToString(CultureInfo.InvariantCulture)}";

    private readonly string _schema = PostgreSqlLogSchema.Identifier(schema);

    /// <summary>Counts what <paramref name="query"/> asks for by agent, kind and time.</summary>
    public async ValueTask CountAsync(LogQuery query, LogTally tally, CancellationToken cancellationToken)
    {
        var (first, next, tail) = await lookup.BlocksAsync(query, cancellationToken).ConfigureAwait(false);
        var hour = tally.By.HasFlag(CountBy.Hour) ? HourOf : tally.By.HasFlag(CountBy.Day) ? $"{HourOf} / 24 * 24" : "0::bigint";
        var found = await rows.RowsAsync(
            $"""
            SELECT {hour}, {Or("kind", CountBy.Kind)}, {Or("agent", CountBy.Agent)}, count(*) FROM {_schema}.entry
            WHERE ((position >= $1 AND position < $2) OR position >= $3) AND time >= $4 AND time < $5 AND ($6 IS NULL OR agent = $6) AND ($7 IS NULL OR kind = $7)
            GROUP BY 1, 2, 3
            """,
            () => [Query.Number(first), Query.Number(next), Query.Number(tail), Time(query.From, long.MinValue), Time(query.To, long.MaxValue), Query.Text(query.Agent?.Value), Query.Text(query.Kind)],
            static r => (Hour: r.GetInt64(0), Kind: r.IsDBNull(1) ? null : r.GetString(1), Agent: r.IsDBNull(2) ? null : r.GetString(2), Entries: r.GetInt64(3)),
            cancellationToken).ConfigureAwait(false);
        foreach (var row in found)
        {
            tally.Add(new DateTimeOffset(row.Hour * TimeSpan.TicksPerHour, TimeSpan.Zero), row.Kind, row.Agent is { } agent ? new AgentId(agent) : null, row.Entries);
        }

        string Or(string column, CountBy part) => tally.By.HasFlag(part) ? column : "NULL::text";
    }

    private static NpgsqlParameter Time(DateTimeOffset? time, long otherwise) => Query.Number(time is { } at ? EntryColumns.Ticks(at) : otherwise);
}
