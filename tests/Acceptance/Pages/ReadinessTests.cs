namespace Acceptance.Pages;

/// <summary>The readiness page, against the carrier and the host itself.</summary>
public sealed class ReadinessTests(Center center) : CenterTest(center)
{
    [SeenFact]
    public async Task An_administrator_runs_the_checks_sees_what_is_wrong_with_its_remedy_and_runs_them_again()
    {
        await Center.Carrier.SetNumberAsync(new { number = "+390600000001", smsUrl = "https://old.example.com/sms" });
        try
        {
            var sofia = await Center.OpenAsync("sofia", "/readiness");
            await sofia.Button(await sofia.Button("Run again").CountAsync() > 0 ? "Run again" : "Run the checks").ClickAsync();
            var wrong = sofia.Page.Locator("tr[data-code='twilio.webhook-wrong']");
            await Expect(wrong).ToContainTextAsync("Failed");
            await Expect(wrong).ToContainTextAsync("https://old.example.com/sms");
            await Expect(wrong).ToContainTextAsync($"{Center.Url}/hooks/twilio/main/sms");
            await Expect(sofia.Page.Locator(".cc-ready-all")).ToContainTextAsync("Not ready");
            await Expect(sofia.Page.Locator("tr[data-code='disk.sync']")).ToContainTextAsync("Ready");
            foreach (var (width, height) in new[] { (1280, 900), (390, 844) })
            {
                await sofia.Page.SetViewportSizeAsync(width, height);
                (await sofia.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue($"{width} wide");
                await Shots.TakeAsync(sofia.Page, $"readiness-{width}x{height}");
            }

            await sofia.Page.SetViewportSizeAsync(1280, 900);
            await Center.Carrier.SetNumberAsync(new { number = "+390600000001" });
            await sofia.Button("Run again").ClickAsync();
            await Expect(sofia.Page.Locator("tr[data-code='twilio.webhook']")).ToBeVisibleAsync();
            await Expect(wrong).ToHaveCountAsync(0);
            sofia.Offences.ShouldBeEmpty();

            var italian = await Center.OpenAsync("sofia", "/readiness", new() { Locale = "it-IT" });
            await Expect(italian.Page.Locator("tr[data-code='twilio.account']")).ToContainTextAsync("Twilio accetta l’accesso");
        }
        finally
        {
            await Center.Carrier.SetNumberAsync(new { number = "+390600000001" });
        }
    }

    [SeenFact]
    public async Task An_agent_has_no_such_page()
    {
        var elena = await Center.OpenAsync("elena", "/readiness");
        await Expect(elena.Page.GetByText("Your role does not include this page.")).ToBeVisibleAsync();
        await Expect(elena.Page.GetByRole(AriaRole.Link, new() { Name = "Readiness" })).ToHaveCountAsync(0);
    }
}
