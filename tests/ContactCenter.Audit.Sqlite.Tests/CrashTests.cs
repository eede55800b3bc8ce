using System.Diagnostics;
using ContactCenter.Journal;
using ContactCenter.Testing.Conformance;

namespace ContactCenter.Audit.Sqlite.Tests;

/// <summary>50 kills in each build; more by <c>CONTACTCENTER_KILLS</c>.</summary>
public sealed class CrashTests : IDisposable
{
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("CONTACTCENTER_KILLS"), out var wanted) ? wanted : 50;

    private readonly TestFolder _folder = new();

    [Fact]
    public async Task Killed_again_and_again_nothing_acknowledged_is_lost_or_moved()
    {
        var random = new Random(7);
        var acknowledged = new Dictionary<int, long>();
        var next = 0;
        for (var round = 0; round < Kills; round++)
        {
            await KillAsync(next, callers: round % 2 == 0 ? 1 : 16, afterAcks: random.Next(1, 400), acknowledged);
            await using var log = await _folder.OpenAsync();
            var recovered = await log.ReadAsync(LogPosition.Start).ToListAsync();

            recovered.Select(e => e.Position.Value).ShouldBe(Enumerable.Range(0, recovered.Count).Select(i => (long)i));
            foreach (var (number, position) in acknowledged)
            {
                SampleEntries.Number(recovered[(int)position]).ShouldBe(number);
                var links = new EntryLinks { Interaction = SampleEntries.Interaction(number % 50) };
                if (number % 211 == 0 || (number >= next && number % 13 == 0)) // some of all, more of those of this life
                {
                    var repeat = await log.AppendAsync(log.AppendAny(SampleEntries.Entry(number, links: links)));
                    (repeat.Status, repeat.First.Value).ShouldBe((AppendStatus.Repeated, position));
                }
            }

            next = recovered.Count == 0 ? 0 : recovered.Max(SampleEntries.Number) + 1;
        }

        (await _folder.VerifyAsync()).Fault.ShouldBeNull();
        acknowledged.Count.ShouldBeGreaterThan(Kills);
    }

    [Fact]
    public async Task A_write_ahead_log_cut_anywhere_opens_to_a_whole_batch()
    {
        var copy = Directory.CreateTempSubdirectory("contactcenter-cut-").FullName;
        await using (var log = await _folder.OpenAsync())
        {
            for (var i = 0; i < 12; i++)
            {
                await log.AppendAsync(log.AppendAny(SampleEntries.Entry(2 * i), SampleEntries.Entry((2 * i) + 1)));
            }

            foreach (var name in (string[])["log.db", "log.db-wal"])
            {
                File.Copy(Path.Combine(_folder.Path, name), Path.Combine(copy, name)); // as if the machine had stopped here
            }
        }

        var wal = await File.ReadAllBytesAsync(Path.Combine(copy, "log.db-wal"));
        var heads = new HashSet<long>();
        for (var length = 0; length <= wal.Length; length += 997)
        {
            using var cut = new TestFolder(inMemory: true);
            File.Copy(Path.Combine(copy, "log.db"), cut.LogDb);
            await File.WriteAllBytesAsync(cut.LogDb + "-wal", wal[..length]);
            await using (var log = await cut.OpenAsync())
            {
                (log.Head.Value % 2).ShouldBe(0, $"cut at {length}");
                (await log.ReadAsync(LogPosition.Start).NumbersAsync()).ShouldBe(Enumerable.Range(0, (int)log.Head.Value), $"cut at {length}");
                heads.Add(log.Head.Value);
            }

            (await cut.VerifyAsync()).Fault.ShouldBeNull();
        }

        heads.Count.ShouldBeGreaterThan(5);
        Directory.Delete(copy, recursive: true);
    }

    [Fact]
    public async Task What_the_disk_does_not_sync_is_not_acknowledged()
    {
        await using (var log = await _folder.OpenAsync())
        {
            await log.AppendAsync(log.AppendAny(SampleEntries.Entry(0)));
        }

        // Half of all syncs fail: an append that waits for one ends the log within a few.
        var start = new ProcessStartInfo(
            "fiu-run", ["-x", "-c", "enable_random name=posix/io/sync/*,probability=0.5", "dotnet", typeof(Program).Assembly.Location, _folder.Path, "1", "1"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var acknowledged = 0;
        using var probe = Process.Start(start)!;
        var errors = probe.StandardError.ReadToEndAsync();
        while (await probe.StandardOutput.ReadLineAsync() is not null)
        {
            if (++acknowledged == 1_000)
            {
                probe.Kill(entireProcessTree: true);
            }
        }

        await probe.WaitForExitAsync();
        acknowledged.ShouldBeLessThan(100, "half of all syncs fail");
        (await errors).ShouldContain(nameof(LogUnavailableException));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Runs the probe until it has acknowledged so many, then kills it; what it had written to its output by then counts.</summary>
    private async Task KillAsync(int first, int callers, int afterAcks, Dictionary<int, long> acknowledged)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, _folder.Path, first.ToString(), callers.ToString()])
        {
            RedirectStandardOutput = true,
        };
        using var probe = Process.Start(start)!;
        for (var read = 0; await probe.StandardOutput.ReadLineAsync() is { } line; read++)
        {
            if (line.Split(' ') is [var number, var position] && long.TryParse(position, out var at))
            {
                acknowledged[int.Parse(number)] = at;
            }

            if (read == afterAcks)
            {
                probe.Kill();
            }
        }

        await probe.WaitForExitAsync();
    }
}
