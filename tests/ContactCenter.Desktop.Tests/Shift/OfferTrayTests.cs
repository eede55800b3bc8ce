using Bunit;
using Bunit.TestDoubles;
using ContactCenter.Desk;
using ContactCenter.Desktop.Circuit;
using ContactCenter.Desktop.Localization;
using ContactCenter.Desktop.Shift;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Desktop.Tests.Shift;

public sealed class OfferTrayTests : DeskContext
{
    [Fact]
    public async Task An_offer_counts_down_second_by_second()
    {
        await SitDownAsync();
        var tray = Render<OfferTray>();
        tray.Find(".cc-offer-time .cc-clock").TextContent.ShouldBe("10:00");

        Time.Advance(TimeSpan.FromSeconds(61));

        tray.WaitForAssertion(() => tray.Find(".cc-offer-time .cc-clock").TextContent.ShouldBe("8:59"));
        tray.Find(".cc-offer progress").GetAttribute("value").ShouldBe("539");
    }

    [Fact]
    public async Task An_offer_past_its_time_stays_at_zero_until_the_desk_takes_it_away()
    {
        await SitDownAsync();
        var tray = Render<OfferTray>();

        Time.Advance(TimeSpan.FromHours(1));

        tray.WaitForAssertion(() => tray.Find(".cc-offer-time .cc-clock").TextContent.ShouldBe("0:00"));
    }

    [Fact]
    public async Task Accepting_takes_the_offer_and_goes_to_the_conversation()
    {
        var desk = await SitDownAsync();
        var offer = desk.Agent.Offers[0];
        var tray = Render<OfferTray>();

        await tray.InvokeAsync(() => tray.Find(".cc-accept").ClickAsync(new()));

        desk.Commands.ShouldHaveSingleItem().Command.ShouldBe(new DeskCommand.AcceptOffer(offer.Offer));
        tray.FindAll(".cc-offer").ShouldBeEmpty();
        Services.GetRequiredService<BunitNavigationManager>().Uri.ShouldEndWith($"desk/{offer.Interaction}");
        Agent.JustTaken.ShouldBe(offer.Interaction);
    }

    [Fact]
    public async Task An_offer_that_is_gone_is_said_and_the_page_stays()
    {
        var desk = await SitDownAsync();
        desk.Answers.Enqueue(new DeskResult(DeskStatus.Refused, "CC9999", "Somebody else has it."));
        var before = Services.GetRequiredService<BunitNavigationManager>().Uri;

        var tray = Render<OfferTray>();
        await tray.InvokeAsync(() => tray.Find(".cc-accept").ClickAsync(new()));

        Said.ShouldHaveSingleItem().ShouldBe("Not done: things have changed. Somebody else has it. (CC9999)");
        Services.GetRequiredService<BunitNavigationManager>().Uri.ShouldBe(before);
    }

    [Fact]
    public async Task A_refusal_is_said_in_the_language_of_the_person()
    {
        var desk = await SitDownAsync();
        Services.GetRequiredService<Words>().Speak("it-IT");
        desk.Answers.Enqueue(new DeskResult(DeskStatus.Refused, "CC1413", "The offer belongs to somebody else."));

        var tray = Render<OfferTray>();
        await tray.InvokeAsync(() => tray.Find(".cc-accept").ClickAsync(new()));

        Said.ShouldHaveSingleItem().ShouldBe("Non eseguito: la situazione è cambiata. L’offerta è andata a qualcun altro. (CC1413)");
    }

    [Fact]
    public async Task Declining_leaves_it_to_others()
    {
        var desk = await SitDownAsync();
        var offer = desk.Agent.Offers[0].Offer;

        var tray = Render<OfferTray>();
        await tray.InvokeAsync(() => tray.Find(".cc-decline").ClickAsync(new()));

        desk.Commands.ShouldHaveSingleItem().Command.ShouldBe(new DeskCommand.DeclineOffer(offer));
    }

    [Fact]
    public async Task A_new_offer_is_announced_and_counted_without_anybody_asking()
    {
        var desk = await SitDownAsync();
        var tray = Render<OfferTray>();
        var first = desk.Agent.Offers[0];

        desk.Offer(first with { Offer = new OfferId(Guid.NewGuid()), Customer = "+39 06 999" });

        tray.WaitForAssertion(() => tray.FindAll(".cc-offer").Count.ShouldBe(2));
        tray.Find("[aria-live=assertive]").TextContent.ShouldBe("New offer: SMS from +39 06 999, Faults, 600 seconds left.");
    }

    [Fact]
    public async Task The_shortcut_accepts_the_first_offer()
    {
        var desk = await SitDownAsync();
        Render<OfferTray>();

        await Services.GetRequiredService<Shortcuts>().PressAsync(Shortcuts.Accept);

        desk.Commands.ShouldHaveSingleItem().Command.ShouldBeOfType<DeskCommand.AcceptOffer>();
    }
}
