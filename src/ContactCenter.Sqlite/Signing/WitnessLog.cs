using System.Diagnostics.Metrics;
using ContactCenter.Audit;
using ContactCenter.Audit.Sqlite;
using ContactCenter.Journal;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Sqlite.Signing;

/// <summary>A log of its own that keeps the heads of others. Opened when it is needed, and again after it failed. Thread-safe.</summary>
internal sealed class WitnessLog(string folder, LogSigning signing, TimeProvider time, ILoggerFactory loggers, IMeterFactory? meters) : IHeadPublisher, IDisposable
{
    /// <summary>What it is called inside.</summary>
    public static readonly LogId Id = new("heads");

    private readonly SemaphoreSlim _gate = new(1, 1);
    private AuditLog? _log;

    public string Name => "log";

    public async ValueTask PublishAsync(LogId log, PublishedHead head, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await (await OpenAsync(cancellationToken).ConfigureAwait(false)).PublishAsync(log, head, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async ValueTask<PublishedHead?> FindLastAsync(LogId log, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await (await OpenAsync(cancellationToken).ConfigureAwait(false)).FindLastAsync(log, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Closes it; the next head opens it again.</summary>
    public async ValueTask CloseAsync()
    {
        await _gate.WaitAsync().ConfigureAwait(false);
        try
        {
            await DropAsync().ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>After <see cref="CloseAsync"/>: lets go of what waits.</summary>
    public void Dispose() => _gate.Dispose();

    /// <exception cref="IOException">It cannot be opened now.</exception>
    private async ValueTask<LogHeadPublisher> OpenAsync(CancellationToken cancellationToken)
    {
        if (_log?.Failure is not null)
        {
            await DropAsync().ConfigureAwait(false);
        }

        try
        {
            if (_log is null)
            {
                Directory.CreateDirectory(folder);
                var options = new SqliteLogOptions { Log = { Signer = signing.Signer(), PreviousSigners = signing.PreviousSigners() } };
                _log = await SqliteLog.OpenAsync(folder, Id, options, time, loggers, meters, cancellationToken).ConfigureAwait(false);
            }

            return new LogHeadPublisher(_log, time);
        }
        catch (Exception e) when (e is LogUnavailableException or UnauthorizedAccessException)
        {
            throw new IOException($"The log of heads in {folder} cannot be opened: {e.Message}", e);
        }
    }

    private async ValueTask DropAsync()
    {
        if (_log is { } log)
        {
            _log = null;
            await log.DisposeAsync().ConfigureAwait(false);
        }
    }
}
