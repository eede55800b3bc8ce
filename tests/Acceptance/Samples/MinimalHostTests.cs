using Acceptance.Chat;

namespace Acceptance.Samples;

/// <summary>The host on one screen, as it is in the repository; seen through the browser of the others.</summary>
public sealed class MinimalHostTests(Center center) : CenterTest(center)
{
    [SeenFact]
    public async Task A_visitor_writes_and_anna_answers()
    {
        var data = Directory.CreateTempSubdirectory("minimal-host-");
        var url = $"http://127.0.0.1:{FreePort.Take()}";
        await using (var started = (await ChildProcess.StartAsync(Repository.Program("MinimalHost"), "Application started", ["--urls", url, "--data", data.FullName])).Process)
        {
            await using var desk = await Desk.OpenAsync(await Center.NewContextAsync(url), "/");
            await desk.GoReadyAsync();
            await using var visitor = await Visitor.OpenAsync(await Center.NewContextAsync(url), "/customer");
            await visitor.OpenChatAsync();
            await visitor.SayAsync("Is anybody there?");
            await desk.AcceptAsync();
            await desk.SendAsync("I am.");
            await Expect(visitor.Page.GetByText("I am.")).ToBeVisibleAsync();
        }

        data.Delete(recursive: true);
    }
}

public sealed class MinimalHostSizeTests
{
    [Fact]
    public void It_fits_on_one_screen() =>
        File.ReadAllLines(Path.Combine(Repository.Root, "samples", "MinimalHost", "Program.cs")).Length.ShouldBeLessThanOrEqualTo(45);
}
