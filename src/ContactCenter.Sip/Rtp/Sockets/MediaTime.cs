namespace ContactCenter.Sip.Rtp.Sockets;

/// <summary>The time of media: since the engine began, never set back. NTP times of reports count from the same beginning.</summary>
internal sealed class MediaTime(TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();
    private readonly DateTimeOffset _beganAt = time.GetUtcNow();

    public TimeSpan Now => time.GetElapsedTime(_began);

    /// <summary>The time of day at a moment of media.</summary>
    public DateTimeOffset At(TimeSpan now) => _beganAt + now;
}
