using System.Diagnostics.Metrics;
using ContactCenter.Journal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace ContactCenter.Audit.PostgreSql;

/// <summary>Logs in PostgreSQL, each in a schema that <see cref="PostgreSqlLogSchema"/> has made.</summary>
public static class PostgreSqlLog
{
    /// <summary>
    /// Opens the log: checks that the server keeps what it confirms and that the role can only add, takes the writer's lock, recovers, checks the last
    /// batch, raises the epoch durably. One session of <paramref name="source"/> is its own until it is disposed.
    /// </summary>
    /// <param name="source">Connects to the primary as the role that writes; the caller's, who disposes it after the log. Without multiplexing, and not through a pooler that gives each transaction another session.</param>
    /// <param name="log">Which log it is.</param>
    /// <param name="options">How to run it; read once.</param>
    /// <param name="time">The clock of commit records and metrics.</param>
    /// <param name="loggers">Where to log; nowhere by default.</param>
    /// <param name="meters">Who makes the meter; by default one of its own.</param>
    /// <param name="cancellationToken">Cancels the opening; nothing is lost.</param>
    /// <exception cref="LogUnavailableException">Another writer has it; the server is away or may lose what it confirms (<c>CC1005</c>); the schema is missing or the role may do too much (<c>CC1006</c>).</exception>
    /// <exception cref="LogFormatException">What is there is damaged, or another log.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or the source multiplexes.</exception>
    public static async ValueTask<AuditLog> OpenAsync(
        NpgsqlDataSource source,
        LogId log,
        PostgreSqlLogOptions options,
        TimeProvider time,
        ILoggerFactory? loggers = null,
        IMeterFactory? meters = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        Check(source, options);
        var store = new PostgreSqlLogStore(source, log, options, loggers ?? NullLoggerFactory.Instance);
        return await AuditLog.OpenAsync(store, options.Log, time, loggers, meters, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Opens a log for reading its stored bytes, as for <see cref="LogVerifier"/> and <see cref="LogExport"/>; also while another process writes to it. SELECT on the log's tables is enough.</summary>
    /// <param name="source">Connects to the server, a standby too; the caller's.</param>
    /// <param name="log">Which log it is.</param>
    /// <param name="schema">Its schema; <see cref="PostgreSqlLogSchema.NameOf"/> by default.</param>
    public static PostgreSqlLogReader OpenReader(NpgsqlDataSource source, LogId log, string? schema = null) => new(source, log, schema ?? PostgreSqlLogSchema.NameOf(log));

    private static void Check(NpgsqlDataSource source, PostgreSqlLogOptions options)
    {
        if (options.LockWait < TimeSpan.Zero || options.LockWait > TimeSpan.FromMinutes(1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), $"{nameof(PostgreSqlLogOptions)}.{nameof(PostgreSqlLogOptions.LockWait)} is {options.LockWait}; set it to 0 to 1 minute.");
        }

        if (new NpgsqlConnectionStringBuilder(source.ConnectionString).Multiplexing)
        {
            throw new ArgumentException("The data source multiplexes; a log's writer needs a session of its own. Leave Multiplexing off.", nameof(source));
        }
    }
}
