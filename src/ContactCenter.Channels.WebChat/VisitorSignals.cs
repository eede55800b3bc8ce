using ContactCenter.Journal;

namespace ContactCenter.Channels.WebChat;

/// <summary>What a visitor lets us know without words: typing, having seen something, wishing to end.</summary>
internal sealed class VisitorSignals(
    SessionAddress session, Endpoint endpoint, IInbox inbox, ISessions sessions, VisitorLine line, VisitorReplies replies, MessageRate rate, TimeProvider time)
{
    private static readonly TimeSpan TypingAtMost = TimeSpan.FromSeconds(1);

    private long? _typedAt; // null while the visitor does not type

    public async ValueTask TypeAsync(bool isTyping, CancellationToken cancellationToken)
    {
        var isNews = isTyping ? _typedAt is not { } at || time.GetElapsedTime(at) >= TypingAtMost : _typedAt is not null;
        if (isNews)
        {
            _typedAt = isTyping ? time.GetTimestamp() : null;
            await sessions.TypingAsync(session, isTyping, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask SeenAsync(MessageId message, bool isRead, CancellationToken cancellationToken)
    {
        if (rate.TryTake()) // a report too many is worth nothing
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

    /// <summary>The visitor wishes the conversation to end. Said again after a cut, the wish is the same.</summary>
    public async ValueTask EndAsync(string id, CancellationToken cancellationToken)
    {
        if (!rate.TryTake())
        {
            await replies.LaterAsync(id, 1).ConfigureAwait(false);
            return;
        }

        try
        {
            var isOver = await sessions.EndAsync(session, DerivedId.From("webchat-end", id), cancellationToken).ConfigureAwait(false);
            line.Tell(new ServerFrame("over") { Id = id, Over = isOver });
        }
        catch (LogUnavailableException)
        {
            await replies.LaterAsync(id, VisitorReplies.StartsWithinSeconds).ConfigureAwait(false);
        }
    }
}
