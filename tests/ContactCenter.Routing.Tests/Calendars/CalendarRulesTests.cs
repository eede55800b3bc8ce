using System.Text.Json;

namespace ContactCenter.Routing.Tests.Calendars;

/// <summary>What may not stand in a calendar, and how that is said.</summary>
public sealed class CalendarRulesTests
{
    private static readonly CalendarSettings Good = new()
    {
        Id = new("office"),
        TimeZone = "Europe/Rome",
        Week = [Span(DayOfWeek.Monday, "09:00", "18:00")],
        Days = [new SpecialDay { Date = new(12, 24), Spans = [new DaySpan(new(9, 0), new(12, 0))] }],
    };

    public static TheoryData<string> Zones => ["", "Mars/Olympus", "/etc/localtime", "../localtime", "localtime", "right/Europe/Rome", "posix/Europe/Rome", "Europe/Rome\0", "W. Europe Standard Time", new('A', 200)];

    [Fact]
    public void A_good_calendar_has_no_fault() => CalendarRules.FindFault(Good).ShouldBeNull();

    [Theory]
    [MemberData(nameof(Zones))]
    public void An_unknown_zone_is_refused_by_name(string zone) =>
        CalendarRules.FindFault(Good with { TimeZone = zone }).ShouldNotBeNull().ShouldEndWith("which is no IANA time zone here; write one such as Europe/Rome.");

    [Theory]
    [InlineData(DayOfWeek.Monday, "17:00", "20:00", "The calendar 'office' is open on Monday from 09:00 to 18:00 and on Monday from 17:00 to 20:00, which overlap; write one span for both.")]
    [InlineData(DayOfWeek.Sunday, "22:00", "09:01", "The calendar 'office' is open on Sunday from 22:00 to 09:01 and on Monday from 09:00 to 18:00, which overlap; write one span for both.")]
    [InlineData(DayOfWeek.Tuesday, "09:00", "09:00", "The calendar 'office' on Tuesday has a span from 09:00 to 09:00, which has no length; write 00:00 to 00:00 for a whole day.")]
    [InlineData(DayOfWeek.Tuesday, "09:00:30", "10:00", "The calendar 'office' on Tuesday has a span from 09:00:30.0000000 to 10:00:00.0000000; write whole minutes.")]
    [InlineData((DayOfWeek)7, "09:00", "10:00", "The calendar 'office' has a span on the day 7; write a day of the week.")]
    public void A_span_that_does_not_fit_is_named(DayOfWeek day, string from, string to, string fault) =>
        CalendarRules.FindFault(Good with { Week = [.. Good.Week, Span(day, from, to)] }).ShouldBe(fault);

    [Fact]
    public void The_week_is_a_circle()
    {
        var night = Span(DayOfWeek.Saturday, "22:00", "06:00");
        CalendarRules.FindFault(Good with { Week = [night, Span(DayOfWeek.Sunday, "06:00", "08:00")] }).ShouldBeNull();
        CalendarRules.FindFault(Good with { Week = [night, Span(DayOfWeek.Sunday, "05:59", "08:00")] })
            .ShouldBe("The calendar 'office' is open on Saturday from 22:00 to 06:00 and on Sunday from 05:59 to 08:00, which overlap; write one span for both.");
    }

    [Theory]
    [InlineData(2, 30, null, "The calendar 'office' has the special day 02-30 of every year, which no calendar has; write a month and a day of it.")]
    [InlineData(2, 29, 2027, "The calendar 'office' has the special day 2027-02-29, which no calendar has; write a month and a day of it.")]
    [InlineData(13, 1, null, "The calendar 'office' has the special day 13-01 of every year, which no calendar has; write a month and a day of it.")]
    [InlineData(1, 1, 1999, "The calendar 'office' has the special day 1999-01-01; write a year from 2000 to 2199, or none for every year.")]
    [InlineData(12, 24, null, "The calendar 'office' has the special day 12-24 of every year twice; write all its spans in one.")]
    public void A_day_that_does_not_fit_is_named(int month, int day, int? year, string fault) =>
        CalendarRules.FindFault(Good with { Days = [.. Good.Days, new SpecialDay { Date = new(month, day, year) }] }).ShouldBe(fault);

    [Fact]
    public void The_29th_of_February_of_every_year_and_a_day_of_its_own_year_are_taken() =>
        CalendarRules.FindFault(Good with { Days = [.. Good.Days, new SpecialDay { Date = new(2, 29) }, new SpecialDay { Date = new(12, 24, 2026) }] }).ShouldBeNull();

    [Fact]
    public void Overlapping_spans_of_a_special_day_and_too_much_of_anything_are_refused()
    {
        var day = new SpecialDay { Date = new(5, 1), Spans = [new DaySpan(new(9, 0), new(12, 0)), new DaySpan(new(11, 0), new(13, 0))] };
        CalendarRules.FindFault(Good with { Days = [day] }).ShouldBe("The calendar 'office' on 05-01 of every year is open from 09:00 to 12:00 and from 11:00 to 13:00, which overlap; write one span for both.");
        CalendarRules.FindFault(Good with { Days = [.. Enumerable.Repeat(day, 1_001)] }).ShouldBe("The calendar 'office' has 1001 special days; leave at most 1000.");
        CalendarRules.FindFault(Good with { Week = [.. Enumerable.Repeat(Good.Week[0], 113)] }).ShouldBe("The calendar 'office' has 113 spans in the week; leave at most 112.");
        CalendarRules.FindFault(Good with { Days = [day with { Spans = [.. Enumerable.Repeat(day.Spans[0], 17)] }] }).ShouldBe("The calendar 'office' on 05-01 of every year has 17 spans; leave at most 16.");
        CalendarRules.FindFault(Good with { Id = default }).ShouldBe("A calendar has no id; give it one.");
    }

    [Fact]
    public void A_calendar_comes_back_from_JSON_as_it_was()
    {
        var json = JsonSerializer.Serialize(Good);
        JsonSerializer.Deserialize<CalendarSettings>(json).ShouldBe(Good);
        (Good with { Week = [] }).ShouldNotBe(Good);
    }

    private static WeekSpan Span(DayOfWeek day, string from, string to) => new(day, TimeOnly.Parse(from), TimeOnly.Parse(to));
}
