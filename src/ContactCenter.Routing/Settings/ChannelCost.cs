using ContactCenter.Channels;

namespace ContactCenter.Routing;

/// <summary>How much of an agent's capacity one work item of a channel takes.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Units">The units it takes, 1 to 1,000.</param>
/// <param name="Exclusive">Whether it tolerates no other work beside it.</param>
/// <param name="Interruptible">Whether it may be laid aside for work that is not interruptible: it then takes no capacity from such work.</param>
public readonly record struct ChannelCost(
    ChannelKind Channel,
    int Units,
    bool Exclusive = false,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)] bool Interruptible = false)
{
    /// <summary>The cost where an agent's settings name none: voice and the counter 100 and exclusive, everything else 20, so that an agent with the usual 100 units takes one call or five written conversations.</summary>
    public static ChannelCost DefaultFor(ChannelKind channel) =>
        channel == ChannelKind.Voice || channel == ChannelKind.Counter
            ? new ChannelCost(channel, 100, Exclusive: true)
            : new ChannelCost(channel, 20);
}
