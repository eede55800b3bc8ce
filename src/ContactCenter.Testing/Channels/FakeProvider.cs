using System.Collections.Concurrent;
using ContactCenter.Channels;

namespace ContactCenter.Testing;

/// <summary>A channel whose provider can be asked what became of a message, and lists what customers have written. Thread-safe.</summary>
/// <param name="kind">The channel it stands for.</param>
public sealed class FakeProvider(ChannelKind kind) : FakeChannel(kind), IReconcile, ICatchUp
{
    private readonly ConcurrentQueue<(OutboundMessage Message, DateTimeOffset AttemptedAt)> _looks = new();
    private readonly ConcurrentQueue<(InboundMessage Message, DateTimeOffset At)> _past = new();

    /// <summary>Every question what became of a message, in order.</summary>
    public IReadOnlyList<(OutboundMessage Message, DateTimeOffset AttemptedAt)> Looks => [.. _looks];

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
