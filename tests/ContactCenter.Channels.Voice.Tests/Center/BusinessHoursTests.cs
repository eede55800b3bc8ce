using System.Globalization;
using ContactCenter.Desk;

namespace ContactCenter.Channels.Voice.Tests.Center;

/// <summary>Hours, holidays and time zones decide whether a caller reaches the staff or a script, over SIP and with measured sound.</summary>
public sealed class BusinessHoursTests
{
    private const string Reception = """
        script reception v1, texts it, for voice, outcomes noted, person
          step start
            if hours.office.open -> staff
            -> ivr
          step staff
            transfer queue faults, after 300s -> ivr, taken -> end person
          step ivr
            ask what "Siamo chiusi. È urgente?"
              1 yes "sì" -> end noted
              2 no "no" -> end noted
        """;

    [Fact]
    public async Task Calls_reach_the_staff_in_working_hours_and_a_script_on_a_holiday_and_where_the_time_zone_has_night()
    {
        var now = DateTimeOffset.UtcNow;
        var noon = ZoneAt(12, now);
        await using var center = await LivingCenter.StartAsync(t => t
            .AddCalendar("office", c => Daily(c.In(noon)))
            .AddScript("reception", Reception)
            .AddEndpoint("line", ChannelKind.Voice, Address.Phone(LivingCenter.Number), static e => e.ToQueue("faults").Runs("reception").Answers("Nessuno.", "Troppi.").Speaks("it")));
        var phone = await center.HandsetAsync("desk-1");
        var desk = await center.ReadyAsync();

        // Noon: the agent's telephone rings without a word before, and the two talk.
        var caller = await center.CallAsync(tone: 700);
        var agent = await phone.AnswerAsync(tone: 440);
        await agent.HearsAsync([700], []);
        await caller.HearsAsync([440], []);
        center.Entries.ShouldNotContain(static e => e.Entry.Kind == "message.intended", "nothing was said");
        await caller.Call.DisposeAsync();
        await center.LoggedAsync("call.ended");
        var work = (await desk.AgentAsync()).Work.ShouldHaveSingleItem();
        await LivingCenter.DoAsync(desk, new DeskCommand.CloseInteraction(work.Interaction.Interaction, new DispositionCode("resolved")));

        // The same hour of a holiday, then of an ordinary day where it is night.
        var today = now.ToOffset(TimeSpan.FromHours(Offset(12, now))).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await center.SetCalendarAsync("office", Daily(new CalendarOptions().In(noon)).Closed(today));
        await ReachesScriptAsync(center);
        await center.SetCalendarAsync("office", Daily(new CalendarOptions().In(ZoneAt(0, now))));
        await ReachesScriptAsync(center);
        center.Entries.Count(static e => e.Entry.Kind == "offer.made").ShouldBe(1, "only in working hours was anybody asked");
    }

    private static async Task ReachesScriptAsync(LivingCenter center)
    {
        var ended = center.Entries.Count(static e => e.Entry.Kind == "call.ended");
        var caller = await center.CallAsync(tone: 700);
        (await caller.Call.Established.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeTrue("answered");
        await caller.HearsAsync([LivingCenter.Voice], []);
        caller.Press('1');
        await caller.Call.Over.WaitAsync(TimeSpan.FromSeconds(60));
        await center.UntilAsync(() => Task.FromResult(center.Entries.Count(static e => e.Entry.Kind == "call.ended") == ended + 1), "the script has ended the call");
    }

    private static CalendarOptions Daily(CalendarOptions calendar) => calendar.Open("06:00-18:00", Enum.GetValues<DayOfWeek>());

    /// <summary>A zone whose clock shows about this hour now.</summary>
    private static string ZoneAt(int hour, DateTimeOffset now)
    {
        var offset = Offset(hour, now); // the names of these zones count westwards
        return offset == 0 ? "Etc/GMT" : string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{(offset > 0 ? '-' : '+')}{Math.Abs(offset)}");
    }

    private static int Offset(int hour, DateTimeOffset now) => (hour - now.Hour) switch
    {
        < -12 and var hours => hours + 24,
        > 12 and var hours => hours - 24,
        var hours => hours,
    };
}
