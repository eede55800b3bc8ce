using System.Collections.Concurrent;
using ContactCenter.Channels;

namespace ContactCenter.Testing;

/// <summary>A channel that remembers what is sent and answers as it is told. Thread-safe.</summary>
/// <param name="kind">The channel it stands for.</param>
public class FakeChannel(ChannelKind kind) : IChannel, ISessionStart, IChoiceSender
{
    private readonly ConcurrentQueue<OutboundMessage> _sent = new();
    private readonly ConcurrentQueue<SendOutcome> _next = new();

    /// <inheritdoc />
    public ChannelKind Kind => kind;

    /// <summary>Every attempt so far, in the order they began.</summary>
    public IReadOnlyList<OutboundMessage> Sent => [.. _sent];

    /// <summary>Answers attempts for which nothing is scripted by <see cref="Then"/>; accepts by default, with a provider id made from the message's id.</summary>
    public Func<OutboundMessage, CancellationToken, ValueTask<SendOutcome>> Answer { get; set; } =
        static (message, _) => ValueTask.FromResult<SendOutcome>(new SendOutcome.Accepted(ProviderId(message.Id)));

    /// <summary>What stops it from serving an endpoint; nothing by default.</summary>
    public Func<Endpoint, string?> Fault { get; set; } = static _ => null;

    /// <summary>To whom the center may write first: to telephones on SMS and voice, to mailboxes by mail, to nobody on other channels, by default.</summary>
    public AddressKind? StartsTo { get; set; } = kind == ChannelKind.Sms || kind == ChannelKind.Voice ? AddressKind.Phone
        : kind == ChannelKind.Mail ? AddressKind.Mail
        : null;

    /// <summary>What a message may offer; nothing by default.</summary>
    public ChoiceLimits? ChoiceLimits { get; set; }

    /// <summary>The provider id it gives a message by default.</summary>
    public static string ProviderId(MessageId message) => "fake-" + message.Value.ToString("N");

    /// <summary>Answers the next attempts with these, one each, whatever message they are for.</summary>
    public void Then(params ReadOnlySpan<SendOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            _next.Enqueue(outcome);
        }
    }

    /// <inheritdoc />
    public string? FindFault(Endpoint endpoint) => Fault(endpoint);

    /// <inheritdoc />
    public ValueTask<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        _sent.Enqueue(message);
        return _next.TryDequeue(out var outcome) ? ValueTask.FromResult(outcome) : Answer(message, cancellationToken);
    }
}
