using ContactCenter.Channels;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Timers;

/// <summary>The one timer the center sets itself: an interaction for which nobody is asked closes after a day of silence.</summary>
public sealed class TimerTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task What_nobody_is_asked_for_closes_after_a_day_of_silence_and_not_before()
    {
        await using var center = await ClosedCenterAsync();
        await SayAsync(center, "m1");
        await center.UntilAsync(() => Count(center, "timer.set") == 1, "the timer is set");

        center.Time.Advance(5 * Hour);
        await SayAsync(center, "m2");
        await center.UntilAsync(() => Count(center, "timer.set") == 2, "the second message moves it");
        center.Time.Advance(23 * Hour);
        await SettleAsync(center);
        Count(center, "timer.fired").ShouldBe(0, "the silence began with the second message");

        center.Time.Advance(Hour);
        await center.UntilAsync(() => Count(center, "interaction.closed") == 1, "it closes");
        Count(center, "timer.fired").ShouldBe(1);
        center.Tenant!.Views.Timers.Count.ShouldBe(1, "the other customer's, who wrote an hour ago");
    }

    [Fact]
    public async Task A_message_in_opening_hours_asks_an_agent_and_the_timer_is_gone()
    {
        await using var center = await ClosedCenterAsync();
        await SayAsync(center, "m1");
        await center.UntilAsync(() => Count(center, "timer.set") == 1, "the timer is set");

        center.Time.Advance(10.5 * Hour); // half past eight in the evening in Rome: open
        await SayAsync(center, "m2");
        await center.UntilAsync(() => Count(center, "work.requested") == 1, "an agent is wanted");
        Count(center, "timer.cancelled").ShouldBe(1);
        center.Time.Advance(48 * Hour);
        await SettleAsync(center);
        Count(center, "timer.fired").ShouldBe(0);
        Count(center, "interaction.closed").ShouldBe(0);
    }

    [Fact]
    public async Task A_timer_that_fell_due_while_nobody_ran_fires_once_at_the_start()
    {
        await using var center = await ClosedCenterAsync();
        await SayAsync(center, "m1");
        await center.UntilAsync(() => Count(center, "timer.set") == 1, "the timer is set");
        await center.CrashAsync();
        center.Time.Advance(72 * Hour);
        await center.StartAsync();
        await center.UntilAsync(() => Count(center, "interaction.closed") == 1, "it closes");
        var fired = center.Entries.Single(static e => e.Entry.Kind == "timer.fired").Entry;
        fired.Time.ShouldBe(center.Time.GetUtcNow());

        await center.CrashAsync();
        await center.StartAsync();
        center.Time.Advance(72 * Hour);
        await SettleAsync(center);
        Count(center, "timer.fired").ShouldBe(1);
    }

    [Fact]
    public async Task Five_hundred_timers_due_at_once_each_fire_once()
    {
        await using var center = await ClosedCenterAsync();
        for (var i = 0; i < 500; i++)
        {
            await center.ReceiveAsync($"m{i}", "Anybody?", $"+3933300{i:00000}");
        }

        await center.UntilAsync(() => Count(center, "timer.set") == 500, "all timers are set");
        center.Time.Advance(24 * Hour);
        await center.UntilAsync(() => Count(center, "interaction.closed") == 500, "all close");
        center.Entries.Where(static e => e.Entry.Kind == "timer.fired").Select(static e => e.Machine).Distinct().Count().ShouldBe(500);
        Count(center, "timer.fired").ShouldBe(500);
    }

    /// <summary>Open for an hour on Monday evening; otherwise messages get an answer and ask for nobody.</summary>
    private static Task<MemoryCenter> ClosedCenterAsync() => MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms), describe: static t =>
    {
        var endpoint = t.Endpoints["sms-faults"].Open("Europe/Rome", new OpeningSpan(DayOfWeek.Monday, new TimeOnly(20, 0), new TimeOnly(21, 0)));
        endpoint.QueueWhenClosed = false;
        endpoint.ClosedAnswer = "We are closed.";
    });

    private static async Task SayAsync(MemoryCenter center, string id) => await center.ReceiveAsync(id, "Hello?", "+393331112222");

    private static int Count(MemoryCenter center, string kind) => center.Entries.Count(e => e.Entry.Kind == kind);

    /// <summary>Whatever were to happen at this instant has happened: a message of another customer has gone all its way.</summary>
    private static async Task SettleAsync(MemoryCenter center)
    {
        var before = Count(center, "interaction.opened");
        await center.ReceiveAsync($"settle-{before}", "Me too.", $"+3934400{before:00000}");
        await center.UntilAsync(() => Count(center, "interaction.opened") > before, "the other customer's message is taken");
    }
}
