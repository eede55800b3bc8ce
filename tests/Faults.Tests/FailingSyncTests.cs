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
            (await host.ReadyAsync(bench.Http, new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token)).ShouldNotBeNull($"The host ended. {folder}");
            using var end = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            await bench.WriteAsync(4, end.Token);
            host.HasExited.ShouldBeFalse($"The host ended. {folder}");
            (await host.ReadyAsync(bench.Http, new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token)).ShouldNotBeNull($"The tenant did not come back. {folder}");
            await host.KillAsync();
        }

        var acknowledgements = bench.Ledger.Where(static l => l.Event == "inbound-ack").ToList();
        acknowledgements.ShouldContain(static l => l.Status == 200, "The door was never open.");
        acknowledgements.ShouldContain(static l => l.Status == 503, "No sync failed: the door was never shut.");

        using var last = HostProcess.Start(bench.Place);
        var ready = await last.ReadyAsync(bench.Http, CancellationToken.None);
        var verdict = await Settlement.AwaitAsync(bench, last, [new Life(Life.Last, from, ready, null)], TimeSpan.FromSeconds(60), CancellationToken.None);
        output.WriteLine(verdict.ToString());
        verdict.Faults.ShouldBeEmpty($"{verdict}\n{folder}");
        folder.Delete(recursive: true);
    }
}
