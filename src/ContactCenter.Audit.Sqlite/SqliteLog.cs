using System.Diagnostics.Metrics;
using ContactCenter.Journal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Audit.Sqlite;

/// <summary>Logs in SQLite: <c>log.db</c> is the truth, <c>index.db</c> is derived from it, <c>log.lock</c> keeps a second process out.</summary>
public static class SqliteLog
{
    /// <summary>
    /// Opens the log in <paramref name="folder"/>, making both where missing: takes the lock, recovers, checks the last batch, raises the
    /// epoch durably, brings the index up to date (rebuilding it from the log when it is missing or wrong). An index that turns out wrong only
    /// after the opening stops the log; the next opening rebuilds it.
    /// </summary>
    /// <param name="folder">The log's own folder.</param>
    /// <param name="log">Which log it is.</param>
    /// <param name="options">How to run it; read once.</param>
    /// <param name="time">The clock of commit records and metrics.</param>
    /// <param name="loggers">Where to log; nowhere by default.</param>
    /// <param name="meters">Who makes the meter; by default one of its own.</param>
    /// <param name="cancellationToken">Cancels the opening; nothing is lost.</param>
    /// <exception cref="LogUnavailableException">Another process owns the log, or it cannot be written to.</exception>
    /// <exception cref="LogFormatException">What is there is damaged, or another log.</exception>
    public static async ValueTask<AuditLog> OpenAsync(
        string folder,
        LogId log,
        SqliteLogOptions options,
        TimeProvider time,
        ILoggerFactory? loggers = null,
        IMeterFactory? meters = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        loggers ??= NullLoggerFactory.Instance;
        var store = new SqliteLogStore(folder, log, options, time, loggers);
        try
        {
            return await AuditLog.OpenAsync(store, options.Log, time, loggers, meters, cancellationToken).ConfigureAwait(false);
        }
        catch (LogUnavailableException) when (store.WrongIndex is { } reason)
        {
            SqliteLogMessages.IndexRebuilt(loggers.CreateLogger<SqliteLogStore>(), log, reason);
        }

        // The wrong index was deleted as it was closed: now another one is built.
        return await AuditLog.OpenAsync(new SqliteLogStore(folder, log, options, time, loggers), options.Log, time, loggers, meters, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Which log is in <paramref name="folder"/>; also where nothing may be written, and while another process writes to it.</summary>
    /// <exception cref="LogFormatException">What is there is no log.</exception>
    /// <exception cref="LogUnavailableException">It cannot be read now.</exception>
    public static LogId ReadId(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return LogFileSchema.ReadId(Path.Combine(folder, SqliteLogStore.LogFileName));
    }

    /// <summary>Opens the log in <paramref name="folder"/> for reading its stored bytes, as for <see cref="LogVerifier"/>; also while another process writes to it.</summary>
    /// <exception cref="FileNotFoundException">There is no log.</exception>
    public static SqliteLogReader OpenReader(string folder, LogId log) => new(folder, log);
}
