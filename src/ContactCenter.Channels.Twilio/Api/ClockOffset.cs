namespace ContactCenter.Channels.Twilio.Api;

/// <summary>By how much another clock is ahead of ours, as one answer tells it.</summary>
/// <param name="Ahead">By how much; negative when it is behind.</param>
/// <param name="Doubt">By how much that may be wrong.</param>
internal readonly record struct ClockOffset(TimeSpan Ahead, TimeSpan Doubt)
{
    /// <param name="theirs">The answer's time: whole seconds, cut off (RFC 9110 section 6.6.1).</param>
    /// <param name="asked">When we asked.</param>
    /// <param name="answered">When the answer was here.</param>
    public static ClockOffset Of(DateTimeOffset theirs, DateTimeOffset asked, DateTimeOffset answered)
    {
        var underway = (answered - asked) / 2;
        return new ClockOffset(theirs.AddMilliseconds(500) - (asked + underway), underway + TimeSpan.FromMilliseconds(500));
    }

    /// <summary>Whether the clocks are certainly further apart than <paramref name="allowed"/>.</summary>
    public bool IsBeyond(TimeSpan allowed) => Ahead.Duration() - Doubt > allowed;
}
