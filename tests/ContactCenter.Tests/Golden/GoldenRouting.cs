using ContactCenter.Channels;
using ContactCenter.Routing;

namespace ContactCenter.Tests.Golden;

/// <summary>What a router can do beyond what the conversations of <see cref="GoldenScenario"/> need: work nobody serves moves, overflows, is put off and sent away.</summary>
internal static partial class GoldenRouting
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(GoldenCenter center, TimeProvider time)
    {
        var (day, night, hours) = (new QueueId("day"), new QueueId("night"), new CalendarId("hours"));
        var now = time.GetUtcNow();
        var closes = now.AddMinutes(2);
        await center.AskAsync(new RouterCommand.SetCalendar(new CalendarSettings
        {
            Id = hours,
            TimeZone = "Etc/UTC",
            Week = [new(now.DayOfWeek, new TimeOnly(now.Hour, now.Minute), new TimeOnly(closes.Hour, closes.Minute))],
        }));
        await center.AskAsync(new RouterCommand.SetQueue(new QueueSettings { Id = night, Skills = [Skill(1)] }));
        await center.AskAsync(new RouterCommand.SetQueue(new QueueSettings
        {
            Id = day,
            Skills = [Skill(5)],
            Calendar = hours,
            Rings = [new() { After = Second, LowerBy = 1 }],
            Announcements = new(2 * Second, 60 * Second),
            Overflow = [new(OverflowTrigger.Wait, OverflowTarget.Answer) { After = 3 * Second }],
        }));

        await EnqueueAsync(center, time, day, 1);
        await center.WrittenAsync("work.relaxed", step: Second);
        await center.WrittenAsync("work.announced", step: Second);
        await center.WrittenAsync("work.overflowed", step: Second);
        await center.WrittenAsync("calendar.changed", step: 5 * Second);

        var called = await EnqueueAsync(center, time, day, 2);
        await center.AskAsync(new RouterCommand.RequestCallback(called));
        await center.AskAsync(new RouterCommand.RequestCallback(called, time.GetUtcNow() + (10 * Second)));
        await center.AskAsync(new RouterCommand.Move(called, night));
        await center.WrittenAsync("work.due", step: Second);
        await center.AskAsync(new RouterCommand.TransferOut(called, "milan", night));
        await center.AskAsync(new RouterCommand.ReturnTransfer(called));
        await center.AskAsync(new RouterCommand.TransferOut(called, "milan", night));
        await center.AskAsync(new RouterCommand.ConfirmTransfer(called));

        var came = Item(time, night, 3) with { Hops = 1 };
        await center.AskAsync(new RouterCommand.TransferIn(came, "milan"));
        await center.AskAsync(new RouterCommand.ForgetTransfer(came.Id, 1));
        await center.AskAsync(new RouterCommand.Withdraw(came.Id, WithdrawReason.Supervisor));
        await center.AskAsync(new RouterCommand.RemoveQueue(day));
        await center.AskAsync(new RouterCommand.RemoveQueue(night));
        await center.AskAsync(new RouterCommand.RemoveCalendar(hours));
        await CallAsync(center, time);
    }

    private static async Task<WorkItemId> EnqueueAsync(GoldenCenter center, TimeProvider time, QueueId queue, int number)
    {
        var item = Item(time, queue, number);
        await center.AskAsync(new RouterCommand.Enqueue(item));
        return item.Id;
    }

    private static WorkItem Item(TimeProvider time, QueueId queue, int number) => new()
    {
        Id = new(DerivedId.From("golden work", $"{number}")),
        Interaction = new(DerivedId.From("golden interaction", $"{number}")),
        Queue = queue,
        Channel = ChannelKind.Voice,
        WaitingSince = time.GetUtcNow(),
    };

    private static SkillLevel Skill(int level) => new(new SkillId("chinese"), level);
}
