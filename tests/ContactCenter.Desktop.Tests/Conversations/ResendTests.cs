using Bunit;
using ContactCenter.Desk;
using ContactCenter.Desktop.Conversations;
using ContactCenter.Desktop.Tests.Fakes;
using MudBlazor;

namespace ContactCenter.Desktop.Tests.Conversations;

/// <summary>A message of which nobody knows whether it arrived is sent again once the person has been told what that may mean.</summary>
public sealed class ResendTests : DeskContext
{
    [Theory]
    [InlineData("Send again", 1)]
    [InlineData("Cancel", 0)]
    public async Task Who_sends_again_what_may_have_arrived_is_asked_first(string answer, int sent)
    {
        var desk = await SitDownAsync();
        var dialogs = Render<MudDialogProvider>();
        var view = View("1234567");
        var talk = Render<Conversation>(p => p.Add(c => c.View, view).Add(c => c.Changed, () => { }));

        var click = talk.Find(".cc-resend").ClickAsync(new());
        dialogs.WaitForAssertion(() => dialogs.Find(".mud-dialog").TextContent.ShouldContain("the customer may get it twice"));
        desk.Commands.ShouldBeEmpty();
        await dialogs.FindAll(".mud-dialog button").Single(b => b.TextContent.Trim() == answer).ClickAsync(new());
        await click;

        desk.Commands.Select(c => c.Command).ShouldBe(
            Enumerable.Repeat(new DeskCommand.Resend(view.Summary.Interaction, Scene.Unknown) { AcceptsDuplicate = true }, sent));
    }

    [Fact]
    public async Task What_was_sent_again_says_so_and_by_whom_and_has_no_button()
    {
        var desk = await SitDownAsync();
        var id = View("1234567").Summary.Interaction;
        await desk.DoAsync(new DeskCommand.Resend(id, Scene.Unknown), Guid.NewGuid());

        var talk = Render<Conversation>(p => p.Add(c => c.View, desk.Interactions[id]).Add(c => c.Changed, () => { }));

        talk.FindAll(".cc-resend").ShouldBeEmpty();
        talk.Find(".cc-state-unknown").TextContent.ShouldBe("Unknown whether sent (CC2001) · sent again");
        talk.FindAll(".cc-state")[^1].TextContent.ShouldBe("Sent again by Anna Rossi");
    }

    [Fact]
    public async Task Who_only_looks_at_a_conversation_cannot_send_again()
    {
        await SitDownAsync();
        Render<Conversation>(p => p.Add(c => c.View, View("1234567")).Add(c => c.Changed, () => { }).Add(c => c.ReadOnly, true)).FindAll(".cc-resend").ShouldBeEmpty();
    }
}
