using Bunit;
using ContactCenter.Desk;
using ContactCenter.Desktop.Calls;

namespace ContactCenter.Desktop.Tests.Calls;

public sealed class ParkedCallsTests : DeskContext
{
    [Fact]
    public async Task Parked_calls_are_listed_with_place_and_time_and_picked_up_by_a_click()
    {
        var desk = await SitDownAsync();
        var list = Render<ParkedCalls>();
        list.Markup.Trim().ShouldBeEmpty();
        var talk = View("1234567").Summary.Interaction;

        desk.Agent = desk.Agent with { Parked = [new ParkedCallView(talk, "+39 333 1234567", null, "3", Time.GetUtcNow().AddSeconds(-42), "Bruno <b>Conti</b>")] };
        await Agent.RefreshAsync();

        list.WaitForElement(".cc-parked li");
        var line = list.Find(".cc-parked li");
        line.TextContent.ShouldContain("place 3");
        line.TextContent.ShouldContain("+39 333 1234567");
        line.TextContent.ShouldContain("parked by Bruno <b>Conti</b>");
        await list.Find(".cc-pick-up").ClickAsync(new());
        desk.Commands.ShouldHaveSingleItem().Command.ShouldBe(new DeskCommand.PickUpCall(talk));
    }
}
