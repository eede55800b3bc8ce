namespace Acceptance.Pages;

/// <summary>An administrator writes a script on the page, sees what is wrong while writing, and saves it; the next visitor is received by it.</summary>
public sealed class ScriptEditorTests(Center center) : CenterTest(center)
{
    private const string Tour = """
        script tour v1, texts en, for chat, outcomes done
          step hello
            ask size: number 1..9 "How many rooms?"
            say "{size} rooms: noted."
            -> end don
        """;

    [SeenTheory]
    [InlineData("desktop", 1280, 800)]
    [InlineData("phone", 390, 844)]
    public async Task A_script_is_written_mended_and_saved(string size, int width, int height)
    {
        var sofia = await Center.OpenAsync("sofia", "/administration", new() { ViewportSize = new() { Width = width, Height = height }, HasTouch = width < 500, Locale = "en-GB" });
        await sofia.Button("Add: Scripts").ClickAsync();
        await sofia.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("tour");
        var text = sofia.Page.GetByLabel("The script", new() { Exact = true });
        await text.FillAsync(Tour);

        // Found while it is written; its place is gone to by the keyboard, and what is written there replaces it.
        var found = sofia.Page.GetByRole(AriaRole.Region, new() { Name = "What was found" });
        var wrong = found.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "'don'" }).First;
        await Expect(wrong).ToContainTextAsync("Mend");
        await LookAsync($"script-editor-wrong-{size}");
        await wrong.GetByRole(AriaRole.Button, new() { Name = "line 5" }).PressAsync("Enter");
        await Expect(text).ToBeFocusedAsync();
        await sofia.Page.Keyboard.InsertTextAsync("done");
        await Expect(sofia.Page.Locator(".cc-editor-sum")).ToHaveTextAsync("Nothing is wrong.");

        // A new line begins where the one above does.
        await text.PressAsync("Control+End");
        await sofia.Page.Keyboard.PressAsync("Enter");
        (await text.InputValueAsync()).ShouldEndWith("    -> end done\n    ");
        await sofia.Button("Format").ClickAsync();
        await Expect(text).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("\\?\"  #[a-z0-9]+\n")); // texts have got their ids
        await sofia.Button("Save").ClickAsync();
        await sofia.Page.WaitForURLAsync("**/administration/script/tour");
        await Expect(sofia.Page.GetByRole(AriaRole.Heading, new() { Name = "Script tour" })).ToBeVisibleAsync();

        // What changes is told, and nothing changed is lost by a click.
        await text.FillAsync((await text.InputValueAsync()).Replace("v1", "v2").Replace("noted", "written down"));
        await Expect(found).ToContainTextAsync("tour v1 to v2: 1 difference.");
        await LookAsync($"script-editor-{size}");
        await sofia.GoAsync("/administration/script/tour"); // as the browser does after a restart of the host
        await Expect(text).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("written down"));
        await Expect(found).ToContainTextAsync("tour v1 to v2: 1 difference.");
        await sofia.Page.GetByRole(AriaRole.Link, new() { Name = "All of the configuration" }).ClickAsync();
        await Expect(sofia.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("What you have changed is not saved.");
        await sofia.Button("Stay").ClickAsync();
        await Expect(sofia.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await sofia.Button("Save").ClickAsync();
        await Expect(sofia.Page.GetByText("Saved. New conversations run on it.").First).ToBeVisibleAsync();
        await Expect(found.GetByRole(AriaRole.Heading, new() { Name = "What changes" })).ToHaveCountAsync(0);

        await sofia.Page.GetByRole(AriaRole.Link, new() { Name = "All of the configuration" }).ClickAsync();
        await sofia.Page.GetByRole(AriaRole.Button, new() { Name = "Remove: tour" }).ClickAsync();
        await sofia.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(sofia.Page.GetByRole(AriaRole.Link, new() { Name = "tour", Exact = true })).ToHaveCountAsync(0);
        sofia.Offences.ShouldBeEmpty();

        async Task LookAsync(string name)
        {
            await Shots.TakeAsync(sofia.Page, name);
            (await sofia.Page.ViolationsAsync()).ShouldBeEmpty(name);
            (await sofia.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth + 1")).ShouldBeFalse($"{name} sticks out of its window");
        }
    }
}
