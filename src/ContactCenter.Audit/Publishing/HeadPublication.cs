using ContactCenter.Journal;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Audit;

/// <summary>
/// Publishes the heads of one open log, each with the proof that it continues the one before, to several places. Runs beside the log: an append never waits for it. A place that
/// fails is tried again every second at first, later every minute, always with the newest head, so nothing piles up. Disposing publishes a last time. Thread-safe.
/// </summary>
public sealed class HeadPublication : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly ILogSigner _signer;
    private readonly HeadPublishingOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HeadMetrics _metrics;
    private readonly Func<Checkpoint> _newest;
    private readonly ILogReader _log;
    private readonly LogProver _prover;
    private readonly Place[] _places;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;
    private volatile IReadOnlyList<StoredRecord>? _handOvers; // the key changes only when a log is opened

    private HeadPublication(
        ILogReader log, Func<Checkpoint> newest, ILogSigner signer, IEnumerable<Place> places, HeadPublishingOptions options, TimeProvider time, ILogger logger, HeadMetrics metrics)
    {
        (_newest, _signer, _options, _time, _logger, _metrics) = (newest, signer, options, time, logger, metrics);
        (_log, _prover) = (log, new LogProver(log));
        _places = [.. places];
        _running = Task.Run(RunAsync);
    }

    /// <summary>How each place stands.</summary>
    public IReadOnlyList<HeadPlaceState> States => [.. _places.Select(static p => p.State)];

    /// <summary>Compares the log with the newest head each place keeps. Called before the log is opened for writing, so that nothing is written to one that was tampered with.</summary>
    /// <param name="log">The stored bytes; null where there is no log yet.</param>
    /// <param name="id">Which log.</param>
    /// <param name="keys">Who signs its heads, and who did so before: keys of our own.</param>
    /// <param name="publishers">The places.</param>
    /// <param name="logger">Where it is said that a place could not be looked at, which stops nothing.</param>
    /// <param name="cancellationToken">Ends the comparing.</param>
    /// <exception cref="LogUnavailableException">The log does not contain a head that was published (<c>CC1013</c>).</exception>
    public static async ValueTask CheckAsync(
        ILogReader? log, LogId id, IReadOnlyList<LogKey> keys, IEnumerable<IHeadPublisher> publishers, ILogger logger, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(publishers);
        foreach (var publisher in publishers)
        {
            try
            {
                if (await publisher.FindLastAsync(id, cancellationToken).ConfigureAwait(false) is { } last
                    && await FindFaultAsync(log, id, keys, last, cancellationToken).ConfigureAwait(false) is { } fault)
                {
                    throw new LogUnavailableException(
                        $"Log '{id}' does not fit the newest head that was published ({publisher.Name}): {fault} It was tampered with, or an older copy of it was restored. Compare with 'ccaudit verify --heads', and put the newest copy of log.db back; where that is lost for good, keep the published heads aside and start without them.")
                    { Code = "CC1013" };
                }
            }
            catch (Exception e) when (e is IOException or LogFormatException or HttpRequestException)
            {
                HeadLog.NotLookedAt(logger, id, publisher.Name, e);
            }
        }
    }

    private static async ValueTask<string?> FindFaultAsync(ILogReader? log, LogId id, IReadOnlyList<LogKey> keys, PublishedHead last, CancellationToken cancellationToken)
    {
        var head = last.Head;
        if (await FindStrangerAsync(log, id, keys, last, cancellationToken).ConfigureAwait(false) is { } cause)
        {
            return $"that head is not ours. {cause}";
        }

        if (!head.IsOf(id, keys[0]))
        {
            return $"that head is one of '{head.Origin}'.";
        }

        var found = log is null ? [] : await log.ReadRecordsAsync(head.Record, 1, cancellationToken).ConfigureAwait(false);
        return found is not [var record, ..] ? $"the log ends before commit record {head.Record} with {head.Size} entries."
            : CommitRecord.Hash(record.Bytes.Span).AsSpan().SequenceEqual(head.RecordHash.Span) ? null
            : $"commit record {head.Record} is another one.";
    }

    /// <summary>Why a head is signed by none of our keys, nor by one that handed over to them; null where it is.</summary>
    private static async ValueTask<string?> FindStrangerAsync(ILogReader? log, LogId id, IReadOnlyList<LogKey> keys, PublishedHead last, CancellationToken cancellationToken)
    {
        LogFormatException? cause = null;
        foreach (var key in keys)
        {
            try
            {
                LogKeys.Of(id, key, last.HandOvers).Read(last.Note);
                return null;
            }
            catch (LogFormatException e)
            {
                cause ??= e;
            }
        }

        if (log is null)
        {
            return cause?.Message;
        }

        try
        {
            var (handOvers, _) = await HandOvers.ReadAsync(log, long.MaxValue, cancellationToken).ConfigureAwait(false); // rare: the first start after a change
            LogKeys.Of(id, keys[0], handOvers).Read(last.Note);
            return null;
        }
        catch (LogFormatException)
        {
            return cause?.Message;
        }
    }

    /// <summary>Begins to publish.</summary>
    /// <param name="log">The log's stored bytes, for the proofs; read while it is written to.</param>
    /// <param name="newest">The newest durable head, as <see cref="AuditLog.Checkpoint"/>.</param>
    /// <param name="signer">Who signs.</param>
    /// <param name="publishers">The places.</param>
    /// <param name="options">When.</param>
    /// <param name="time">The clock of the intervals.</param>
    /// <param name="logger">Where failures are told.</param>
    /// <param name="meters">Who makes the meter; by default one of its own.</param>
    public static HeadPublication Start(
        ILogReader log,
        Func<Checkpoint> newest,
        ILogSigner signer,
        IEnumerable<IHeadPublisher> publishers,
        HeadPublishingOptions options,
        TimeProvider time,
        ILogger logger,
        System.Diagnostics.Metrics.IMeterFactory? meters = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(publishers);
        options.Check();
        return new HeadPublication(log, newest, signer, publishers.Select(p => new Place(log.Id, p)), options, time, logger, new HeadMetrics(meters));
    }

    /// <summary>Publishes what is newer than the last head, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stopping.Dispose();
        _metrics.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            await RoundAsync(isLast: false).ConfigureAwait(false);
            await Task.Delay(Step, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await RoundAsync(isLast: true).ConfigureAwait(false);
    }

    /// <summary>All places beside one another: one that hangs keeps no other waiting for more than its own time-out.</summary>
    private Task RoundAsync(bool isLast) => Task.WhenAll(_places.Select(p => PublishAsync(p, isLast)));

    private async Task PublishAsync(Place place, bool isLast)
    {
        var (head, now) = (_newest(), _time.GetUtcNow());
        if (!place.IsDue(head, now, _options) && !(isLast && place.IsBehind(head)))
        {
            return;
        }

        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        try
        {
            var handOvers = _handOvers ??= await HandOvers.FindAsync(_log, new LogKey(_signer.Name, _signer.PublicKey.Span), head.Record, limit.Token).ConfigureAwait(false);
            await place.PublishAsync(head, _prover, _signer, handOvers, limit.Token).ConfigureAwait(false);
            place.Succeeded(head, now);
            _metrics.Published(place.Name, "published");
        }
        catch (Exception e) // whatever a place throws: the log goes on, and the place is tried again
        {
            place.Failed(e is OperationCanceledException ? $"It took longer than {_options.Timeout.TotalSeconds:0} s." : e.Message, now, LongestPause);
            _metrics.Published(place.Name, "failed");
            HeadLog.NotPublished(_logger, place.Log, place.Name, head.Size, e);
        }
    }

    /// <summary>One place and how far it is. Used by one round at a time; its state is read from anywhere.</summary>
    private sealed class Place(LogId log, IHeadPublisher publisher)
    {
        private Checkpoint? _last;
        private bool _isKnown;
        private DateTimeOffset _notBefore;
        private TimeSpan _pause = Step;
        private HeadPlaceState _state = new(log, publisher.Name, null, null, null);

        public LogId Log => log;

        public string Name => publisher.Name;

        public HeadPlaceState State => Volatile.Read(ref _state);

        public bool IsBehind(Checkpoint head) => _last is not { } last || last.Record < head.Record;

        public bool IsDue(Checkpoint head, DateTimeOffset now, HeadPublishingOptions options) =>
            IsBehind(head) && now >= _notBefore && (_last is not { } last || head.Size - last.Size >= options.EveryEntries || State.Published is not { } at || now - at >= options.Interval);

        public async ValueTask PublishAsync(Checkpoint head, LogProver prover, ILogSigner signer, IReadOnlyList<StoredRecord> handOvers, CancellationToken cancellationToken)
        {
            if (!_isKnown)
            {
                var found = (await publisher.FindLastAsync(log, cancellationToken).ConfigureAwait(false))?.Head;
                _last = found is null || found.Record < _last?.Record ? _last : found; // where nothing can be read back, what was answered counts
                _isKnown = true;
            }

            if (!IsBehind(head))
            {
                return;
            }

            var from = _last?.Size ?? 0;
            try
            {
                await SendAsync(from).ConfigureAwait(false);
            }
            catch (HeadConflictException e) when (e.Size != from && e.Size <= head.Size)
            {
                await SendAsync(e.Size).ConfigureAwait(false);
            }

            async ValueTask SendAsync(long old)
            {
                var proof = await prover.ConsistencyAsync(old, head.Size, cancellationToken).ConfigureAwait(false);
                await publisher.PublishAsync(log, new PublishedHead(old, proof, SignedNote.Sign(head.ToText(), signer)) { HandOvers = handOvers }, cancellationToken).ConfigureAwait(false);
            }
        }

        public void Succeeded(Checkpoint head, DateTimeOffset now)
        {
            (_last, _notBefore, _pause) = (head, now, Step);
            Volatile.Write(ref _state, new HeadPlaceState(log, publisher.Name, head, now, null));
        }

        public void Failed(string cause, DateTimeOffset now, TimeSpan longest)
        {
            _isKnown = false; // it may have been kept: the place is asked again
            _notBefore = now + _pause;
            _pause = TimeSpan.FromTicks(Math.Min(_pause.Ticks * 2, longest.Ticks));
            Volatile.Write(ref _state, State with { Failure = cause });
        }
    }
}

/// <summary>How the publishing of a log's heads to one place stands.</summary>
/// <param name="Log">Which log.</param>
/// <param name="Place">The place's name.</param>
/// <param name="Head">The newest head published since the log was opened; null before the first.</param>
/// <param name="Published">When.</param>
/// <param name="Failure">Why the last attempt failed; null when it did not.</param>
public sealed record HeadPlaceState(LogId Log, string Place, Checkpoint? Head, DateTimeOffset? Published, string? Failure);
