using System.Collections.Concurrent;

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

    public static async Task<Visitor> OpenAsync(IBrowserContext context, string path)
    {
        var visitor = new Visitor(await context.NewPageAsync());
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

    public async Task SayAsync(string text)
    {
        await Box.FillAsync(text);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).ClickAsync();
    }

    /// <summary>A line of the conversation with exactly this text.</summary>
    public ILocator Said(string text, string by) => Page.Locator($"li.{by}", new() { Has = Page.Locator("p").GetByText(text, new() { Exact = true }) });

    public ValueTask DisposeAsync() => new(Page.Context.CloseAsync());
}
