using Bunit;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Desktop.Calls;
using ContactCenter.Desktop.Conversations;
using ContactCenter.Desktop.Tests.Fakes;
using MudBlazor;

namespace ContactCenter.Desktop.Tests.Calls;

public sealed class CallStartTests : DeskContext
{
    private static readonly Address Other = Address.Phone("+390655501234");
    private static readonly Address Own = Address.Phone("+39 333 1234567");

    [Fact]
    public async Task One_press_calls_back_the_number_of_the_conversation()
    {
        var desk = await SitDownAsync();
        var view = View("1234567").Callable(Other, new Address(AddressKind.Mail, "a@example.com"), Own);
        var start = Render<CallStart>(p => p.Add(s => s.View, view));

        start.Find(".cc-call-one").TextContent.Trim().ShouldBe("Call +39 333 1234567");
        await start.Find(".cc-call-one").ClickAsync(new());

        desk.Commands[^1].Command.ShouldBe(new DeskCommand.PlaceCall(view.Summary.Interaction, CallScene.Line.Endpoint, Own));
    }

    [Fact]
    public async Task Another_number_is_typed()
    {
        var desk = await SitDownAsync();
        var dialogs = Render<MudDialogProvider>();
        var view = View("1234567").Callable();
        var start = Render<CallStart>(p => p.Add(s => s.View, view));
        start.FindAll(".cc-call-one").ShouldBeEmpty();

        var click = start.Find(".cc-call-other").ClickAsync(new());
        dialogs.WaitForAssertion(() => dialogs.Find(".cc-call-do").HasAttribute("disabled").ShouldBeTrue());
        await dialogs.Find(".cc-call-to").InputAsync(new() { Value = " +390655501234" });
        await dialogs.Find(".cc-call-do").ClickAsync(new());
        await click;

        desk.Commands[^1].Command.ShouldBe(new DeskCommand.PlaceCall(view.Summary.Interaction, CallScene.Line.Endpoint, Other));
    }

    [Fact]
    public async Task Nothing_is_offered_to_who_may_not_call_or_while_a_call_is_on()
    {
        await SitDownAsync();

        Render<CallStart>(p => p.Add(s => s.View, View("1234567"))).FindAll("button").ShouldBeEmpty();
        Render<CallStart>(p => p.Add(s => s.View, View("1234567").Callable(Own).Calling(Time.GetUtcNow()))).FindAll("button").ShouldBeEmpty();
        Render<Conversation>(p => p.Add(c => c.View, View("1234567").Callable(Own)).Add(c => c.ReadOnly, true)).FindAll(".cc-call-one").ShouldBeEmpty();
        Render<Conversation>(p => p.Add(c => c.View, View("1234567").Callable(Own))).FindAll(".cc-call-one").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Each_number_of_the_customer_can_be_called_where_it_stands()
    {
        var desk = await SitDownAsync();
        var view = View("1234567");
        var panel = Render<CustomerPanel>(p => p.Add(c => c.Customer, view.Summary.Customer).Add(c => c.Current, view.Summary.Interaction).Add(c => c.CallFrom, CallScene.Line));

        var button = panel.FindAll(".cc-addresses .cc-call-one").ShouldHaveSingleItem(); // one number and one mail address
        button.GetAttribute("aria-label").ShouldBe("Call +393331234567");
        await button.ClickAsync(new());

        desk.Commands[^1].Command.ShouldBe(new DeskCommand.PlaceCall(view.Summary.Interaction, CallScene.Line.Endpoint, Address.Phone("+393331234567")));
    }
}
