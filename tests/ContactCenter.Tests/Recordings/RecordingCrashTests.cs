using System.Diagnostics;
using ContactCenter.Audit;
using ContactCenter.Audit.Sqlite;
using ContactCenter.Calls;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Recordings;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Recordings;

/// <summary>A process is killed while it records; what was durable is heard.</summary>
public sealed class RecordingCrashTests
{
    [Fact]
    public async Task A_killed_process_leaves_what_was_durable_to_be_heard_and_the_log_verifies()
    {
        var (call, calls) = (new CallId(Guid.NewGuid()), new FakeCalls());
        await using var center = new CenterFixture { Compose = s => s.AddSingleton<Func<TenantId, ICallFacts>>(_ => calls) };
        await center.StartAsync();
        var anna = await center.ReadyAsync("anna");
        await center.ReceiveAsync("SM-1", "call me");
        var talk = await center.TakeAsync(anna);
        long durable = 0;
        await center.RestartAsync(() => durable = RecordUntilKilled(center.Folder, call, talk.Summary.Customer, talk.Sessions[0].Session));

        var view = (await center.Desk("sofia", Role.Supervisor).InteractionAsync(talk.Summary.Interaction))!.Recordings.ShouldHaveSingleItem();
        view.State.ShouldBe(RecordingState.Interrupted);
        var wav = await RecordedCenter.PlayAsync(center.Desk("sofia", Role.Supervisor), view.Recording);
        (Sound.Check(wav) * RecordingFormat.FrameSize).ShouldBeGreaterThan(durable * 9 / 10);
        view.Length!.Value.ShouldBeGreaterThan(TimeSpan.FromSeconds(2));
        Directory.GetFiles(Path.Combine(center.Folder, "acme", "recordings", "unfinished")).ShouldBeEmpty();
        using var log = SqliteLog.OpenReader(Path.Combine(center.Folder, "acme"), new LogId("acme"));
        (await LogVerifier.VerifyAsync(log)).Fault.ShouldBeNull();
    }

    /// <summary>How many bytes of its file were on the disk before it was killed.</summary>
    private static long RecordUntilKilled(string folder, CallId call, CustomerId customer, SessionId session)
    {
        using var victim = Process.Start(new ProcessStartInfo("dotnet", [typeof(Victim).Assembly.Location, "record", folder, $"{call}", $"{customer}", $"{session}"]) { RedirectStandardOutput = true })!;
        try
        {
            victim.StandardOutput.ReadLine().ShouldBe("recording");
            var patience = Stopwatch.StartNew();
            while (true)
            {
                var size = Directory.GetFiles(Path.Combine(folder, "acme", "recordings", "unfinished")).Select(static f => new FileInfo(f).Length).SingleOrDefault();
                if (size > 3 * Sound.Rate * RecordingFormat.FrameSize)
                {
                    return size;
                }

                patience.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2), "three seconds are on the disk");
                Thread.Sleep(50);
            }
        }
        finally
        {
            victim.Kill();
            victim.WaitForExit();
        }
    }
}

/// <summary>The process that is killed: opens the center and records one call in the pace of speech.</summary>
internal static class Victim
{
    public static async Task RunAsync(string folder, string[] ids)
    {
        var (call, calls) = (new CallId(Guid.Parse(ids[0])), new FakeCalls());
        calls.All[call] = new CallFacts(new CustomerId(Guid.Parse(ids[1])), new SessionId(Guid.Parse(ids[2])), null, CenterFixture.Endpoint.Id);
        var center = new CenterFixture { Folder = folder, Compose = s => s.AddSingleton<Func<TenantId, ICallFacts>>(_ => calls) };
        await center.StartAsync();
        var recording = (await center.Services.GetRequiredService<ICallRecordings>().BeginAsync(CenterFixture.Acme, call, Sound.Rate, "queue"))!;
        Console.WriteLine("recording");
        for (var frame = 0L; ; frame += Sound.Frame)
        {
            Sound.Write(recording, frame, Sound.Frame);
            await Task.Delay(20);
        }
    }
}
