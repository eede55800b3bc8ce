using Bunit;
using ContactCenter.Desk;
using ContactCenter.Desktop.Conversations;

namespace ContactCenter.Desktop.Tests.Conversations;

public sealed class WrapUpPanelTests : DeskContext
{
    [Fact]
    public async Task Closing_needs_an_outcome()
    {
        var desk = await SitDownAsync();
        var panel = Panel();

        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());

        desk.Commands.ShouldBeEmpty();
        panel.Find("[role=alert]").TextContent.ShouldBe("Choose an outcome first.");
    }

    [Fact]
    public async Task The_chosen_outcome_closes_the_interaction()
    {
        var desk = await SitDownAsync();
        var closed = 0;
        var panel = Panel(() => closed++);

        await panel.InvokeAsync(() => panel.Find("input[value=technician]").ChangeAsync(new() { Value = "technician" }));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());

        desk.Commands.ShouldHaveSingleItem().Command.ShouldBe(new DeskCommand.CloseInteraction(View("7654321").Summary.Interaction, new DispositionCode("technician")));
        closed.ShouldBe(1);
    }

    [Fact]
    public async Task Wrap_up_counts_down()
    {
        await SitDownAsync();
        var panel = Panel();

        Time.Advance(TimeSpan.FromSeconds(5));

        panel.WaitForAssertion(() => panel.Find(".cc-clock").TextContent.ShouldBe("1:30"));
    }

    private IRenderedComponent<WrapUpPanel> Panel(Action? closed = null) => Render<WrapUpPanel>(p => p
        .Add(w => w.Interaction, View("7654321").Summary.Interaction)
        .Add(w => w.Until, Time.GetUtcNow().AddSeconds(95))
        .Add(w => w.Closed, closed ?? (() => { })));
}
