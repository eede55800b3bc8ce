using System.Collections.Immutable;
using System.Reflection;
using ContactCenter.Channels;

namespace ContactCenter.Routing.Tests.Machine;

/// <summary>The router takes most items apart and puts them together again when they are asked for: whatever an item says, it still says then.</summary>
public sealed class KeptItemTests
{
    private static readonly DateTimeOffset Later = Desk.Noon.AddHours(1);

    // What each property is besides what it usually is.
    private static readonly Dictionary<string, object> Others = new()
    {
        [nameof(WorkItem.Id)] = new WorkItemId(DerivedId.From("another")),
        [nameof(WorkItem.Interaction)] = new InteractionId(DerivedId.From("another")),
        [nameof(WorkItem.Queue)] = Desk.Queue("office"),
        [nameof(WorkItem.Channel)] = ChannelKind.Mail,
        [nameof(WorkItem.Priority)] = new Priority(7),
        [nameof(WorkItem.Skills)] = ImmutableArrayOf(Desk.Skill("gas", 3)),
        [nameof(WorkItem.Preferred)] = ImmutableArrayOf(Desk.Skill("italian", 2)),
        [nameof(WorkItem.Agent)] = Desk.Agent("anna"),
        [nameof(WorkItem.AgentLimit)] = TimeSpan.FromMinutes(1),
        [nameof(WorkItem.LastRing)] = 0,
        [nameof(WorkItem.NotBefore)] = Later,
        [nameof(WorkItem.IsCallback)] = true,
        [nameof(WorkItem.Attempt)] = 2,
        [nameof(WorkItem.Hops)] = 3,
        [nameof(WorkItem.WaitingSince)] = Desk.Noon.AddMilliseconds(-1),
    };

    public static TheoryData<string> Properties => [.. typeof(WorkItem).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(static property => property.Name)];

    [Theory]
    [MemberData(nameof(Properties))]
    public void An_item_is_kept_as_it_came(string property)
    {
        var desk = new Desk().WithQueue("faults").WithQueue("office");
        var item = desk.Item("faults");
        typeof(WorkItem).GetProperty(property)!.SetValue(item, Others[property]);

        RouterMachine.Apply(desk.State, new RouterRecord(new RouterEvent.WorkQueued(item), Guid.Empty, null, desk.Now));

        desk.Work(item).Item.ShouldBe(item);
        RouterState.FromSnapshot(desk.State.ToSnapshot()).FindWork(item.Id)!.Item.ShouldBe(item);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    [InlineData(40_000)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    public void Every_priority_a_journal_may_hold_is_kept(int priority)
    {
        var desk = new Desk().WithQueue("faults");
        var item = desk.Item("faults", priority: priority);

        RouterMachine.Apply(desk.State, new RouterRecord(new RouterEvent.WorkQueued(item), Guid.Empty, null, desk.Now));

        desk.Work(item).Item.Priority.Value.ShouldBe(priority);
    }

    [Fact]
    public void An_item_that_is_used_again_says_nothing_of_the_one_before_it()
    {
        var desk = new Desk().WithQueue("faults").WithAgent("anna");
        var first = desk.Item("faults", skills: Desk.Skill("gas", 3)) with { Agent = Desk.Agent("anna"), LastRing = 0, Attempt = 2 };
        desk.Do(new RouterCommand.Enqueue(first));
        desk.Do(new RouterCommand.Withdraw(first.Id, WithdrawReason.CustomerLeft));

        var second = desk.Enqueue("faults");

        desk.Work(second).Item.ShouldBe(second);
    }

    private static ImmutableArray<SkillLevel> ImmutableArrayOf(SkillLevel skill) => [skill];
}
