using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ContactCenter.Calls;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Storage;
using ContactCenter.Tenants;

namespace ContactCenter.Recordings;

/// <summary>The recordings of one tenant while it runs: begins them, writes what is to be said of them in the log, and ends them with the tenant. Thread-safe.</summary>
internal sealed class TenantRecordings(
    TenantId tenant, ITenantStorage storage, ICallFacts calls, CustomerGate gate, TimeProvider time, ILogger<TenantRecordings> logger) : IAsyncDisposable
{
    /// <summary>Recordings that wait for the disk at the same time, each with a chunk of its own: what is written together is synced together.</summary>
    private const int MaxParallel = 64;

    private const int MaxByLength = 100;
    private const int EndedOrdinal = -1;
    private const int RemovedOrdinal = -2;

    /// <summary>How many recordings are remembered whose file was found to be the log's: a page that plays one asks for its parts one by one.</summary>
    private const int MaxProven = 10_000;

    private readonly ConcurrentDictionary<RecordingId, CallRecording> _underWay = new();
    private readonly ConcurrentDictionary<RecordingId, byte> _proven = new();
    private volatile bool _isEnding;

    public TenantId Tenant => tenant;

    public TimeProvider Time => time;

    public ILogger Logger => logger;

    public SemaphoreSlim Slots { get; } = new(MaxParallel);

    /// <summary>What sound waits in until it is written.</summary>
    public SoundBlocks Blocks { get; } = new();

    /// <summary>What it is written in.</summary>
    public ChunkBuffers Chunks { get; } = new();

    /// <summary>What the last recording that ended could not be kept for; null when it could.</summary>
    public string? Fault { get; set => Volatile.Write(ref field, value); }

    public static void CheckBy(string by)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(by.Length, MaxByLength, nameof(by));
    }

    /// <summary>Whether a file is the one whose hash the log has; looked at once in the life of the tenant. What is altered later shows in its chunks.</summary>
    public async ValueTask<bool> IsProvenAsync(RecordingId recording, RecordingEnded ended, Stream file, CancellationToken cancellationToken)
    {
        if (_proven.ContainsKey(recording))
        {
            return true;
        }

        if (await RecordingHash.OfAsync(file, ended.Size, cancellationToken).ConfigureAwait(false) != ended.Hash)
        {
            return false;
        }

        if (_proven.Count >= MaxProven)
        {
            _proven.Clear();
        }

        _proven[recording] = 0;
        return true;
    }

    /// <inheritdoc cref="ICallRecordings.BeginAsync"/>
    public async ValueTask<ICallRecording?> BeginAsync(CallId call, int rate, string by, bool isMessage, CancellationToken cancellationToken)
    {
        CheckBy(by);
        if (!RecordingFormat.IsRate(rate))
        {
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "The sample rate is 8,000 or 16,000 Hz.");
        }

        while (await calls.FindAsync(call, cancellationToken).ConfigureAwait(false) is { } facts)
        {
            if (!gate.TryEnter(facts.Customer, out var opened))
            {
                await opened.WaitAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            try
            {
                return await BeginAsync(call, facts, rate, by, isMessage, cancellationToken).ConfigureAwait(false);
            }
            catch (SubjectErasedException)
            {
                return null;
            }
            finally
            {
                gate.Leave(facts.Customer);
            }
        }

        return null;
    }

    /// <summary>Ends what is under way; calls go on without.</summary>
    public async ValueTask DisposeAsync()
    {
        _isEnding = true;
        await Task.WhenAll(_underWay.Values.Select(static r => r.EndAsync(RecordingCause.Interrupted).AsTask())).ConfigureAwait(false);
    }

    internal void Forget(RecordingId recording) => _underWay.TryRemove(recording, out _);

    internal ValueTask NoteAsync(RecordingId recording, CallFacts facts, bool isPaused, string by, int ordinal) => isPaused
        ? AppendAsync(recording, Links(facts), RecordingKinds.Paused, ordinal, new RecordingPaused(by), RecordingJson.Default.RecordingPaused)
        : AppendAsync(recording, Links(facts), RecordingKinds.Resumed, ordinal, new RecordingResumed(by), RecordingJson.Default.RecordingResumed);

    /// <summary>The file is closed: gives it its name and says in the log what it is.</summary>
    internal async ValueTask EndedAsync(RecordingId recording, CallId call, CallFacts facts, RecordingEnded ended, bool hasFile)
    {
        var now = await calls.FindAsync(call, CancellationToken.None).ConfigureAwait(false); // an interaction may have taken the call meanwhile
        if (hasFile)
        {
            await storage.Recordings.FinishAsync(recording, ended.Size).ConfigureAwait(false);
        }

        await EndedAsync(recording, Links(facts with { Interaction = now?.Interaction ?? facts.Interaction }), ended).ConfigureAwait(false);
    }

    internal ValueTask EndedAsync(RecordingId recording, EntryLinks links, RecordingEnded ended) =>
        AppendAsync(recording, links, RecordingKinds.Ended, EndedOrdinal, ended, RecordingJson.Default.RecordingEnded);

    internal ValueTask RemovedAsync(RecordingId recording, EntryLinks links, string reason) =>
        AppendAsync(recording, links, RecordingKinds.Removed, RemovedOrdinal, new RecordingRemoved(reason), RecordingJson.Default.RecordingRemoved);

    private static EntryLinks Links(CallFacts facts) => new() { Interaction = facts.Interaction, Session = facts.Session, Customer = facts.Customer };

    private async ValueTask<CallRecording> BeginAsync(CallId call, CallFacts facts, int rate, string by, bool isMessage, CancellationToken cancellationToken)
    {
        if (_isEnding)
        {
            throw new LogUnavailableException($"Tenant {tenant} is stopping.") { Code = "CC1202" };
        }

        var recording = new RecordingId(Guid.CreateVersion7(time.GetUtcNow()));
        var key = RandomNumberGenerator.GetBytes(RecordingFormat.KeySize);
        try
        {
            var field = await storage.PersonalData.SealAsync(
                new EntryId(recording.Value), facts.Customer.Subject, RecordingKinds.Key, Convert.ToBase64String(key), cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            var (file, fault) = await CreateAsync(recording, rate).ConfigureAwait(false);
            try
            {
                await AppendAsync(recording, Links(facts), RecordingKinds.Started, 0, new RecordingStarted(call, by, rate, isMessage ? true : null), RecordingJson.Default.RecordingStarted, field).ConfigureAwait(false);
            }
            catch
            {
                await DropAsync(recording, file).ConfigureAwait(false);
                throw;
            }

            var begun = new CallRecording(this, recording, call, facts, new RecordedSound(rate, isMessage), key, file, fault);
            _underWay[recording] = begun;
            if (_isEnding)
            {
                await begun.EndAsync(RecordingCause.Interrupted).ConfigureAwait(false);
            }

            return begun;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>The file is there before the log names it. That it cannot be made is a recording that failed, which the log tells, and no reason to end a call.</summary>
    private async ValueTask<(IRecordingFile? File, Exception? Fault)> CreateAsync(RecordingId recording, int rate)
    {
        IRecordingFile? file = null;
        try
        {
            file = await storage.Recordings.CreateAsync(recording).ConfigureAwait(false);
            await file.AppendAsync(RecordingFormat.Header(recording, rate)).ConfigureAwait(false);
            return (file, null);
        }
        catch (LogUnavailableException e)
        {
            await DropAsync(recording, file).ConfigureAwait(false);
            return (null, e);
        }
    }

    /// <summary>One that the log does not name: the next start removes what is left here.</summary>
    private async ValueTask DropAsync(RecordingId recording, IRecordingFile? file)
    {
        if (file is null)
        {
            return;
        }

        await file.DisposeAsync().ConfigureAwait(false);
        try
        {
            await storage.Recordings.RemoveAsync(recording).ConfigureAwait(false);
        }
        catch (LogUnavailableException)
        {
            // The next start does.
        }
    }

    private async ValueTask AppendAsync<T>(RecordingId recording, EntryLinks links, string kind, int ordinal, T body, JsonTypeInfo<T> type, SealedField? field = null)
    {
        var (log, stream) = (storage.Log, RecordingKinds.StreamOf(recording));
        var appended = await log.AppendAsync(new Append(stream, Append.AnyVersion, log.Epoch,
        [
            new Entry
            {
                Id = ordinal == 0 ? new EntryId(recording.Value) : Entries.IdFor(recording.Value, stream, ordinal),
                Kind = kind,
                KindVersion = CoreKinds.All.VersionOf(kind),
                Time = time.GetUtcNow(),
                Actor = Principal.System.ToString(),
                TraceParent = Entries.TraceParent,
                Links = links,
                Body = JsonSerializer.SerializeToUtf8Bytes(body, type),
                Sealed = field is null ? [] : [field],
            },
        ])).ConfigureAwait(false);
        if (appended.Status is not (AppendStatus.Appended or AppendStatus.Repeated))
        {
            throw new LogUnavailableException($"Another process has taken over the log of tenant {tenant} ({appended.Status}).") { Code = "CC1002" };
        }
    }
}
