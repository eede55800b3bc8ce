using Acceptance.Pages;

namespace Acceptance.Chat;

/// <summary>A script at work in the reference host: as a bot in the chat, and as a guide of the agent.</summary>
public sealed class ScriptTests(Center center) : CenterTest(center)
{
    [SeenFact]
    public async Task A_script_answers_the_page_for_meter_readings()
    {
        await using var ugo = await Center.VisitAsync(path: "/customer?page=readings");
        await ugo.OpenChatAsync();
        await ugo.AnswerAsync("Ugo Neri"); // the first message: the script begins
        await Expect(ugo.Said("Your customer number, please? It is on every bill.", "theirs")).ToBeVisibleAsync();
        await ugo.SayAsync("no idea");
        await Expect(ugo.Lines.Filter(new() { HasText = "Please give 6 to 8 digits." })).ToHaveCountAsync(1);
        await ugo.SayAsync("4711 007");
        await Expect(ugo.Said("And the reading? The black figures are enough.", "theirs")).ToBeVisibleAsync();
        await ugo.SayAsync("eight thousand two hundred");
        await Expect(ugo.Lines.Filter(new() { HasText = "Customer 4711007, reading 8200: is that right?" })).ToHaveCountAsync(1);
        var offered = ugo.Page.GetByRole(AriaRole.Group, new() { Name = "Answers to choose from" }).Last;
        await Expect(offered.GetByRole(AriaRole.Button)).ToHaveTextAsync(["yes", "no"]);
        await Shots.TakeAsync(ugo.Page, "chat-buttons");
        (await ugo.Page.ViolationsAsync()).ShouldBeEmpty();
        await ugo.Page.ReloadAsync(); // what was offered is there when the visitor comes back
        await ugo.OpenChatAsync();
        await offered.GetByRole(AriaRole.Button, new() { Name = "yes" }).PressAsync("Enter");
        await Expect(ugo.Said("yes", "mine")).ToBeVisibleAsync();
        await Expect(ugo.Lines.Filter(new() { HasText = "Thank you. Your reading has number" })).ToHaveCountAsync(1);
        await Expect(offered.GetByRole(AriaRole.Button).First).ToBeDisabledAsync(); // it has been answered
        await Shots.TakeAsync(ugo.Page, "chat-script");
        ugo.Offences.ShouldBeEmpty();
    }

    [SeenFact]
    public async Task A_script_guides_the_agent_who_takes_a_conversation_by_keyboard_too()
    {
        await Center.Person("sofia").ConfigureAsync("queue", "faults", ("script", "new-contract"));
        try
        {
            var sofia = await Center.OpenAsync("sofia");
            await sofia.GoReadyAsync();
            await Center.Carrier.WriteAsync(Center.NewCustomer(), "I would like a contract.");
            await sofia.AcceptAsync();
            var script = sofia.Page.GetByRole(AriaRole.Region, new() { Name = "Script", Exact = true });
            await Expect(script).ToContainTextAsync("Hello, this is Sofia Marchi. You are thinking of a contract with us?");
            await LookAsync(sofia, "script-say");
            await script.GetByRole(AriaRole.Button, new() { Name = "Send it and go on" }).ClickAsync();
            await Expect(sofia.Said("messageout", "Hello, this is Sofia Marchi. You are thinking of a contract with us?")).ToBeVisibleAsync();
            await Expect(script).ToContainTextAsync("What is it for?");
            await LookAsync(sofia, "script-choices");
            await script.GetByRole(AriaRole.Button, new() { Name = "A house" }).PressAsync("Enter");

            var answer = script.GetByRole(AriaRole.Textbox, new() { Name = "What the customer answers" });
            await answer.FillAsync("rather many");
            await answer.PressAsync("Enter");
            await Expect(script).ToContainTextAsync("I did not understand");
            await LookAsync(sofia, "script-refused");
            await answer.FillAsync("a hundred and forty");
            await answer.PressAsync("Enter");
            await Expect(script).ToContainTextAsync("Is there a boiler already?");

            await script.GetByText("Go elsewhere in the script").ClickAsync();
            await script.GetByLabel("Where to").SelectOptionAsync("Prices");
            await script.GetByLabel("Why").FillAsync("The customer asks what it costs");
            await LookAsync(sofia, "script-elsewhere");
            await script.GetByRole(AriaRole.Button, new() { Name = "Go there" }).ClickAsync();
            await Expect(script).ToContainTextAsync("9 euros a month");
            await script.GetByRole(AriaRole.Button, new() { Name = "Read, go on" }).ClickAsync();
            await script.GetByRole(AriaRole.Button, new() { Name = "yes", Exact = true }).ClickAsync();
            await Expect(script).ToContainTextAsync("So: A house, 140 square metres.");
            await script.GetByRole(AriaRole.Button, new() { Name = "yes", Exact = true }).ClickAsync();
            await script.GetByRole(AriaRole.Button, new() { Name = "Read, go on" }).ClickAsync();
            await Expect(script).ToHaveCountAsync(0); // it is over, and the conversation goes on
            await sofia.SendAsync("The offer is on its way.");
            await Expect(sofia.Timeline).ToContainTextAsync("The script is over");
            await Expect(sofia.Timeline).Not.ToContainTextAsync("Happened (");
            sofia.Offences.ShouldBeEmpty();
        }
        finally
        {
            await Center.Person("sofia").ConfigureAsync("queue", "faults", ("script", ""));
        }
    }

    private static async Task LookAsync(Desk desk, string name)
    {
        foreach (var (width, height, size) in new[] { (390, 844, "phone"), (1400, 900, "desktop") })
        {
            await desk.Page.SetViewportSizeAsync(width, height);
            await Shots.TakeAsync(desk.Page, $"{name}-{size}");
            (await desk.Page.ViolationsAsync()).ShouldBeEmpty($"{name} {size}");
            (await desk.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth + 1")).ShouldBeFalse($"{name} {size} sticks out of its window");
        }
    }
}
