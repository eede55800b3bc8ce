using Acceptance.Chat;

namespace Acceptance.Samples;

/// <summary>The host on one screen, as it is in the repository.</summary>
public sealed class MinimalHostTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("minimal-host-").FullName;
    private readonly string _url = $"http://127.0.0.1:{Center.FreePort()}";
    private ChildProcess? _host;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (Chromium.Lack is null)
        {
            (_host, _) = await ChildProcess.StartAsync(Repository.Program("MinimalHost"), "Application started", ["--urls", _url, "--data", _data]);
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = ["--no-sandbox", "--disable-gpu"] });
        }
    }

    public async Task DisposeAsync()
    {
        await (_browser?.DisposeAsync() ?? ValueTask.CompletedTask);
        _playwright?.Dispose();
        await (_host?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(_data, recursive: true);
    }

    [SeenFact]
    public async Task A_visitor_writes_and_anna_answers()
    {
        var desk = await Desk.OpenAsync(await _browser!.NewContextAsync(new() { BaseURL = _url, Locale = "en-GB" }), "/");
        await desk.GoReadyAsync();
        await using var visitor = await Visitor.OpenAsync(await _browser.NewContextAsync(new() { BaseURL = _url, Locale = "en-GB" }), "/customer");
        await visitor.OpenChatAsync();
        await visitor.SayAsync("Is anybody there?");
        await desk.AcceptAsync();
        await desk.SendAsync("I am.");
        await Expect(visitor.Page.GetByText("I am.")).ToBeVisibleAsync();
        await desk.DisposeAsync();
    }

    [Fact]
    public void It_fits_on_one_screen() =>
        File.ReadAllLines(Path.Combine(Repository.Root, "samples", "MinimalHost", "Program.cs")).Length.ShouldBeLessThanOrEqualTo(45);
}
