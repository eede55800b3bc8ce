namespace Acceptance.Pages;

/// <summary>A call on the pages, from the ring to its recording, on a desk and on a telephone's width; at each look the rules of axe-core hold and nothing sticks out.</summary>
public sealed class CallScreenTests(Center center) : CenterTest(center)
{
    private const string Caller = "+393331234567";

    // Loaded as a person's press does it, and long enough to be what was recorded.
    private const string Length = """
        a => new Promise((done, failed) => {
          a.addEventListener('loadedmetadata', () => done(a.duration));
          a.addEventListener('error', () => failed(new Error(a.error.message)));
          a.preload = 'metadata';
          a.load();
        })
        """;

    private readonly List<string> _faults = [];
    private readonly HttpClient _line = new();
    private string _url = "";

    [SeenFact]
    public async Task A_call_is_taken_held_consulted_watched_recorded_and_ended()
    {
        _url = $"http://127.0.0.1:{FreePort.Take()}";
        await using var host = (await ChildProcess.StartAsync(Repository.Program("TelephoneHost", "tests"), "Application started", ["--urls", _url])).Process;
        await using var anna = await Desk.OpenAsync(await Center.NewContextAsync(_url), "/?as=anna:agent");
        var call = anna.Page.Locator(".cc-call");
        var state = call.Locator(".cc-call-state");
        await anna.GoReadyAsync();

        await TellAsync($"call?from={Uri.EscapeDataString(Caller)}");
        await anna.AcceptAsync();
        await Expect(state).ToHaveTextAsync("Talking");
        await TellAsync("keys?keys=1");
        await Expect(anna.Said("messagein", "Pressed 1")).ToBeVisibleAsync();
        await anna.Button("Record").ClickAsync();
        await Expect(anna.Button("Pause recording")).ToBeVisibleAsync();
        await LookAsync(anna.Page, "call");

        await anna.Button("Hold").PressAsync("Enter");
        await Expect(state).ToHaveTextAsync("On hold");
        await Expect(anna.Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "On hold" })).ToHaveCountAsync(1);
        await anna.Button("Take off hold").PressAsync("Enter");
        await Expect(state).ToHaveTextAsync("Talking");

        await anna.Button("Keypad").ClickAsync();
        await Expect(anna.Page.Locator(".cc-key").First).ToBeFocusedAsync();
        await anna.Page.Keyboard.PressAsync("4");
        await anna.Page.Keyboard.PressAsync("2");
        await Expect(anna.Page.Locator(".cc-keyed")).ToHaveTextAsync("42");
        await LookAsync(anna.Page, "call-keypad");
        await anna.Page.Keyboard.PressAsync("Escape");
        await Expect(anna.Page.Locator(".cc-keypad")).ToHaveCountAsync(0);

        await anna.Button("Consult").ClickAsync();
        await anna.Page.GetByLabel("A colleague").SelectOptionAsync(new SelectOptionValue { Label = "Bruno Conti" });
        await anna.Button("Ask now").ClickAsync();
        await Expect(state).ToHaveTextAsync("Consulting Bruno Conti");
        await LookAsync(anna.Page, "call-consult");
        await anna.Button("Back to the customer").ClickAsync();
        await Expect(state).ToHaveTextAsync("Talking");

        await WatchAsync(anna.Page);

        await anna.Button("Hang up").ClickAsync();
        await Expect(call).ToHaveCountAsync(0);
        await Expect(anna.Timeline).ToContainTextAsync("Call over: the center hung up");
        await Expect(anna.Timeline).ToContainTextAsync("sound good (4.3)");
        await anna.Page.Locator(".cc-recordings summary").ClickAsync();
        var player = anna.Page.GetByLabel("Recording of");
        (await player.EvaluateAsync<double>(Length)).ShouldBe(3, 0.1);
        await LookAsync(anna.Page, "call-over");

        _faults.AddRange(anna.Offences);
        _faults.ShouldBeEmpty();
    }

    [SeenFact]
    public async Task A_number_is_called_by_the_keyboard_and_called_back_from_the_work_list_and_from_history()
    {
        _url = $"http://127.0.0.1:{FreePort.Take()}";
        await using var host = (await ChildProcess.StartAsync(Repository.Program("TelephoneHost", "tests"), "Application started", ["--urls", _url])).Process;
        await using var anna = await Desk.OpenAsync(await Center.NewContextAsync(_url), "/?as=anna:agent");
        var state = anna.Page.Locator(".cc-call .cc-call-state");
        await anna.GoReadyAsync();

        await anna.Page.Keyboard.PressAsync("Alt+c");
        await Expect(anna.Page.Locator(".cc-begin-to")).ToBeFocusedAsync();
        await LookAsync(anna.Page, "call-begin");
        await anna.Page.Keyboard.TypeAsync("112");
        await anna.Page.Keyboard.PressAsync("Enter");
        await Expect(anna.Page.Locator(".mud-snackbar")).ToContainTextAsync("emergency number");

        await anna.Page.Keyboard.PressAsync("Alt+c");
        await Expect(anna.Page.Locator(".cc-begin-to")).ToBeFocusedAsync();
        await anna.Page.Keyboard.TypeAsync("06 5550 1234");
        await anna.Page.Keyboard.PressAsync("Enter");
        await Expect(state).ToHaveTextAsync("Rings…");
        await TellAsync("pick-up");
        await Expect(state).ToHaveTextAsync("Talking");
        var back = anna.Page.Locator(".cc-work .cc-call-back");
        await Expect(back).ToHaveAttributeAsync("aria-label", "Call +390655501234");
        await LookAsync(anna.Page, "call-begun");

        await anna.Button("Hang up").ClickAsync();
        await Expect(anna.Page.Locator(".cc-call")).ToHaveCountAsync(0);
        await back.ClickAsync(); // within the same conversation
        await Expect(state).ToHaveTextAsync("Rings…");
        await anna.Button("Hang up").ClickAsync();
        await Expect(anna.Page.Locator(".cc-call")).ToHaveCountAsync(0);

        await anna.GoAsync("/history");
        await Expect(anna.Page.Locator(".cc-table .cc-call-back")).ToHaveCountAsync(1);
        await LookAsync(anna.Page, "call-back-history");
        _faults.AddRange(anna.Offences);
        _faults.ShouldBeEmpty();
    }

    /// <summary>A supervisor whispers to the agent of a call, is seen there, and leaves.</summary>
    private async Task WatchAsync(IPage agent)
    {
        await using var sara = await Desk.OpenAsync(await Center.NewContextAsync(_url), "/?as=sara:supervisor");
        await sara.GoAsync("/history/" + agent.Url.Split('/')[^1]);
        await sara.Button("Whisper").ClickAsync();
        await Expect(sara.Button("Leave the call")).ToBeVisibleAsync();
        await Expect(agent.Locator(".cc-call")).ToContainTextAsync("supervisor in the call: Sara Blu");
        await LookAsync(sara.Page, "call-supervised");
        await sara.Button("Leave the call").ClickAsync();
        await Expect(agent.Locator(".cc-call")).Not.ToContainTextAsync("Sara Blu");
    }

    private async Task TellAsync(string what)
    {
        using var answer = await _line.PostAsync(new Uri($"{_url}/line/{what}"), null);
        answer.EnsureSuccessStatusCode();
    }

    private async Task LookAsync(IPage page, string name)
    {
        foreach (var (size, width, height) in new[] { ("phone", 390, 844), ("desktop", 1280, 800) })
        {
            await page.SetViewportSizeAsync(width, height);
            await Shots.TakeAsync(page, $"{name}-{size}");
            _faults.AddRange((await page.ViolationsAsync()).Select(v => $"{name} {size}: {v}"));
            if (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > innerWidth + 1"))
            {
                _faults.Add($"{name} {size}: sticks out of its window");
            }
        }
    }
}
