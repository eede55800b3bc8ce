using System.Text;
using ContactCenter.Audit;
using ContactCenter.Audit.Sqlite;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Privacy;
using ContactCenter.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Privacy;

/// <summary>A whole center on SQLite: after an erasure neither what was said nor what would open it stands in any of its files, and a restored key comes to nothing.</summary>
public sealed class ErasedFilesTests
{
    private const string Phone = "+393331112222";
    private const string Said = "the blue door at number seventeen";

    [Fact]
    public async Task Neither_texts_nor_keys_nor_files_of_an_erased_customer_are_left_on_the_disk_and_the_log_verifies()
    {
        await using var center = await CenterFixture.StartAsync();
        var customer = await OverAsync(center);
        var wrapped = WrappedKey(center, customer);
        Count(center, wrapped).ShouldBeGreaterThan(0); // the scan finds what is there

        (await Office(center).DoAsync(new PrivacyCommand.Erase(customer, "Request 12"), Guid.NewGuid())).ShouldBe(DeskResult.Done);

        Count(center, wrapped).ShouldBe(0);
        Count(center, Encoding.UTF8.GetBytes(Said)).ShouldBe(0);
        Count(center, Encoding.UTF8.GetBytes(Phone)).ShouldBe(0);
        await center.RestartAsync();
        Count(center, wrapped).ShouldBe(0);
        var record = (await Office(center).GetAsync(customer)).ShouldNotBeNull();
        (record.Addresses.Count, record.Interactions, record.Erased?.Reason).ShouldBe((0, 1, "Request 12"));
        using var log = SqliteLog.OpenReader(Path.Combine(center.Folder, "acme"), new LogId("acme"));
        (await LogVerifier.VerifyAsync(log)).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task Keys_restored_from_a_copy_made_before_are_destroyed_again_at_the_start()
    {
        await using var center = await CenterFixture.StartAsync();
        var customer = await OverAsync(center);
        var keys = Path.Combine(center.Folder, "acme", "keys.db");
        byte[] copy = [];
        await center.RestartAsync(() => copy = File.ReadAllBytes(keys));
        (await Office(center).DoAsync(new PrivacyCommand.Erase(customer, "Request 12"), Guid.NewGuid())).ShouldBe(DeskResult.Done);

        await center.RestartAsync(() => File.WriteAllBytes(keys, copy));

        (await Office(center).GetAsync(customer))!.Addresses.ShouldBeEmpty();
        (await Office(center).FindAsync(Phone)).ShouldBeEmpty();
    }

    private static IPrivacyDesk Office(CenterFixture center) => center.Services.GetRequiredService<IPrivacyDesks>()
        .Open(Principal.Person(new AgentId("paola"), CenterFixture.Acme, [Role.Administrator]), CenterFixture.Acme);

    private static async Task<CustomerId> OverAsync(CenterFixture center)
    {
        var anna = await center.ReadyAsync("anna");
        await center.ReceiveAsync("SM-1", Said, Phone);
        var view = await center.TakeAsync(anna);
        await CenterFixture.Do(anna, new DeskCommand.CloseInteraction(view.Summary.Interaction, new DispositionCode("resolved")));
        await anna.UntilAsync(async () => (await anna.InteractionAsync(view.Summary.Interaction))!.Summary.Status == InteractionStatus.Closed ? "so" : null, "it is over");
        return view.Summary.Customer;
    }

    private static byte[] WrappedKey(CenterFixture center, CustomerId customer)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(center.Folder, "acme", "keys.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT slot FROM subject WHERE id = $id";
        command.Parameters.AddWithValue("$id", customer.Subject.Value.ToByteArray(bigEndian: true));
        return (byte[])command.ExecuteScalar()!;
    }

    private static int Count(CenterFixture center, byte[] secret) => Directory.GetFiles(center.Folder, "*", SearchOption.AllDirectories).Count(path =>
    {
        if (path.EndsWith("lock", StringComparison.Ordinal))
        {
            return false; // held, and empty
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray().AsSpan().IndexOf(secret) >= 0;
    });
}
