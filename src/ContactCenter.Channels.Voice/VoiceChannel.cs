using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Conduct;
using Microsoft.Extensions.Options;

namespace ContactCenter.Channels.Voice;

/// <summary>The telephone as the center sees it: what is said goes out as messages, what is wanted comes as orders. Thread-safe.</summary>
internal sealed class VoiceChannel(VoiceLine line, IOptions<VoiceOptions> options) : IChannel, ICallControl, ICallCheck, IAgentTelephones, ICallbackKey, IReconcile
{
    private const string NotStarted = "telephone-not-started";

    public ChannelKind Kind => ChannelKind.Voice;

    public char? CallbackKey => line.Switchboard?.CallbackKey;

    public string? FindFault(Endpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Address.Kind != AddressKind.Phone
            ? $"Endpoint '{endpoint.Id}' of tenant '{endpoint.Tenant}' has an address of the kind '{endpoint.Address.Kind}'; an endpoint of the channel voice has a telephone number, in E.164."
            : options.Value.Trunks.Count == 0
                ? $"Endpoint '{endpoint.Id}' of tenant '{endpoint.Tenant}' is a telephone number, and no trunk is configured; add one under {VoiceOptions.Section}:Trunks."
                : null;
    }

    public ValueTask<SendOutcome> SendAsync(OutboundMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return line.Switchboard is { } switchboard ? switchboard.SendAsync(message, cancellationToken) : ValueTask.FromResult<SendOutcome>(new SendOutcome.Refused(NotStarted, IsTransient: true));
    }

    /// <summary>What was to be said when the program ended is said to nobody: the call ended with it.</summary>
    public ValueTask<SendOutcome> FindAsync(OutboundMessage message, DateTimeOffset attemptedAt, Func<string, bool> isOurs, CancellationToken cancellationToken) =>
        ValueTask.FromResult<SendOutcome>(new SendOutcome.Refused("call-over", IsTransient: false));

    public IReadOnlyList<string> TelephonesOf(AgentId agent) => line.Switchboard?.TelephonesOf(agent) ?? [];

    public CallOrderResult Check(CallOrder.Dial order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return line.Switchboard is { } switchboard ? switchboard.Check(order) : CallRefusals.Stopping;
    }

    public ValueTask<CallOrderResult> OrderAsync(CallOrder order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        return line.Switchboard is { } switchboard ? switchboard.OrderAsync(order, cancellationToken) : ValueTask.FromResult(CallRefusals.Stopping);
    }
}

/// <summary>Where the channel, which the center knows before anything runs, finds the calls once they can come.</summary>
internal sealed class VoiceLine
{
    private volatile Switchboard? _switchboard;

    /// <summary>Null before the telephone has started.</summary>
    public Switchboard? Switchboard
    {
        get => _switchboard;
        set => _switchboard = value;
    }
}
