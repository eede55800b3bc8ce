namespace ContactCenter.Routing.Tests.Calendars;

/// <summary>Openness and its next change over zones, years, holidays and the nights when clocks are put.</summary>
public sealed class CalendarClockTests
{
    private static readonly CalendarSettings Office = Calendar("Europe/Rome", [.. Weekdays.Select(static d => Span(d, 9, 18))]) with
    {
        Days =
        [
            new SpecialDay { Date = new CalendarDate(12, 25) },
            new SpecialDay { Date = new CalendarDate(12, 24), Spans = [new DaySpan(new TimeOnly(9, 0), new TimeOnly(12, 30))] },
            new SpecialDay { Date = new CalendarDate(12, 25, 2028), Spans = [new DaySpan(new TimeOnly(10, 0), new TimeOnly(11, 0))] },
            new SpecialDay { Date = new CalendarDate(4, 6, 2026) },
        ],
    };

    private static DayOfWeek[] Weekdays => [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private static DayOfWeek[] EveryDay => [.. Weekdays, DayOfWeek.Saturday, DayOfWeek.Sunday];

    [Theory]
    [InlineData("2026-03-02T07:59:59.9999999Z", false, "2026-03-02T08:00:00Z")] // Monday 09:00 in winter
    [InlineData("2026-03-02T08:00:00Z", true, "2026-03-02T17:00:00Z")]
    [InlineData("2026-03-02T17:00:00Z", false, "2026-03-03T08:00:00Z")]
    [InlineData("2026-03-27T17:00:00Z", false, "2026-03-30T07:00:00Z")] // over the weekend, into summer time
    [InlineData("2026-10-23T16:00:00Z", false, "2026-10-26T08:00:00Z")] // and out of it
    [InlineData("2026-04-03T16:00:00Z", false, "2026-04-07T07:00:00Z")] // Easter Monday of that year
    [InlineData("2026-12-24T08:00:00Z", true, "2026-12-24T11:30:00Z")] // Christmas Eve, every year
    [InlineData("2026-12-24T11:30:00Z", false, "2026-12-28T08:00:00Z")] // Christmas is a Friday
    [InlineData("2028-12-25T08:00:00Z", false, "2028-12-25T09:00:00Z")] // that year's own rule goes before
    public void An_office_follows_its_week_and_its_holidays(string at, bool isOpen, string next) =>
        CalendarClock.At(Office, At(at)).ShouldBe((isOpen, (DateTimeOffset?)At(next)));

    [Theory]
    [InlineData("2026-03-29T00:00:00Z", false, "2026-03-29T01:00:00Z")] // 02:30 does not exist: opens as 03:00 is shown
    [InlineData("2026-03-29T01:00:00Z", true, "2026-03-29T02:00:00Z")]
    [InlineData("2026-10-25T00:00:00Z", false, "2026-10-25T00:30:00Z")] // half past two, the first time
    [InlineData("2026-10-25T00:30:00Z", true, "2026-10-25T01:00:00Z")] // two o'clock again
    [InlineData("2026-10-25T01:00:00Z", false, "2026-10-25T01:30:00Z")] // half past two, the second time
    [InlineData("2026-10-25T01:30:00Z", true, "2026-10-25T03:00:00Z")]
    public void A_span_that_begins_in_the_night_of_a_shift_follows_the_wall_clock(string at, bool isOpen, string next) =>
        CalendarClock.At(Calendar("Europe/Rome", Span(DayOfWeek.Sunday, 2, 4, 30)), At(at)).ShouldBe((isOpen, (DateTimeOffset?)At(next)));

    [Fact]
    public void A_span_wholly_in_the_hour_that_does_not_exist_is_left_out_that_day()
    {
        var calendar = Calendar("Europe/Rome", new WeekSpan(DayOfWeek.Sunday, new TimeOnly(2, 10), new TimeOnly(2, 50)));
        CalendarClock.At(calendar, At("2026-03-28T12:00:00Z")).ShouldBe((false, (DateTimeOffset?)At("2026-04-05T00:10:00Z")));
    }

    [Theory]
    [InlineData("America/New_York", "2031-07-01T12:00:00Z", false, "2031-07-01T13:00:00Z")]
    [InlineData("America/New_York", "2031-01-02T13:00:00Z", false, "2031-01-02T14:00:00Z")]
    [InlineData("Asia/Kathmandu", "2027-05-05T03:00:00Z", false, "2027-05-05T03:15:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-05T00:00:00Z", true, "2026-10-05T07:00:00Z")] // half an hour of summer time
    [InlineData("Australia/Lord_Howe", "2026-09-28T07:00:00Z", true, "2026-09-28T07:30:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-01-04T18:00:00Z", false, "2026-01-04T19:00:00Z")] // Monday, 14 hours ahead
    [InlineData("UTC", "2040-02-29T10:00:00Z", true, "2040-02-29T18:00:00Z")]
    public void Nine_is_nine_in_every_zone(string zone, string at, bool isOpen, string next) =>
        CalendarClock.At(Calendar(zone, [.. Weekdays.Select(static d => Span(d, 9, 18))]), At(at)).ShouldBe((isOpen, (DateTimeOffset?)At(next)));

    [Fact]
    public void A_day_the_zone_left_out_is_not_waited_for()
    {
        // Samoa went over the date line: after Thursday the 29th of December 2011 came Saturday the 31st, at 10:00 UTC of the 30th.
        var calendar = Calendar("Pacific/Apia", Span(DayOfWeek.Friday, 9, 18), Span(DayOfWeek.Saturday, 0, 12));
        CalendarClock.At(calendar, At("2011-12-29T12:00:00Z")).ShouldBe((false, (DateTimeOffset?)At("2011-12-30T10:00:00Z")));
        CalendarClock.At(calendar, At("2011-12-30T10:00:00Z")).ShouldBe((true, (DateTimeOffset?)At("2011-12-30T22:00:00Z")));
    }

    [Fact]
    public void Touching_spans_are_one_opening_also_across_midnight_and_the_end_of_the_week()
    {
        var calendar = Calendar("UTC", Span(DayOfWeek.Saturday, 8, 12), Span(DayOfWeek.Saturday, 12, 0), Span(DayOfWeek.Sunday, 0, 22), new WeekSpan(DayOfWeek.Sunday, new TimeOnly(22, 0), new TimeOnly(6, 0)));
        CalendarRules.FindFault(calendar).ShouldBeNull();
        CalendarClock.At(calendar, At("2026-03-07T09:00:00Z")).ShouldBe((true, (DateTimeOffset?)At("2026-03-09T06:00:00Z")));
    }

    [Fact]
    public void What_began_the_day_before_runs_into_a_closed_day()
    {
        var calendar = Calendar("UTC", new WeekSpan(DayOfWeek.Thursday, new TimeOnly(20, 0), new TimeOnly(4, 0)), Span(DayOfWeek.Friday, 9, 18)) with
        {
            Days = [new SpecialDay { Date = new CalendarDate(12, 25, 2026) }],
        };
        CalendarClock.At(calendar, At("2026-12-24T23:00:00Z")).ShouldBe((true, (DateTimeOffset?)At("2026-12-25T04:00:00Z")));
        CalendarClock.At(calendar, At("2026-12-25T04:00:00Z")).ShouldBe((false, (DateTimeOffset?)At("2026-12-31T20:00:00Z")));
    }

    [Fact]
    public void What_never_changes_has_no_next_change()
    {
        CalendarClock.At(Calendar("Europe/Rome"), At("2026-03-02T12:00:00Z")).ShouldBe((false, null));
        CalendarClock.At(Calendar("Europe/Rome", [.. EveryDay.Select(static d => Span(d, 0, 0))]), At("2026-03-02T12:00:00Z")).ShouldBe((true, null));
        var past = Calendar("Europe/Rome") with { Days = [new SpecialDay { Date = new CalendarDate(1, 1, 2020), Spans = [new DaySpan(new TimeOnly(9, 0), new TimeOnly(10, 0))] }] };
        CalendarClock.At(past, At("2026-03-02T12:00:00Z")).ShouldBe((false, null));
    }

    [Fact]
    public void What_changes_once_in_a_generation_is_found()
    {
        var leap = Calendar("Europe/Rome") with { Days = [new SpecialDay { Date = new CalendarDate(2, 29), Spans = [new DaySpan(new TimeOnly(9, 0), new TimeOnly(10, 0))] }] };
        CalendarClock.At(leap, At("2096-03-02T12:00:00Z")).ShouldBe((false, (DateTimeOffset?)At("2104-02-29T08:00:00Z"))); // 2100 is no leap year
        var far = Calendar("UTC", [.. EveryDay.Select(static d => Span(d, 0, 0))]) with { Days = [new SpecialDay { Date = new CalendarDate(7, 1, 2199) }] };
        CalendarClock.At(far, At("2026-03-02T12:00:00Z")).ShouldBe((true, (DateTimeOffset?)At("2199-07-01T00:00:00Z")));
    }

    private static CalendarSettings Calendar(string zone, params WeekSpan[] week) => new() { Id = new("office"), TimeZone = zone, Week = [.. week] };

    private static WeekSpan Span(DayOfWeek day, int from, int to, int minute = 0) => new(day, new TimeOnly(from, minute), new TimeOnly(to, 0));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text);
}
