using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ContactCenter.Calls;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Configuration;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Projections;
using ContactCenter.Sessions;
using ContactCenter.Storage;
using ContactCenter.Web;

namespace ContactCenter.Effects;

/// <summary>
/// Sends what is intended: one message at a time in each session, many sessions at once. Every step is durable before the
/// next, so that a crash leaves either an intent, an attempt to be reconciled, or a result.
/// </summary>
internal sealed class EffectRunner(
    ITenantStorage storage,
    MessageIndex index,
    LiveConfiguration configuration,
    IPublicMediaUrls? mediaUrls,
    Func<AgentId?, string> nameOf,
    TimeProvider time,
    EffectMetrics metrics,
    ILogger<EffectRunner> logger,
    FaultPoint? faults) : IAsyncDisposable
{
    /// <summary>How many sessions send at the same time: enough to hide a provider's latency, few enough for its rate limits.</summary>
    private const int MaxParallel = 64;

    /// <summary>How long a provider may fetch what is sent along; it does so when it sends, which may be some time after it has taken the message.</summary>
    private static readonly TimeSpan MediaWorth = TimeSpan.FromHours(24);

    /// <summary>How long an end waits for the answers of sends under way: longer than most take, shorter than a host is given to end (30 s by default).</summary>
    public static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(10);

    /// <summary>How long an unanswered attempt is looked for before a person is asked.</summary>
    private static readonly TimeSpan[] LookAgainAfter = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5)];

    private readonly ConcurrentDictionary<SessionId, Task> _sessions = new();
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _slots = new(MaxParallel);
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Takes over what was on its way when the process ended, in order.</summary>
    public void Start()
    {
        foreach (var row in index.Open.ToList())
        {
            Enqueue(row);
        }
    }

    /// <summary>Sends a message after those before it in its session.</summary>
    public void Enqueue(MessageRow row)
    {
        lock (_gate)
        {
            var before = _sessions.GetValueOrDefault(row.Session) ?? Task.CompletedTask;
            var run = Task.Run(() => RunAfterAsync(before, row));
            _sessions[row.Session] = run;
            _ = ForgetAsync(row.Session, run);
        }
    }

    /// <summary>Completes when everything that is to be sent in a session at this moment has been sent, or has failed.</summary>
    public Task TailAsync(SessionId session)
    {
        lock (_gate)
        {
            return _sessions.GetValueOrDefault(session) ?? Task.CompletedTask;
        }
    }

    /// <summary>The message a provider's report is about.</summary>
    public ValueTask<MessageRow?> FindAsync(MessageId? id, EndpointId endpoint, string providerId, CancellationToken cancellationToken) =>
        index.FindAsync(storage.Views, id, endpoint, providerId, cancellationToken);

    /// <summary>
    /// Stops between two steps; what is on its way is taken up at the next start. A send that has no answer within <see cref="StopLimit"/> is left: its
    /// attempt stays in the log, and the next start asks the provider what became of it.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        using var limit = new CancellationTokenSource(StopLimit, time);
        while (!_sessions.IsEmpty)
        {
            await Task.WhenAll(_sessions.Values).WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (limit.IsCancellationRequested)
            {
                EffectLog.LeftBehind(logger, _sessions.Count, StopLimit);
                return; // what they hold is theirs until they end
            }
        }

        _slots.Dispose();
        _stopping.Dispose();
    }

    private async Task RunAfterAsync(Task before, MessageRow row)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        for (var attempt = 1; !_stopping.IsCancellationRequested; attempt++)
        {
            try
            {
                await RunAsync(index.Find(row.Id) ?? row, _stopping.Token).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return; // stopped between two steps
            }
            catch (ObjectDisposedException) when (_stopping.IsCancellationRequested)
            {
                return; // the answer came after the end had waited for it
            }
            catch (LogUnavailableException)
            {
                return; // the tenant stops; the next start goes on from what is durable
            }
            catch (Exception e)
            {
                EffectLog.Failed(logger, e, row.Id, attempt);
                await Task.Delay(Backoff(attempt), time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task RunAsync(MessageRow row, CancellationToken stopping)
    {
        var (channel, message) = await MessageAsync(row, stopping).ConfigureAwait(false);
        if (channel is null || message is null)
        {
            await WriteAsync(row, EffectKinds.Failed, new MessageFailed("erased-or-unserved"), EffectJson.Default.MessageFailed).ConfigureAwait(false);
            return;
        }

        while (true)
        {
            var outcome = row.State == MessageState.Attempting
                ? await ReconcileAsync(channel, message, row, stopping).ConfigureAwait(false)
                : null;
            if (outcome is null)
            {
                if (row.DueAt is { } due && due > time.GetUtcNow())
                {
                    await Task.Delay(due - time.GetUtcNow(), time, stopping).ConfigureAwait(false);
                }

                if (time.GetUtcNow() > row.NotAfter)
                {
                    await WriteAsync(row, EffectKinds.Failed, new MessageFailed("too-late"), EffectJson.Default.MessageFailed).ConfigureAwait(false);
                    return;
                }

                (row, outcome) = await AttemptAsync(channel, message, row, stopping).ConfigureAwait(false);
                if (outcome is SendOutcome.Unknown)
                {
                    outcome = await ReconcileAsync(channel, message, row, stopping).ConfigureAwait(false);
                }
            }

            switch (outcome)
            {
                case SendOutcome.Accepted accepted:
                    faults?.Invoke("effect.before-result");
                    await WriteAsync(row, EffectKinds.Sent, new MessageSent(message.Endpoint.Id, accepted.ProviderId), EffectJson.Default.MessageSent).ConfigureAwait(false);
                    return;
                case SendOutcome.Refused { IsTransient: true } refused:
                    var until = time.GetUtcNow() + (refused.RetryAfter ?? Backoff(row.Attempts));
                    row = await WriteAsync(row, EffectKinds.Deferred, new MessageDeferred(refused.Code, until), EffectJson.Default.MessageDeferred).ConfigureAwait(false)
                        with { State = MessageState.Intended, DueAt = until };
                    break;
                case SendOutcome.Refused refused:
                    await WriteAsync(row, EffectKinds.Failed, new MessageFailed(refused.Code), EffectJson.Default.MessageFailed).ConfigureAwait(false);
                    return;
                case SendOutcome.Unknown unknown:
                    await WriteAsync(row, EffectKinds.Unknown, new MessageUnknown(unknown.Code), EffectJson.Default.MessageUnknown).ConfigureAwait(false);
                    return;
            }
        }
    }

    private async Task<(MessageRow Row, SendOutcome Outcome)> AttemptAsync(
        IChannel channel, OutboundMessage message, MessageRow row, CancellationToken stopping)
    {
        await _slots.WaitAsync(stopping).ConfigureAwait(false);
        try
        {
            var at = time.GetUtcNow();
            row = await WriteAsync(row, EffectKinds.Attempting, new MessageAttempting(row.Attempts + 1), EffectJson.Default.MessageAttempting, at).ConfigureAwait(false)
                with { State = MessageState.Attempting, Attempts = row.Attempts + 1, AttemptedAt = at };
            faults?.Invoke("effect.after-attempting");
            using var activity = Tracing.Start("message.send", row.TraceParent, System.Diagnostics.ActivityKind.Client);
            var started = time.GetTimestamp();

            // Not cancelled by stopping: what has left cannot be taken back, and its outcome is worth a moment.
            var outcome = await SendAsync(channel, message).ConfigureAwait(false);
            metrics.Attempted(channel.Kind, outcome, time.GetElapsedTime(started));
            return (row, outcome);
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>A channel that throws has broken its contract; what it did before is not known.</summary>
    private async Task<SendOutcome> SendAsync(IChannel channel, OutboundMessage message)
    {
        try
        {
            return await channel.SendAsync(message, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            EffectLog.ChannelThrew(logger, e, channel.Kind, message.Id);
            return new SendOutcome.Unknown("channel-threw");
        }
    }

    /// <summary>What became of an attempt without an answer. A transient refusal means it was certainly not sent.</summary>
    private async Task<SendOutcome> ReconcileAsync(IChannel channel, OutboundMessage message, MessageRow row, CancellationToken stopping)
    {
        if (channel is not IReconcile reconcile)
        {
            return new SendOutcome.Unknown("no-answer");
        }

        for (var look = 0; ; look++)
        {
            var pause = LookAgainAfter[Math.Min(look, LookAgainAfter.Length - 1)];
            try
            {
                var outcome = await reconcile.FindAsync(
                    message,
                    row.AttemptedAt ?? row.IntendedAt,
                    id => index.IsKnown(message.Endpoint.Id, id),
                    stopping).ConfigureAwait(false);
                if (outcome is not SendOutcome.Unknown || look >= LookAgainAfter.Length)
                {
                    return outcome;
                }
            }
            catch (ChannelException e)
            {
                EffectLog.CannotReconcile(logger, row.Id, e.Message);
                pause = e.RetryAfter ?? pause;
                if (look >= LookAgainAfter.Length && time.GetUtcNow() > row.NotAfter)
                {
                    return new SendOutcome.Unknown("provider-away");
                }
            }

            await Task.Delay(pause, time, stopping).ConfigureAwait(false);
        }
    }

    private async ValueTask<(IChannel? Channel, OutboundMessage? Message)> MessageAsync(MessageRow row, CancellationToken cancellationToken)
    {
        var intent = await storage.Log.EntryAtAsync(row.At, cancellationToken).ConfigureAwait(false);
        var intended = (InteractionEvent.MessageIntended)InteractionCodec.Read(intent);
        var text = intended.Answer ?? await storage.PersonalData.RevealAsync(intent, "text", cancellationToken).ConfigureAwait(false);
        var recipient = await Recipient.FindAsync(storage, row.Interaction, row.Session, row.ReplyTo, cancellationToken).ConfigureAwait(false);
        var attachments = intended.Attachments ?? [];
        var names = attachments.IsEmpty ? [] : await storage.PersonalData.NamesOfAsync(intent, attachments.Length, cancellationToken).ConfigureAwait(false);
        if (text is null || recipient is null || configuration.Current.Endpoints.Find(recipient.Endpoint) is not { } endpoint || (mediaUrls is not { IsAvailable: true } && attachments.Length > 0))
        {
            return (null, null);
        }

        var channel = configuration.Current.Endpoints.ChannelOf(endpoint);
        var (shown, choices) = OfferedChoices.On(channel, text, await storage.PersonalData.ChoicesOfAsync(intent, cancellationToken).ConfigureAwait(false));
        return (channel, new OutboundMessage
        {
            Id = row.Id,
            Endpoint = endpoint,
            To = recipient.To,
            Text = shown,
            Choices = choices,
            Spoken = intended.Spoken ?? (channel is ICallControl ? new SpokenPlan(configuration.Current.Endpoints.Options(endpoint.Id)?.Language is { Length: > 0 } language ? language : "en") : null),
            Author = nameOf(intended.Author),
            Thread = recipient.Thread,
            Media = [.. attachments.Select((a, i) => new MediaReference(
                mediaUrls!.For(new PublicMedium(endpoint.Tenant, row.Customer.Subject, a.Blob, a.Type, a.Size), MediaWorth), a.Type) { SizeBytes = a.Size, FileName = names[i] })],
        });
    }

    private async ValueTask<MessageRow> WriteAsync<T>(MessageRow row, string kind, T body, JsonTypeInfo<T> type, DateTimeOffset? at = null)
    {
        var machine = Entries.Effect(row.Id);
        var entry = new Entry
        {
            Id = Entries.IdFor(row.Id.Value, machine, (int)row.Version),
            Kind = kind,
            KindVersion = CoreKinds.All.VersionOf(kind),
            Time = at ?? time.GetUtcNow(),
            Actor = Principal.System.ToString(),
            Cause = row.Id.Value,
            TraceParent = row.TraceParent,
            Links = new EntryLinks { Interaction = row.Interaction, Session = row.Session, Customer = row.Customer },
            Body = JsonSerializer.SerializeToUtf8Bytes(body, type),
        };
        var result = await storage.Log.AppendAsync(new Append(machine, row.Version, storage.Log.Epoch, [entry])).ConfigureAwait(false);
        return result.Status == AppendStatus.Appended
            ? row with { Version = row.Version + 1 }
            : throw new LogUnavailableException($"The stream {machine} has another writer ({result.Status}).") { Code = "CC1002" };
    }

    private static TimeSpan Backoff(int attempts) => TimeSpan.FromSeconds(Math.Min(300, Math.Pow(2, Math.Min(attempts, 9))));

    private async Task ForgetAsync(SessionId session, Task run)
    {
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_gate)
        {
            _sessions.TryRemove(KeyValuePair.Create(session, run));
        }
    }
}
