using Acceptance.Samples;

namespace Acceptance.Pages;

/// <summary>
/// One picture of every page on a desk and on a telephone, those of <c>docs/screens.md</c>: a page that is shown there is one that the rules of
/// axe-core hold for, and that does not stick out of its window. One walk, by thumb; at each page the window is drawn as large as a desk's.
/// </summary>
public sealed class ScreenTests(Center center) : CenterTest(center)
{
    private static readonly ViewportSize Desktop = new() { Width = 1280, Height = 800 };
    private static readonly ViewportSize Phone = new() { Width = 390, Height = 844 };

    private readonly List<string> _faults = [];

    [SeenFact]
    public async Task Every_page_is_pictured()
    {
        var ada = await Center.OpenAsync("ada", "/tenants", Options());
        await Expect(ada.Page.Locator("tr[data-tenant='acme']")).ToBeVisibleAsync();
        await LookAsync(ada.Page, "tenants");

        var sofia = await Center.OpenAsync("sofia", options: Options());
        await sofia.GoReadyAsync();
        var customer = Center.NewCustomer();
        await Center.Carrier.WriteAsync(customer, "Good morning, our radiators in via Garibaldi 12 stay cold since yesterday evening. Two small children at home.");
        await Expect(sofia.Offers).ToHaveCountAsync(1);
        await LookAsync(sofia.Page, "desk");
        await sofia.AcceptAsync();
        await sofia.SendAsync("Good morning! A technician can be with you at 11:30. Is somebody at home?");
        await sofia.AddNoteAsync("Pressure was low in March already; bring the 12 l vessel.");
        await Expect(sofia.Said("messageout", "Good morning! A technician can be with you at 11:30. Is somebody at home?").Locator(".cc-state")).ToHaveTextAsync("Delivered");
        await LookAsync(sofia.Page, "conversation");

        await Center.Carrier.WriteAsync("+15005550010", "Is my bill paid?"); // a number nothing reaches
        await sofia.Offers.First.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(sofia.Said("messagein", "Is my bill paid?")).ToBeVisibleAsync();
        await sofia.SendAsync("Yes, it is.");
        await Expect(sofia.Said("messageout", "Yes, it is.").Locator(".cc-state-failed")).ToBeVisibleAsync();
        await LookAsync(sofia.Page, "failed");
        await sofia.GoAsync("/attention");
        await Expect(sofia.Page.Locator(".cc-resend").First).ToBeVisibleAsync();
        await LookAsync(sofia.Page, "attention");

        await sofia.GoAsync("/wallboard");
        await Expect(sofia.Page.Locator("tbody tr").First).ToBeVisibleAsync();
        await LookAsync(sofia.Page, "wallboard");
        await sofia.GoAsync("/history");
        await sofia.Page.Locator(".cc-search summary").ClickAsync();
        await sofia.Page.GetByLabel("Words in the conversation").FillAsync("via garibaldi");
        await sofia.Page.Locator("button.cc-find").ClickAsync();
        await Expect(sofia.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "found" })).ToBeVisibleAsync();
        await LookAsync(sofia.Page, "history");
        await sofia.Page.GetByRole(AriaRole.Link, new() { Name = customer }).ClickAsync();
        await Expect(sofia.Page.Locator(".cc-facts")).ToBeVisibleAsync();
        await LookAsync(sofia.Page, "interaction");
        await sofia.GoAsync("/administration");
        await Expect(sofia.Page.GetByRole(AriaRole.Heading, new() { Name = "Changes" })).ToBeVisibleAsync();
        await LookAsync(sofia.Page, "administration");
        await sofia.GoAsync("/administration/script");
        await Expect(sofia.Page.Locator(".cc-editor-sum")).ToContainTextAsync("to mend");
        await LookAsync(sofia.Page, "script-new");
        await sofia.GoAsync("/administration/script/new-contract");
        await Expect(sofia.Page.Locator(".cc-editor-sum")).ToHaveTextAsync("Nothing is wrong.");
        await LookAsync(sofia.Page, "script-editor");
        await sofia.GoAsync("/campaigns");
        await sofia.Button("List").ClickAsync();
        foreach (var (number, name) in new[] { ("+39 333 123 4567", "Ada Bianchi"), ("+39 06 6982 0001", "Bruno Neri") })
        {
            await sofia.Page.Locator(".cc-list-of").Locator("[name=number]").FillAsync(number);
            await sofia.Page.Locator(".cc-list-of").Locator("[name=name]").FillAsync(name);
            await sofia.Page.Locator(".cc-add").PressAsync("Enter");
            await Expect(sofia.Page.Locator(".cc-list-of tbody")).ToContainTextAsync(name);
        }

        await sofia.Page.Locator("input[name=barred]").FillAsync("+39 333 765 4321");
        await sofia.Page.Locator(".cc-bar-number").PressAsync("Enter");
        await Expect(sofia.Page.Locator(".cc-barred tbody")).ToContainTextAsync("+393337654321");
        await LookAsync(sofia.Page, "campaigns");
        await sofia.GoAsync("/privacy");
        await sofia.Page.GetByLabel("Number, address or id").FillAsync(customer);
        await sofia.Button("Find").ClickAsync();
        await sofia.Page.GetByLabel("Reason").FillAsync("Request 2026-118");
        await sofia.Button("Place a hold").ClickAsync();
        await Expect(sofia.Page.Locator(".cc-person")).ToContainTextAsync("Hold placed");
        await LookAsync(sofia.Page, "privacy");
        await sofia.GoAsync("/readiness");
        await sofia.Page.Locator(".cc-run").ClickAsync();
        await Expect(sofia.Page.Locator(".cc-ready-all")).ToBeVisibleAsync();
        await Expect(sofia.Button("Run again")).ToBeEnabledAsync();
        await LookAsync(sofia.Page, "readiness");
        await sofia.GoAsync("/scripts");
        await sofia.Page.GetByRole(AriaRole.Button, new() { Name = "Figures of meter-reading" }).ClickAsync();
        await Expect(sofia.Page.Locator(".cc-figures-said")).Not.ToContainTextAsync("Reading");
        await LookAsync(sofia.Page, "scripts");
        await sofia.GoAsync("/not-found");
        await LookAsync(sofia.Page, "not-found");

        await using var ugo = await Center.VisitAsync(Options());
        await ugo.OpenChatAsync();
        await Expect(ugo.Page.GetByLabel("Your name")).ToBeVisibleAsync();
        await LookAsync(ugo.Page, "chat-questions");
        await ugo.AnswerAsync("Ugo Neri");
        await ugo.SayAsync("When will you read my meter?");
        await sofia.GoAsync("/");
        await sofia.AcceptAsync();
        await sofia.SendAsync("On Thursday, between 9 and 11.");
        await Expect(ugo.Page.GetByText("On Thursday, between 9 and 11.")).ToBeVisibleAsync();
        await LookAsync(ugo.Page, "chat");
        await ugo.Page.GotoAsync("/form");
        await LookAsync(ugo.Page, "form");

        await using var crm = await CrmEmbeddingTests.StartAsync(Center, Center.CrmUrl);
        var page = await Center.OpenElsewhereAsync("elena", Center.CrmUrl);
        await page.SetViewportSizeAsync(Phone.Width, Phone.Height);
        await Expect(page.FrameLocator("#desktop iframe").GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true })).ToBeVisibleAsync();
        await LookAsync(page, "crm");
        await page.Context.CloseAsync();

        _faults.ShouldBeEmpty();

        static BrowserNewContextOptions Options() => new() { ViewportSize = Phone, HasTouch = true, Locale = "en-GB" };
    }

    private async Task LookAsync(IPage page, string name)
    {
        await LookAsync("phone");
        await page.SetViewportSizeAsync(Desktop.Width, Desktop.Height);
        await LookAsync("desktop");
        await page.SetViewportSizeAsync(Phone.Width, Phone.Height);

        async Task LookAsync(string size)
        {
            await Shots.TakeAsync(page, $"{name}-{size}");
            _faults.AddRange((await page.ViolationsAsync()).Select(v => $"{name} {size}: {v}"));
            if (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth + 1"))
            {
                _faults.Add($"{name} {size}: sticks out of its window");
            }
        }
    }
}
