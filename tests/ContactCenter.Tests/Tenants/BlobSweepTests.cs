using System.Text;
using ContactCenter.Channels;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Storage;
using ContactCenter.Tenants;
using ContactCenter.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ContactCenter.Tests.Tenants;

/// <summary>What no entry names goes after a day; what one names stays for ever.</summary>
public sealed class BlobSweepTests
{
    private static readonly SubjectId Subject = new(DerivedId.From("subject"));
    private static readonly TimeSpan OverADay = BlobSweeper.MinAge + TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_nobody_names_is_removed_at_a_start_and_while_the_center_runs(bool atStart)
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var (named, orphan) = (await PutAsync(center.Tenant!.Storage, "named"), await PutAsync(center.Tenant.Storage, "orphan"));
        await NameAsync(center, named);
        if (atStart)
        {
            await center.CrashAsync();
            center.Time.Advance(OverADay);
            await center.StartAsync();
        }
        else
        {
            center.Time.Advance(OverADay);
        }

        await center.UntilAsync(async () => await IsThereAsync(center, orphan) ? null : "gone", "the orphan is removed", atStart ? TimeSpan.FromSeconds(1) : TimeSpan.FromHours(1));
        (await IsThereAsync(center, named)).ShouldBeTrue();

        // Also when the name is known from the saved views alone, and from a day to the next.
        await center.SavedAsync();
        var last = await PutAsync(center.Tenant!.Storage, "the next orphan");
        await center.UntilAsync(async () => await IsThereAsync(center, last) ? null : "gone", "the next orphan is removed", TimeSpan.FromHours(1));
        (await IsThereAsync(center, named)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_blob_an_entry_names_that_is_not_folded_yet_stays()
    {
        var time = new VirtualTime();
        await using var storage = await new MemoryStorage(time).OpenAsync(CenterFixture.Acme);
        var views = new TenantViews(storage, null);
        await views.LoadAsync(default);
        var (named, orphan) = (await PutAsync(storage, "named"), await PutAsync(storage, "orphan"));
        await storage.Log.AppendAsync(new Append(new MachineId("interaction", "0198"), 0, storage.Log.Epoch, [Naming(named)]));
        time.Advance(OverADay);
        using var stopping = new CancellationTokenSource();
        var sweeping = new BlobSweeper(CenterFixture.Acme, storage, views, time, NullLogger<BlobSweeper>.Instance).RunAsync(stopping.Token);
        for (var look = 0; look < 20; look++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await IsThereAsync(storage, named) && await IsThereAsync(storage, orphan)).ShouldBeTrue("nothing is removed while the views are behind");
        sweeping.IsCompleted.ShouldBeFalse();

        await views.CatchUpAsync(NullLogger.Instance, CenterFixture.Acme, null, default);
        await time.UntilAsync(async () => await IsThereAsync(storage, orphan) ? null : "gone", "the orphan is removed", TimeSpan.FromSeconds(1));

        (await IsThereAsync(storage, named)).ShouldBeTrue();
        await stopping.CancelAsync();
        await sweeping;
    }

    [Fact]
    public void Every_blob_in_a_body_counts_however_deep()
    {
        BlobNames.In(Entry("message.intended", """{"message":"m","attachments":[{"blob":"aa","size":1},{"type":"x","blob":"bb"}]}""")).ShouldBe([new BlobId("aa"), new BlobId("bb")]);
        BlobNames.In(Entry("media.stored", """{"index":0,"blob":"cc"}""")).ShouldBe([new BlobId("cc")]);
        BlobNames.In(Entry("note.added", """{"blob":"dd"}""")).ShouldBeEmpty();
    }

    private static ValueTask<BlobId> PutAsync(ITenantStorage storage, string content) => storage.Blobs.PutAsync(Subject, new MemoryStream(Encoding.UTF8.GetBytes(content)), 100);

    private static async Task<bool> IsThereAsync(ITenantStorage storage, BlobId blob)
    {
        await using var content = await storage.Blobs.OpenAsync(Subject, blob);
        return content is not null;
    }

    private static Task<bool> IsThereAsync(MemoryCenter center, BlobId blob) => IsThereAsync(center.Tenant!.Storage, blob);

    /// <summary>A message of a conversation's own stream that sends the blob along.</summary>
    private static async Task NameAsync(MemoryCenter center, BlobId blob)
    {
        var log = center.Tenant!.Storage.Log;
        (await log.AppendAsync(new Append(new MachineId("interaction", "0198"), 0, log.Epoch, [Naming(blob)]))).Status.ShouldBe(AppendStatus.Appended);
    }

    private static Entry Naming(BlobId blob) => Entry(
        "message.intended",
        $$"""{"message":"{{Guid.NewGuid()}}","session":"{{Guid.NewGuid()}}","replyTo":0,"notAfter":"2026-03-02T09:00:00+00:00","answer":"here","attachments":[{"blob":"{{blob}}","type":"image/png","size":5}]}""");

    private static Entry Entry(string kind, string body) => new()
    {
        Id = new EntryId(Guid.NewGuid()),
        Kind = kind,
        Time = DateTimeOffset.UnixEpoch,
        Actor = Principal.System.ToString(),
        Body = Encoding.UTF8.GetBytes(body),
    };
}
