using Bunit;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Desktop.Calls;
using ContactCenter.Desktop.Circuit;
using ContactCenter.Desktop.Conversations;
using ContactCenter.Desktop.Pages;
using ContactCenter.Desktop.Shift;
using ContactCenter.Desktop.Tests.Fakes;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ContactCenter.Desktop.Tests.Calls;

public sealed class BeginCallTests : DeskContext
{
    private static readonly Address Number = Address.Phone("+393331234567");
    private static readonly InteractionId Begun = new(DerivedId.From("begun"));

    [Fact]
    public async Task A_number_is_typed_and_the_conversation_that_begins_is_shown()
    {
        var desk = await SitAsync();
        var dialogs = Render<MudDialogProvider>();
        var begin = Render<BeginCall>();
        desk.Answers.Enqueue(DeskResult.Done with { Interaction = Begun });

        var click = begin.Find(".cc-begin-call").ClickAsync(new());
        dialogs.WaitForAssertion(() => dialogs.Find(".cc-begin-do").HasAttribute("disabled").ShouldBeTrue());
        await dialogs.Find(".cc-begin-to").InputAsync(new() { Value = " +393331234567" });
        await dialogs.Find("form").SubmitAsync();
        await click;

        desk.Commands[^1].Command.ShouldBe(new DeskCommand.BeginCall(CallScene.Line.Endpoint, Number));
        begin.WaitForAssertion(() => Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith($"/desk/{Begun}"));
    }

    [Fact]
    public async Task A_key_opens_the_dialog_and_what_cannot_be_called_is_said()
    {
        var desk = await SitAsync();
        var dialogs = Render<MudDialogProvider>();
        Render<BeginCall>();
        desk.Answers.Enqueue(new DeskResult(DeskStatus.Invalid, "CC1326", "112 is an emergency number."));

        var pressed = Services.GetRequiredService<Shortcuts>().PressAsync(Shortcuts.Call);
        dialogs.WaitForElement(".cc-begin-to");
        await dialogs.Find(".cc-begin-to").InputAsync(new() { Value = "112" });
        await dialogs.Find(".cc-begin-do").ClickAsync(new());
        await pressed;

        Said.ShouldContain(s => s!.Contains("emergency number", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_line_of_the_work_in_hand_calls_its_number_within_its_conversation()
    {
        var desk = await SitAsync();
        desk.Agent = desk.Agent with { Work = [.. desk.Agent.Work.Select(w => w with { Interaction = w.Interaction with { Phone = Number } })] };
        var work = desk.Agent.Work[0];
        var list = Render<WorkList>(p => p.Add(l => l.Work, desk.Agent.Work));

        var button = list.FindAll(".cc-call-back")[0];
        button.GetAttribute("aria-label").ShouldBe("Call +393331234567");
        await button.ClickAsync(new());

        desk.Commands[^1].Command.ShouldBe(work.InWrapUp
            ? new DeskCommand.BeginCall(CallScene.Line.Endpoint, Number)
            : new DeskCommand.PlaceCall(work.Interaction.Interaction, CallScene.Line.Endpoint, Number));
    }

    [Fact]
    public async Task Whoever_is_over_is_called_back_from_history_and_from_the_customers_page_in_a_new_conversation()
    {
        var desk = await SitAsync();
        var closed = desk.Interactions.Values.First(static i => i.Summary.Status == InteractionStatus.Closed);
        desk.Interactions[closed.Summary.Interaction] = closed with { Summary = closed.Summary with { Phone = Number } };
        var page = Render<HistoryPage>();
        page.WaitForElement(".cc-call-back");
        await page.FindAll(".cc-call-back")[0].ClickAsync(new());
        desk.Commands[^1].Command.ShouldBe(new DeskCommand.BeginCall(CallScene.Line.Endpoint, Number));

        var view = View("1234567");
        var panel = Render<CustomerPanel>(p => p.Add(c => c.Customer, view.Summary.Customer).Add(c => c.Current, view.Summary.Interaction).Add(c => c.MayBegin, true));
        await panel.FindAll(".cc-addresses .cc-call-back").ShouldHaveSingleItem().ClickAsync(new());
        desk.Commands[^1].Command.ShouldBe(new DeskCommand.BeginCall(CallScene.Line.Endpoint, Number));
    }

    [Fact]
    public async Task Nothing_is_offered_where_nobody_can_call()
    {
        await SitDownAsync();
        Render<BeginCall>().FindAll("button").ShouldBeEmpty();
        Render<BeginCallButton>(p => p.Add(b => b.To, Number)).FindAll("button").ShouldBeEmpty();
    }

    private async Task<FakeDesk> SitAsync()
    {
        var desk = await SitDownAsync();
        desk.Choices = desk.Choices with { CallFrom = [CallScene.Line] };
        await Workplace.ReloadChoicesAsync();
        return desk;
    }
}
