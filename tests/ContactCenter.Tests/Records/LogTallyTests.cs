using ContactCenter.Journal;

namespace ContactCenter.Tests.Records;

public sealed class LogTallyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 59, 59, TimeSpan.FromHours(2));

    [Fact]
    public void Groups_are_by_hours_and_days_of_utc_whatever_the_offset()
    {
        var tally = new LogTally(CountBy.Hour | CountBy.Kind);
        tally.Add(Noon, "b", null);
        tally.Add(Noon.ToUniversalTime(), "b", new AgentId("anna"), 2);
        tally.Add(Noon.AddSeconds(1), "a", null);
        var hour = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
        tally.ToCounts().ShouldBe([new LogCount(hour, "b", null, 3), new LogCount(hour.AddHours(1), "a", null, 1)]);

        var days = new LogTally(CountBy.Day | CountBy.Agent);
        days.Add(Noon, "b", new AgentId("bruno"));
        days.Add(Noon, "b", null);
        days.ToCounts().ShouldBe([new LogCount(hour.AddHours(-10), null, null, 1), new LogCount(hour.AddHours(-10), null, new AgentId("bruno"), 1)]);
    }

    [Fact]
    public void More_groups_than_an_answer_may_have_are_refused_with_the_remedy()
    {
        var tally = new LogTally(CountBy.Hour);
        for (var i = 0; i < LogTally.MaxGroups; i++)
        {
            tally.Add(Noon.AddHours(i), "a", null);
        }

        tally.Add(Noon, "a", null);
        Should.Throw<ArgumentOutOfRangeException>(() => tally.Add(Noon.AddHours(-1), "a", null))
            .Message.ShouldStartWith("The counts by Hour come to more than 100,000 groups; ask for a shorter time, or break them down by less.");
    }
}
