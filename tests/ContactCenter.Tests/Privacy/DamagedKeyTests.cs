using System.IO.Compression;
using ContactCenter.Desk;
using ContactCenter.Privacy;
using ContactCenter.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Privacy;

/// <summary>A whole center on SQLite in which one customer's key has been damaged on the disk: that customer can be shown and erased, and nobody else notices.</summary>
public sealed class DamagedKeyTests
{
    private const string Phone = "+393331112222";
    private const string Other = "+393331112223";

    [Fact]
    public async Task A_customer_whose_key_is_damaged_is_shown_and_handed_out_without_what_was_said_and_it_is_told_why()
    {
        await using var center = await CenterFixture.StartAsync();
        var (customer, interaction) = await OverAsync(center, "SM-1", Phone);
        var (other, _) = await OverAsync(center, "SM-2", Other);
        await center.RestartAsync(() => Damage(center, customer));
        var office = Office(center);

        var record = (await office.FindAsync(Phone)).ShouldHaveSingleItem();
        (record.Customer, record.Interactions, record.Addresses.Count, record.IsKeyDamaged, record.Erased).ShouldBe((customer, 1, 0, true, null));
        (await office.GetAsync(customer))!.IsKeyDamaged.ShouldBeTrue();
        var view = (await center.Desk("sofia", Role.Supervisor).InteractionAsync(interaction)).ShouldNotBeNull();
        (view.IsKeyDamaged, view.Timeline.First(static i => i.Kind == TimelineKind.MessageIn).Text).ShouldBe((true, null));
        (await center.Desk("sofia", Role.Supervisor).InteractionsAsync(new InteractionFilter())).Count.ShouldBe(2, "the list has the others, too");
        using var copy = new MemoryStream();
        (await office.ExportAsync(customer, "Request 13", copy)).ShouldBe(DeskResult.Done);
        using var zip = new ZipArchive(copy, ZipArchiveMode.Read);
        Text(zip, "customer.json").ShouldContain("\"isKeyDamaged\": true");
        Text(zip, $"interactions/{interaction.Value:N}.json").ShouldContain("resolved");
        (await office.GetAsync(other))!.IsKeyDamaged.ShouldBeFalse();
    }

    [Fact]
    public async Task A_customer_whose_key_is_damaged_is_erased_as_any_other_one_and_is_a_new_customer_afterwards()
    {
        await using var center = await CenterFixture.StartAsync();
        var (customer, _) = await OverAsync(center, "SM-1", Phone);
        await center.RestartAsync(() => Damage(center, customer));

        (await Office(center).DoAsync(new PrivacyCommand.Erase(customer, "Request 14"), Guid.NewGuid())).ShouldBe(DeskResult.Done);

        (await Office(center).FindAsync(Phone)).ShouldBeEmpty();
        var record = (await Office(center).GetAsync(customer))!;
        (record.IsKeyDamaged, record.Erased?.Reason).ShouldBe((false, "Request 14"));
        await center.RestartAsync();
        (await OverAsync(center, "SM-2", Phone)).Customer.ShouldNotBe(customer);
    }

    [Fact]
    public async Task An_erased_customer_who_comes_back_damaged_from_an_older_copy_is_erased_again_and_the_tenant_starts()
    {
        await using var center = await CenterFixture.StartAsync();
        var (customer, _) = await OverAsync(center, "SM-1", Phone);
        byte[] copy = [];
        await center.RestartAsync(() => copy = File.ReadAllBytes(Keys(center)));
        (await Office(center).DoAsync(new PrivacyCommand.Erase(customer, "Request 12"), Guid.NewGuid())).ShouldBe(DeskResult.Done);

        await center.RestartAsync(() =>
        {
            File.WriteAllBytes(Keys(center), copy);
            Damage(center, customer);
        });

        (await center.ReceiveAsync("SM-2", "hello", Other)).IsDurable.ShouldBeTrue();
        (await Office(center).GetAsync(customer))!.IsKeyDamaged.ShouldBeFalse();
        (await Office(center).FindAsync(Phone)).ShouldBeEmpty();
    }

    private static string Keys(CenterFixture center) => Path.Combine(center.Folder, "acme", "keys.db");

    private static void Damage(CenterFixture center, CustomerId customer)
    {
        using var connection = new SqliteConnection($"Data Source={Keys(center)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE subject SET slot = zeroblob(length(slot)) WHERE id = $id";
        command.Parameters.AddWithValue("$id", customer.Subject.Value.ToByteArray(bigEndian: true));
        command.ExecuteNonQuery().ShouldBe(1);
    }

    private static IPrivacyDesk Office(CenterFixture center) => center.Services.GetRequiredService<IPrivacyDesks>()
        .Open(Principal.Person(new AgentId("paola"), CenterFixture.Acme, [Role.Administrator]), CenterFixture.Acme);

    private static async Task<(CustomerId Customer, InteractionId Interaction)> OverAsync(CenterFixture center, string id, string from)
    {
        var anna = center.Desk("anna");
        anna = (await anna.AgentAsync()).Presence == Presence.SignedOut ? await center.ReadyAsync("anna") : anna;
        await anna.ConnectAsync();
        await center.ReceiveAsync(id, "the blue door", from);
        var view = await center.TakeAsync(anna);
        await CenterFixture.Do(anna, new DeskCommand.CloseInteraction(view.Summary.Interaction, new DispositionCode("resolved")));
        await anna.UntilAsync(async () => (await anna.InteractionAsync(view.Summary.Interaction))!.Summary.Status == InteractionStatus.Closed ? "so" : null, "it is over");
        return (view.Summary.Customer, view.Summary.Interaction);
    }

    private static string Text(ZipArchive zip, string path)
    {
        using var reader = new StreamReader(zip.GetEntry(path).ShouldNotBeNull().Open());
        return reader.ReadToEnd();
    }
}
