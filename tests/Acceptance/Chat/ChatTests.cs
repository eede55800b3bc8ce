using Acceptance.Pages;
using Acceptance.Sms;

namespace Acceptance.Chat;

/// <summary>Web chat, seen by the visitor of the company's page and by the agent who answers.</summary>
public sealed class ChatTests(Center center) : CenterTest(center)
{
    [SeenFact]
    public async Task A_visitor_is_asked_waits_is_answered_reloads_and_finds_everything_once()
    {
        await using var ugo = await Center.VisitAsync();
        await ugo.OpenChatAsync();
        await ugo.AnswerAsync("Ugo Neri");
        await Expect(ugo.Status).ToContainTextAsync("number 1 in the line");
        await ugo.SayAsync("Can somebody check my boiler next week?");
        await Expect(ugo.Said("Can somebody check my boiler next week?", "mine")).ToContainTextAsync("You ·");

        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();
        await dario.AcceptAsync();
        await Expect(dario.Said("messagein", "Can somebody check my boiler next week?")).ToBeVisibleAsync();
        await Expect(dario.Timeline).ToContainTextAsync("Your name: Ugo Neri");
        await Expect(ugo.Status).ToHaveTextAsync("Dario Galli is with you.");
        await dario.SendAsync("Tuesday at nine?");
        await Expect(ugo.Said("Tuesday at nine?", "theirs")).ToContainTextAsync("Dario Galli ·");
        await Expect(dario.Said("messageout", "Tuesday at nine?").Locator(".cc-state")).ToHaveTextAsync("Read");

        await ugo.Page.ReloadAsync();
        await dario.SendAsync("Or Wednesday?"); // while the visitor's page comes back
        await ugo.OpenChatAsync();
        await Expect(ugo.Said("Or Wednesday?", "theirs")).ToBeVisibleAsync();
        await Expect(ugo.Lines).ToHaveCountAsync(4); // with the automatic answer for nobody there
        await Expect(ugo.Said("Tuesday at nine?", "theirs")).ToHaveCountAsync(1);

        await ugo.SayAsync("Wednesday, please.");
        await Expect(dario.Said("messagein", "Wednesday, please.")).ToBeVisibleAsync();
        await dario.CloseAsync("Appointment made");
        await Expect(ugo.Status).ToHaveTextAsync("");
        dario.Offences.ShouldBeEmpty();
        ugo.Offences.ShouldBeEmpty();
    }

    [SeenFact]
    public async Task Each_side_sees_that_the_other_writes_and_when_it_is_over()
    {
        await using var ugo = await Center.VisitAsync();
        await ugo.OpenChatAsync();
        await ugo.AnswerAsync("Ugo Neri");
        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();
        await dario.AcceptAsync();
        await Expect(ugo.Status).ToHaveTextAsync("Dario Galli is with you.");
        var typing = dario.Page.Locator(".cc-typing");
        await Expect(typing).ToHaveTextAsync("");

        await ugo.Box.PressSequentiallyAsync("Can somebody");
        await Expect(typing).ToHaveTextAsync("The customer is typing…");
        await Shots.TakeAsync(dario.Page, "chat-typing-agent");
        await Expect(typing).ToHaveTextAsync(""); // nothing more is typed
        await ugo.Box.PressSequentiallyAsync(" come?");
        await Expect(typing).ToHaveTextAsync("The customer is typing…");
        await ugo.Box.PressAsync("Enter");
        await Expect(dario.Said("messagein", "Can somebody come?")).ToBeVisibleAsync();
        await Expect(typing).ToHaveTextAsync("", new() { Timeout = 5_000 }); // it is said: nobody waits for the sign to fade

        await dario.Page.Locator("#reply").PressSequentiallyAsync("Tuesday");
        await Expect(ugo.Status).ToHaveTextAsync("Dario Galli is typing…");
        await Shots.TakeAsync(ugo.Page, "chat-typing-visitor");
        await dario.Page.Locator("#reply").FillAsync("");
        await Expect(ugo.Status).ToHaveTextAsync("Dario Galli is with you.", new() { Timeout = 5_000 });
        dario.Offences.ShouldBeEmpty();
        ugo.Offences.ShouldBeEmpty();
    }

