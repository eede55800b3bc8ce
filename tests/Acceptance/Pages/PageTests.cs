namespace Acceptance.Pages;

/// <summary>Every page, large and small, in the dark: nothing sticks out, everything can be reached, and the rules of axe-core hold. <see cref="ScreenTests"/> looks by day.</summary>
public sealed class PageTests(Center center) : CenterTest(center)
{
    // A control counts as reachable when, scrolled to, its middle lies inside the window and nothing lies over it.
    private const string Unreachable = """
        () => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea')]
          .filter(e => !e.disabled && e.checkVisibility() && !e.closest('.cc-skip'))
          .filter(e => {
            e.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
            const r = e.getBoundingClientRect(), x = r.left + r.width / 2, y = r.top + r.height / 2;
            const top = document.elementFromPoint(x, y);
            return r.left < -1 || r.right > innerWidth + 1 || !top || !(e.contains(top) || top.contains(e) || e.labels?.[0]?.contains(top));
          })
          .map(e => e.outerHTML.slice(0, 200))
        """;

    // Hidden overflow is counted too: what is cut off sideways is lost. Not within buttons, whose icons and ripples overlap their edge on purpose.
    private const string TooWide = """
        () => [document.documentElement, ...document.querySelectorAll('body, body *:not(.cc-hidden, .cc-wide, .cc-hidden *, .cc-wide *, button, button *)')]
          .filter(e => e.checkVisibility() && e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline')
          .map(e => `${e.scrollWidth} in ${e.clientWidth}: ${e.outerHTML.slice(0, 160)}`)
        """;

    public static TheoryData<int, int, ColorScheme> Screens => new()
    {
        // ScreenTests look at the light ones, on a telephone and on a desk
        { 390, 844, ColorScheme.Dark },
    };

