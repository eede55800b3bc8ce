using FsCheck;
using FsCheck.Fluent;

namespace ContactCenter.Routing.Tests.Calendars;

/// <summary>Walks random calendars from change to change and compares every step with a scan of every minute.</summary>
public sealed class CalendarWalkTests
{
    private static readonly string[] Zones =
    [
        "Europe/Rome", "Europe/Dublin", "America/New_York", "America/Havana", "America/Sao_Paulo", "America/St_Johns", "Australia/Lord_Howe",
        "Pacific/Apia", "Africa/Casablanca", "Africa/Cairo", "Asia/Beirut", "Asia/Kathmandu", "Antarctica/Troll", "UTC",
    ];

    private static readonly TimeOnly[] Edges = [.. new[] { 0, 0, 1, 30, 60, 90, 120, 135, 150, 165, 180, 210, 540, 720, 780, 1080, 1380, 1410, 1439 }.Select(static m => TimeOnly.MinValue.AddMinutes(m))];

    private static readonly Gen<TimeOnly> Times = Gen.Elements(Edges);

    private static readonly Gen<CalendarSettings> Calendars =
        from zone in Gen.Elements(Zones)
        from days in Gen.Choose(0, 6).ListOf(4)
        from froms in Times.ListOf(4)
        from tos in Times.ListOf(4)
        select new CalendarSettings { Id = new("c"), TimeZone = zone, Week = Fitting(days.Zip(froms, tos).Select(static s => new WeekSpan((DayOfWeek)s.First, s.Second, s.Third))) };

    [Fact]
    public void Walking_from_change_to_change_is_the_scan_of_every_minute()
    {
        var shifts = 0;
        var changes = 0;
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(250), Prop.ForAll(Arb.From(from c in Calendars from seed in Gen.Choose(0, int.MaxValue - 1) select (c, seed)), test =>
        {
            var random = new Random(test.seed);
            var start = Start(test.c.TimeZone, random);
            var calendar = test.c with { Days = SpecialDays(start, random) };
            CalendarRules.FindFault(calendar).ShouldBeNull();
            var until = start.AddDays(4);
            shifts += CalendarZones.NextShift(TimeZoneInfo.FindSystemTimeZoneById(calendar.TimeZone), start, until) is null ? 0 : 1;

            var walked = Walk(calendar, start, until);
            walked.ShouldBe(NaiveCalendar.Changes(calendar, start, until));
            changes += walked.Count;
        }));
        shifts.ShouldBeGreaterThan(50); // walks that met no shift of the clock would prove little
        changes.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void A_step_over_months_arrives_where_a_scan_of_every_minute_does()
    {
        foreach (var zone in Zones)
        {
            var calendar = new CalendarSettings { Id = new("c"), TimeZone = zone, Days = [new SpecialDay { Date = new(11, 1), Spans = [new DaySpan(new(0, 15), new(2, 15))] }] };
            var start = new DateTimeOffset(2026, 9, 15, 0, 0, 30, TimeSpan.Zero).AddSeconds(-30);
            Walk(calendar, start, start.AddDays(60)).ShouldBe(NaiveCalendar.Changes(calendar, start, start.AddDays(60)), zone);
        }
    }

    /// <summary>Each change found from the one before, its direction checked on both sides of it.</summary>
    private static List<DateTimeOffset> Walk(CalendarSettings calendar, DateTimeOffset start, DateTimeOffset until)
    {
        var walked = new List<DateTimeOffset>();
        var (open, next) = CalendarClock.At(calendar, start);
        open.ShouldBe(NaiveCalendar.IsOpen(calendar, start));
        while (next < until)
        {
            next.Value.ShouldBeGreaterThan(walked.LastOrDefault(start));
            CalendarClock.At(calendar, next.Value.AddTicks(-1)).ShouldBe((open, next));
            walked.Add(next.Value);
            var at = CalendarClock.At(calendar, next.Value);
            at.IsOpen.ShouldBe(!open); // neither dropped nor doubled: each change turns it round
            (open, next) = at;
        }

        return walked;
    }

    /// <summary>Mostly two days before a shift of the zone's clock, in years with rules of all kinds.</summary>
    private static DateTimeOffset Start(string zone, Random random)
    {
        var start = new DateTimeOffset(random.Next(2009, 2041), 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(365 * 24 * 60));
        var shift = random.Next(5) == 0 ? null : CalendarZones.NextShift(TimeZoneInfo.FindSystemTimeZoneById(zone), start, start.AddDays(200));
        return shift?.AddMinutes(-random.Next(2 * 24 * 60)) ?? start;
    }

    private static System.Collections.Immutable.ImmutableArray<SpecialDay> SpecialDays(DateTimeOffset start, Random random) =>
    [
        .. Enumerable.Range(0, 5).Where(_ => random.Next(3) == 0).Select(day =>
        {
            var date = start.UtcDateTime.AddDays(day);
            var (from, to) = (Edges[random.Next(Edges.Length)], Edges[random.Next(Edges.Length)]);
            return new SpecialDay
            {
                Date = new(date.Month, date.Day, random.Next(2) == 0 ? date.Year : null),
                Spans = random.Next(3) == 0 || (from == to && from != TimeOnly.MinValue) ? [] : [new DaySpan(from, to)],
            };
        }),
    ];

    private static System.Collections.Immutable.ImmutableArray<WeekSpan> Fitting(IEnumerable<WeekSpan> spans)
    {
        var week = System.Collections.Immutable.ImmutableArray<WeekSpan>.Empty;
        foreach (var span in spans)
        {
            var more = week.Add(span);
            week = CalendarRules.FindFault(new CalendarSettings { Id = new("c"), TimeZone = "UTC", Week = more }) is null ? more : week;
        }

        return week;
    }
}
