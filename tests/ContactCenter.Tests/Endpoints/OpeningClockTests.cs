using ContactCenter.Endpoints;

namespace ContactCenter.Tests.Endpoints;

/// <summary>Opening hours by the wall clock of Rome, also in the two nights when it jumps.</summary>
public sealed class OpeningClockTests
{
    [Theory]
    [InlineData("2026-03-29T00:59:59Z", false)] // 01:59:59, winter
    [InlineData("2026-03-29T01:00:00Z", true)] // 03:00 at once: half past two does not exist that night
    [InlineData("2026-03-29T01:59:59Z", true)]
    [InlineData("2026-03-29T02:00:00Z", false)] // 04:00
    [InlineData("2026-10-25T00:29:59Z", false)] // 02:29:59, summer
    [InlineData("2026-10-25T00:30:00Z", true)] // half past two, the first time
    [InlineData("2026-10-25T01:00:00Z", false)] // two o'clock again
    [InlineData("2026-10-25T01:30:00Z", true)] // half past two, the second time
    [InlineData("2026-10-25T02:59:59Z", true)]
    [InlineData("2026-10-25T03:00:00Z", false)] // 04:00, winter
    [InlineData("2026-10-26T01:30:00Z", false)] // Monday
    public void A_clock_change_moves_opening_with_the_wall_clock(string at, bool isOpen) =>
        Clock(new OpeningSpan(DayOfWeek.Sunday, new TimeOnly(2, 30), new TimeOnly(4, 0))).IsOpen(DateTimeOffset.Parse(at)).ShouldBe(isOpen);

    [Theory]
    [InlineData("2026-03-28T07:00:00Z", true)] // 08:00 in winter
    [InlineData("2026-03-29T06:00:00Z", true)] // 08:00 in summer, an hour earlier in the world
    [InlineData("2026-03-29T05:59:59Z", false)]
    [InlineData("2026-03-28T06:59:59Z", false)]
    public void Eight_is_eight_before_and_after_a_change(string at, bool isOpen) => Clock(
        new OpeningSpan(DayOfWeek.Saturday, new TimeOnly(8, 0), new TimeOnly(18, 0)),
        new OpeningSpan(DayOfWeek.Sunday, new TimeOnly(8, 0), new TimeOnly(18, 0))).IsOpen(DateTimeOffset.Parse(at)).ShouldBe(isOpen);

    [Theory]
    [InlineData("2026-03-02T16:59:59Z", false)]
    [InlineData("2026-03-02T17:00:00Z", true)] // Monday 18:00
    [InlineData("2026-03-02T22:59:59.999Z", true)] // Monday 23:59:59.999
    [InlineData("2026-03-02T23:00:00Z", false)] // Tuesday 00:00
    public void Midnight_is_the_end_of_the_day(string at, bool isOpen) =>
        Clock(new OpeningSpan(DayOfWeek.Monday, new TimeOnly(18, 0), TimeOnly.MinValue)).IsOpen(DateTimeOffset.Parse(at)).ShouldBe(isOpen);

    [Theory]
    [InlineData("2026-03-02T08:00:00Z", true)] // 09:00
    [InlineData("2026-03-02T12:00:00Z", false)] // 13:00, closed for lunch
    [InlineData("2026-03-02T13:30:00Z", true)] // 14:30
    [InlineData("2026-03-03T08:00:00Z", false)] // Tuesday
    public void A_day_may_have_several_spans(string at, bool isOpen) => Clock(
        new OpeningSpan(DayOfWeek.Monday, new TimeOnly(9, 0), new TimeOnly(13, 0)),
        new OpeningSpan(DayOfWeek.Monday, new TimeOnly(14, 0), new TimeOnly(18, 0))).IsOpen(DateTimeOffset.Parse(at)).ShouldBe(isOpen);

    [Fact]
    public void A_whole_day_is_from_midnight_to_midnight_and_no_span_is_never()
    {
        var whole = Clock(new OpeningSpan(DayOfWeek.Monday, TimeOnly.MinValue, TimeOnly.MinValue));
        whole.IsOpen(DateTimeOffset.Parse("2026-03-01T23:00:00Z")).ShouldBeTrue();
        whole.IsOpen(DateTimeOffset.Parse("2026-03-02T22:59:59Z")).ShouldBeTrue();
        whole.IsOpen(DateTimeOffset.Parse("2026-03-02T23:00:00Z")).ShouldBeFalse();
        Clock().IsOpen(DateTimeOffset.Parse("2026-03-02T12:00:00Z")).ShouldBeFalse();
    }

    [Fact]
    public void An_unknown_zone_is_refused_by_name() =>
        Should.Throw<ArgumentException>(() => new OpeningClock(new OpeningHours("Europe/Roma", []))).Message.ShouldContain("'Europe/Roma' is no IANA time zone");

    private static OpeningClock Clock(params OpeningSpan[] spans) => new(new OpeningHours("Europe/Rome", [.. spans]));
}
