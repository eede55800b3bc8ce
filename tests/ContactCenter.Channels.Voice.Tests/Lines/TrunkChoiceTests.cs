using ContactCenter.Channels.Voice.Lines;

namespace ContactCenter.Channels.Voice.Tests.Lines;

public sealed class TrunkChoiceTests
{
    private const string Rome = "+390612345678";

    [Fact]
    public void The_cheapest_by_its_longest_beginning_comes_first()
    {
        var trunks = new[]
        {
            Trunk("dear", costs: new() { ["+39"] = 0.05m }),
            Trunk("cheap-for-rome", costs: new() { ["+39"] = 0.09m, ["+3906"] = 0.01m }),
            Trunk("dear-for-rome", costs: new() { ["+"] = 0.001m, ["+3906"] = 0.20m }),
        };
        Order(Rome, trunks).ShouldBe(["cheap-for-rome", "dear", "dear-for-rome"]);
        Order("+390200000000", trunks).ShouldBe(["dear-for-rome", "dear", "cheap-for-rome"]);
    }

    [Fact]
    public void Of_the_same_price_the_priority_decides_and_then_the_name() =>
        Order(Rome, [Trunk("c", priority: 5), Trunk("b", priority: 7), Trunk("a", priority: 7)]).ShouldBe(["c", "a", "b"]);

    [Fact]
    public void What_is_down_full_or_does_not_reach_the_number_is_left_out() =>
        Order(Rome, [Trunk("down", isUp: false), Trunk("full", hasFree: false), Trunk("abroad", costs: new() { ["+1"] = 0 }), Trunk("good")]).ShouldBe(["good"]);

    [Fact]
    public void For_help_every_trunk_will_do_and_what_cannot_be_counted_on_comes_last()
    {
        TrunkChoice.Order("112", isEmergency: true, [Trunk("down", isUp: false), Trunk("full", hasFree: false), Trunk("good")]).Select(static t => t.Name).ShouldBe(["good", "full", "down"]);
        TrunkChoice.Order("112", isEmergency: true, [Trunk("main", costs: new() { ["+39"] = 1 })]).ShouldBe([("main", 0m)]);
        TrunkChoice.Order("113", isEmergency: false, [Trunk("main", costs: new() { ["+39"] = 1 })]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, true, true)]
    [InlineData(408, true, true)]
    [InlineData(500, true, true)]
    [InlineData(503, true, true)]
    [InlineData(403, false, true)]
    [InlineData(404, false, true)]
    [InlineData(480, false, true)]
    [InlineData(486, false, false)]
    [InlineData(487, false, false)]
    [InlineData(603, false, false)]
    public void Another_trunk_is_tried_where_the_trunk_is_to_blame(int? status, bool expected, bool forHelp)
    {
        TrunkChoice.IsTrunksFault(status, isEmergency: false).ShouldBe(expected);
        TrunkChoice.IsTrunksFault(status, isEmergency: true).ShouldBe(forHelp);
    }

    private static IEnumerable<string> Order(string number, IEnumerable<TrunkOffer> trunks) => TrunkChoice.Order(number, isEmergency: false, trunks).Select(static t => t.Name);

    private static TrunkOffer Trunk(string name, bool isUp = true, bool hasFree = true, Dictionary<string, decimal>? costs = null, int priority = 100) => new(name, isUp, hasFree, costs ?? [], priority);
}
