using System.Text;
using Acceptance.Pages;
using Acceptance.Sms;

namespace Acceptance.Chat;

/// <summary>Pictures and documents of a chat, from the visitor's page to the agent's disk and back.</summary>
public sealed class FileTests(Center center) : CenterTest(center)
{
    /// <summary>A picture larger than some frames of the protocol; a browser draws it.</summary>
    private static readonly byte[] Picture =
    [
        .. FilePayloads.Png,
        .. Enumerable.Range(0, 200_000).Select(static i => (byte)(i * 7)),
    ];

    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, .. Enumerable.Range(0, 50_000).Select(static i => (byte)(i * 13))];
    private static readonly byte[] Program = [0x4D, 0x5A, 0x90, 0x00, .. new byte[100]];

    [SeenFact]
    public async Task What_was_got_is_on_the_agents_disk_though_the_host_was_killed_and_what_the_agent_sends_is_on_the_visitors()
    {
        await using var ugo = await Center.VisitAsync();
        await ugo.OpenChatAsync();
        await ugo.AnswerAsync("Ugo Neri");
        await ugo.PickAsync("boiler.png", "image/png", Picture);
        await Expect(ugo.Tray).ToContainTextAsync("boiler.png · 200 kB · ✓");
        await ugo.SayAsync("This is the boiler.");
        await Expect(ugo.Said("This is the boiler.", "mine")).ToContainTextAsync("You ·"); // it is got
        await Center.RestartHostAsync();

        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();
        await dario.AcceptAsync();
        var message = dario.Said("messagein", "This is the boiler.");
        await Expect(message.Locator(".cc-file")).ToContainTextAsync("boiler.png");
        var saved = await dario.Page.RunAndWaitForDownloadAsync(() => message.Locator(".cc-file").First.ClickAsync());
        saved.SuggestedFilename.ShouldBe("boiler.png");
        (await File.ReadAllBytesAsync((await saved.PathAsync())!)).ShouldBe(Picture);

        await dario.Page.Locator("#attach").SetInputFilesAsync(new FilePayload { Name = "bill.pdf", MimeType = "application/pdf", Buffer = Pdf });
        await Expect(dario.Page.Locator(".cc-attached")).ToContainTextAsync("bill.pdf");
        await dario.SendAsync("Here is your bill.");
        await DownloadAsync();
        await ugo.Page.ReloadAsync();
        await ugo.OpenChatAsync();
        await DownloadAsync();
        await Expect(ugo.Said("This is the boiler.", "mine").Locator("a.file")).ToHaveTextAsync("boiler.png · Picture · 200 kB");
        ugo.Offences.ShouldBeEmpty();
        dario.Offences.ShouldBeEmpty();

        async Task DownloadAsync()
        {
            var link = ugo.Said("Here is your bill.", "theirs").Locator("a.file");
            await Expect(link).ToHaveTextAsync("bill.pdf · PDF · 50 kB");
            (await link.GetAttributeAsync("rel")).ShouldBe("noopener noreferrer");
            var bill = await ugo.Page.RunAndWaitForDownloadAsync(() => link.ClickAsync());
            (await File.ReadAllBytesAsync((await bill.PathAsync())!)).ShouldBe(Pdf);
        }
    }

    [SeenTheory]
    [InlineData("en", "Chat with us", "holiday.png: This kind of file cannot be sent. Send a picture, a PDF, a text, a sound or a video.", "huge.png: The file is too large; at most 10.5 MB.")]
    [InlineData("it", "Scrivici in chat", "holiday.png: Questo tipo di file non si può inviare. Invia un'immagine, un PDF, un testo, un audio o un video.", "huge.png: Il file è troppo grande; al massimo 10,5 MB.")]
    public async Task What_cannot_be_sent_is_refused_in_the_visitors_words_and_what_was_written_stays(string lang, string open, string isProgram, string isLarge)
    {
        await using var ugo = await Center.VisitAsync(path: $"/customer?lang={lang}");
        await ugo.OpenChatAsync(open);
        await ugo.Page.Locator("input[type=text]").FillAsync("Ugo Neri");
        await ugo.Page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await ugo.Page.Keyboard.PressAsync("Enter");
        await Expect(ugo.Box).ToBeVisibleAsync();
        await ugo.Box.FillAsync("Look at this");
        await ugo.PickAsync("holiday.png", "image/png", Program);
        await Expect(ugo.Tray).ToContainTextAsync(isProgram);
        await ugo.PickLargeAsync("huge.png", 10_485_761);
        await Expect(ugo.Tray).ToContainTextAsync(isLarge);
        await Expect(ugo.Box).ToHaveValueAsync("Look at this");
        await ugo.Box.PressAsync("Enter");
        await Expect(ugo.Said("Look at this", "mine")).ToBeVisibleAsync();
        await Expect(ugo.Page.Locator(".file")).ToHaveCountAsync(0);
    }

    [SeenFact]
    public async Task Files_are_attached_dropped_and_taken_back_by_keyboard_and_a_cut_in_the_middle_begins_again()
    {
        await using var ugo = await Center.VisitAsync();
        ugo.Page.FileChooser += static (_, _) => { }; // from now on, or a slow browser opens the dialog before anybody waits for it
        await ugo.OpenChatAsync();
        await ugo.AnswerAsync("Ugo Neri");
        var clip = ugo.Page.GetByRole(AriaRole.Button, new() { Name = "Attach a file" });
        await clip.FocusAsync();
        var chooser = await ugo.Page.RunAndWaitForFileChooserAsync(() => ugo.Page.Keyboard.PressAsync("Enter"));
        chooser.IsMultiple.ShouldBeTrue();
        await chooser.SetFilesAsync([Payload("one.txt"), Payload("two.txt")]);
        await Expect(ugo.Tray.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await ugo.Page.GetByRole(AriaRole.Button, new() { Name = "Remove one.txt" }).FocusAsync();
        await ugo.Page.Keyboard.PressAsync("Enter");
        await Expect(ugo.Tray.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(1);
        await ugo.Page.EvaluateAsync("""
            () => {
              const given = new DataTransfer();
              given.items.add(new File(['dropped'], 'three.txt', { type: 'text/plain' }));
              document.querySelector('body > div:last-of-type').shadowRoot.querySelector('.panel').dispatchEvent(new DragEvent('drop', { dataTransfer: given, bubbles: true, cancelable: true }));
            }
            """);
        await Expect(ugo.Tray).ToContainTextAsync("three.txt");

        await Center.RestartHostAsync(async () =>
        {
            await Expect(ugo.Status).ToContainTextAsync("No connection");
            await ugo.PickAsync("four.txt", "text/plain", "written while it was down"u8.ToArray());
            await ugo.SayAsync("All three");
            await Expect(ugo.Box).ToHaveValueAsync("All three"); // it goes when its files are there
        });
        await Expect(ugo.Said("All three", "mine").Locator(".file")).ToHaveTextAsync(["two.txt · Text · 1 kB", "three.txt · Text · 1 kB", "four.txt · Text · 1 kB"]);
        await Expect(ugo.Box).ToHaveValueAsync("");
        ugo.Offences.ShouldBeEmpty();

        static FilePayload Payload(string name) => new() { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(name) };
    }

    [SeenFact]
    public async Task No_name_of_a_file_and_no_label_runs_loads_or_deceives_on_either_side()
    {
        var hostile = HostileTexts.All.Where(static t => t.Text.Length < 200 && !t.Text.Contains('/', StringComparison.Ordinal)).ToList();
        await using var ugo = await Center.VisitAsync(label: string.Concat(HostileTexts.All.Take(16).Select(static t => t.Text)));
        await ugo.OpenChatAsync();
        await ugo.Page.Locator("input[type=text]").FillAsync("Ugo Neri");
        await ugo.Page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await ugo.Page.Keyboard.PressAsync("Enter");
        await Expect(ugo.Box).ToBeVisibleAsync();
        var dario = await Center.OpenAsync("dario");
        await dario.GoReadyAsync();
        await dario.AcceptAsync();
        foreach (var (text, i) in hostile.Select(static (t, i) => (t.Text, i)))
        {
            await ugo.PickAsync(text, "text/plain", "x"u8.ToArray());
            await ugo.SayAsync($"file {i}");
            await Expect(dario.Said("messagein", $"file {i}").Locator(".cc-file")).ToHaveCountAsync(1);
        }

        var deceiving = ugo.Page.Locator(".file", new() { HasText = "fdp.exe" });
        (await deceiving.TextContentAsync())!.ShouldNotContain('\u202E');
        (await dario.Page.Locator(".cc-file", new() { HasText = "fdp.exe" }).TextContentAsync())!.ShouldNotContain('\u202E');
        await ugo.Page.ReloadAsync();
        await ugo.OpenChatAsync();
        await Expect(ugo.Page.Locator(".file")).ToHaveCountAsync(hostile.Count);
        (await ugo.Page.EvaluateAsync<bool>("() => 'hit' in globalThis")).ShouldBeFalse();
        (await dario.Page.EvaluateAsync<bool>("() => 'hit' in globalThis")).ShouldBeFalse();
        ugo.Offences.ShouldBeEmpty();
        dario.Offences.ShouldBeEmpty();
        await Shots.TakeAsync(dario.Page, "chat-hostile-names");
    }
}
