using System.Net;
using System.Text.Json;
using FaultRunner;
using Xunit.Abstractions;

namespace Faults.Tests;

public sealed class DiskFullTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [RootFact]
    public async Task A_full_disk_shuts_the_door_and_once_there_is_room_everything_is_found()
    {
        using var disk = new SmallDisk(32);
        var folder = Directory.CreateTempSubdirectory("faults-full-");
        await using var bench = await Bench.OpenAsync(folder.FullName, seed: 1, disk.Folder);
        var from = DateTimeOffset.UtcNow;
        using var host = HostProcess.Start(bench.Place);
        var ready = await host.ReadyAsync(bench.Http, CancellationToken.None);
        bench.Work();
        await WriteForAsync(bench, seconds: 5);

        disk.Fill();
        (await UntilAsync(async () => (await bench.Write()).Status == 503)).ShouldBeTrue("The door was never shut.");
        using (var refusal = await bench.ProbeAsync("SM00000000000000000000000000000001"))
        {
            refusal.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refusal.Headers.RetryAfter.ShouldNotBeNull();
        }

        (await HealthAsync(bench, "live")).ShouldBe(HttpStatusCode.OK);
        (await UntilAsync(async () => await HealthAsync(bench, "ready") == HttpStatusCode.ServiceUnavailable)).ShouldBeTrue("The host calls itself ready.");

        // The center can be looked at all the while, and nothing can be done to it.
        using var dario = new DeskClient(bench.Place.Url, "dario");
        await dario.LogInAsync(CancellationToken.None);
        (await UntilAsync(async () => await dario.DoAsync(new { @do = "ready" }, Guid.NewGuid(), CancellationToken.None) == HttpStatusCode.ServiceUnavailable)).ShouldBeTrue("Commands were taken.");
        var shown = (await dario.GetAsync<List<SummaryNow>>("interactions?limit=500", CancellationToken.None)).Select(static i => i.Interaction).ToHashSet();
        shown.ShouldNotBeEmpty();
        var writing = WriteForAsync(bench, seconds: 5);
        while (!writing.IsCompleted)
        {
            (await dario.GetAsync<List<SummaryNow>>("interactions?limit=500", CancellationToken.None)).Select(static i => i.Interaction).ToHashSet().IsSupersetOf(shown)
                .ShouldBeTrue("What was certain stays certain.");
            await dario.GetAsync<JsonElement>($"interactions/{shown.First()}", CancellationToken.None);
            await dario.GetAsync<JsonElement>("wallboard", CancellationToken.None);
            await dario.GetAsync<JsonElement>("agent", CancellationToken.None);
            await Task.Delay(100);
        }

        host.HasExited.ShouldBeFalse();

        disk.Free();
        (await UntilAsync(async () => (await bench.Write()).Status == 200)).ShouldBeTrue("The door did not open again.");
        var verdict = await Settlement.AwaitAsync(bench, host, [new Life(Life.Last, from, ready, null)], Patience, CancellationToken.None);
        output.WriteLine(verdict.ToString());
        verdict.Faults.ShouldBeEmpty($"{verdict}\n{folder}");
        verdict.Swept.ShouldBeGreaterThan(0);
        folder.Delete(recursive: true);
    }

    private static async Task<HttpStatusCode> HealthAsync(Bench bench, string what)
    {
        using var answer = await bench.Http.GetAsync(new Uri($"/health/{what}", UriKind.Relative));
        return answer.StatusCode;
    }

    private static async Task WriteForAsync(Bench bench, int seconds)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        await bench.WriteAsync(5, end.Token);
    }

    private static async Task<bool> UntilAsync(Func<Task<bool>> condition)
    {
        using var end = new CancellationTokenSource(Patience);
        while (!end.IsCancellationRequested)
        {
            if (await condition())
            {
                return true;
            }

            await Task.Delay(200);
        }

        return false;
    }
}
