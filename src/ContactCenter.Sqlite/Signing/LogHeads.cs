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
    private readonly HeadPublishingOptions _when;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger _logger;
    private readonly IMeterFactory? _meters;
    private readonly HttpClient _client = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false });
    private readonly Dictionary<string, WitnessLog> _witnesses = new(StringComparer.Ordinal);
    private readonly IReadOnlyList<IHeadPublisher> _places;
    private readonly Dictionary<string, IReadOnlyList<IHeadPublisher>> _placesOfTenants;
    private readonly ConcurrentDictionary<LogId, HeadPublication> _open = new();

    public LogHeads(
        IOptions<LogHeadsOptions> options, LogSigning signing, IEnumerable<IHeadPublisher> registered, TimeProvider time, ILoggerFactory? loggers = null, IMeterFactory? meters = null)
    {
        (_signing, _time, _meters, _loggers) = (signing, time, meters, loggers ?? NullLoggerFactory.Instance);
        _logger = _loggers.CreateLogger("ContactCenter.Audit");
        _when = new HeadPublishingOptions { Interval = options.Value.Interval, EveryEntries = options.Value.EveryEntries };
        var always = registered.ToList();
        _places = [.. always, .. Make(options.Value)];
        _placesOfTenants = options.Value.Tenants.ToDictionary(static t => t.Key, t => (IReadOnlyList<IHeadPublisher>)[.. always, .. Make(t.Value)], StringComparer.Ordinal);
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
        await HeadPublication.CheckAsync(reader, log, _signing.Keys(), PlacesOf(log), _logger, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Publishes until the result is disposed, which is before the log is.</summary>
    public IAsyncDisposable Start(string folder, AuditLog log)
    {
        var reader = SqliteLog.OpenReader(folder, log.Id);
        var publication = HeadPublication.Start(reader, () => log.Checkpoint, _signing.Signer(), PlacesOf(log.Id), _when, _time, _logger, _meters);
        _open[log.Id] = publication;
        return new Running(this, log.Id, publication, reader);
    }

    public void Dispose()
    {
        _client.Dispose();
        foreach (var witness in _witnesses.Values)
        {
            witness.Dispose();
        }
    }

    private IReadOnlyList<IHeadPublisher> PlacesOf(LogId log) => _placesOfTenants.GetValueOrDefault(log.Value, _places);

    private IEnumerable<IHeadPublisher> Make(LogHeadPlaces places)
    {
        if (places.Folder is { Length: > 0 } folder)
        {
            yield return new FolderHeadPublisher(Path.GetFullPath(folder));
        }

        if (places.Url is { } url)
        {
            yield return new HttpHeadPublisher(_client, url, _signing.Root);
        }

        if (places.Log is { Length: > 0 } log)
        {
            var at = Path.GetFullPath(log);
            if (!_witnesses.TryGetValue(at, out var witness))
            {
                _witnesses.Add(at, witness = new WitnessLog(at, _signing, _time, _loggers, _meters)); // one for all who name it: a log has one writer
            }

            yield return witness;
        }
    }

    /// <summary>Logs of heads stay open while any log is.</summary>
    private async ValueTask CloseIdleAsync()
    {
        if (_open.IsEmpty)
        {
            foreach (var witness in _witnesses.Values)
            {
                await witness.CloseAsync().ConfigureAwait(false);
            }
        }
    }

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
                await owner.CloseIdleAsync().ConfigureAwait(false);
            }
        }
    }
}
