namespace ContactCenter.Sip.Rtp.Jitter;

/// <summary>Between which delays a jitter buffer moves.</summary>
/// <remarks>Immutable; safe to share.</remarks>
public sealed record JitterBufferOptions
{
    /// <value>The shortest delay; 20 ms by default, 0 to 500 ms.</value>
    public TimeSpan Least { get; init => field = InRange(value, nameof(Least)); } = TimeSpan.FromMilliseconds(20);

    /// <value>The delay before anything is known of the network; 40 ms by default, 0 to 500 ms.</value>
    public TimeSpan Initial { get; init => field = InRange(value, nameof(Initial)); } = TimeSpan.FromMilliseconds(40);

    /// <value>The longest delay: what comes later is lost; 300 ms by default, 0 to 500 ms.</value>
    public TimeSpan Most { get; init => field = InRange(value, nameof(Most)); } = TimeSpan.FromMilliseconds(300);

    /// <exception cref="ArgumentException">The three are not in order.</exception>
    /// <param name="name">How the caller names the options.</param>
    internal void Check(string name)
    {
        if (Least > Initial || Initial > Most)
        {
            throw new ArgumentException($"The jitter buffer's delays are {Least}, {Initial} and {Most}; set {nameof(Least)} <= {nameof(Initial)} <= {nameof(Most)}.", name);
        }
    }

    private static TimeSpan InRange(TimeSpan value, string name) => value >= TimeSpan.Zero && value <= TimeSpan.FromMilliseconds(500)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; set it to 0 up to 500 ms.");
}
