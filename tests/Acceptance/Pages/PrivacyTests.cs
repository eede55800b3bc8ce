using System.IO.Compression;

namespace Acceptance.Pages;

/// <summary>What a customer may ask for, done by an administrator in a browser.</summary>
public sealed class PrivacyTests(Center center) : CenterTest(center)
{
    [SeenFact]
    public async Task An_administrator_hands_out_a_copy_holds_and_erases_and_nothing_of_the_customer_can_be_read()
    {
        var customer = Center.NewCustomer();
        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();
        await Center.Carrier.WriteAsync(customer, "My name is on the blue door.");
        await dario.AcceptAsync();
        await dario.CloseAsync("Resolved");

        var sofia = await Center.OpenAsync("sofia", "/privacy");
        await sofia.Page.GetByLabel("Number, address or id").FillAsync(customer);
        await sofia.Button("Find").ClickAsync();
        var person = sofia.Page.Locator(".cc-person");
        await Expect(person).ToContainTextAsync(customer);

        await sofia.Button("Save a copy").ClickAsync();
        await Expect(sofia.Page.Locator(".cc-told")).ToContainTextAsync("Write a reason");
        await sofia.Page.GetByLabel("Reason").FillAsync("Request 12");
        var saving = sofia.Page.WaitForDownloadAsync();
        await sofia.Button("Save a copy").ClickAsync();
        await using (var saved = await (await saving).CreateReadStreamAsync())
        {
            using var copy = new MemoryStream();
            await saved.CopyToAsync(copy);
            using var zip = new ZipArchive(copy);
            using var reader = new StreamReader(zip.Entries.Single(static e => e.FullName.StartsWith("interactions/", StringComparison.Ordinal)).Open());
            (await reader.ReadToEndAsync()).ShouldContain("My name is on the blue door.");
        }

        await sofia.Page.GetByLabel("Reason").FillAsync("Case 7");
        await sofia.Button("Place a hold").ClickAsync();
        await Expect(person).ToContainTextAsync("Hold placed");
        await Expect(sofia.Button("Erase for ever")).ToHaveCountAsync(0);
        await sofia.Page.GetByLabel("Reason").FillAsync("Case 7 is over");
        await sofia.Button("Lift the hold").ClickAsync();

        await sofia.Page.GetByLabel("Reason").FillAsync("Request 13");
        await sofia.Button("Erase for ever").ClickAsync();
        await Expect(sofia.Page.Locator(".cc-sure")).ToContainTextAsync("Nobody can undo it");
        foreach (var (width, height) in new[] { (1280, 900), (390, 844) })
        {
            await sofia.Page.SetViewportSizeAsync(width, height);
            (await sofia.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue($"{width} wide");
            await Shots.TakeAsync(sofia.Page, $"privacy-{width}x{height}");
        }

        await sofia.Button("Erase for ever").ClickAsync();
        await Expect(person).Not.ToContainTextAsync(customer);
        await Expect(person).ToContainTextAsync("Erased");
        sofia.Offences.ShouldBeEmpty();

        await dario.GoAsync("/history");
        await Expect(dario.Page.GetByText(customer)).ToHaveCountAsync(0);
    }

    [SeenFact]
    public async Task An_agent_has_no_such_page()
    {
        var elena = await Center.OpenAsync("elena", "/privacy");
        await Expect(elena.Page.GetByText("Your role does not include this page.")).ToBeVisibleAsync();
        await Expect(elena.Page.GetByRole(AriaRole.Link, new() { Name = "Personal data" })).ToHaveCountAsync(0);
    }
}
