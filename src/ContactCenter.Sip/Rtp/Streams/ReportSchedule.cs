namespace ContactCenter.Sip.Rtp.Streams;

/// <summary>When to report: the mean interval varied by half, the first after half of that. For two parties the rest of the RFC's rule is the minimum. RFC 3550 sections 6.2 and 6.3.1.</summary>
internal sealed class ReportSchedule(TimeSpan interval, Random random)
{
    // e - 3/2: makes up for what reconsidering takes away. RFC 3550 section 6.3.1.
    private const double Compensation = Math.E - 1.5;

    private TimeSpan? _due;

    /// <summary>Whether a report is due; then the next one is set.</summary>
    public bool IsDue(TimeSpan now)
    {
        if (_due is null)
        {
            _due = now + (Next() / 2);
            return false;
        }

        if (now < _due)
        {
            return false;
        }

        _due = now + Next();
        return true;
    }

    private TimeSpan Next() => interval * (0.5 + random.NextDouble()) / Compensation;
}