    [SeenTheory]
    [MemberData(nameof(Screens))]
    public async Task Every_page_is_whole_reachable_and_accessible(int width, int height, ColorScheme colours)
    {
        var size = $"{width}x{height}-{colours.ToString().ToLowerInvariant()}";
        var faults = new List<string>();
        var options = new BrowserNewContextOptions { ViewportSize = new() { Width = width, Height = height }, ColorScheme = colours, HasTouch = width < 500 };

        var stranger = await Center.OpenAsync(null, "/login", Copy(options));
        await LookAsync(stranger, "login", size, faults);

        var sofia = await Center.OpenAsync("sofia", options: options);
        await LookAsync(sofia, "desk-signed-out", size, faults);
        await sofia.GoReadyAsync();
        await LookAsync(sofia, "desk-empty", size, faults);
        var (first, second) = (Center.NewCustomer(), Center.NewCustomer());
        await Center.Carrier.WriteAsync(first, "Good morning, our radiators in via Garibaldi 12 stay cold since yesterday evening. Two small children at home, please hurry.");
        await Expect(sofia.Offers).ToHaveCountAsync(1);
        await LookAsync(sofia, "desk-offer", size, faults);
        await sofia.AcceptAsync();
        await sofia.SendAsync("Good morning! A technician can be with you at 11:30. Is somebody at home?");
        await Center.Carrier.WriteAsync(first, "Yes, my husband. Thank you, that is quick! 😊");
        await Expect(sofia.Timeline.Locator(".cc-messagein")).ToHaveCountAsync(2);
        await sofia.AddNoteAsync("Pressure was low in March already; bring the 12 l vessel.");
        await Expect(sofia.Said("messageout", "Good morning! A technician can be with you at 11:30. Is somebody at home?").Locator(".cc-state")).ToHaveTextAsync("Delivered");
        await Center.Carrier.WriteAsync(second, "Smell of gas in the cellar of via Po 4!");
        await Expect(sofia.Offers).ToHaveCountAsync(1);
        await sofia.Reply.FillAsync("See you at 11:30, then.");
        await Expect(sofia.Page.Locator("#reply-plan")).ToContainTextAsync("Segments: 1");
        await LookAsync(sofia, "desk-conversation", size, faults);
        await sofia.Offers.GetByRole(AriaRole.Button, new() { Name = "Decline" }).ClickAsync();
        await Expect(sofia.Offers).ToHaveCountAsync(0);
        await sofia.Button("End conversation").ClickAsync();
        await Expect(sofia.Page.Locator(".cc-wrapup")).ToBeVisibleAsync();
        await LookAsync(sofia, "desk-wrap-up", size, faults);
        await sofia.Page.GetByRole(AriaRole.Radio, new() { Name = "Technician sent" }).CheckAsync();
        await sofia.Button("Close").ClickAsync();
        await sofia.Offers.GetByRole(AriaRole.Button, new() { Name = "Decline" }).ClickAsync(); // asked again, now that other work is done
        await Expect(sofia.Offers).ToHaveCountAsync(0);

        await sofia.GoAsync("/history");
        var link = sofia.Page.GetByRole(AriaRole.Link, new() { Name = first });
        await LookAsync(sofia, "history", size, faults);
        await link.ClickAsync();
        await Expect(sofia.Page.Locator(".cc-facts")).ToBeVisibleAsync();
        await LookAsync(sofia, "interaction", size, faults);
        await sofia.GoAsync("/wallboard");
        await Expect(sofia.Page.GetByRole(AriaRole.Row).First).ToBeAttachedAsync();
        await LookAsync(sofia, "wallboard", size, faults);

        // A number the carrier cannot reach: what is answered to it needs a person.
        await Center.Carrier.WriteAsync("+15005550010", "Is my bill paid?");
        await sofia.AcceptAsync();
        await sofia.SendAsync("Yes, it is.");
        await Expect(sofia.Said("messageout", "Yes, it is.").Locator(".cc-state-failed")).ToContainTextAsync("Not delivered");
        await LookAsync(sofia, "desk-not-delivered", size, faults);
        await sofia.GoAsync("/attention");
        await Expect(sofia.Page.GetByRole(AriaRole.Rowheader).Filter(new() { HasText = "A message did not reach the customer" }).First).ToBeVisibleAsync();
        await LookAsync(sofia, "attention", size, faults);
        await sofia.GoAsync("/administration");
        await Expect(sofia.Page.GetByRole(AriaRole.Heading, new() { Name = "Changes" })).ToBeVisibleAsync();
        await LookAsync(sofia, "administration", size, faults);
        await sofia.Button("Change: sms-main").ClickAsync();
        await Expect(sofia.Page.GetByLabel("Monday")).ToBeVisibleAsync();
        await LookAsync(sofia, "administration-dialog", size, faults, isModal: true);
        await sofia.GoAsync("/not-found");
        await LookAsync(sofia, "not-found", size, faults);

        faults.ShouldBeEmpty();
    }

    private static BrowserNewContextOptions Copy(BrowserNewContextOptions o) => new() { ViewportSize = o.ViewportSize, ColorScheme = o.ColorScheme, HasTouch = o.HasTouch };

    private static async Task LookAsync(Desk desk, string name, string size, List<string> faults, bool isModal = false)
    {
        await Shots.TakeAsync(desk.Page, $"{name}-{size}"); // behind a dialog nothing is to be reached
        faults.AddRange((await desk.Page.EvaluateAsync<string[]>(TooWide)).Select(e => $"{name} {size}: sticks out, {e}"));
        faults.AddRange((isModal ? [] : await desk.Page.EvaluateAsync<string[]>(Unreachable)).Select(e => $"{name} {size}: cannot be reached, {e}"));
        faults.AddRange((await desk.Page.ViolationsAsync()).Select(v => $"{name} {size}: {v}"));
        faults.AddRange(desk.Offences.Select(o => $"{name} {size}: {o}"));
    }
}
