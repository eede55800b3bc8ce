using System.Text.Json;

namespace Acceptance.Samples;

/// <summary>The desktop inside a CRM of somebody else, at another origin.</summary>
public sealed class CrmEmbeddingTests(Center center) : CenterTest(center)
{
    private const string Known = "+393331000101";

    [SeenFact]
    public async Task The_crm_sees_whose_matter_the_agent_takes_and_how_it_ends_and_opens_what_it_asks_for()
    {
        await using var crm = await StartAsync(Center, Center.CrmUrl);
        var page = await Center.OpenElsewhereAsync("elena", Center.CrmUrl);
        var desk = page.FrameLocator("#desktop iframe");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Go ready", Exact = true }).ClickAsync();
        await Expect(page.Locator("#agent")).ToContainTextAsync("Agent: Ready");

        await Center.Carrier.WriteAsync(Known, "Our boiler is cold again.");
        await desk.Locator(".cc-offer").First.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(page.Locator("#card")).ToContainTextAsync("Giulia Bianchi");
        await Expect(page.Locator("#card")).ToContainTextAsync(Known);
        await Expect(desk.Locator("#reply")).ToBeVisibleAsync();
        await Pages.Shots.TakeAsync(page, "crm-embedding");

        await desk.GetByRole(AriaRole.Link, new() { Name = "Wallboard" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Write to Giulia" }).ClickAsync();
        await Expect(page.Locator("#wrote")).ToHaveTextAsync($"{Known}: conversation");
        await Expect(desk.Locator("#reply")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Write to Studio Neri" }).ClickAsync();
        await Expect(page.Locator("#wrote")).ToContainTextAsync("unknown");

        await desk.GetByRole(AriaRole.Button, new() { Name = "End conversation" }).ClickAsync();
        await desk.GetByRole(AriaRole.Radio, new() { Name = "Resolved" }).CheckAsync();
        await desk.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true }).ClickAsync();
        await Expect(page.Locator("#activity")).ToContainTextAsync("Closed: resolved");
        await page.GetByRole(AriaRole.Button, new() { Name = "Write to Giulia" }).ClickAsync();
        await Expect(page.Locator("#wrote")).ToHaveTextAsync($"{Known}: history");
        await page.Context.CloseAsync();
    }

    [SeenFact]
    public async Task What_the_crm_says_is_checked_and_moves_nothing_else()
    {
        await using var crm = await StartAsync(Center, Center.CrmUrl);
        var page = await Center.OpenElsewhereAsync("elena", Center.CrmUrl);
        await Expect(page.Locator("#activity")).ToContainTextAsync("connected");
        var before = page.Frames[1].Url;
        await page.EvaluateAsync(
            """
            center => {
              const frame = document.querySelector('#desktop iframe').contentWindow;
              for (const m of [null, 7, 'open', { contactCenter: 2, type: 'open' }, { contactCenter: 1, type: 'open', interaction: '../logout' },
                { contactCenter: 1, type: 'open', interaction: { toString: () => 'x' }.x }, { contactCenter: 1, type: 'write', address: 'x'.repeat(400), request: 1 },
                { contactCenter: 1, type: 'write', address: 7, request: 1 }, { contactCenter: 1, type: 'eval', code: 'location = "/logout"' }]) frame.postMessage(m, center);
            }
            """,
            Center.Url);
        await page.GetByRole(AriaRole.Button, new() { Name = "Write to Studio Neri" }).ClickAsync(); // after all of them
        await Expect(page.Locator("#wrote")).ToContainTextAsync("unknown");
        page.Frames[1].Url.ShouldBe(before);
        await page.Context.CloseAsync();
    }

    [SeenFact]
    public async Task A_page_of_another_origin_can_not_frame_the_desktop_and_hears_nothing()
    {
        var hostile = $"http://127.0.0.1:{FreePort.Take()}";
        await using var crm = await StartAsync(Center, hostile);
        var page = await Center.OpenElsewhereAsync("elena", hostile);
        var stopped = await page.WaitForFunctionAsync("() => document.querySelector('#desktop iframe') !== null");
        await stopped.DisposeAsync();
        await Wait.UntilAsync(async () => (await page.Locator("#desktop iframe").ElementHandleAsync()) is { } e && (await e.ContentFrameAsync())?.Url.StartsWith("chrome-error:") == true, () => "the frame was refused");

        // Opened by it instead of framed: it hears nothing either, whatever it says.
        var heard = await page.EvaluateAsync<JsonElement>(
            """
            async center => {
              const heard = [];
              addEventListener('message', e => heard.push(e.data));
              const other = open(center + '/');
              for (let i = 0; i < 20; i++) {
                other.postMessage({ contactCenter: 1, type: 'hello' }, center);
                await new Promise(r => setTimeout(r, 100));
              }
              other.close();
              return heard;
            }
            """,
            Center.Url);
        heard.GetArrayLength().ShouldBe(0);
        (await page.Locator("#activity").InnerTextAsync()).ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    internal static async Task<ChildProcess> StartAsync(Center center, string url) =>
        (await ChildProcess.StartAsync(Repository.Program("CrmEmbedding"), "CRM listening", ["--urls", url, "--center", center.Url])).Process;
}
