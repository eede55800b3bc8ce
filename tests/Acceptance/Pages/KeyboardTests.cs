namespace Acceptance.Pages;

/// <summary>Everything without a mouse.</summary>
public sealed class KeyboardTests(Center center) : CenterTest(center)
{
    private const int MostTabs = 80;

    [SeenFact]
    public async Task A_conversation_is_handled_from_signing_in_to_the_history_by_keyboard_alone()
    {
        var customer = Center.NewCustomer();
        var dario = await Center.OpenAsync("dario");
        await PressOnAsync(dario, "Sign in");
        await PressOnAsync(dario, "Go ready");
        await Expect(dario.Page.Locator(".cc-presence .cc-pill")).ToHaveTextAsync("Ready");

        await Center.Carrier.WriteAsync(customer, "Can you come tomorrow?");
        await Expect(dario.Offers).ToHaveCountAsync(1);
        await dario.Page.Keyboard.PressAsync("Alt+a");
        await Expect(dario.Reply).ToBeFocusedAsync();
        await dario.Page.Keyboard.TypeAsync("Yes, at nine.");
        await dario.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(dario.Said("messageout", "Yes, at nine.")).ToBeVisibleAsync();
        await Center.Carrier.ShouldDeliverAsync(customer, "Yes, at nine.");

        await dario.Page.Keyboard.PressAsync("Alt+n");
        await Expect(dario.Button("Add note")).ToBeVisibleAsync();
        await Expect(dario.Reply).ToBeFocusedAsync();
        await dario.Page.Keyboard.TypeAsync("Prefers mornings.");
        await dario.Page.Keyboard.PressAsync("Control+Enter");
        await Expect(dario.Said("note", "Prefers mornings.")).ToBeVisibleAsync();

        await dario.Page.Keyboard.PressAsync("Alt+h");
        await Expect(dario.Page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await dario.Page.WaitForFunctionAsync("() => document.activeElement.closest('[role=dialog], .mud-dialog-container')");
        await dario.Page.Keyboard.PressAsync("Escape");
        await Expect(dario.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await PressOnAsync(dario, "End conversation");
        await Expect(dario.Page.Locator(".cc-wrapup")).ToBeVisibleAsync();
        await TabToAsync(dario, "Resolved"); // the first of the outcomes as they are configured; arrows choose among them
        await dario.Page.Keyboard.PressAsync("ArrowDown");
        await dario.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(dario.Page.GetByRole(AriaRole.Radio, new() { Name = "Appointment made" })).ToBeCheckedAsync();
        await PressOnAsync(dario, "Close");
        await Expect(dario.Page.Locator(".cc-wrapup")).ToHaveCountAsync(0);

        await PressOnAsync(dario, "History");
        await PressOnAsync(dario, customer);
        await Expect(dario.Page.Locator(".cc-facts")).ToContainTextAsync("Appointment made");
    }

    private static async Task PressOnAsync(Desk desk, string name)
    {
        await TabToAsync(desk, name);
        await desk.Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Goes on with the tab key until what has this name has the focus, and shows that it has.</summary>
    private static async Task TabToAsync(Desk desk, string name)
    {
        await Expect(desk.Page.GetByText(name, new() { Exact = true }).First).ToBeVisibleAsync();
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            await desk.Page.Keyboard.PressAsync("Tab");
            var focused = await desk.Page.EvaluateAsync<string>("() => (document.activeElement.labels?.[0] ?? document.activeElement).innerText?.trim() ?? ''");
            if (focused == name)
            {
                (await desk.Page.EvaluateAsync<bool>("() => getComputedStyle(document.activeElement).outlineStyle !== 'none'")).ShouldBeTrue($"{name} does not show that it has the focus.");
                return;
            }
        }

        throw new TimeoutException($"{MostTabs} tabs did not reach '{name}'.");
    }
}
