using System.Collections.Concurrent;
using ContactCenter.Calls;
using ContactCenter.Channels;

namespace ContactCenter.Testing;

/// <summary>
/// A channel of calls without a telephone: remembers the orders it gets and what is said, and does nothing by itself until <see cref="Play"/> gives it callers and telephones. Thread-safe.
/// </summary>
public sealed class FakeTelephony() : FakeChannel(ChannelKind.Voice), ICallControl, ICallCheck, ICallbackKey, IAgentTelephones, IReconcile
{
    private readonly ConcurrentQueue<CallOrder> _orders = new();

    /// <summary>Every order so far, in the order they came.</summary>
    public IReadOnlyList<CallOrder> Orders => [.. _orders];

    /// <inheritdoc />
    public char? CallbackKey { get; set; }

    /// <summary>The telephones every agent has; none by default.</summary>
    public IReadOnlyList<string> Telephones { get; set; } = [];

    /// <summary>Answers orders; carries them out by default.</summary>
    public Func<CallOrder, CallOrderResult> Obey { get; set; } = static _ => CallOrderResult.Done;

    /// <summary>From here on orders are carried out as a telephone does, with customers and agents that a test plays; <see cref="Obey"/> and <see cref="FakeChannel.Answer"/> are replaced.</summary>
    /// <param name="door">The center's door for calls.</param>
    /// <param name="inbox">Where keys go.</param>
    /// <returns>The customers and agents.</returns>
    public PlayedCalls Play(ICallDoor door, IInbox inbox)
    {
        var calls = new PlayedCalls(door, inbox);
        Obey = calls.Obey;
        Answer = (message, _) => ValueTask.FromResult(calls.Say(message));
        return calls;
    }

    /// <summary>Says beforehand whether somebody can be called; everybody by default.</summary>
    public Func<CallOrder.Dial, CallOrderResult> Checks { get; set; } = static _ => CallOrderResult.Done;

    /// <inheritdoc />
    public CallOrderResult Check(CallOrder.Dial order) => Checks(order);

    /// <inheritdoc />
    public ValueTask<CallOrderResult> OrderAsync(CallOrder order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        _orders.Enqueue(order);
        return ValueTask.FromResult(Obey(order));
    }

    /// <inheritdoc />
    public IReadOnlyList<string> TelephonesOf(AgentId agent) => Telephones;

    /// <summary>What was being said when the process ended is said to nobody: the call ended with it.</summary>
    public ValueTask<SendOutcome> FindAsync(OutboundMessage message, DateTimeOffset attemptedAt, Func<string, bool> isOurs, CancellationToken cancellationToken) =>
        ValueTask.FromResult<SendOutcome>(new SendOutcome.Refused("call-over", IsTransient: false));
}
