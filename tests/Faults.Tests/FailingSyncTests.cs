using System.Text.Json;
using FaultRunner;
using Xunit.Abstractions;

namespace Faults.Tests;

public sealed class FailingSyncTests(ITestOutputHelper output)
{
    /// <summary>Every fiftieth fsync or fdatasync of the host fails.</summary>
    private static readonly string[] FailingSync = ["fiu-run", "-x", "-c", "enable_random name=posix/io/sync/*,probability=0.02"];

    [Fact]
    public async Task A_disk_that_fails_to_sync_now_and_then_breaks_no_promise_and_the_tenant_comes_back_by_itself()
    {
        var folder = Directory.CreateTempSubdirectory("faults-sync-");
        await using var bench = await Bench.OpenAsync(folder.FullName, seed: 1);
        var from = DateTimeOffset.UtcNow;
        bench.Work();
        using (var host = HostProcess.Start(bench.Place, null, FailingSync))
        {
            (await host.ReadyAsync(bench.Http, new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token)).ShouldNotBeNull($"The host ended. {folder}");
            using var end = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            var looking = LookAsync(bench, end.Token);
            await bench.WriteAsync(4, end.Token);
            var (looks, failed) = await looking;
            output.WriteLine($"{looks} looks, {failed.Count} without an answer: {string.Join(", ", failed.Distinct())}");
            looks.ShouldBeGreaterThan(50);
            failed.ShouldBeEmpty("While the log cannot be written to, what is certain can be read.");
            host.HasExited.ShouldBeFalse($"The host ended. {folder}");
            (await host.ReadyAsync(bench.Http, new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token)).ShouldNotBeNull($"The tenant did not come back. {folder}");
            await host.KillAsync();
        }

        var acknowledgements = bench.Ledger.Where(static l => l.Event == "inbound-ack").ToList();
        acknowledgements.ShouldContain(static l => l.Status == 200, "The door was never open.");
        acknowledgements.ShouldContain(static l => l.Status == 503, "No sync failed: the door was never shut.");

        using var last = HostProcess.Start(bench.Place);
        var ready = await last.ReadyAsync(bench.Http, CancellationToken.None);
        var verdict = await Settlement.AwaitAsync(bench, last, [new Life(Life.Last, from, ready, null)], TimeSpan.FromMinutes(5), CancellationToken.None);
        output.WriteLine(verdict.ToString());
        verdict.Faults.ShouldBeEmpty($"{verdict}\n{folder}");
        folder.Delete(recursive: true);
    }

    /// <summary>Looks at the center all the while.</summary>
    private static async Task<(int Looks, List<string> Failed)> LookAsync(Bench bench, CancellationToken end)
    {
        var failed = new List<string>();
        var looks = 0;
        using var dario = new DeskClient(bench.Place.Url, "dario");
        await dario.LogInAsync(CancellationToken.None);
        while (!end.IsCancellationRequested)
        {
            foreach (var path in new[] { "interactions?limit=50", "wallboard", "agent" })
            {
                try
                {
                    looks++;
                    await dario.GetAsync<JsonElement>(path, CancellationToken.None);
                }
                catch (HttpRequestException e)
                {
                    failed.Add($"{path}: {e.StatusCode}");
                }
            }

            await Task.Delay(100, CancellationToken.None);
        }

        return (looks, failed);
    }
}
