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

    private readonly VisitorReplies _replies = new(line);
    private SessionAddress _session = null!; // from the greeting on, as what follows
    private VisitorFiles? _files;
    private VisitorMessages _messages = null!;
    private VisitorSignals _signals = null!;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var greeting = new VisitorGreeting(connection, pageName, page, endpoint, limits, time, logger);
        var (visitor, fault) = await greeting.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (visitor is null)
        {
            End(fault!);
            await line.RunAsync(connection, cancellationToken).ConfigureAwait(false); // says why not
            return;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Meet(visitor);
        var isFirst = visitors.Add(_session, line); // before reading what was said: what comes meanwhile is told twice rather than never
        var writing = line.RunAsync(connection, ending.Token);
        var watching = Task.CompletedTask;
        try
        {
            if (isFirst)
            {
                await sessions.PresenceAsync(_session, isHere: true, cancellationToken).ConfigureAwait(false);
            }

            await WelcomeAsync(visitor.Token, cancellationToken).ConfigureAwait(false);
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

            await Task.WhenAny(writing, Task.Delay(VisitorGreeting.Within, time, cancellationToken)).ConfigureAwait(false); // the last words
            await ending.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(writing, watching).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Throws away the file that was on its way.</summary>
    public ValueTask DisposeAsync() => _files?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void Meet(Visitor visitor)
    {
        var rate = new MessageRate(options.Burst, time);
        _session = visitor.Session;
        _files = new VisitorFiles(_session, connection.RemoteAddress, media, limits, options, line, time);
        _signals = new VisitorSignals(_session, endpoint, inbox, sessions, line, _replies, rate, time);
        _messages = new VisitorMessages(_session, endpoint, page, options, inbox, visitors, line, _files, _replies, _signals, rate, time);
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

        _messages.HasToAnswer = said.Count == 0 && (page.Fields.Count > 0 || page.Consent.Count > 0);
        var parts = VisitorHistory.Parts(said);
        foreach (var part in parts.SkipLast(1))
        {
            line.Tell(new ServerFrame("history") { Messages = part });
        }

        line.Tell(new ServerFrame("welcome") { Token = token.Length == 0 ? null : token, Ask = _messages.HasToAnswer, Messages = parts[^1] });
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
        while (_replies.Faults < MaxFaults)
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

            await TakeAsync(VisitorGreeting.Parse(text), cancellationToken).ConfigureAwait(false);
        }

        logger.TooManyFaults(pageName);
    }

    private ValueTask TakeAsync(ClientFrame? frame, CancellationToken cancellationToken) => frame switch
    {
        { T: "say", Id: { Length: > 0 and <= 64 } id, Text: { } text } => _messages.SayAsync(id, text, frame.Files ?? [], PressedOn(frame), cancellationToken),
        { T: "file", Id: { Length: > 0 and <= 64 } id } => _messages.BeginFileAsync(id, frame.Size),
        { T: "piece", Id: { Length: > 0 and <= 64 } id, Data: { } piece } => _messages.TakePieceAsync(id, piece),
        { T: "end", Id: { Length: > 0 and <= 64 } id } => _signals.EndAsync(id, cancellationToken),
        { T: "form" } => _messages.AnswerAsync(frame, cancellationToken),
        { T: "typing" } => _signals.TypeAsync(frame.On, cancellationToken),
        { T: "seen", Id: { } id } when Guid.TryParse(id, out var message) => _signals.SeenAsync(new MessageId(message), frame.Read, cancellationToken),
        _ => _replies.FaultAsync("bad-frame", frame?.Id),
    };

    /// <summary>The message whose button was pressed. What names none was written.</summary>
    private static MessageId? PressedOn(ClientFrame frame) => Guid.TryParse(frame.Re, out var id) ? new MessageId(id) : null;

    private void End(string code)
    {
        line.Tell(new ServerFrame("error") { Code = code });
        line.End();
    }
}
