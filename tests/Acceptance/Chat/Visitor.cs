using System.Collections.Concurrent;
using System.Text.Json;

namespace Acceptance.Chat;

/// <summary>A customer on the company's page, with the chat on it.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _offences = new();

    private Visitor(IPage page) => Page = page;

    public IPage Page { get; }

    /// <summary>Dialogs and scripts that failed: none may be.</summary>
    public IEnumerable<string> Offences => _offences;

    public ILocator Panel => Page.GetByRole(AriaRole.Dialog);

    public ILocator Status => Page.GetByRole(AriaRole.Status);

    public ILocator Lines => Page.GetByRole(AriaRole.Log).GetByRole(AriaRole.Listitem);

    public ILocator Box => Page.Locator("textarea");

    /// <summary>What is picked to be sent.</summary>
    public ILocator Tray => Page.Locator(".tray");

    public ILocator Ender => Page.Locator("header .end");

    public ILocator Question => Page.GetByRole(AriaRole.Alertdialog);

    public static async Task<Visitor> OpenAsync(IBrowserContext context, string path, string? label = null)
    {
        var visitor = new Visitor(await context.NewPageAsync());
        if (label is not null)
        {
            await visitor.Page.RouteAsync("**/hooks/webchat/acme.js", async route =>
            {
                var script = await (await route.FetchAsync()).TextAsync();
                script.ShouldContain("\"Your name\"");
                await route.FulfillAsync(new() { Body = script.Replace("\"Your name\"", JsonSerializer.Serialize(label), StringComparison.Ordinal), ContentType = "text/javascript; charset=utf-8" });
            });
        }

        visitor.Page.Dialog += (_, dialog) =>
        {
            visitor._offences.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        visitor.Page.PageError += (_, error) => visitor._offences.Enqueue($"script error: {error}");
        await visitor.Page.GotoAsync(path);
        return visitor;
    }

    public Task OpenChatAsync(string button = "Chat with us") => Page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

    public async Task AnswerAsync(string name)
    {
        await Page.GetByLabel("Your name").FillAsync(name);
        await Page.GetByRole(AriaRole.Checkbox).CheckAsync();
        await Page.GetByRole(AriaRole.Button, new() { Name = "Start the chat" }).ClickAsync();
        await Expect(Box).ToBeVisibleAsync();
    }

    /// <summary>Picks a file, as the dialog of the system does.</summary>
    public Task PickAsync(string name, string type, byte[] content) =>
        Page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = type, Buffer = content });

    /// <summary>Picks a file of zeros, from the disk: its content does not pass through the browser's remote control.</summary>
    public async Task PickLargeAsync(string name, long length)
    {
        var folder = Directory.CreateTempSubdirectory("picked-");
        var path = Path.Combine(folder.FullName, name);
        await using (var file = File.Create(path))
        {
            file.SetLength(length);
        }

        await Page.Locator("input[type=file]").SetInputFilesAsync(path);
        folder.Delete(recursive: true);
    }

    public async Task SayAsync(string text)
    {
        await Box.FillAsync(text);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
    }

    /// <summary>A line of the conversation with exactly this text.</summary>
    public ILocator Said(string text, string by) => Page.Locator($"li.{by}", new() { Has = Page.Locator("p").GetByText(text, new() { Exact = true }) });

    public ValueTask DisposeAsync() => new(Page.Context.CloseAsync());
}
