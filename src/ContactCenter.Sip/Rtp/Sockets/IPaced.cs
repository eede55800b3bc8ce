namespace ContactCenter.Sip.Rtp.Sockets;

/// <summary>Something that has its turn every so many milliseconds.</summary>
public interface IPaced
{
    /// <summary>Its turn has come. Called on a thread of media: return at once.</summary>
    /// <param name="now">When, on the clock of <see cref="MediaEngine.Now"/>.</param>
    /// <param name="turns">1; more when the process stood still for so long that turns were left out.</param>
    void Tick(TimeSpan now, int turns);
}
