using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ContactCenter.Audit;
using ContactCenter.Audit.Sqlite;
using ContactCenter.Health;
using ContactCenter.Journal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ContactCenter.Sqlite.Signing;

/// <summary>Has the heads of every open log published, and checks a log against what was published before it is opened. Thread-safe.</summary>
internal sealed class LogHeads : IHealthSource, IDisposable
{
    private readonly LogSigning _signing;
    private readonly IReadOnlyList<IHeadPublisher> _places;
    private readonly HeadPublishingOptions _when;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IMeterFactory? _meters;
    private readonly HttpClient? _client;
    private readonly ConcurrentDictionary<LogId, HeadPublication> _open = new();

    public LogHeads(
        IOptions<LogHeadsOptions> options, LogSigning signing, IEnumerable<IHeadPublisher> registered, TimeProvider time, ILoggerFactory? loggers = null, IMeterFactory? meters = null)
    {
        (_signing, _time, _meters) = (signing, time, meters);
        _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger("ContactCenter.Audit");
        _when = new HeadPublishingOptions { Interval = options.Value.Interval, EveryEntries = options.Value.EveryEntries };
        var places = registered.ToList();
        if (options.Value.Folder is { Length: > 0 } folder)
        {
            places.Add(new FolderHeadPublisher(Path.GetFullPath(folder)));
        }

        if (options.Value.Url is { } url)
        {
            _client = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false });
            places.Add(new HttpHeadPublisher(_client, url));
        }

        _places = places;
    }

    /// <summary>How each place stands for a tenant's log.</summary>
    public IReadOnlyList<HeadPlaceState> States(TenantId tenant) => _open.TryGetValue(new LogId(tenant.Value), out var publication) ? publication.States : [];

    public IEnumerable<HealthFact> Faults() =>
        from publication in _open.Values
        from place in publication.States
        where place.Failure is not null
        select new HealthFact(
            new TenantId(place.Log.Value),
            "heads",
            HealthState.Degraded,
            $"The log's heads do not reach the place '{place.Place}': {place.Failure} Make it reachable again; until then a rewriting of the log would not show there.");

    /// <exception cref="LogUnavailableException">The log does not contain a head that was published (<c>CC1013</c>).</exception>
    public async ValueTask CheckAsync(string folder, LogId log, CancellationToken cancellationToken)
    {
        using var reader = File.Exists(Path.Combine(folder, "log.db")) ? SqliteLog.OpenReader(folder, log) : null;
        await HeadPublication.CheckAsync(reader, log, _signing.Keys(), _places, _logger, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Publishes until the result is disposed, which is before the log is.</summary>
    public IAsyncDisposable Start(string folder, AuditLog log)
    {
        var reader = SqliteLog.OpenReader(folder, log.Id);
        var publication = HeadPublication.Start(reader, () => log.Checkpoint, _signing.Signer(), _places, _when, _time, _logger, _meters);
        _open[log.Id] = publication;
        return new Running(this, log.Id, publication, reader);
    }

    public void Dispose() => _client?.Dispose();

    private sealed class Running(LogHeads owner, LogId log, HeadPublication publication, SqliteLogReader reader) : IAsyncDisposable
    {
        private int _disposed;

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0)
            {
                await publication.DisposeAsync().ConfigureAwait(false);
                owner._open.TryRemove(KeyValuePair.Create(log, publication));
                reader.Dispose();
            }
        }
    }
}
