using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using ContactCenter.Channels;
using ContactCenter.Configuration;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Sniffing;
using ContactCenter.Storage;

namespace ContactCenter.Effects;

/// <summary>
/// Takes what customers sent along over from their providers: the blob first, then the entry that names it. Fetching twice does no harm, so no
/// attempt is recorded; a crash leaves at most a blob nobody names, and the next start fetches what is not settled.
/// </summary>
internal sealed class MediaFetcher(
    ITenantStorage storage,
    MediaIndex index,
    LiveConfiguration configuration,
    MediaOptions options,
    TimeProvider time,
    MediaMetrics metrics,
    ILogger<MediaFetcher> logger,
    FaultPoint? faults) : IAsyncDisposable
{
    /// <summary>Messages whose media are fetched at the same time: media are large, and those who write should not wait for them.</summary>
    private const int MaxParallel = 4;

    /// <summary>How long a stop waits for a channel that does not hear that it is to stop.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<LogPosition, Task> _running = new();
    private readonly SemaphoreSlim _slots = new(MaxParallel);
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Takes up what was not settled when the process ended.</summary>
    public void Start()
    {
        foreach (var row in index.Open.ToList())
        {
            Enqueue(row);
        }
    }

    /// <summary>Fetches a message's media.</summary>
    public void Enqueue(MediaRow row)
    {
        var run = new Task<Task>(() => RunAsync(row));
        _running[row.At] = run.Unwrap();
        run.Start(TaskScheduler.Default);
    }

    /// <summary>Stops; what is not settled is taken up at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running.Values).WaitAsync(Patience, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RunAsync(MediaRow row)
    {
        try
        {
            var settled = row.Settled.ToHashSet();
            for (var attempt = 1; !_stopping.IsCancellationRequested && settled.Count < row.Count; attempt++)
            {
                var wait = await TryAsync(row, settled, attempt).ConfigureAwait(false);
                if (wait is { } pause)
                {
                    await Task.Delay(pause, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
        }
        catch (LogUnavailableException e) when (IsOver(e))
        {
            // The tenant stops; the next start goes on from what is durable.
        }
        finally
        {
            _running.TryRemove(row.At, out _);
        }
    }

    /// <summary>One round over what is not settled.</summary>
    /// <returns>When to come again; null when there is no need.</returns>
    private async Task<TimeSpan?> TryAsync(MediaRow row, HashSet<int> settled, int attempt)
    {
        try
        {
            await _slots.WaitAsync(_stopping.Token).ConfigureAwait(false);
            try
            {
                return await RoundAsync(row, settled, attempt, _stopping.Token).ConfigureAwait(false);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (Exception) when (_stopping.IsCancellationRequested)
        {
            return null; // whatever the cancelled work threw
        }
        catch (Exception e) when (!IsOver(e))
        {
            MediaLog.Failed(logger, e, row.At.Value, attempt);
            return Backoff(attempt);
        }
    }

    private async Task<TimeSpan?> RoundAsync(MediaRow row, HashSet<int> settled, int attempt, CancellationToken stopping)
    {
        var received = await storage.Log.EntryAtAsync(row.At, stopping).ConfigureAwait(false);
        var facts = received.Read(DoorJson.Default.MessageReceived);
        var urls = (await storage.PersonalData.RevealAsync(received, DoorKinds.Media, stopping).ConfigureAwait(false))?.Split('\n');
        var endpoint = configuration.Current.Endpoints.Find(facts.Endpoint);
        var source = endpoint is null ? null : configuration.Current.Endpoints.ChannelOf(endpoint) as IMediaSource;
        using var activity = Tracing.Start("media.fetch", received.TraceParent, ActivityKind.Client);

        TimeSpan? next = null;
        for (var i = 0; i < row.Count; i++)
        {
            if (settled.Contains(i))
            {
                continue;
            }

            var started = time.GetTimestamp();
            var fate = urls is null ? new Fate.Lost(await IsErasedAsync(received, stopping).ConfigureAwait(false) ? MediaKinds.Erased : MediaKinds.Unreadable)
                : source is null ? new Fate.Lost("no-source")
                : await FetchAsync(source, endpoint!, new MediaReference(new Uri(urls[i]), facts.MediaTypes[i]), received, stopping).ConfigureAwait(false);
            if (fate is Fate.Later later)
            {
                var wait = later.Wait is { } asked && asked > Backoff(attempt) ? asked : Backoff(attempt);
                if (time.GetUtcNow() + wait <= received.Time + options.FetchWithin)
                {
                    metrics.Fetched(facts.Channel, "retried", time.GetElapsedTime(started));
                    MediaLog.Later(logger, later.Cause, i, row.At.Value, later.Code);
                    next = next is { } sooner && sooner < wait ? sooner : wait;
                    continue;
                }

                fate = new Fate.Lost(later.Code);
            }

            await WriteAsync(row, received, i, fate, stopping).ConfigureAwait(false);
            settled.Add(i);
            metrics.Fetched(facts.Channel, fate is Fate.Kept ? "stored" : "failed", time.GetElapsedTime(started));
        }

        return next;
    }

    private async ValueTask<bool> IsErasedAsync(Entry received, CancellationToken stopping) =>
        received.Links.Customer is { } customer && await storage.Customers.IsErasedAsync(customer, stopping).ConfigureAwait(false);

    private async Task<Fate> FetchAsync(IMediaSource source, Endpoint endpoint, MediaReference medium, Entry received, CancellationToken stopping)
    {
        try
        {
            switch (await source.FetchAsync(endpoint, medium, options.MaxSizeBytes, stopping).ConfigureAwait(false))
            {
                case MediaFetch.Found found:
                    await using (found.Content.ConfigureAwait(false))
                    {
                        return await KeepAsync(found, received, stopping).ConfigureAwait(false);
                    }

                case MediaFetch.Refused { IsTransient: true } refused:
                    return new Fate.Later(refused.Code, refused.RetryAfter < LongestWait ? refused.RetryAfter : null, null);
                case MediaFetch.Refused refused:
                    return new Fate.Lost(refused.Code);
                default:
                    throw new UnreachableException();
            }
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            return new Fate.Later("interrupted", null, e); // the provider, the network or our disk
        }
    }

    private async Task<Fate> KeepAsync(MediaFetch.Found found, Entry received, CancellationToken stopping)
    {
        var content = new ObservedStream(found.Content);
        await using var _ = content.ConfigureAwait(false);
        try
        {
            var type = await content.SniffAsync(stopping).ConfigureAwait(false);
            var blob = await storage.Blobs.PutAsync(received.Links.Customer.GetValueOrDefault().Subject, content, options.MaxSizeBytes, stopping).ConfigureAwait(false);
            return new Fate.Kept(blob, type, content.Count, TextRules.FileName(found.FileName));
        }
        catch (InvalidDataException) when (content.Count > options.MaxSizeBytes)
        {
            return new Fate.Lost(MediaFetch.TooLarge);
        }
    }

    private async ValueTask WriteAsync(MediaRow row, Entry received, int i, Fate fate, CancellationToken stopping)
    {
        var stream = MediaKinds.StreamOf(received.Id);
        var customer = received.Links.Customer.GetValueOrDefault();
        var id = Entries.IdFor(received.Id.Value, stream, i); // one fate for each medium
        var (kind, body, name) = fate switch
        {
            Fate.Kept s => (MediaKinds.Stored, JsonSerializer.SerializeToUtf8Bytes(new MediaStored(i, s.Blob, s.Type, s.Size), MediaJson.Default.MediaStored), s.Name),
            Fate.Lost f => (MediaKinds.Failed, JsonSerializer.SerializeToUtf8Bytes(new MediaFailed(i, f.Code), MediaJson.Default.MediaFailed), null),
            _ => throw new UnreachableException(),
        };
        if (fate is Fate.Lost failed)
        {
            MediaLog.GivenUp(logger, i, row.At.Value, failed.Code);
        }

        faults?.Invoke("media.before-entry");
        var appended = await storage.Log.AppendAsync(new Append(stream, Append.AnyVersion, storage.Log.Epoch,
        [
            new Entry
            {
                Id = id,
                Kind = kind,
                KindVersion = CoreKinds.All.VersionOf(kind),
                Time = time.GetUtcNow(),
                Actor = Principal.System.ToString(),
                Cause = received.Id.Value,
                CausePosition = row.At,
                TraceParent = Entries.TraceParent,
                Links = new EntryLinks { Interaction = (index.Find(row.At) ?? row).Interaction, Session = received.Links.Session, Customer = customer },
                Body = body,
                Sealed = name is null ? [] : [await storage.PersonalData.SealAsync(id, customer.Subject, MediaKinds.Name, name, stopping).ConfigureAwait(false)],
            },
        ])).ConfigureAwait(false);
        if (appended.Status is not (AppendStatus.Appended or AppendStatus.Repeated))
        {
            throw new LogUnavailableException($"Another process has taken over the log ({appended.Status}).") { Code = "CC1002" };
        }
    }

    /// <summary>Whether the tenant's log takes nothing more; keys or blobs that cannot be written are tried again.</summary>
    private bool IsOver(Exception e) => e is LogUnavailableException unavailable && (unavailable.Code == "CC1002" || storage.Log.Failure is not null);

    private static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, Math.Min(attempts, 9))));

    /// <summary>What became of one attempt.</summary>
    private abstract record Fate
    {
        public sealed record Kept(BlobId Blob, string Type, long Size, string? Name) : Fate;

        public sealed record Lost(string Code) : Fate;

        public sealed record Later(string Code, TimeSpan? Wait, Exception? Cause) : Fate;
    }
}
