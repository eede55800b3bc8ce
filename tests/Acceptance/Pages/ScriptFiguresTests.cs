using Acceptance.Chat;

namespace Acceptance.Pages;

/// <summary>What runs made of a script, and live runs taken along to its new version, as a supervisor sees and does it.</summary>
public sealed class ScriptFiguresTests(Center center) : CenterTest(center)
{
    [SeenFact]
    public async Task A_supervisor_reads_the_figures_and_takes_a_live_run_along_by_keyboard_and_the_customer_goes_on()
    {
        await using var ugo = await Center.VisitAsync(path: "/customer?page=readings");
        await BeginAsync(ugo, "Ugo Neri");
        await ugo.SayAsync("4711 007");
        await Expect(ugo.Said("And the reading? The black figures are enough.", "theirs")).ToBeVisibleAsync();
        await ugo.SayAsync("8200");
        await ugo.SayAsync("yes");
        await Expect(ugo.Lines.Filter(new() { HasText = "Thank you. Your reading has number" })).ToHaveCountAsync(1);
        await using var lea = await Center.VisitAsync(path: "/customer?page=readings");
        await BeginAsync(lea, "Lea Sala");
        var api = Center.Person("sofia");
        var text = (await api.GetAsync("/configuration")).GetProperty("scripts").EnumerateArray()
            .Single(static s => s.GetProperty("id").GetString() == "meter-reading").GetProperty("settings").GetProperty("text").GetString()!;
        await api.ConfigureAsync("script", "meter-reading", ("text", text.Replace("meter-reading v1", "meter-reading v2", StringComparison.Ordinal).Replace("Thank you. Your", "Many thanks. Your", StringComparison.Ordinal)));
        try
        {
            var sofia = await Center.OpenAsync("sofia", "/scripts");
            await sofia.Page.GetByRole(AriaRole.Button, new() { Name = "Figures of meter-reading" }).PressAsync("Enter");
            var first = sofia.Page.GetByRole(AriaRole.Region, new() { Name = "Version 1", Exact = true });
            await Expect(first.GetByRole(AriaRole.Row, new() { Name = "noted" })).ToBeVisibleAsync();
            await Expect(first.GetByRole(AriaRole.Row, new() { Name = "hello" })).ToBeVisibleAsync();
            await sofia.Page.GetByRole(AriaRole.Button, new() { Name = "What would happen" }).PressAsync("Enter");
            await Expect(sofia.Page.Locator(".cc-upgrade-said")).ToContainTextAsync("Nothing has been changed.");
            await sofia.Page.GetByLabel("Why (stays in the log").FillAsync("Thanks in warmer words");
            await LookAsync(sofia);

            await sofia.Page.GetByRole(AriaRole.Button, new() { Name = "Take them along" }).PressAsync("Enter");
            await sofia.Page.Locator(".mud-dialog").GetByRole(AriaRole.Button, new() { Name = "Take them along" }).PressAsync("Enter");
            await Expect(sofia.Page.Locator(".cc-upgrade-said")).ToContainTextAsync("Moved: ");
            await lea.SayAsync("4711 008"); // the question she was asked takes her answer, and the end is in the new words
            await Expect(lea.Said("And the reading? The black figures are enough.", "theirs")).ToBeVisibleAsync();
            await lea.SayAsync("8300");
            await lea.SayAsync("yes");
            await Expect(lea.Lines.Filter(new() { HasText = "Many thanks. Your reading has number" })).ToHaveCountAsync(1);
            sofia.Offences.ShouldBeEmpty();
        }
        finally
        {
            await api.ConfigureAsync("script", "meter-reading", ("text", text));
        }
    }

    private static async Task BeginAsync(Visitor visitor, string name)
    {
        await visitor.OpenChatAsync();
        await visitor.AnswerAsync(name);
        await Expect(visitor.Said("Your customer number, please? It is on every bill.", "theirs")).ToBeVisibleAsync();
    }

    private static async Task LookAsync(Desk desk)
    {
        foreach (var (width, height, size) in new[] { (390, 844, "phone"), (1280, 800, "desktop") })
        {
            await desk.Page.SetViewportSizeAsync(width, height);
            await desk.Page.Locator("h1").ScrollIntoViewIfNeededAsync();
            await Shots.TakeAsync(desk.Page, $"scripts-{size}");
            await desk.Page.Locator(".cc-do").ScrollIntoViewIfNeededAsync();
            await Shots.TakeAsync(desk.Page, $"scripts-upgrade-{size}");
            (await desk.Page.ViolationsAsync()).ShouldBeEmpty(size);
            (await desk.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth + 1")).ShouldBeFalse($"{size} sticks out of its window");
        }
    }
}
