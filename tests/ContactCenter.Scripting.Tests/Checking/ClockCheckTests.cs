namespace ContactCenter.Scripting.Tests.Checking;

/// <summary>Times of the day in scripts beside the clocks of a zone, and beside the hours of their wait.</summary>
public sealed class ClockCheckTests
{
    [Theory]
    [InlineData("Europe/Rome", "wait until at(today, 2:30), late 1h -> end done", "02:30 is not there once every day in Europe/Rome: on 2026-03-29 the clocks skip it (03:00 counts instead), on 2026-10-25 they show it twice (the first counts).")]
    [InlineData("Europe/Rome", "wait until at(today, 3:00), late 1h -> end done", "")]
    [InlineData("Europe/Rome", "wait until at(today, 2:00), late 1h -> end done", "02:00 is not there once every day in Europe/Rome: on 2026-03-29 the clocks skip it (03:00 counts instead), on 2026-10-25 they show it twice (the first counts).")]
    [InlineData("Europe/Rome", "wait until at(2026-03-29, 2:30), late 1h -> end done", "02:30 is not there once every day in Europe/Rome: on 2026-03-29 the clocks skip it (03:00 counts instead).")]
    [InlineData("Europe/Rome", "wait until at(2026-03-30, 2:30), late 1h -> end done", "")]
    [InlineData("Europe/Rome", "wait 1h, within 2:15..4:00, late 30h -> end done", "02:15 is not there once every day in Europe/Rome: on 2026-03-29 the clocks skip it (03:00 counts instead), on 2026-10-25 they show it twice (the first counts).")]
    [InlineData("Europe/Rome", "wait 1h, within 1:00..2:15, late 30h -> end done", "02:15 is not there once every day in Europe/Rome: on 2026-03-29 the clocks skip it (03:00 counts instead), on 2026-10-25 they show it twice (the hours are open again until the second).")]
    [InlineData("Europe/Rome", "wait until today + 1 day, late 1h -> end done", "")]
    [InlineData("America/Santiago", "wait until today + 1 day, late 1h -> end done", "00:00 is not there once every day in America/Santiago: on 2026-09-06 the clocks skip it (01:00 counts instead).")]
    [InlineData("Australia/Lord_Howe", "wait until at(today, 2:15), late 1h -> end done", "02:15 is not there once every day in Australia/Lord_Howe: on 2026-10-04 the clocks skip it (02:30 counts instead).")]
    [InlineData("Asia/Tokyo", "wait until at(today, 2:30), late 1h -> end done", "")]
    [InlineData("UTC", "wait until at(today, 2:30), late 1h -> end done", "")]
    public void What_the_clocks_do_to_a_written_time_is_told_with_the_day(string zone, string line, string told) =>
        Told(line, new ScriptCheckOptions { TimeZone = zone }).ShouldBe(told.Length == 0 ? [] : [$"S806 {told}"]);

    [Fact]
    public void The_year_that_is_looked_at_begins_when_the_caller_says()
    {
        const string Line = "wait until at(today, 2:30), late 1h -> end done";
        Told(Line, new ScriptCheckOptions { TimeZone = "Europe/Rome", ClocksFrom = new DateOnly(2026, 11, 29) })
            .ShouldBe(["S806 02:30 is not there once every day in Europe/Rome: on 2027-03-28 the clocks skip it (03:00 counts instead), on 2027-10-31 they show it twice (the first counts)."]);
        Told(Line, new ScriptCheckOptions()).ShouldBeEmpty("no zone is known");
    }

    [Fact]
    public void A_zone_there_is_not_is_refused() =>
        Should.Throw<ArgumentException>(() => Told("wait 1h", new ScriptCheckOptions { TimeZone = "Europe/Roma" })).Message.ShouldStartWith("There is no time zone 'Europe/Roma'; give a name such as Europe/Rome.");

