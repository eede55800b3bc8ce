using System.Text.Json;
using Acceptance.Chat;

namespace Acceptance.Host;

/// <summary>The reference host, the carrier and a browser; shared by all tests, which find it with nobody at work and nothing open.</summary>
public sealed class Center : IAsyncLifetime
{
    private static readonly string[] People = ["ada", "dario", "elena", "sofia"];

    private readonly string _data = Directory.CreateTempSubdirectory("contactcenter-seen-").FullName;
    private readonly Dictionary<string, Api> _people = [];
    private readonly List<Desk> _desks = [];
    private ChildProcess? _host;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private int _customers;

    /// <summary>Where the host listens.</summary>
    public string Url { get; } = $"http://127.0.0.1:{FreePort.Take()}";

    /// <summary>The one foreign origin whose pages may frame the desktop.</summary>
    public string CrmUrl { get; } = $"http://127.0.0.1:{FreePort.Take()}";

    internal Carrier Carrier { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Chromium.Lack is not null)
        {
            return; // every test is skipped
        }

        SetDefaultExpectTimeout(60_000); // a signal is awaited, so this costs nothing; a busy machine is slow
        Carrier = await Carrier.StartAsync(Repository.Program("StubCarrier"), Url);
        await StartHostAsync();
        foreach (var person in People)
        {
            _people[person] = await Api.LogInAsync(Url, person);
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    public async Task DisposeAsync()
    {
        await CloseDesksAsync();
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
        _people.Values.ToList().ForEach(p => p.Dispose());
        await (_host?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (Carrier?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>A telephone number nobody has used yet.</summary>
    public string NewCustomer() => $"+39333{1_000_000 + Interlocked.Increment(ref _customers)}";

    /// <summary>Kills the host in the middle of whatever it does (SIGKILL) and starts it again on the same folder.</summary>
    public async Task RestartHostAsync(Func<Task>? whileDown = null)
    {
        await _host!.DisposeAsync();
        await (whileDown?.Invoke() ?? Task.CompletedTask);
        await StartHostAsync();
    }

    internal Api Person(string name) => _people[name];

    /// <summary>Opens a browser of its own for somebody who is logged in already; for nobody when <paramref name="person"/> is null.</summary>
    internal async Task<Desk> OpenAsync(string? person, string path = "/", BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = Url;
        options.ViewportSize ??= new ViewportSize { Width = 1400, Height = 900 };
        options.Locale ??= "en-GB";
        var context = await _browser!.NewContextAsync(options);
        if (person is not null)
        {
            await context.AddCookiesAsync(_people[person].Cookies);
        }

        var desk = await Desk.OpenAsync(context, path);
        _desks.Add(desk);
        return desk;
    }

    /// <summary>A browser of somebody who is logged in at the center, on a page of others.</summary>
    internal async Task<IPage> OpenElsewhereAsync(string? person, string url)
    {
        var context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = 1500, Height = 900 }, Locale = "en-GB" });
        if (person is not null)
        {
            await context.AddCookiesAsync(_people[person].Cookies);
        }

        var page = await context.NewPageAsync();
        await page.GotoAsync(url);
        return page;
    }

    /// <summary>A browser of somebody at another host.</summary>
    internal Task<IBrowserContext> NewContextAsync(string url) => _browser!.NewContextAsync(new() { BaseURL = url, Locale = "en-GB" });

    /// <summary>A customer opens the company's page.</summary>
    /// <param name="options">Of the browser.</param>
    /// <param name="path">The page.</param>
    /// <param name="label">What the question before the chat is called instead of what the host says.</param>
    internal async Task<Visitor> VisitAsync(BrowserNewContextOptions? options = null, string path = "/customer", string? label = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = Url;
        return await Visitor.OpenAsync(await _browser!.NewContextAsync(options), path, label);
    }

    /// <summary>Closes the chat's endpoint at every hour, as an administrator; the answer opens it again.</summary>
    internal async Task<Func<Task>> CloseChatAsync(string answer)
    {
        await SetAsync(new { timeZone = "Europe/Rome", spans = Array.Empty<object>() }, answer);
        return () => SetAsync(null, "");

        Task SetAsync(object? hours, string closedAnswer) => _people["sofia"].ConfigureAsync("endpoint", "chat-site", ("hours", hours), ("closedAnswer", closedAnswer));
    }

    /// <summary>Closes every browser and every interaction, and signs everybody out.</summary>
    internal async Task ClearAsync()
    {
        await CloseDesksAsync();
        JsonElement open = default, board = default;
        await Wait.UntilAsync(
            async () =>
            {
                open = await _people["sofia"].GetAsync("/interactions?openOnly=true&limit=500");
                foreach (var interaction in open.EnumerateArray().Select(i => i.GetProperty("interaction").GetGuid()))
                {
                    await _people["sofia"].DoAsync(new { @do = "end", interaction });
                    await _people["sofia"].DoAsync(new { @do = "close", interaction, disposition = "information" });
                }

                foreach (var person in _people.Values)
                {
                    await person.DoAsync(new { @do = "sign-out" });
                }

                board = await _people["sofia"].GetAsync("/wallboard");
                return open.GetArrayLength() == 0 && board.GetProperty("agents").EnumerateArray().All(a => a.GetProperty("presence").GetString() == "signedOut");
            },
            () => $"open: {open}; wallboard: {board}");
    }

    private async Task StartHostAsync() => (_host, _) = await ChildProcess.StartAsync(
        Repository.Program("ReferenceHost"),
        "The contact center is open",
        ["--no-demo", "--data", _data, "--urls", Url, "--carrier", Carrier.Url, "--sip", "127.0.0.1:0"],
        new Dictionary<string, string>
        {
            ["ContactCenter__DisconnectGrace"] = "00:00:03", // 10 s otherwise
            ["ContactCenter__Twilio__RequestTimeout"] = "00:01:00", // 10 s otherwise: on a busy machine nobody would know whether a message was sent
            ["ContactCenter__Desktop__EmbedOrigins__0"] = CrmUrl,
        });

    private async Task CloseDesksAsync()
    {
        foreach (var desk in _desks)
        {
            await desk.DisposeAsync();
        }

        _desks.Clear();
    }
}
