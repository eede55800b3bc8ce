using ContactCenter.Journal;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContactCenter.Audit.PostgreSql;

/// <summary>
/// One writer at a time: an advisory lock of the writer's session, which the server gives back when that session ends, after whatever it was committing.
/// It keeps others out; what fences a writer that lost it unnoticed is the check inside each commit.
/// </summary>
internal static class WriterLock
{
    private const int Space = 0x43434C47; // beside the schema's own number, so that it meets nobody else's locks

    private static readonly string Key = $"({(long)Space << 32}::bigint + $1::text::regnamespace::oid::bigint)";

    private static readonly string HolderSql = $"""
        SELECT l.pid, coalesce(a.application_name, ''), coalesce(host(a.client_addr), 'a local socket')
        FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_stat_activity a USING (pid)
        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.classid = {Space} AND l.objid = $1::text::regnamespace::oid
        AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
        """;

    /// <exception cref="LogUnavailableException">Another has it, and is not to be ended.</exception>
    public static async ValueTask TakeAsync(NpgsqlConnection connection, LogId log, string schema, PostgreSqlLogOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        if (await WaitAsync(connection, schema, options.LockWait, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        var holders = await Query.RowsAsync(
            connection, HolderSql, [Name(schema)], static r => (Pid: r.GetInt32(0), Who: $"process {r.GetInt32(0)} '{r.GetString(1)}' from {r.GetString(2)}"), cancellationToken).ConfigureAwait(false);
        var who = holders is [var (_, holder), ..] ? holder : "a session that has just ended";
        if (!options.TakeOver)
        {
            throw new LogUnavailableException($"Log '{log}' cannot be opened for writing: {who} has it open. Stop the other, or give the log a schema of its own.");
        }

        foreach (var (pid, _) in holders)
        {
            await Query.RowsAsync(connection, "SELECT pg_catalog.pg_terminate_backend($1::int)", [Query.Number(pid)], static _ => 0, cancellationToken).ConfigureAwait(false);
        }

        PostgreSqlLogMessages.WriterEnded(logger, log, who);
        if (!await WaitAsync(connection, schema, TimeSpan.FromSeconds(30), cancellationToken).ConfigureAwait(false))
        {
            throw new LogUnavailableException($"Log '{log}' cannot be opened for writing: {who} was told to end and still has it open, or another was faster. Try again.");
        }
    }

    /// <summary>Gives it back while the session goes on living in a pool.</summary>
    public static async ValueTask GiveBackAsync(NpgsqlConnection connection, string schema) =>
        await Query.RowsAsync(connection, $"SELECT pg_catalog.pg_advisory_unlock({Key})", [Name(schema)], static _ => 0, CancellationToken.None).ConfigureAwait(false);

    private static async ValueTask<bool> WaitAsync(NpgsqlConnection connection, string schema, TimeSpan wait, CancellationToken cancellationToken)
    {
        try
        {
            await Query.RowsAsync(connection, "SELECT pg_catalog.set_config('lock_timeout', $1, false)", [Query.Text($"{Math.Max(1, (long)wait.TotalMilliseconds)}ms")], static _ => 0, cancellationToken).ConfigureAwait(false);
            await Query.RowsAsync(connection, $"SELECT pg_catalog.pg_advisory_lock({Key})", [Name(schema)], static _ => 0, cancellationToken).ConfigureAwait(false);
            await Query.RowsAsync(connection, "SELECT pg_catalog.set_config('lock_timeout', '0', false)", [], static _ => 0, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            return false;
        }
    }

    /// <summary>As SQL reads a name: in quotes.</summary>
    private static NpgsqlParameter Name(string schema) => Query.Text(PostgreSqlLogSchema.Identifier(schema));
}