    [Theory]
    [InlineData("at(today, 7:00), within 9:00..20:00, late 2h -> end done", "07:00 never lies from 09:00 to 20:00: this always ends at 09:00.")]
    [InlineData("at(today, 7:00), within 9:00..20:00, late 1h -> end done", "07:00 never lies from 09:00 to 20:00: this is always late, and never goes on below.")]
    [InlineData("at(today, 7:00), within 9:00..20:00, late 5h -> end done", "07:00 never lies from 09:00 to 20:00: this always ends at 09:00.")]
    [InlineData("at(today, 20:00), within 9:00..20:00, late 20h -> end done", "20:00 never lies from 09:00 to 20:00: this always ends at 09:00.")]
    [InlineData("at(today, 9:00), within 9:00..20:00, late 1h -> end done", "")]
    [InlineData("at(today, 9:00) - 1h, within 9:00..20:00, late 90m -> end done", "08:00 never lies from 09:00 to 20:00: this always ends at 09:00.")]
    [InlineData("at(today, 23:00) + 11h, within 9:00..20:00, late 90m -> end done", "")]
    [InlineData("today + 1 day, within 9:00..20:00, late 10h -> end done", "")]
    [InlineData("today + 1 day, within 9:00..20:00, late 8h -> end done", "00:00 never lies from 09:00 to 20:00: this is always late, and never goes on below.")]
    [InlineData("now + 1h, within 9:00..20:00, late 30m -> end done", "")]
    [InlineData("at(today, 23:30), within 22:00..6:00, late 1h -> end done", "")]
    [InlineData("at(today, 5:00), within 22:00..6:00, late 1h -> end done", "")]
    [InlineData("at(today, 7:00), within 22:00..6:00, late 20h -> end done", "07:00 never lies from 22:00 to 06:00: this always ends at 22:00.")]
    [InlineData("at(today, 7:00), within 22:00..6:00, late 1h -> end done", "07:00 never lies from 22:00 to 06:00: this is always late, and never goes on below.")]
    [InlineData("today + 1 day, within 22:00..6:00, late 1h -> end done", "")]
    public void A_written_time_outside_the_hours_of_its_wait_is_told(string until, string told) =>
        Told($"wait until {until}", new ScriptCheckOptions()).ShouldBe(told.Length == 0 ? [] : [$"S807 {told}"]);

    [Theory]
    [InlineData("22:00..6:00", "")]
    [InlineData("20:00..9:00", "")]
    [InlineData("9:00..9:00", "S803 From 09:00 to 09:00 there is no time; end it at another time.")]
    public void Hours_may_go_over_midnight_and_have_to_last(string within, string told) =>
        Told($"wait 1h, within {within}", new ScriptCheckOptions()).ShouldBe(told.Length == 0 ? [] : [told]);

    [Theory]
    [InlineData("now", true)]
    [InlineData("now - 1h", true)]
    [InlineData("today", true)]
    [InlineData("today - 1 day", true)]
    [InlineData("2020-01-01", true)]
    [InlineData("2025-12-31", true)]
    [InlineData("2026-01-01", false)] // perhaps it is that day
    [InlineData("at(2020-01-01, 9:00)", true)]
    [InlineData("at(2025-12-31, 9:00)", false)] // perhaps it is not nine yet
    [InlineData("at(today - 1 day, 9:00)", true)]
    [InlineData("at(today, 9:00)", false)]
    [InlineData("today + 1 day", false)]
    [InlineData("now + 1h", false)]
    public void A_wait_for_what_is_surely_over_is_told(string until, bool isPast) =>
        Told($"wait until {until}, late 1h -> end done", new ScriptCheckOptions()).ShouldBe(isPast ? ["S801 This moment is over whenever the script comes here."] : []);

    private static string[] Told(string line, ScriptCheckOptions options) =>
    [
        .. ScriptChecker.Check(new SourceText("x.flow", $"script demo v1, texts en, for chat, outcomes done, rest\n  step first\n    {line}\n    -> end rest\n"), ScriptContracts.Empty, options)
            .Where(static found => found.Code.Id != "S404").Select(static found => $"{found.Code.Id} {found.Message}"),
    ];
}
