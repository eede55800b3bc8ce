using Acceptance.Pages;

namespace Acceptance.Forms;

/// <summary>A web form, seen by the customer on a phone and by the agent who gets it.</summary>
public sealed class FormTests(Center center) : CenterTest(center)
{
    private static readonly BrowserNewContextOptions Phone = new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true };

    [SeenFact]
    public async Task A_customer_mends_what_is_wrong_is_thanked_and_an_agent_gets_everything()
    {
        await using var ugo = await Center.VisitAsync(Phone, "/form");
        await LookAsync(ugo.Page, "form-empty");
        await ugo.Page.GetByLabel("What is it about?").FillAsync("My boiler is cold.");
        await ugo.Page.GetByLabel("Telephone").FillAsync("12");
        await SendAsync();
        await Expect(ugo.Page.GetByLabel("Your name")).ToBeFocusedAsync();
        await Expect(ugo.Page.GetByLabel("Your name")).ToHaveAccessibleDescriptionAsync("Please fill this in.");
        await Expect(ugo.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nothing is lost.");
        await LookAsync(ugo.Page, "form-faults");

        await ugo.Page.GetByLabel("Your name").FillAsync("Ugo Neri");
        await ugo.Page.GetByLabel("Telephone").FillAsync("06 6982 1234");
        await ugo.Page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await SendAsync();
        await Expect(ugo.Page.Locator(".contactcenter-thanks")).ToHaveTextAsync("Thank you. We have your request.");
        await LookAsync(ugo.Page, "form-thanks");
        ugo.Offences.ShouldBeEmpty();

        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();
        await dario.AcceptAsync();
        await Expect(dario.Said("messagein", "My boiler is cold.")).ToBeVisibleAsync();
        await Expect(dario.Timeline).ToContainTextAsync("Ugo Neri");
        await Expect(dario.Timeline).ToContainTextAsync("06 6982 1234");
        await Shots.TakeAsync(dario.Page, "form-agent");
        dario.Offences.ShouldBeEmpty();

        Task SendAsync() => ugo.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
    }

    [SeenFact]
    public async Task Without_script_the_form_comes_back_filled_in_and_is_taken()
    {
        await using var ugo = await Center.VisitAsync(new BrowserNewContextOptions { ViewportSize = Phone.ViewportSize, JavaScriptEnabled = false }, "/form?lang=it");
        await ugo.Page.GetByLabel("Il tuo nome").FillAsync("Ugo Neri");
        await ugo.Page.GetByLabel("Telefono", new() { Exact = true }).FillAsync("06 6982 1234");
        await ugo.Page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await ugo.Page.GetByRole(AriaRole.Button, new() { Name = "Invia" }).ClickAsync();
        await Expect(ugo.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Invia ancora una volta");
        await Expect(ugo.Page.GetByLabel("Telefono", new() { Exact = true })).ToHaveValueAsync("06 6982 1234");
        await Shots.TakeAsync(ugo.Page, "form-again");
        await ugo.Page.GetByRole(AriaRole.Button, new() { Name = "Invia" }).ClickAsync();
        await Expect(ugo.Page.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Grazie.");
        await Shots.TakeAsync(ugo.Page, "form-thanks-page");
        ugo.Offences.ShouldBeEmpty();
    }

    private static async Task LookAsync(IPage page, string name)
    {
        await Shots.TakeAsync(page, name);
        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("nothing sticks out");
        (await page.ViolationsAsync()).ShouldBeEmpty(name);
    }
}
