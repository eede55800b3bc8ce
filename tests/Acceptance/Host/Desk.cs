using System.Collections.Concurrent;

namespace Acceptance.Host;

/// <summary>One person's browser on the desk, by the names a person sees. It remembers everything a page must never do.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _offences = new();
    private readonly IBrowserContext _context;

    private Desk(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Dialogs, requests to other origins, scripts that failed, things the content security policy stopped.</summary>
    public IEnumerable<string> Offences => _offences;

    public ILocator Offers => Page.Locator(".cc-offer");

    public ILocator Timeline => Page.Locator(".cc-middle .cc-timeline");

    public ILocator Reply => Page.Locator("#reply");

    public static async Task<Desk> OpenAsync(IBrowserContext context, string path)
    {
        await context.AddInitScriptAsync(
            "document.addEventListener('securitypolicyviolation', e => console.error('CSP stopped ' + e.violatedDirective + ' ' + e.blockedURI));");
        var desk = new Desk(context, await context.NewPageAsync());
        desk.Watch();
        await desk.GoAsync(path);
        return desk;
    }

    /// <summary>Opens a page and waits until it is alive: the desk is shown once its circuit is there.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await Expect(Page.Locator(".cc-app main, form[action='/login']").First).ToBeVisibleAsync();
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public async Task GoReadyAsync()
    {
        await Button("Sign in").ClickAsync();
        await Button("Go ready").ClickAsync();
        await Expect(Page.Locator(".cc-presence .cc-pill")).ToHaveTextAsync("Ready");
    }

    /// <summary>Takes the offer that comes and stands before the conversation.</summary>
    public async Task AcceptAsync()
    {
        await Offers.First.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(Reply).ToBeVisibleAsync();
    }

    public async Task SendAsync(string text)
    {
        await Expect(Button("Send")).ToBeVisibleAsync(); // before that, what is written is a note
        await Reply.FillAsync(text);
        await Button("Send").ClickAsync();
        await Expect(Said("messageout", text)).ToBeVisibleAsync();
    }

    public async Task AddNoteAsync(string text)
    {
        await Button("Note").ClickAsync();
        await Reply.FillAsync(text);
        await Button("Add note").ClickAsync();
        await Expect(Said("note", text)).ToBeVisibleAsync();
    }

    public async Task TransferToAsync(string colleague)
    {
        await Button("Transfer").ClickAsync();
        await Page.GetByLabel("To a colleague").SelectOptionAsync(new SelectOptionValue { Label = colleague });
        await Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Transfer" }).ClickAsync();
    }

    public async Task CloseAsync(string outcome)
    {
        await Button("End conversation").ClickAsync();
        await Page.GetByRole(AriaRole.Radio, new() { Name = outcome }).CheckAsync();
        await Button("Close").ClickAsync();
        await Expect(Page.Locator(".cc-wrapup")).ToHaveCountAsync(0);
    }

    /// <summary>A line of the timeline of one kind (<c>messagein</c>, <c>messageout</c>, <c>note</c>) with exactly this text.</summary>
    public ILocator Said(string kind, string text) =>
        Page.Locator($".cc-timeline .cc-{kind}", new() { Has = Page.Locator(".cc-text").GetByText(text, new() { Exact = true }) });

    public ValueTask DisposeAsync() => new(_context.CloseAsync());

    private void Watch()
    {
        Page.Dialog += (_, dialog) =>
        {
            if (dialog.Type == DialogType.BeforeUnload)
            {
                _ = dialog.AcceptAsync(); // the browser's own question of a page with something unsaved
                return;
            }

            _offences.Enqueue($"dialog: {dialog.Message}");
            _ = dialog.DismissAsync();
        };
        Page.PageError += (_, error) => _offences.Enqueue($"script error: {error}");
        Page.Popup += (_, popup) => _offences.Enqueue($"window: {popup.Url}");
        Page.Console += (_, message) =>
        {
            if (message.Text.Contains("CSP stopped", StringComparison.Ordinal) || message.Text.Contains("Content Security Policy", StringComparison.Ordinal))
            {
                _offences.Enqueue($"console: {message.Text}");
            }
        };
        _context.Request += (_, request) =>
        {
            var origin = new Uri(Page.Url is "about:blank" ? request.Url : Page.Url).GetLeftPart(UriPartial.Authority);
            if (!request.Url.StartsWith(origin + "/", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                _offences.Enqueue($"request: {request.Url}");
            }
        };
    }
}
