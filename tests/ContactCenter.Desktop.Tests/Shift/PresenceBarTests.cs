using Bunit;
using ContactCenter.Desk;
using ContactCenter.Desktop.Shift;

namespace ContactCenter.Desktop.Tests.Shift;

public sealed class PresenceBarTests : DeskContext
{
    [Fact]
    public async Task Presence_connection_and_capacity_are_three_facts()
    {
        await SitDownAsync();

        var bar = Render<PresenceBar>();

        bar.Find(".cc-pill").TextContent.ShouldContain("Ready");
        bar.Markup.ShouldContain("Not connected");
        bar.Markup.ShouldContain("3 of 4");
    }

    [Theory]
    [InlineData(Presence.SignedOut, "Sign in", typeof(DeskCommand.SignIn))]
    [InlineData(Presence.NotReady, "Go ready", typeof(DeskCommand.SetReady))]
    [InlineData(Presence.Ready, "Sign out", typeof(DeskCommand.SignOut))]
    public async Task The_bar_offers_the_next_step(Presence presence, string button, Type command)
    {
        var desk = await SitDownAsync();
        desk.Agent = desk.Agent with { Presence = presence };
        await Agent.RefreshAsync();

        await Render<PresenceBar>().FindAll("button").Single(b => b.TextContent.Trim() == button).ClickAsync(new());

        desk.Commands.ShouldHaveSingleItem().Command.ShouldBeOfType(command);
    }

    [Fact]
    public async Task A_reason_the_tenant_did_not_configure_has_words_of_its_own()
    {
        var desk = await SitDownAsync();
        desk.Agent = desk.Agent with { Presence = Presence.NotReady, Reason = NotReadyReason.NoAnswer };
        await Agent.RefreshAsync();

        Render<PresenceBar>().Find(".cc-pill").TextContent.ShouldContain("offer not answered");
    }
}
