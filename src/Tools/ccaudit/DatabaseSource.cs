using ContactCenter.Audit;
using ContactCenter.Audit.PostgreSql;
using Npgsql;

namespace ContactCenter.Tools.Audit;

/// <summary>A log in PostgreSQL, named by a connection string whose <c>Search Path</c> is its schema.</summary>
internal static class DatabaseSource
{
    /// <summary>Whether it reads like a connection string, and is no file.</summary>
    public static bool IsMeant(string text) => text.Contains("Host=", StringComparison.OrdinalIgnoreCase) && !Path.Exists(text);

    /// <exception cref="ToolException">There is no log, or no schema is named.</exception>
    public static (ILogReader Log, IDisposable Source) Open(string text)
    {
        var builder = new NpgsqlConnectionStringBuilder(text) { ApplicationName = "ccaudit" };
        if (string.IsNullOrWhiteSpace(builder.SearchPath))
        {
            throw new ToolException("Say which schema the log is in: add Search Path=log_acme to the connection string.");
        }

        var schema = builder.SearchPath;
        builder.SearchPath = null; // the reader names the schema itself
        var source = NpgsqlDataSource.Create(builder);
        try
        {
            return (PostgreSqlLog.OpenReader(source, IdOf(source, schema), schema), source);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    private static LogId IdOf(NpgsqlDataSource source, string schema)
    {
        using var command = source.CreateCommand($"SELECT value FROM \"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\".meta WHERE name = 'log'");
        try
        {
            return command.ExecuteScalar() is string id && KeyRules.IsValid(id) ? new LogId(id) : throw new ToolException($"'{schema}' is no audit log's schema.");
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            throw new ToolException($"'{schema}' is no audit log's schema: {e.MessageText}.");
        }
    }
}
