namespace ContactCenter;

/// <summary>When those who wait in a queue are told their position and expected wait, as a message in the language of their endpoint.</summary>
public sealed class AnnouncementOptions
{
    /// <summary>How long after entering the queue: 0 to 1 hour, 1 minute by default.</summary>
    public TimeSpan First { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>And how often from then on: 5 seconds to 1 hour, 2 minutes by default.</summary>
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Up to which position it is told exactly: 1 to 100, 20 by default; those further back are told only the expected wait.</summary>
    public int PositionUpTo { get; set; } = 20;

    /// <summary>The channels on which it is told; none, the default, means web chat alone, where a message costs nothing and is read at once.</summary>
    public List<string> Channels { get; } = [];
}
