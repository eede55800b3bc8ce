using System.Collections.Immutable;
using System.Text;
using ContactCenter.Journal;

namespace ContactCenter.Channels.WebChat;

/// <summary>What a visitor says: messages, the files that go along, and the answers to the questions before the chat. Taken when it is durable, and not before.</summary>
internal sealed class VisitorMessages(
    SessionAddress session,
    Endpoint endpoint,
    WebChatPage page,
    WebChatOptions options,
    IInbox inbox,
    VisitorDirectory visitors,
    VisitorLine line,
    VisitorFiles files,
    VisitorReplies replies,
    VisitorSignals signals,
    MessageRate rate,
    TimeProvider time)
{
    private const int MaxAnswer = 500;
    private const int MaxFileName = 255;

    /// <summary>Whether the questions stand before everything else.</summary>
    public bool HasToAnswer { get; set; }

    public ValueTask SayAsync(string id, string text, IReadOnlyList<NamedFile> named, MessageId? pressedOn, CancellationToken cancellationToken) =>
        HasToAnswer ? replies.FaultAsync("form-first", id)
        : text.Length > options.MaxTextLength || (string.IsNullOrWhiteSpace(text) && named.Count == 0) ? replies.FaultAsync("text", id)
        : named.Count > options.MaxFiles || named.Any(static f => f is null or { Name.Length: > MaxFileName }) ? replies.FaultAsync("files", id)
        : !rate.TryTake() ? replies.LaterAsync(id, 1)
        : ReceiveAsync(id, text, named, pressedOn, cancellationToken);

    public async ValueTask BeginFileAsync(string id, long size)
    {
        if (HasToAnswer)
        {
            await replies.FaultAsync("form-first", id).ConfigureAwait(false);
        }
        else if (!await files.BeginAsync(id, size).ConfigureAwait(false))
        {
            await replies.FaultAsync("bad-frame", id).ConfigureAwait(false);
        }
    }

    public async ValueTask TakePieceAsync(string id, byte[] piece)
    {
        if (!await files.TakeAsync(id, piece).ConfigureAwait(false))
        {
            await replies.FaultAsync("bad-frame", id).ConfigureAwait(false);
        }
    }

    public async ValueTask AnswerAsync(ClientFrame form, CancellationToken cancellationToken)
    {
        var given = form.Fields ?? [];
        var missing = page.Fields.FirstOrDefault(f => f.Value.Required && string.IsNullOrWhiteSpace(given.GetValueOrDefault(f.Key))).Key;
        if (!HasToAnswer || missing is not null || (page.Consent.Count > 0 && !form.Consent) || given.Values.Any(static v => v is null || v.Length > MaxAnswer))
        {
            await replies.FaultAsync("form", missing).ConfigureAwait(false);
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

        HasToAnswer = false;
        await ReceiveAsync("form", text.ToString().TrimEnd(), [], null, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask ReceiveAsync(string id, string text, IReadOnlyList<NamedFile> named, MessageId? pressedOn, CancellationToken cancellationToken)
    {
        ImmutableArray<StoredMedium>? found;
        try
        {
            found = await files.NamedAsync(named, cancellationToken).ConfigureAwait(false);
        }
        catch (LogUnavailableException)
        {
            await replies.LaterAsync(id, VisitorReplies.StartsWithinSeconds).ConfigureAwait(false);
            return;
        }

        if (found is not { } stored)
        {
            await replies.FaultAsync("files", id).ConfigureAwait(false);
            return;
        }

        var result = await inbox.ReceiveAsync(
            new InboundMessage
            {
                Endpoint = endpoint,
                ProviderId = $"{session.Customer.Value}/{id}", // the tab's own id of it: said again after a cut, it is the same message
                From = session.Customer,
                Text = text,
                Stored = stored,
                ChosenFrom = pressedOn,
            },
            cancellationToken).ConfigureAwait(false);
        if (!result.IsDurable)
        {
            await replies.LaterAsync(id, (int)Math.Ceiling((result.RetryAfter ?? TimeSpan.FromSeconds(2)).TotalSeconds)).ConfigureAwait(false);
            return;
        }

        var at = time.GetUtcNow().ToUnixTimeMilliseconds();
        line.Tell(new ServerFrame("got") { Id = id, At = at });
        visitors.Tell(
            session,
            new ServerFrame("msg")
            {
                Id = id,
                Mine = true,
                Text = text,
                At = at,
                Files = stored.IsEmpty ? null : [.. stored.Select(static f => new ShownFile(f.FileName, f.ContentType, f.SizeBytes, null))],
            },
            but: line);
        await signals.TypeAsync(isTyping: false, cancellationToken).ConfigureAwait(false); // it is said
    }
}
