using System.Globalization;
using ContactCenter.Journal;
using Npgsql;

namespace ContactCenter.Audit.PostgreSql;

/// <summary>Whether a server keeps what it confirms, and whether the role may add to the log and not change it.</summary>
internal static class ServerCheck
{
    /// <summary>The layout of the tables this build writes.</summary>
    public const int Layout = 1;

    private const string SettingsSql = """
        SELECT name, setting FROM pg_catalog.pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'transaction_read_only') ORDER BY name
        """;

    private const string RightsSql = """
        SELECT c.relname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relkind IN ('r', 'p')
        AND (pg_catalog.has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE') OR pg_catalog.pg_has_role(c.relowner, 'MEMBER'))
        ORDER BY c.relname LIMIT 1
        """;

    /// <exception cref="LogUnavailableException">The server confirms what it may lose (<c>CC1005</c>), or takes no writing.</exception>
    public static async ValueTask SettingsAsync(NpgsqlConnection connection, LogId log, CancellationToken cancellationToken)
    {
        var rows = await Query.RowsAsync(connection, SettingsSql, [], static r => (Name: r.GetString(0), Value: r.GetString(1)), cancellationToken).ConfigureAwait(false);
        foreach (var (name, value) in rows)
        {
            if (name == "transaction_read_only")
            {
                if (value == "on")
                {
                    throw new LogUnavailableException($"Log '{log}' cannot be written to: the server {connection.DataSource} takes no writing, as a standby or by default_transaction_read_only. Connect to the primary.");
                }
            }
            else if (value == "off")
            {
                throw NotDurable(log, name, null);
            }
        }
    }

    /// <summary>The schema is there, holds this log in this build's layout, and the role cannot change what is in it.</summary>
    /// <returns>How many positions a partition holds.</returns>
    /// <exception cref="LogUnavailableException">The schema is missing, of another layout, or the role may do too much or too little (<c>CC1006</c>).</exception>
    /// <exception cref="LogFormatException">The schema holds another log.</exception>
    public static async ValueTask<long> SchemaAsync(NpgsqlConnection connection, LogId log, string schema, CancellationToken cancellationToken)
    {
        var meta = await MetaAsync(connection, log, schema, cancellationToken).ConfigureAwait(false);
        if (meta.GetValueOrDefault("format") != "contactcenter log 1" || meta.GetValueOrDefault("log") != log.Value)
        {
            throw new LogFormatException($"The schema '{schema}' is not log '{log}': its format is '{meta.GetValueOrDefault("format")}', its log '{meta.GetValueOrDefault("log")}'.");
        }

        if (Number(meta, "layout") is var layout && layout != Layout)
        {
            throw Unfit(log, schema, $"its tables have layout {layout}, this build works with {Layout}. {(layout < Layout ? "Have its owner run PostgreSqlLogSchema of this build." : "Start the release that brought it, or a later one.")}");
        }

        return Number(meta, "partition");
    }

    /// <exception cref="LogUnavailableException">The role may change or remove what is in the log (<c>CC1006</c>).</exception>
    public static async ValueTask RightsAsync(NpgsqlConnection connection, LogId log, string schema, CancellationToken cancellationToken)
    {
        var changeable = await Query.RowsAsync(connection, RightsSql, [Query.Text(schema)], static r => r.GetString(0), cancellationToken).ConfigureAwait(false);
        if (changeable is [var table, ..])
        {
            throw Unfit(log, schema, $"the role '{connection.UserName}' may change or remove rows of '{table}', as owner, superuser or by a grant. Work under a role that has what PostgreSqlLogSchema grants and nothing else.");
        }
    }

    public static LogUnavailableException NotDurable(LogId log, string setting, Exception? cause) => new(
        $"Log '{log}' takes nothing: the server's {setting} is off, so what it confirms may be lost. Set it to on (for the role: ALTER ROLE … SET synchronous_commit = on) and open the log again.", cause)
    {
        Code = "CC1005",
    };

    /// <summary>What stands in the way is how the schema was made.</summary>
    public static LogUnavailableException Unfit(LogId log, string schema, string why, Exception? cause = null) =>
        new($"Log '{log}' cannot be opened in the schema '{schema}': {why}", cause) { Code = "CC1006" };

    private static async ValueTask<Dictionary<string, string>> MetaAsync(NpgsqlConnection connection, LogId log, string schema, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await Query.RowsAsync(
                connection, $"SELECT name, value FROM {PostgreSqlLogSchema.Identifier(schema)}.meta", [], static r => (r.GetString(0), r.GetString(1)), cancellationToken).ConfigureAwait(false);
            return rows.ToDictionary(static r => r.Item1, static r => r.Item2, StringComparer.Ordinal);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.InsufficientPrivilege)
        {
            throw Unfit(log, schema, $"{e.MessageText}. Have its owner run PostgreSqlLogSchema for the role '{connection.UserName}'.", e);
        }
    }

    private static long Number(Dictionary<string, string> meta, string name) =>
        long.TryParse(meta.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
