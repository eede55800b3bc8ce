using System.Text;
using ContactCenter.Channels;
using ContactCenter.Health;
using ContactCenter.Journal;
using ContactCenter.Storage;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Tenants;

/// <summary>A log a newer build has written to stays closed, and says which build it takes.</summary>
public sealed class NewerLogTests
{
    [Theory]
    [InlineData("pigeon.landed", 1, false)]
    [InlineData("message.received", 2, false)]
    [InlineData("pigeon.landed", 1, true)]
    public async Task A_log_of_a_newer_build_stays_closed_untouched_and_names_what_it_takes(string kind, int version, bool isFolded)
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        await center.ReceiveAsync("SM1", "hello", "+391");
        await center.CrashAsync();
        await WriteAsync(center.Storage, kind, version, isFolded);
        var before = center.Entries.Count;

        await center.StartAsync();

        center.Tenant.ShouldBeNull();
        var fact = center.Health.Facts().ShouldHaveSingleItem();
        fact.State.ShouldBe(HealthState.Unavailable);
        fact.Description.ShouldContain($"'{kind}' version {version} at position {before - 1}");
        fact.Description.ShouldContain("Start with ContactCenter 7.3.0 or later.");
        center.Entries.Count.ShouldBe(before, "nothing is written to a log that is not understood");
        (await center.ReceiveAsync("SM2", "hello", "+391")).Status.ShouldBe(InboxStatus.Refused);
    }

    /// <summary>What a newer build leaves behind: it starts, writes, and perhaps saves its views.</summary>
    private static async Task WriteAsync(MemoryStorage memory, string kind, int version, bool isFolded)
    {
        await using var storage = await memory.OpenAsync(CenterFixture.Acme);
        await AppendAsync("center.started", 1, """{"product":"7.3.0"}""");
        var at = await AppendAsync(kind, version, "{}");
        if (isFolded)
        {
            var row = Encoding.UTF8.GetBytes($$"""{"kind":"{{kind}}","version":{{version}},"first":{{at}},"product":"7.3.0"}""");
            await storage.Views.CommitAsync(new ViewCommit("center", at.Next, [new ViewRow("kinds", $"{kind}/{version}", "", at.Value, row)], []));
        }

        async Task<LogPosition> AppendAsync(string kind, int version, string body) => (await storage.Log.AppendAsync(new Append(
            new MachineId(kind == "center.started" ? "center" : "loft", "main"),
            Append.AnyVersion,
            storage.Log.Epoch,
            [
                new Entry
                {
                    Id = new EntryId(Guid.CreateVersion7()),
                    Kind = kind,
                    KindVersion = version,
                    Time = DateTimeOffset.UtcNow,
                    Actor = Principal.System.ToString(),
                    Body = Encoding.UTF8.GetBytes(body),
                },
            ]))).First;
    }
}
