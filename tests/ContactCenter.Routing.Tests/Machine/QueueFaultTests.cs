namespace ContactCenter.Routing.Tests.Machine;

/// <summary>Settings that make no sense are refused with the queue, the value and the remedy, and change nothing.</summary>
public sealed class QueueFaultTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static TheoryData<string, Func<QueueSettings, QueueSettings>> Faults => new()
    {
        { "The queue 'faults' asks 101 agents at once; set 1 to 100.", q => q with { OfferTo = 101 } },
        { "The queue 'faults' asks 2 agents at once and lets each have the work at once; choose one of the two.", q => q with { OfferTo = 2, AutoAccept = true } },
        { "The queue 'faults' limits wrap-up to 00:00:01; set its wrap-up (00:00:02) to 8 hours.", q => q with { WrapUp = 2 * Second, WrapUpLimit = Second } },
        { "The queue 'faults' has the band 7; set Normal, Background or Urgent.", q => q with { Band = (QueueBand)7 } },
        { "The queue 'faults' has the calendar 'noon', which does not exist. Add the calendar first.", q => q with { Calendar = new("noon") } },
        { "The queue 'faults' makes announcements every 00:00:01; set 5 seconds to 1 hour.", q => q with { Announcements = new(Second, Second) } },
        { "The queue 'faults' makes its first announcement after 02:00:00; set 0 to 1 hour.", q => q with { Announcements = new(TimeSpan.FromHours(2), 9 * Second) } },
        { "The queue 'faults' tells positions up to 101; set 1 to 100.", q => q with { Announcements = new(Second, 9 * Second) { PositionUpTo = 101 } } },
        { "The queue 'faults' names the skill 'gas' at level 11; give a skill and a level from 1 to 10.", q => q with { Preferred = [Desk.Skill("gas", 11)] } },
        { "Ring 1 of the queue 'faults' begins after 00:00:00; set more than the one before (00:00:00), up to 30 days.", q => q with { Rings = [new() { After = TimeSpan.Zero }] } },
        { "Ring 2 of the queue 'faults' asks for more than the one before it; a ring asks at most what the one before asks.", q => q with { Rings = [new() { After = Second, AnyTeam = true }, new() { After = 2 * Second }] } },
        { "Ring 1 of the queue 'faults' lowers levels by 10; set 0 to 9.", q => q with { Rings = [new() { After = Second, LowerBy = 10 }] } },
        { "Ring 2 of the queue 'faults' is null; leave it out.", q => q with { Rings = [new() { After = Second }, null!] } },
        { "Overflow rule 1 of the queue 'faults' is null; leave it out.", q => q with { Overflow = [null!] } },
        { "The queue 'faults' names the skill '' at level 0; give a skill and a level from 1 to 10.", q => q with { Skills = [default] } },
        { "The queue 'faults' has 17 rings; set at most 16.", q => q with { Rings = [.. Enumerable.Range(1, 17).Select(i => new QueueRing { After = i * Second })] } },
        { "Overflow rule 1 of the queue 'faults' applies on Wait and says not after how long; set After.", q => q with { Overflow = [new(OverflowTrigger.Wait, OverflowTarget.Answer)] } },
        { "Overflow rule 1 of the queue 'faults' applies on Closed, which knows no time; leave After out.", q => q with { Overflow = [new(OverflowTrigger.Closed, OverflowTarget.Answer) { After = Second }] } },
        { "Overflow rule 1 of the queue 'faults' applies from a length of nothing; set 0 or more.", q => q with { Overflow = [new(OverflowTrigger.Length, OverflowTarget.Answer)] } },
        { "Overflow rule 1 of the queue 'faults' leads to no queue; name it.", q => q with { Overflow = [new(OverflowTrigger.NoAgent, OverflowTarget.Queue)] } },
        { "Overflow rule 1 of the queue 'faults' leads to the queue itself; name another.", q => q with { Overflow = [new(OverflowTrigger.NoAgent, OverflowTarget.Queue) { Queue = new("faults") }] } },
        { "Overflow rule 1 of the queue 'faults' leads to no partition; name it in 1 to 64 characters.", q => q with { Overflow = [new(OverflowTrigger.NoAgent, OverflowTarget.Partition) { Queue = new("x") }] } },
        { "Overflow rule 1 of the queue 'faults' leads to Voicemail and to the queue 'x'; choose one.", q => q with { Overflow = [new(OverflowTrigger.NoAgent, OverflowTarget.Voicemail) { Queue = new("x") }] } },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_makes_no_sense_is_refused_and_said(string message, Func<QueueSettings, QueueSettings> change)
    {
        var desk = new Desk().WithQueue("faults");
        var before = desk.State.ComputeHash();

        var answer = desk.Do(new RouterCommand.SetQueue(change(desk.State.FindQueue(new("faults"))!.Settings)));

        answer.Refusal.ShouldNotBeNull().Message.ShouldBe(message);
        answer.Events.ShouldBeEmpty();
        desk.State.ComputeHash().ShouldBe(before);
    }

    [Fact]
    public void A_calendar_that_queues_use_stays()
    {
        var desk = new Desk();
        desk.Do(new RouterCommand.SetCalendar(new CalendarSettings { Id = new("hours"), TimeZone = "Europe/Rome" })).Refusal.ShouldBeNull();
        desk.WithQueue("faults", queue => queue with { Calendar = new("hours") });

        desk.Do(new RouterCommand.RemoveCalendar(new("hours"))).Refusal!.Message.ShouldBe(
            "The queue 'faults' uses the calendar 'hours'. Give the queue another one, then remove this.");
        desk.Do(new RouterCommand.RemoveCalendar(new("other"))).Refusal!.Code.ShouldBe(RouterRefusalCode.UnknownCalendar);
        desk.Do(new RouterCommand.SetCalendar(new CalendarSettings { Id = new("hours"), TimeZone = "Europe/Atlantis" })).Refusal!.Code.ShouldBe(RouterRefusalCode.InvalidValue);
    }
}
