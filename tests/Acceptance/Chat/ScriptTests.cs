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
        await ugo.AnswerAsync("Ugo Neri");
        await ugo.SayAsync("hello");
        await Expect(ugo.Said("Your customer number, please? It is on every bill.", "theirs")).ToBeVisibleAsync();
        await ugo.SayAsync("no idea");
        await Expect(ugo.Lines.Filter(new() { HasText = "Please give 6 to 8 digits." })).ToHaveCountAsync(1);
        await ugo.SayAsync("4711 007");
        await Expect(ugo.Said("And the reading? The black figures are enough.", "theirs")).ToBeVisibleAsync();
        await ugo.SayAsync("eight thousand two hundred");
        await Expect(ugo.Lines.Filter(new() { HasText = "Customer 4711007, reading 8200: is that right?" })).ToHaveCountAsync(1);
        await ugo.SayAsync("yes");
        await Expect(ugo.Lines.Filter(new() { HasText = "Thank you. Your reading has number" })).ToHaveCountAsync(1);
        await Shots.TakeAsync(ugo.Page, "chat-script");
        ugo.Offences.ShouldBeEmpty();
    }
}