    [SeenFact]
    public async Task What_is_written_while_the_center_is_down_arrives_once()
    {
        await using var ugo = await Center.VisitAsync();
        await ugo.OpenChatAsync();
        await ugo.AnswerAsync("Ugo Neri");
        await Center.RestartHostAsync(async () =>
        {
            await Expect(ugo.Status).ToContainTextAsync("No connection");
            await ugo.SayAsync("Are you there?");
            await ugo.SayAsync("Hello?");
            await Expect(ugo.Said("Hello?", "mine")).ToContainTextAsync("Sending");
        });
        await Expect(ugo.Said("Hello?", "mine")).Not.ToContainTextAsync("Sending");
        await ugo.Page.ReloadAsync();
        await ugo.OpenChatAsync();
        await Expect(ugo.Lines).ToHaveCountAsync(3); // with the automatic answer

        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();
        await dario.AcceptAsync();
        await Expect(dario.Timeline.Locator(".cc-messagein")).ToHaveCountAsync(3);
        await Expect(dario.Said("messagein", "Are you there?")).ToHaveCountAsync(1);
    }

    [SeenFact]
    public async Task Nothing_either_side_writes_runs_on_the_other()
    {
        await using var ugo = await Center.VisitAsync();
        await ugo.OpenChatAsync();
        await ugo.AnswerAsync("<img src=x onerror=\"globalThis.hit=1;alert(1)\">");
        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();
        await dario.AcceptAsync();
        foreach (var hostile in HostileTexts.All.Take(6))
        {
            await ugo.SayAsync(hostile.Text);
            await Expect(dario.Said("messagein", hostile.Shown)).ToBeVisibleAsync();
            await dario.SendAsync(hostile.Text);
            await Expect(ugo.Said(hostile.Text, "theirs")).ToBeVisibleAsync();
        }

        (await ugo.Page.EvaluateAsync<bool>("() => 'hit' in globalThis")).ShouldBeFalse();
        (await dario.Page.EvaluateAsync<bool>("() => 'hit' in globalThis")).ShouldBeFalse();
        ugo.Offences.ShouldBeEmpty();
        dario.Offences.ShouldBeEmpty();
    }

    [SeenFact]
    public async Task The_widget_speaks_the_pages_language()
    {
        await using var ugo = await Center.VisitAsync(path: "/customer?lang=it");
        await ugo.OpenChatAsync("Scrivici in chat");
        await Expect(ugo.Page.GetByLabel("Il tuo nome")).ToBeVisibleAsync();
        await ugo.Page.GetByRole(AriaRole.Button, new() { Name = "Inizia la chat" }).ClickAsync();
        await Expect(ugo.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Questo campo serve." })).ToBeVisibleAsync();
    }

    [SeenTheory]
    [InlineData(1400, 900, ColorScheme.Light)]
    [InlineData(390, 844, ColorScheme.Dark)]
    public async Task The_widget_is_whole_accessible_and_handled_by_keyboard(int width, int height, ColorScheme colours)
    {
        var options = new BrowserNewContextOptions { ViewportSize = new() { Width = width, Height = height }, ColorScheme = colours };
        await using var ugo = await Center.VisitAsync(options);
        await LookAsync("chat-closed");
        await ugo.Page.Keyboard.PressAsync("Tab"); // the page's own link
        await ugo.Page.Keyboard.PressAsync("Tab");
        await ugo.Page.Keyboard.PressAsync("Enter");
        await Expect(ugo.Panel).ToBeVisibleAsync();
        await Expect(ugo.Page.GetByLabel("Your name")).ToBeFocusedAsync();
        await LookAsync("chat-questions");
        await ugo.Page.Keyboard.PressAsync("Enter");
        await Expect(ugo.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Please fill this in." })).ToBeVisibleAsync();
        await ugo.Page.Keyboard.TypeAsync("Ada");
        await ugo.Page.Keyboard.PressAsync("Tab");
        await ugo.Page.Keyboard.PressAsync("Space");
        await ugo.Page.Keyboard.PressAsync("Enter");
        await Expect(ugo.Box).ToBeFocusedAsync();
        await ugo.Page.Keyboard.TypeAsync("Good morning! Our radiators stay cold since yesterday evening, and we have small children at home.");
        await ugo.Page.Keyboard.PressAsync("Enter");
        await Expect(ugo.Lines).ToHaveCountAsync(2); // with the automatic answer
        await Expect(ugo.Status).ToContainTextAsync("number 1");
        await LookAsync("chat-conversation");
        (await ugo.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue("nothing sticks out");
        await ugo.Page.Keyboard.PressAsync("Escape");
        await Expect(ugo.Panel).ToBeHiddenAsync();
        await Expect(ugo.Page.GetByRole(AriaRole.Button)).ToBeFocusedAsync();

        async Task LookAsync(string name)
        {
            await Shots.TakeAsync(ugo.Page, $"{name}-{width}x{height}-{colours.ToString().ToLowerInvariant()}");
            (await ugo.Page.ViolationsAsync()).ShouldBeEmpty(name);
        }
    }
}
