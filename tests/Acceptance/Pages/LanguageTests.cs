namespace Acceptance.Pages;

/// <summary>The desk speaks the browser's language.</summary>
public sealed class LanguageTests(Center center) : CenterTest(center)
{
    [SeenFact]
    public async Task A_browser_that_prefers_Italian_gets_the_desk_in_Italian()
    {
        var customer = Center.NewCustomer();
        var dario = await Center.OpenAsync("dario", options: new() { Locale = "it-IT" });
        await Expect(dario.Page.Locator("html")).ToHaveAttributeAsync("lang", "it-IT");
        await dario.Button("Entra in servizio").ClickAsync();
        await dario.Button("Vai pronto").ClickAsync();
        await Center.Carrier.WriteAsync(customer, "La caldaia è spenta.");
        await dario.Offers.GetByRole(AriaRole.Button, new() { Name = "Accetta" }).ClickAsync();
        await dario.Reply.FillAsync("Arriviamo.");
        await Expect(dario.Page.Locator("#reply-plan")).ToHaveTextAsync("Segmenti: 1 · GSM-7 · 150 caratteri liberi nell’ultimo");
        await dario.Button("Invia").ClickAsync();
        await Expect(dario.Said("messageout", "Arriviamo.").Locator(".cc-state")).ToHaveTextAsync("Consegnato");
        await dario.GoAsync("/wallboard");
        await Expect(dario.Page.GetByRole(AriaRole.Heading, new() { Name = "Tabellone" })).ToBeVisibleAsync();
    }
}
