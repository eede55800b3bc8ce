namespace Acceptance.Pages;

/// <summary>An administrator says on the page how work is routed, with the keyboard and on a telephone, and a supervisor asks why somebody was asked.</summary>
public sealed class RoutingPageTests(Center center) : CenterTest(center)
{
    [SeenTheory]
    [InlineData("desktop", 1280, 800)]
    [InlineData("phone", 390, 844)]
    public async Task Routing_is_said_on_the_page_and_what_the_router_would_refuse_is_refused_there(string size, int width, int height)
    {
        var sofia = await Center.OpenAsync("sofia", "/administration", new() { ViewportSize = new() { Width = width, Height = height }, HasTouch = width < 500, Locale = "en-GB" });
        await sofia.Page.GetByRole(AriaRole.Button, new() { Name = "Change: contracts" }).FocusAsync();
        await sofia.Page.Keyboard.PressAsync("Enter");
        var dialog = sofia.Page.GetByRole(AriaRole.Dialog);
        await sofia.Page.WaitForFunctionAsync("() => document.activeElement.closest('[role=dialog], .mud-dialog-container')"); // it has taken the focus
        var circle = dialog.Locator(".cc-group").Filter(new() { HasText = "Wider circle 2" });
        await circle.Locator("summary").FocusAsync();
        await sofia.Page.Keyboard.PressAsync("Enter");
        await circle.GetByLabel("After seconds").FillAsync("60");
        await circle.GetByLabel("Levels lower by").FillAsync("1");
        await LookAsync($"routing-queue-{size}");
        await sofia.Button("Save").ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ring 2 of the queue 'contracts' asks for more than the one before it; a ring asks at most what the one before asks.");
        await circle.GetByLabel("Levels lower by").FillAsync("5");
        await sofia.Button("Save").ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);

        await sofia.Page.GetByRole(AriaRole.Button, new() { Name = "Change: office" }).ClickAsync();
        await sofia.Page.GetByRole(AriaRole.Dialog).GetByLabel("Saturday").FillAsync("08:00-12:00");
        await LookAsync($"routing-calendar-{size}");
        await sofia.Button("Save").ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(sofia.Page.Locator(".cc-json").Filter(new() { HasText = "\"Saturday\":\"08:00-12:00\"" }).First).ToBeVisibleAsync();
        await LookAsync($"routing-administration-{size}");

        // As it was, for the next size.
        await sofia.Page.GetByRole(AriaRole.Button, new() { Name = "Change: contracts" }).ClickAsync();
        await circle.Locator("summary").ClickAsync();
        await circle.GetByLabel("After seconds").FillAsync("");
        await sofia.Button("Save").ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await sofia.Page.GetByRole(AriaRole.Button, new() { Name = "Change: office" }).ClickAsync();
        await sofia.Page.GetByRole(AriaRole.Dialog).GetByLabel("Saturday").FillAsync("");
        await sofia.Button("Save").ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);

        await sofia.GoAsync("/");
        await sofia.GoReadyAsync();
        var customer = Center.NewCustomer();
        await Center.Carrier.WriteAsync(customer, "It smells of gas in the cellar.");
        await sofia.AcceptAsync();
        await sofia.GoAsync("/history");
        await sofia.Page.GetByRole(AriaRole.Link, new() { Name = customer }).ClickAsync();
        await sofia.Page.GetByRole(AriaRole.Button, new() { Name = "Why Sofia Marchi?" }).ClickAsync();
        await Expect(sofia.Page.Locator(".cc-asked p")).ToContainTextAsync("Sofia Marchi was asked");
        await Expect(sofia.Page.Locator(".cc-asked .cc-chosen")).ToContainTextAsync("Sofia Marchi");
        (await sofia.Page.Locator(".cc-asked").EvaluateAsync<bool>("e => e.scrollWidth > e.clientWidth + 1")).ShouldBeFalse("the table fits its place");
        await sofia.Page.Locator(".cc-asked").ScrollIntoViewIfNeededAsync();
        await LookAsync($"routing-why-{size}");
        sofia.Offences.ShouldBeEmpty();

        async Task LookAsync(string name)
        {
            await Shots.TakeAsync(sofia.Page, name);
            (await sofia.Page.ViolationsAsync()).ShouldBeEmpty(name);
            (await sofia.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth + 1")).ShouldBeFalse($"{name} sticks out of its window");
        }
    }
}
