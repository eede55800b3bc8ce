using System.Diagnostics;
using ContactCenter.Audit;
using ContactCenter.Audit.PostgreSql;
using ContactCenter.Journal;
using Npgsql;
using NpgsqlTypes;

namespace ContactCenter.Benchmarks.Logs;

/// <summary>
/// The ceiling of a log in PostgreSQL: rows made before, by one session into the log's own tables with their indexes, so many in each prepared unnest and each
/// commit. No hash, no record, no version, no repeat recognised, no callers.
/// </summary>
internal static class BarePostgreSql
{
    private const string Types = "bigint,bigint,bigint,boolean,uuid,uuid,uuid,uuid,uuid,uuid,text,text,bytea";

    /// <summary>Rows a second, and how many there were.</summary>
    public static async Task<(double PerSecond, int Rows)> RunAsync(NpgsqlDataSource source, PostgreSqlLogSchema schema, int rows, TimeSpan duration)
    {
        var batches = Batches(rows, (int)(duration.TotalSeconds * 120_000 / rows) + 1);
        await using var connection = await source.OpenConnectionAsync();
        await using (var extend = new NpgsqlCommand($"SELECT \"{schema.Name}\".extend(1)", connection))
        {
            await extend.ExecuteNonQueryAsync();
        }

        await using var batch = new NpgsqlBatch(connection);
        var columns = Types.Split(',').Select(static (type, i) => $"${i + 1}::{type}[]");
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            $"INSERT INTO \"{schema.Name}\".entry (position, ordinal, time, versioned, machine, interaction, session, customer, asset, matter, kind, agent, bytes) SELECT * FROM unnest({string.Join(", ", columns)})"));
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"INSERT INTO \"{schema.Name}\".entry_id SELECT * FROM unnest($1::uuid[], $2::bigint[])"));
        Bind(batch, batches[0]);
        await batch.PrepareAsync();
        var (started, written) = (Stopwatch.GetTimestamp(), 0);
        while (written < batches.Count && Stopwatch.GetElapsedTime(started) < duration)
        {
            Bind(batch, batches[written++]);
            await batch.ExecuteNonQueryAsync();
        }

        return (written * rows / Stopwatch.GetElapsedTime(started).TotalSeconds, written * rows);
    }

    private static void Bind(NpgsqlBatch batch, NpgsqlParameter[][] parameters)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            var target = batch.BatchCommands[i].Parameters;
            if (target.Count == 0)
            {
                foreach (var parameter in parameters[i])
                {
                    target.Add(parameter.Clone());
                }
            }

            for (var p = 0; p < parameters[i].Length; p++)
            {
                target[p].Value = parameters[i][p].Value;
            }
        }
    }

    private static List<NpgsqlParameter[][]> Batches(int rows, int count)
    {
        var entries = new LogEntries();
        return
        [
            .. Enumerable.Range(0, count).Select(batch =>
            {
                var encoded = new EncodedEntry[rows];
                for (var i = 0; i < rows; i++)
                {
                    var (machine, entry) = entries.Next();
                    encoded[i] = EntryCodec.Encode(new LogId("bench"), machine, Append.AnyVersion, entry);
                }

                return Parameters(encoded, (long)batch * rows);
            }),
        ];
    }

    private static NpgsqlParameter[][] Parameters(EncodedEntry[] entries, long first)
    {
        long[] positions = [.. Enumerable.Range(0, entries.Length).Select(i => first + i)];
        var headers = entries.Select(static e => e.Header).ToArray();
        return
        [
            [
                Array(NpgsqlDbType.Bigint, positions),
                Array(NpgsqlDbType.Bigint, positions),
                Array(NpgsqlDbType.Bigint, headers.Select(static h => h.Time.UtcTicks).ToArray()),
                Array(NpgsqlDbType.Boolean, new bool[entries.Length]),
                Array(NpgsqlDbType.Uuid, headers.Select(static h => DerivedId.From("machine", h.Machine.Kind, h.Machine.Key)).ToArray()),
                Array(NpgsqlDbType.Uuid, headers.Select(static h => h.Links.Interaction?.Value).ToArray()),
                Array(NpgsqlDbType.Uuid, new Guid?[entries.Length]),
                Array(NpgsqlDbType.Uuid, headers.Select(static h => h.Links.Customer?.Value).ToArray()),
                Array(NpgsqlDbType.Uuid, new Guid?[entries.Length]),
                Array(NpgsqlDbType.Uuid, new Guid?[entries.Length]),
                Array(NpgsqlDbType.Text, headers.Select(static h => h.Kind).ToArray()),
                Array(NpgsqlDbType.Text, headers.Select(static h => h.Links.Agent?.Value).ToArray()),
                Array(NpgsqlDbType.Bytea, entries.Select(static e => e.Bytes.ToArray()).ToArray()),
            ],
            [Array(NpgsqlDbType.Uuid, headers.Select(static h => h.Id.Value).ToArray()), Array(NpgsqlDbType.Bigint, positions)],
        ];
    }

    private static NpgsqlParameter Array(NpgsqlDbType element, object values) => new() { NpgsqlDbType = NpgsqlDbType.Array | element, Value = values };
}
