namespace ContactCenter.Routing;

/// <summary>One window of a campaign and what was counted in it. Times are Unix milliseconds, the end excluded.</summary>
/// <param name="From">When it begins.</param>
/// <param name="Until">When it ends and the next one begins.</param>
/// <param name="Answered">Calls answered by a person in it.</param>
/// <param name="Abandoned">Of those, the abandoned ones, however late that was known.</param>
public readonly record struct PacingPeriod(long From, long Until, long Answered, long Abandoned)
{
    private const long DayMs = 24 * 60 * 60 * 1000;

    /// <summary>Lines given up in it of which nothing was heard: they may have been answered, so that each takes as much room to dial as an abandoned call.</summary>
    public long Unknown { get; init; }

    /// <summary>Of a thousand calls answered by a person, how many were abandoned; rounded up, 0 where nobody answered.</summary>
    public long AbandonedPermille => Answered == 0 ? 0 : ((Abandoned * 1_000) + Answered - 1) / Answered;

    /// <summary>How many more may be abandoned under a cap.</summary>
    internal long RoomUnder(int capPermille) => Math.Max(0, (Answered * capPermille / 1_000) - Abandoned);

    /// <summary>The window a moment lies in: this one, or a later one in which nothing was counted yet. A moment before this window lies in it too: windows only go forward.</summary>
    internal PacingPeriod At(CampaignSettings settings, long at)
    {
        if (at < Until)
        {
            return this;
        }

        var offset = (long)settings.DayOffset.TotalMilliseconds;
        var length = settings.WindowDays * DayMs;
        if (Until == 0) // the first one begins with the day of the first call
        {
            var first = DayStart(at, offset);
            return new PacingPeriod(first, first + length, 0, 0);
        }

        // They follow one another without a gap; one is shorter where its days begin at another hour than before.
        var from = Until + ((at - Until) / length * length);
        var until = DayStart(from, offset) + length;
        return until > at ? new PacingPeriod(from, until, 0, 0) : new PacingPeriod(until, until + length, 0, 0);
    }

    private static long DayStart(long at, long offset) => ((at + offset) / DayMs * DayMs) - offset;
}
