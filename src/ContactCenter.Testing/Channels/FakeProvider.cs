using System.Collections.Concurrent;
using ContactCenter.Channels;

namespace ContactCenter.Testing;

/// <summary>A channel whose provider can be asked what became of a message, lists what customers have written, keeps their media, sends ours and shows who types. Thread-safe.</summary>
/// <param name="kind">The channel it stands for.</param>
public sealed class FakeProvider(ChannelKind kind) : FakeChannel(kind), IReconcile, ICatchUp, IMediaSource, IMediaSender, ITypingSignal
{
    private readonly ConcurrentQueue<(OutboundMessage Message, DateTimeOffset AttemptedAt)> _looks = new();
    private readonly ConcurrentQueue<(InboundMessage Message, DateTimeOffset At)> _past = new();
    private readonly ConcurrentQueue<MediaReference> _fetched = new();
    private readonly ConcurrentQueue<(SessionAddress Session, bool IsTyping)> _typed = new();

    /// <summary>Every question what became of a message, in order.</summary>
    public IReadOnlyList<(OutboundMessage Message, DateTimeOffset AttemptedAt)> Looks => [.. _looks];

    /// <summary>Every attempt to fetch a medium, in the order they began.</summary>
    public IReadOnlyList<MediaReference> Fetched => [.. _fetched];

    /// <summary>Every sign that an agent types, or no longer does, in order.</summary>
    public IReadOnlyList<(SessionAddress Session, bool IsTyping)> Typed => [.. _typed];

    /// <summary>Answers such an attempt; by default that there is no such medium.</summary>
    public Func<MediaReference, CancellationToken, ValueTask<MediaFetch>> Media { get; set; } =
        static (_, _) => ValueTask.FromResult<MediaFetch>(new MediaFetch.Refused(MediaFetch.Gone, IsTransient: false));

    /// <inheritdoc />
    public MediaLimits MediaLimits { get; set; } = new(10, 1_000_000, ["image/jpeg", "image/png", "application/pdf"]);

    /// <summary>Answers such a question; by default that it was certainly not sent. May throw a <see cref="ChannelException"/>.</summary>
    public Func<OutboundMessage, SendOutcome> Find { get; set; } = static _ => new SendOutcome.Refused("not-found", IsTransient: true);

    /// <summary>Adds what a customer wrote to the provider's list, without delivering it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="at">When the provider received it.</param>
    public void Receive(InboundMessage message, DateTimeOffset at) => _past.Enqueue((message, at));

    /// <inheritdoc />
    public ValueTask<SendOutcome> FindAsync(
        OutboundMessage message, DateTimeOffset attemptedAt, Func<string, bool> isOurs, CancellationToken cancellationToken)
    {
        _looks.Enqueue((message, attemptedAt));
        return ValueTask.FromResult(Find(message));
    }

    /// <inheritdoc />
    public ValueTask<MediaFetch> FetchAsync(Endpoint endpoint, MediaReference medium, long maxSizeBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(medium);
        _fetched.Enqueue(medium);
        return Media(medium, cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask AgentTypingAsync(SessionAddress session, bool isTyping, CancellationToken cancellationToken)
    {
        _typed.Enqueue((session, isTyping));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public async ValueTask<int> SweepAsync(Endpoint endpoint, DateTimeOffset since, IInbox inbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inbox);
        var listed = 0;
        foreach (var (message, at) in _past.Where(p => p.Message.Endpoint == endpoint && p.At >= since))
        {
            listed++;
            var result = await inbox.ReceiveAsync(message, cancellationToken).ConfigureAwait(false);
            if (!result.IsDurable)
            {
                throw new ChannelException($"The door refused message {message.ProviderId}; sweep again later.") { IsTransient = true };
            }
        }

        return listed;
    }
}
