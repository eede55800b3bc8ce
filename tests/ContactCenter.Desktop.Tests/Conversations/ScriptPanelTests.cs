using Bunit;
using ContactCenter.Desk;
using ContactCenter.Desktop.Conversations;

namespace ContactCenter.Desktop.Tests.Conversations;

public sealed class ScriptPanelTests : DeskContext
{
    private InteractionId Talk => View("1234567").Summary.Interaction;

    private SessionId Session => View("1234567").Sessions[0].Session;

    [Fact]
    public async Task A_line_is_said_or_sent_and_the_script_goes_on()
    {
        var desk = await SitDownAsync();
        var panel = Panel(Standing(ScriptViewKind.Say, "Good morning."));
        panel.Find("h3").TextContent.ShouldBe("Welcome");
        panel.Find(".cc-script-text").TextContent.ShouldBe("Good morning.");
        await panel.InvokeAsync(() => panel.Find(".cc-script-next").ClickAsync(new()));
        desk.Commands[^1].Command.ShouldBe(new DeskCommand.ContinueScript(Talk, 7));
        await panel.InvokeAsync(() => panel.Find(".cc-script-send").ClickAsync(new()));
        desk.Commands.Select(static c => c.Command).TakeLast(2).ShouldBe(
            [new DeskCommand.SendMessage(Talk, Session, "Good morning."), new DeskCommand.ContinueScript(Talk, 7)]);
    }

    [Fact]
    public async Task A_question_with_choices_has_a_button_each_and_one_without_a_field()
    {
        var desk = await SitDownAsync();
        var panel = Panel(Standing(ScriptViewKind.Ask, "Where?") with { Options = [new("1", "At home"), new("2", "Outside")], Refusal = "I did not understand that." });
        panel.Find(".cc-bad").TextContent.ShouldBe("I did not understand that.");
        await panel.InvokeAsync(() => panel.FindAll(".cc-script-option")[1].ClickAsync(new()));
        desk.Commands[^1].Command.ShouldBe(new DeskCommand.AnswerScript(Talk, 7, "2"));

        panel = Panel(Standing(ScriptViewKind.Ask, "How many?") with { Type = "number 1..9" });
        panel.Find("#script-answer").HasAttribute("required").ShouldBeTrue();
        panel.Find(".cc-script-enter").HasAttribute("disabled").ShouldBeFalse(); // an Enter counts at once, however slow the line is
        var before = desk.Commands.Count;
        await panel.InvokeAsync(() => panel.Find("#script-answer").InputAsync(new() { Value = "  " }));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        desk.Commands.Count.ShouldBe(before);
        await panel.InvokeAsync(() => panel.Find("#script-answer").InputAsync(new() { Value = "three" }));
        await panel.InvokeAsync(() => panel.Find("form").SubmitAsync());
        desk.Commands[^1].Command.ShouldBe(new DeskCommand.AnswerScript(Talk, 7, "three"));
    }

    [Fact]
    public async Task Going_elsewhere_needs_a_reason()
    {
        var desk = await SitDownAsync();
        var panel = Panel(Standing(ScriptViewKind.Note, "Read this.") with { MayGoBack = true, Anytime = [new("prices", "Prices")] });
        panel.Find("details input").HasAttribute("required").ShouldBeTrue();
        var before = desk.Commands.Count;
        await panel.InvokeAsync(() => panel.Find("details form").SubmitAsync());
        desk.Commands.Count.ShouldBe(before);
        await panel.InvokeAsync(() => panel.Find("details input").InputAsync(new() { Value = "mistyped" }));
        await panel.InvokeAsync(() => panel.Find("details form").SubmitAsync());
        desk.Commands[^1].Command.ShouldBe(new DeskCommand.GoBackInScript(Talk, "mistyped"));
        await panel.InvokeAsync(() => panel.Find("select").ChangeAsync(new() { Value = "prices" }));
        await panel.InvokeAsync(() => panel.Find("details form").SubmitAsync());
        desk.Commands[^1].Command.ShouldBe(new DeskCommand.GoToStep(Talk, "prices", "mistyped"));
    }

    [Fact]
    public async Task What_customers_wrote_is_shown_as_text_and_nothing_can_be_done_while_the_script_works()
    {
        await SitDownAsync();
        var panel = Panel(Standing(ScriptViewKind.Confirm, "<b>Ann</b>\u202E?"));
        panel.Find(".cc-script-text").InnerHtml.ShouldBe("&lt;b&gt;Ann&lt;/b&gt;?");
        panel = Panel(Standing(ScriptViewKind.Busy, ""));
        panel.FindAll("button").ShouldBeEmpty();
        panel.Markup.ShouldContain("The script is doing something");
    }

    private static ScriptView Standing(ScriptViewKind kind, string text) => new("demo", 2, "hello", "Welcome", kind, 7, text);

    private IRenderedComponent<ScriptPanel> Panel(ScriptView view) =>
        Render<ScriptPanel>(p => p.Add(s => s.Script, view).Add(s => s.Interaction, Talk).Add(s => s.Session, Session));
}
