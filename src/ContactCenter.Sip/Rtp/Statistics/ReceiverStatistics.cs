using ContactCenter.Sip.Rtp.Packets;

namespace ContactCenter.Sip.Rtp.Statistics;

/// <summary>What is known of one source: loss, jitter, copies, order, and the report about it. RFC 3550 section 6.4.1, appendix A.3 and A.8.</summary>
/// <remarks>Not safe for two threads at a time; allocates nothing after it is made.</remarks>
internal sealed class ReceiverStatistics(uint ssrc, int clockRate, int probation)
{
    private readonly SequenceTracker _tracker = new(probation);
    private long _taken; // copies included: what the RFC calls received
    private long _unique;
    private long _expectedBefore;
    private long _takenBefore;
    private uint _previousTransit;
    private bool _hasTransit;
    private double _jitter;
    private long _losses;
    private long _lossRuns;
    private uint _lastReport;
    private TimeSpan _lastReportAt;

    public uint Ssrc => ssrc;

    public bool IsBelieved => _tracker.IsBelieved;

    /// <value>Packets that should have come.</value>
    public long Expected => _unique == 0 ? 0 : _tracker.Highest - _tracker.First + 1;

    /// <value>Packets that came, each counted once.</value>
    public long Received => _unique;

    /// <value>Packets that did not come.</value>
    public long Lost => Math.Max(0, Expected - _unique);

    public long Duplicates { get; private set; }

    public long Reordered { get; private set; }

    public long Strays { get; private set; }

    /// <value>The mean deviation of the time between packets.</value>
    public TimeSpan Jitter => TimeSpan.FromSeconds(_jitter / clockRate);

    /// <value>How much longer the runs of lost packets are than chance alone would make them; 1 or more. ITU-T G.107 clause 7.3, BurstR.</value>
    public double BurstRatio
    {
        get
        {
            if (_lossRuns == 0 || Expected == 0)
            {
                return 1;
            }

            var meanRun = (double)_losses / _lossRuns;
            return Math.Max(1, meanRun * (1 - Math.Min(0.99, (double)_losses / Expected)));
        }
    }

    /// <summary>A packet came.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="timestamp">Its time, or <see langword="null"/> for one of a digit: its time is the digit's begin and says nothing of jitter.</param>
    /// <param name="now">When it came.</param>
    /// <param name="extended">Its number with cycles.</param>
    public Arrival Take(ushort sequence, uint? timestamp, TimeSpan now, out long extended)
    {
        var before = _tracker.Highest;
        var arrival = _tracker.Take(sequence, out extended);
        switch (arrival)
        {
            case Arrival.Restarted:
                (_taken, _unique, _expectedBefore, _takenBefore, _hasTransit) = (1, 1, 0, 0, false);
                (_losses, _lossRuns) = (0, 0);
                Transit(timestamp, now);
                break;
            case Arrival.Next:
                if (_unique > 0 && extended - before > 1)
                {
                    _losses += extended - before - 1;
                    _lossRuns++;
                }

                _taken++;
                _unique++;
                Transit(timestamp, now);
                break;
            case Arrival.Reordered:
                _taken++;
                _unique++;
                Reordered++;
                _losses = Math.Max(0, _losses - 1);
                Transit(timestamp, now);
                break;
            case Arrival.Duplicate:
                _taken++;
                Duplicates++;
                break;
            case Arrival.Stray:
                Strays++;
                break;
            default:
                break;
        }

        return arrival;
    }

    /// <summary>The source's own report came.</summary>
    public void TakeReport(SenderInfo sender, TimeSpan now) => (_lastReport, _lastReportAt) = ((uint)(sender.Ntp >> 16), now);

    /// <summary>What to report now. The fraction counts from the report before. RFC 3550 appendix A.3.</summary>
    public ReportBlock Report(TimeSpan now)
    {
        var expected = Expected - _expectedBefore;
        var lost = expected - (_taken - _takenBefore);
        (_expectedBefore, _takenBefore) = (Expected, _taken);
        var fraction = expected <= 0 || lost <= 0 ? 0 : Math.Min(255, (lost << 8) / expected);
        var delay = _lastReport == 0 ? 0 : Math.Clamp((now - _lastReportAt).TotalSeconds * 65_536, 0, uint.MaxValue);
        return new ReportBlock(ssrc, (byte)fraction, (int)Math.Clamp(Expected - _taken, -ReportBlock.MostLost, ReportBlock.MostLost), (uint)Math.Max(0, _tracker.Highest), (uint)_jitter, _lastReport, (uint)delay);
    }

    private void Transit(uint? timestamp, TimeSpan now)
    {
        if (timestamp is not { } sent)
        {
            return;
        }

        var transit = (uint)(now.Ticks * clockRate / TimeSpan.TicksPerSecond) - sent;
        if (_hasTransit)
        {
            var d = Math.Abs((double)(int)(transit - _previousTransit));
            // A sender that set its clock is no jitter of the network.
            _jitter += d > clockRate * 2.0 ? 0 : (d - _jitter) / 16;
        }

        (_previousTransit, _hasTransit) = (transit, true);
    }
}
