namespace ContactCenter.Sip.Rtp.Digits;

/// <summary>A key the other side pressed or let go.</summary>
/// <param name="Key"><c>0</c> to <c>9</c>, <c>*</c>, <c>#</c>, <c>A</c> to <c>D</c>, or <c>!</c> for the hook flash. RFC 4733 section 3.2.</param>
/// <param name="HasEnded">Whether it was let go; each key gives one event with <see langword="false"/> and then one with <see langword="true"/>.</param>
/// <param name="Duration">How long it has been pressed so far.</param>
public readonly record struct DigitEvent(char Key, bool HasEnded, TimeSpan Duration);
