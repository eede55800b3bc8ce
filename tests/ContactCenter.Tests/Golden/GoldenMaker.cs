using System.Text.Json;
using ContactCenter.Interactions;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Routing;
using ContactCenter.Tenants;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Tests.Golden;

/// <summary>Makes the golden journal of the version being built: its scenario on the real store, the entries as text, and what they come to.</summary>
internal static class GoldenMaker
{
    public static async Task<string> RunAsync()
    {
        var release = GoldenFiles.Current;
        var data = GoldenFiles.Data(release);
        if (Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
        }

        Directory.CreateDirectory(data);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
        await GoldenScenario.RunAsync(data, time);
        var entries = await FinishAsync(data, time);
        JournalFile.Write(GoldenFiles.Journal(release), entries);
        await File.WriteAllTextAsync(GoldenFiles.Expected(release), GoldenReplay.ToText(await GoldenReplay.RunAsync(JournalFile.Read(GoldenFiles.Journal(release)))) + "\n");
        foreach (var needless in new[] { "lock", "log.lock", "log.db-wal", "log.db-shm", "index.db" })
        {
            File.Delete(Path.Combine(data, "acme", needless));
        }

        return $"{entries.Count} entries of {entries.Select(static e => e.Entry.Kind).Distinct().Count()} kinds in {Path.Combine(GoldenFiles.Folder, release)}";
    }

    /// <summary>Adds what only a fault of the product, or of the disk, would write, and returns all there is.</summary>
    private static async Task<IReadOnlyList<CommittedEntry>> FinishAsync(string data, FakeTimeProvider time)
    {
        await using var storage = await GoldenCenter.OpenStorageAsync(data, time);
        var log = storage.Log;
        var interaction = (await log.AllAsync()).First(static e => e.Entry.Kind == "interaction.closed");
        var version = (await log.AllAsync()).Count(e => e.Machine == interaction.Machine);
        var fault = new InteractionEvent.CommandFaulted("WriteNote", "InvalidOperationException");
        (await log.AppendAsync(new Append(interaction.Machine, version, log.Epoch,
            [Fault(time, InteractionCodec.Write(fault), new EntryLinks { Interaction = interaction.Entry.Links.Interaction })]))).Status.ShouldBe(AppendStatus.Appended);
        var router = new MachineId("router", "main");
        var routed = (await log.AllAsync()).Count(e => e.Machine == router);
        (await log.AppendAsync(new Append(router, routed, log.Epoch,
            [Fault(time, RouterCodec.Write(new RouterEvent.CommandFaulted("Enqueue", "InvalidOperationException", null, null, null)), EntryLinks.None)]))).Status.ShouldBe(AppendStatus.Appended);
        var customer = interaction.Entry.Links.Customer!.Value;
        (await log.AppendAsync(new Append(PrivacyKinds.KeyOf(customer.Subject), Append.AnyVersion, log.Epoch,
            [KeyWatch.Damaged(customer.Subject, new SubjectId(DerivedId.From("golden", "stand-in")), CenterFixture.Acme, time.GetUtcNow())]))).Status.ShouldBe(AppendStatus.Appended);
        return await log.AllAsync();
    }

    private static Entry Fault(FakeTimeProvider time, byte[] body, EntryLinks links) => new()
    {
        Id = new EntryId(Guid.CreateVersion7(time.GetUtcNow())),
        Kind = "command.faulted",
        Time = time.GetUtcNow(),
        Actor = Principal.System.ToString(),
        Cause = Guid.CreateVersion7(time.GetUtcNow()),
        Links = links,
        Body = body,
    };

    internal static async Task<List<CommittedEntry>> AllAsync(this ILog log)
    {
        var all = new List<CommittedEntry>();
        await foreach (var e in log.ReadAsync(LogPosition.Start))
        {
            all.Add(e);
        }

        return all;
    }
}
