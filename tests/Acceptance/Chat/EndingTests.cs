using Acceptance.Pages;

namespace Acceptance.Chat;

/// <summary>How a conversation ends from the visitor's side, who is there, and what a visitor sees of closed hours.</summary>
public sealed class EndingTests(Center center) : CenterTest(center)
{
    [SeenFact]
    public async Task The_agent_sees_whether_the_visitor_is_there_and_that_the_visitor_has_ended_it()
    {
        await using var ugo = await Center.VisitAsync();
        await ugo.OpenChatAsync();
        await ugo.AnswerAsync("Ugo Neri");
        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();
        await dario.AcceptAsync();
        var here = dario.Page.Locator(".cc-here");
        await Expect(here).ToHaveTextAsync("The customer is online");
        await ugo.Page.GotoAsync("about:blank");
        await Expect(here).ToHaveTextAsync("The customer is away");
        await ugo.Page.GoBackAsync();
        await Expect(here).ToHaveTextAsync("The customer is online");
        await ugo.OpenChatAsync();

        await Expect(ugo.Status).ToHaveTextAsync("Dario Galli is with you.");
        await ugo.Ender.ClickAsync();
        await Expect(ugo.Question).ToBeVisibleAsync();
        await ugo.Page.Keyboard.PressAsync("Escape");
        await Expect(ugo.Question).ToBeHiddenAsync();
        await Expect(ugo.Panel).ToBeVisibleAsync();
        await ugo.Ender.ClickAsync();
        await ugo.Page.GetByRole(AriaRole.Button, new() { Name = "End it" }).ClickAsync();
        await Expect(ugo.Status).ToHaveTextAsync("You have ended the conversation. Write to begin a new one.");
        await Expect(ugo.Ender).ToBeHiddenAsync();
        await Expect(dario.Timeline).ToContainTextAsync("Conversation ended: by the customer");
        await Shots.TakeAsync(dario.Page, "chat-ended-agent");
        await dario.Page.GetByRole(AriaRole.Radio, new() { Name = "Information given" }).CheckAsync();
        await dario.Button("Close").ClickAsync();

        await ugo.SayAsync("One more thing");
        await Expect(dario.Offers).ToHaveCountAsync(1); // a new matter
        ugo.Offences.ShouldBeEmpty();
        dario.Offences.ShouldBeEmpty();
    }

    [SeenFact]
    public async Task A_question_with_a_promised_answer_is_kept_though_the_visitor_says_goodbye()
    {
        await using var ugo = await Center.VisitAsync();
        await ugo.OpenChatAsync();
        await ugo.AnswerAsync("Ugo Neri");
        await Expect(ugo.Lines).ToHaveCountAsync(1); // the answer for nobody there
        await ugo.Ender.ClickAsync();
        await ugo.Page.GetByRole(AriaRole.Button, new() { Name = "End it" }).ClickAsync();
        await Expect(ugo.Status).ToHaveTextAsync("We keep your message and answer it here.");
        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();
        await dario.AcceptAsync();
        await Expect(ugo.Status).ToHaveTextAsync("Dario Galli is with you.");
    }

    [SeenTheory]
    [InlineData(1400, 900, ColorScheme.Dark)]
    [InlineData(390, 844, ColorScheme.Light)]
    public async Task Closed_hours_are_told_before_anything_is_written_and_every_stage_is_whole_and_accessible(int width, int height, ColorScheme colours)
    {
        var options = new BrowserNewContextOptions { ViewportSize = new() { Width = width, Height = height }, ColorScheme = colours };
        await using var ugo = await Center.VisitAsync(options);
        var shop = await Center.CloseChatAsync("We are closed. Write here: we answer tomorrow from eight.");
        try
        {
            await ugo.OpenChatAsync();
            await Expect(ugo.Status).ToHaveTextAsync("We are closed. Write here: we answer tomorrow from eight.");
            await LookAsync("closed-questions");
            await ugo.AnswerAsync("Ugo Neri");
            await ugo.SayAsync("Our radiators stay cold.");
            await Expect(ugo.Said("We are closed. Write here: we answer tomorrow from eight.", "theirs")).ToBeVisibleAsync();
            await Expect(ugo.Status).ToHaveTextAsync("We are closed now. We have your message.");
            await LookAsync("closed-written");
        }
        finally
        {
            await shop();
        }

        await Expect(ugo.Status).ToContainTextAsync("You are number 1 in the line.");
        await LookAsync("waiting");
        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();
        await dario.AcceptAsync();
        await ugo.PickAsync("the boiler in our cellar, with its number plate.png", "image/png", FilePayloads.Png);
        await Expect(ugo.Tray).ToContainTextAsync("✓");
        await ugo.PickAsync("program.png", "image/png", [0x4D, 0x5A, 0, 0]);
        await Expect(ugo.Tray).ToContainTextAsync("cannot be sent");
        await LookAsync("attaching");
        await ugo.SayAsync("Here it is");
        await dario.Page.Locator("#attach").SetInputFilesAsync(new FilePayload { Name = "bill.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7 bill"u8.ToArray() });
        await Expect(dario.Page.Locator(".cc-attached")).ToContainTextAsync("bill.pdf");
        await dario.SendAsync("And your bill");
        await Expect(ugo.Page.Locator("a.file")).ToHaveCountAsync(1);
        await LookAsync("attachments");
        await ugo.Ender.ClickAsync();
        await LookAsync("sure");
        await ugo.Page.GetByRole(AriaRole.Button, new() { Name = "End it" }).ClickAsync();
        await Expect(ugo.Status).ToContainTextAsync("You have ended");
        await LookAsync("ended");
        ugo.Offences.ShouldBeEmpty();

        async Task LookAsync(string name)
        {
            await Shots.TakeAsync(ugo.Page, $"chat-{name}-{width}x{height}-{colours.ToString().ToLowerInvariant()}");
            (await ugo.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue($"{name}: nothing sticks out");
            (await ugo.Page.ViolationsAsync()).ShouldBeEmpty(name);
        }
    }
}
