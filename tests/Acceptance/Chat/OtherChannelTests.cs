using Acceptance.Pages;

namespace Acceptance.Chat;

/// <summary>A conversation that begins in web chat and goes on by SMS, seen by the agent.</summary>
public sealed class OtherChannelTests(Center center) : CenterTest(center)
{
    [SeenFact]
    public async Task An_agent_goes_on_by_sms_and_sees_both_channels_in_one_timeline()
    {
        var mobile = Center.NewCustomer();
        await using var ugo = await Center.VisitAsync();
        await ugo.OpenChatAsync();
        await ugo.AnswerAsync("Ugo Neri");
        await ugo.SayAsync($"I have to go. My mobile is {mobile}.");

        var dario = await Center.OpenAsync("dario", options: new() { ViewportSize = new() { Width = 1280, Height = 800 } });
        await dario.GoReadyAsync();
        await dario.AcceptAsync();
        await Expect(dario.Said("messagein", $"I have to go. My mobile is {mobile}.")).ToBeVisibleAsync();
        await dario.Button("Write on another channel").PressAsync("Enter"); // by keyboard alone
        var address = dario.Page.GetByLabel("To the address");
        await address.FillAsync(mobile);
        await Shots.TakeAsync(dario.Page, "other-channel-dialog-1280");
        await address.PressAsync("Enter");
        await Expect(dario.Timeline).ToContainTextAsync("Goes on on another channel");
        await Expect(dario.Page.Locator(".cc-composer select")).ToBeVisibleAsync();
        await dario.SendAsync("Hello Ugo, here we can go on.");
        await Center.Carrier.ShouldDeliverAsync(mobile, "Hello Ugo, here we can go on.");

        await Center.Carrier.WriteAsync(mobile, "Perfect, thank you!");
        await Expect(dario.Said("messagein", "Perfect, thank you!")).ToBeVisibleAsync();
        await Expect(ugo.Lines.Filter(new() { HasText = "here we can go on" })).ToHaveCountAsync(0);
        await Shots.TakeAsync(dario.Page, "other-channel-timeline-1280");
        await dario.Page.SetViewportSizeAsync(390, 844);
        await dario.Page.GetByRole(AriaRole.Navigation, new() { Name = "Parts of the desk" }).GetByRole(AriaRole.Button).Nth(1).ClickAsync();
        (await dario.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("nothing sticks out");
        await Shots.TakeAsync(dario.Page, "other-channel-timeline-390");
        await dario.Button("Write on another channel").ClickAsync();
        await Expect(dario.Page.GetByLabel("To the address")).ToBeVisibleAsync();
        await Shots.TakeAsync(dario.Page, "other-channel-dialog-390");
        await dario.Page.Keyboard.PressAsync("Escape");
        dario.Offences.ShouldBeEmpty();
    }
}
