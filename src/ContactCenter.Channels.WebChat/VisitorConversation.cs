using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ContactCenter.Journal;
using ContactCenter.Web;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Channels.WebChat;

/// <summary>One tab of a visitor, from its greeting to its end. What it says is acknowledged when it is durable, and not before.</summary>
internal sealed class VisitorConversation(
    IWebConnection connection,
    VisitorLine line,
    string pageName,
    WebChatPage page,
    Endpoint endpoint,
    IInbox inbox,
    IMediaInbox media,
    ISessions sessions,
    VisitorDirectory visitors,
    VisitorLimits limits,
    WebChatOptions options,
    TimeProvider time,
    ILogger logger) : IAsyncDisposable
{
    private const int Shown = 100;
    private const int MaxFaults = 5;
    private const int MaxAnswer = 500;
    private const int MaxFileName = 255;

    private static readonly TimeSpan GreetWithin = TimeSpan.FromSeconds(10);
    /// <summary>How long a tenant that is built again takes, most times.</summary>
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan TypingAtMost = TimeSpan.FromSeconds(1);

    private readonly MessageRate _rate = new(options.Burst, time);
    private SessionAddress _session = null!;
    private VisitorFiles? _files; // with the session, from the greeting on
    private bool _hasToAnswer;
    private int _faults;
    private long? _typedAt; // null while the visitor does not type

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await GreetAsync(cancellationToken).ConfigureAwait(false) is not { } token)
        {
            await line.RunAsync(connection, cancellationToken).ConfigureAwait(false); // says why not
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _files = new VisitorFiles(_session, connection.RemoteAddress, media, limits, options, line, time);
        var isFirst = visitors.Add(_session, line); // before reading what was said: what comes meanwhile is told twice rather than never
        var writing = line.RunAsync(connection, ending.Token);
        var watching = Task.CompletedTask;
        try
        {
            if (isFirst)
            {
                await sessions.PresenceAsync(_session, isHere: true, cancellationToken).ConfigureAwait(false);
            }

            await WelcomeAsync(token, cancellationToken).ConfigureAwait(false);
            watching = WatchAsync(ending.Token);
            await ReadAsync(writing, ending.Token).ConfigureAwait(false);
        }
        finally
        {
            var isLast = visitors.Remove(_session, line);
            line.End();
            if (isLast)
            {
                await sessions.PresenceAsync(_session, isHere: false, CancellationToken.None).ConfigureAwait(false);
            }

            await Task.WhenAny(writing, Task.Delay(GreetWithin, time, cancellationToken)).ConfigureAwait(false); // the last words
            await ending.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(writing, watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Throws away the file that was on its way.</summary>
    public ValueTask DisposeAsync() => _files?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The first frame says who it is: a token from before, a claim of the page's server, or nobody we know.</summary>
    private async Task<string?> GreetAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(GreetWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        ClientFrame? hello = null;
        try
        {
            hello = Parse(await connection.ReadAsync(either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Said nothing in time.
        }

        if (hello is not { T: "hello" })
        {
            return End("hello-first");
        }

        if (VouchedAddress.Verify(hello.Identity, pageName, page.IdentityKey, time.GetUtcNow()) is { } verified)
        {
            _session = new SessionAddress(endpoint, verified);
            return "";
        }

        if (hello.Identity is { Length: > 0 })
        {
            logger.BadIdentity(pageName);
        }

        var token = hello.Token;
        if (!VisitorToken.IsValid(token))
        {
            if (!limits.TryMeet(connection.RemoteAddress))
            {
                return End("busy");
            }

            token = VisitorToken.New();
        }

        _session = new SessionAddress(endpoint, VisitorToken.AddressOf(token!));
        return token;
    }

    private async Task WelcomeAsync(string token, CancellationToken cancellationToken)
    {
        IReadOnlyList<SessionMessage> said;
        try
        {
            said = await sessions.MessagesAsync(_session, Shown, cancellationToken).ConfigureAwait(false);
        }
        catch (LogUnavailableException)
        {
            End("later"); // the tab comes again
            return;
        }

        _hasToAnswer = said.Count == 0 && (page.Fields.Count > 0 || page.Consent.Count > 0);
        var parts = VisitorHistory.Parts(said);
        foreach (var part in parts.SkipLast(1))
        {
            line.Tell(new ServerFrame("history") { Messages = part });
        }

        line.Tell(new ServerFrame("welcome") { Token = token.Length == 0 ? null : token, Ask = _hasToAnswer, Messages = parts[^1] });
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        await foreach (var status in sessions.WatchAsync(_session, cancellationToken).ConfigureAwait(false))
        {
            line.Tell(new ServerFrame("status")
            {
                Phase = status.Phase.ToString().ToLowerInvariant(),
                Position = status.Position,
                Wait = (int?)status.ExpectedWait?.TotalSeconds,
                Author = status.Agent,
                Closed = status.IsClosed ? true : null,
                Text = status.ClosedAnswer.Length == 0 ? null : status.ClosedAnswer,
            });
        }
    }

    private async Task ReadAsync(Task writing, CancellationToken cancellationToken)
    {
        while (_faults < MaxFaults)
        {
            var reading = connection.ReadAsync(cancellationToken).AsTask();
            if (await Task.WhenAny(reading, writing).ConfigureAwait(false) == writing)
            {
                await writing.ConfigureAwait(false);
                return; // too slow, or cut
            }

            var text = await reading.ConfigureAwait(false);
            if (text is null)
            {
                return;
            }

            await TakeAsync(Parse(text), cancellationToken).ConfigureAwait(false);
        }

        logger.TooManyFaults(pageName);
    }

    private ValueTask TakeAsync(ClientFrame? frame, CancellationToken cancellationToken) => frame switch
    {
        { T: "say", Id: { Length: > 0 and <= 64 } id, Text: { } text } => SayAsync(id, text, frame.Files ?? [], cancellationToken),
        { T: "file", Id: { Length: > 0 and <= 64 } id } => BeginFileAsync(id, frame.Size),
        { T: "piece", Id: { Length: > 0 and <= 64 } id, Data: { } piece } => TakePieceAsync(id, piece),
        { T: "end", Id: { Length: > 0 and <= 64 } id } => EndAsync(id, cancellationToken),
        { T: "form" } => AnswerAsync(frame, cancellationToken),
        { T: "typing" } => TypeAsync(frame.On, cancellationToken),
        { T: "seen", Id: { } id } when Guid.TryParse(id, out var message) => SeenAsync(new MessageId(message), frame.Read, cancellationToken),
        _ => FaultAsync("bad-frame", frame?.Id),
    };

    private ValueTask SayAsync(string id, string text, IReadOnlyList<NamedFile> files, CancellationToken cancellationToken) =>
        _hasToAnswer ? FaultAsync("form-first", id)
        : text.Length > options.MaxTextLength || (string.IsNullOrWhiteSpace(text) && files.Count == 0) ? FaultAsync("text", id)
        : files.Count > options.MaxFiles || files.Any(static f => f is null or { Name.Length: > MaxFileName }) ? FaultAsync("files", id)
        : !_rate.TryTake() ? LaterAsync(id, 1)
        : ReceiveAsync(id, text, files, cancellationToken);

    private async ValueTask BeginFileAsync(string id, long size)
    {
        if (_hasToAnswer)
        {
            await FaultAsync("form-first", id).ConfigureAwait(false);
        }
        else if (!await _files!.BeginAsync(id, size).ConfigureAwait(false))
        {
            await FaultAsync("bad-frame", id).ConfigureAwait(false);
        }
    }

    private async ValueTask TakePieceAsync(string id, byte[] piece)
    {
        if (!await _files!.TakeAsync(id, piece).ConfigureAwait(false))
        {
            await FaultAsync("bad-frame", id).ConfigureAwait(false);
        }
    }

    /// <summary>The visitor wishes the conversation to end. Said again after a cut, the wish is the same.</summary>
    private async ValueTask EndAsync(string id, CancellationToken cancellationToken)
    {
        if (!_rate.TryTake())
        {
            await LaterAsync(id, 1).ConfigureAwait(false);
            return;
        }

        try
        {
            var isOver = await sessions.EndAsync(_session, DerivedId.From("webchat-end", id), cancellationToken).ConfigureAwait(false);
            line.Tell(new ServerFrame("over") { Id = id, Over = isOver });
        }
        catch (LogUnavailableException)
        {
            await LaterAsync(id, (int)StartsWithin.TotalSeconds).ConfigureAwait(false);
        }
    }

    private async ValueTask ReceiveAsync(string id, string text, IReadOnlyList<NamedFile> files, CancellationToken cancellationToken)
    {
        ImmutableArray<StoredMedium>? named;
        try
        {
            named = await _files!.NamedAsync(files, cancellationToken).ConfigureAwait(false);
        }
        catch (LogUnavailableException)
        {
            await LaterAsync(id, (int)StartsWithin.TotalSeconds).ConfigureAwait(false);
            return;
        }

        if (named is not { } stored)
        {
            await FaultAsync("files", id).ConfigureAwait(false);
            return;
        }

        var result = await inbox.ReceiveAsync(
            new InboundMessage
            {
                Endpoint = endpoint,
                ProviderId = $"{_session.Customer.Value}/{id}", // the tab's own id of it: said again after a cut, it is the same message
                From = _session.Customer,
                Text = text,
                Stored = stored,
            },
            cancellationToken).ConfigureAwait(false);
        if (!result.IsDurable)
        {
            await LaterAsync(id, (int)Math.Ceiling((result.RetryAfter ?? TimeSpan.FromSeconds(2)).TotalSeconds)).ConfigureAwait(false);
            return;
        }

        var at = time.GetUtcNow().ToUnixTimeMilliseconds();
        line.Tell(new ServerFrame("got") { Id = id, At = at });
        visitors.Tell(
            _session,
            new ServerFrame("msg")
            {
                Id = id,
                Mine = true,
                Text = text,
                At = at,
                Files = stored.IsEmpty ? null : [.. stored.Select(static f => new ShownFile(f.FileName, f.ContentType, f.SizeBytes, null))],
            },
            but: line);
        await TypeAsync(isTyping: false, cancellationToken).ConfigureAwait(false); // it is said
    }

    private async ValueTask AnswerAsync(ClientFrame form, CancellationToken cancellationToken)
    {
        var given = form.Fields ?? [];
        var missing = page.Fields.FirstOrDefault(f => f.Value.Required && string.IsNullOrWhiteSpace(given.GetValueOrDefault(f.Key))).Key;
        if (!_hasToAnswer || missing is not null || (page.Consent.Count > 0 && !form.Consent) || given.Values.Any(static v => v is null || v.Length > MaxAnswer))
        {
            await FaultAsync("form", missing).ConfigureAwait(false);
            return;
        }

        var text = new StringBuilder();
        foreach (var (key, field) in page.Fields)
        {
            if (given.GetValueOrDefault(key) is { } answer && !string.IsNullOrWhiteSpace(answer))
            {
                text.Append(field.Labels.Values.First()).Append(": ").AppendLine(answer.Trim());
            }
        }

        if (page.Consent.Count > 0)
        {
            text.Append("✓ ").AppendLine(page.Consent.Values.First());
        }

        _hasToAnswer = false;
        await ReceiveAsync("form", text.ToString().TrimEnd(), [], cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask TypeAsync(bool isTyping, CancellationToken cancellationToken)
    {
        var isNews = isTyping ? _typedAt is not { } at || time.GetElapsedTime(at) >= TypingAtMost : _typedAt is not null;
        if (isNews)
        {
            _typedAt = isTyping ? time.GetTimestamp() : null;
            await sessions.TypingAsync(_session, isTyping, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask SeenAsync(MessageId message, bool isRead, CancellationToken cancellationToken)
    {
        if (_rate.TryTake()) // a report too many is worth nothing
        {
            await inbox.ReportAsync(
                new DeliveryReport
                {
                    Endpoint = endpoint,
                    Message = message,
                    ProviderId = message.ToString(),
                    State = isRead ? DeliveryState.Read : DeliveryState.Delivered,
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    private ClientFrame? Parse(string? text)
    {
        try
        {
            return text is { Length: <= ClientFrame.MaxLength } ? JsonSerializer.Deserialize(text, WebChatJson.Default.ClientFrame) : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentException) // the latter for text that is no Unicode
        {
            return null;
        }
    }

    private ValueTask FaultAsync(string code, string? id)
    {
        _faults++;
        line.Tell(new ServerFrame("error") { Code = code, Id = id });
        return ValueTask.CompletedTask;
    }

    private ValueTask LaterAsync(string id, int seconds)
    {
        line.Tell(new ServerFrame("retry") { Id = id, After = seconds });
        return ValueTask.CompletedTask;
    }

    private string? End(string code)
    {
        line.Tell(new ServerFrame("error") { Code = code });
        line.End();
        return null;
    }
}
