namespace ContactCenter.Sip.Transactions;

/// <summary>The times of transactions. RFC 3261 section 17 and table 4, as changed by RFC 6026.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record SipTimers
{
    /// <summary>The RFC's values: T1 500 ms, T2 4 s, T4 5 s.</summary>
    public static SipTimers Default { get; } = new();

    /// <value>The estimate of a round trip; 500 ms by default, 1 ms to 10 s. RFC 3261 section 17.1.1.1.</value>
    public TimeSpan T1 { get; init => field = InRange(value, nameof(T1)); } = TimeSpan.FromMilliseconds(500);

    /// <value>The longest time between two retransmissions of a request that is no INVITE, and of an INVITE's final response; 4 s by default, 1 ms to 60 s. RFC 3261 section 17.1.2.2.</value>
    public TimeSpan T2 { get; init => field = InRange(value, nameof(T2)); } = TimeSpan.FromSeconds(4);

    /// <value>How long a message may stay in the network; 5 s by default, 1 ms to 60 s. RFC 3261 section 17.1.2.2.</value>
    public TimeSpan T4 { get; init => field = InRange(value, nameof(T4)); } = TimeSpan.FromSeconds(5);

    /// <value>64 × T1: after it the other side is taken for gone; 32 s by default. Timers B, F, H, J, L and M of RFC 3261 and RFC 6026.</value>
    public TimeSpan GiveUp => 64 * T1;

    /// <value>How long the client's transaction takes in copies of a refusal of its INVITE; 32 s by default. RFC 3261 section 17.1.1.2, Timer D: at least 32 s.</value>
    public TimeSpan D => GiveUp > TimeSpan.FromSeconds(32) ? GiveUp : TimeSpan.FromSeconds(32);

    /// <summary>How long to wait after waiting this long: twice as long, and no longer than <see cref="T2"/>.</summary>
    public TimeSpan Next(TimeSpan waited) => waited + waited < T2 ? waited + waited : T2;

    private static TimeSpan InRange(TimeSpan value, string name)
    {
        var most = name == nameof(T1) ? TimeSpan.FromSeconds(10) : TimeSpan.FromSeconds(60);
        return value >= TimeSpan.FromMilliseconds(1) && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; set it to 1 ms up to {most}.");
    }
}
