namespace ContactCenter.Sip.Rtp.Jitter;

/// <summary>
/// How much later than the quickest packets come, and so how long to keep them. The quickest of the last two windows is the base, so that a drift of
/// the clocks moves it along; of the rest a peak is kept that rises halfway at once and sinks slowly.
/// </summary>
internal sealed class DelayEstimate
{
    private const int Window = 128;
    private const double Sinks = 1 - (1.0 / 256); // half of a peak is forgotten after about 180 packets

    private long _quickest = long.MaxValue;
    private long _quickestBefore = long.MaxValue;
    private int _inWindow;
    private double _peak;
    private double _mean;
    private int _seen;

    /// <value>How long to keep packets, without bounds and without a margin for our own clock.</value>
    public TimeSpan Spread => TimeSpan.FromTicks((long)Math.Max(_peak, 3 * _mean));

    /// <value>Whether enough has come to believe it.</value>
    public bool IsKnown => _seen >= Window / 2;

    /// <summary>A packet came.</summary>
    /// <param name="transit">Its arrival less its timestamp; only differences count.</param>
    /// <returns>How much later than the quickest it is.</returns>
    public TimeSpan Take(TimeSpan transit)
    {
        _seen = Math.Min(_seen + 1, Window);
        if (++_inWindow > Window)
        {
            (_quickestBefore, _quickest, _inWindow) = (_quickest, long.MaxValue, 1);
        }

        _quickest = Math.Min(_quickest, transit.Ticks);
        var later = transit.Ticks - Math.Min(_quickest, _quickestBefore);
        _mean += (later - _mean) / 16;
        _peak = later > _peak ? _peak + ((later - _peak) / 2) : _peak * Sinks;
        return TimeSpan.FromTicks(later);
    }

    /// <summary>Another timeline begins; what is known of the spread stays.</summary>
    public void Rebase() => (_quickest, _quickestBefore, _inWindow) = (long.MaxValue, long.MaxValue, 0);
}
