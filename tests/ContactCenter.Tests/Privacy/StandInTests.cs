using System.IO.Compression;
using System.Text.Json;
using ContactCenter.Campaigns;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Health;
using ContactCenter.Journal;
using ContactCenter.Privacy;
using ContactCenter.Testing;
using ContactCenter.Tests.Scripts;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Privacy;

/// <summary>A whole center on SQLite in which one customer's key has been damaged on the disk: what that customer says from then on is taken and served, and nobody is in the dark about it.</summary>
public sealed class StandInTests
{
    private const string Phone = "+393331112222";
    private const string Number = "+390655500001";

    [Fact]
    public async Task What_a_customer_whose_key_is_damaged_writes_is_taken_read_and_answered_in_the_conversation_that_was_on()
    {
        await using var center = await CenterFixture.StartAsync();
        var anna = await center.ReadyAsync("anna");
        await center.ReceiveAsync("SM-1", "I smell gas");
        var before = await center.TakeAsync(anna);
        var customer = before.Summary.Customer;
        await DamageAsync(center, customer);
        anna = center.Desk("anna");
        await anna.ConnectAsync();

        (await center.ReceiveAsync("SM-2", "it is getting worse")).Status.ShouldBe(InboxStatus.Accepted);

        var id = before.Summary.Interaction;
        var view = await anna.UntilAsync(async () => await anna.InteractionAsync(id) is { } now && now.Timeline.Any(static t => t.Text == "it is getting worse") ? now : null, "it is shown");
        (view.IsKeyDamaged, view.Timeline.First(static t => t.Kind == TimelineKind.MessageIn).Text).ShouldBe((true, null));
        await CenterFixture.Do(anna, new DeskCommand.SendMessage(id, view.Sessions[0].Session, "Somebody is coming."));
        await anna.UntilAsync(() => Task.FromResult(center.Channel.Sent.Any(static m => m.Text == "Somebody is coming." && m.To.Value == Phone) ? "sent" : null), "it is answered");

        var record = (await Office(center).FindAsync(Phone)).ShouldHaveSingleItem();
        (record.Customer, record.IsKeyDamaged).ShouldBe((customer, true));
        record.Addresses.ShouldBe([Address.Phone(Phone)], "the address came with the message");
        record.Acts.ShouldHaveSingleItem().Kind.ShouldBe("key.damaged");
        (await EntriesAsync(center, "key.damaged")).ShouldHaveSingleItem().Links.Customer.ShouldBe(customer);
        center.Services.GetRequiredService<ICenterHealth>().Facts().ShouldContain(static f => f.Part == "keys" && f.State == HealthState.Degraded);
    }

    [Fact]
    public async Task It_is_told_in_the_log_once_also_after_a_restart()
    {
        await using var center = await CenterFixture.StartAsync();
        await center.ReceiveAsync("SM-1", "one");
        await DamageAsync(center, await WorldEvents.CustomerAsync(center, Phone));
        await center.ReceiveAsync("SM-2", "two");
        await center.ReceiveAsync("SM-3", "three");
        await center.RestartAsync();
        await center.ReceiveAsync("SM-4", "four");

        (await EntriesAsync(center, "key.damaged")).ShouldHaveSingleItem();
        var entries = await WorldEvents.LogAsync(center);
        entries.FindIndex(static e => e.Entry.Kind == "key.damaged").ShouldBeLessThan(entries.FindLastIndex(static e => e.Entry.Kind == "message.received"), "before what is kept under it");
    }

    [Fact]
    public async Task Neither_hold_nor_erasure_is_dodged_by_a_damaged_key()
    {
        await using var center = await CenterFixture.StartAsync();
        var anna = await center.ReadyAsync("anna");
        await center.ReceiveAsync("SM-1", "one");
        var view = await center.TakeAsync(anna);
        var customer = view.Summary.Customer;
        (await Office(center).DoAsync(new PrivacyCommand.PlaceHold(customer, "Case 7"), Guid.NewGuid())).ShouldBe(DeskResult.Done);
        await DamageAsync(center, customer);
        anna = center.Desk("anna");
        await anna.ConnectAsync();
        await center.ReceiveAsync("SM-2", "two");
        await anna.UntilAsync(async () => (await anna.InteractionAsync(view.Summary.Interaction))!.Timeline.Any(static t => t.Text == "two") ? "so" : null, "it joins");
        await CenterFixture.Do(anna, new DeskCommand.CloseInteraction(view.Summary.Interaction, new DispositionCode("resolved")));
        await anna.UntilAsync(async () => (await anna.InteractionAsync(view.Summary.Interaction))!.Summary.Status == InteractionStatus.Closed ? "so" : null, "it is over");

        (await Office(center).DoAsync(new PrivacyCommand.Erase(customer, "Request 8"), Guid.NewGuid())).Code.ShouldBe("CC1253");
        (await Office(center).DoAsync(new PrivacyCommand.LiftHold(customer, "Case 7 is over"), Guid.NewGuid())).ShouldBe(DeskResult.Done);
        (await Office(center).DoAsync(new PrivacyCommand.Erase(customer, "Request 8"), Guid.NewGuid())).ShouldBe(DeskResult.Done);

        var data = WorldEvents.StorageOf(center).PersonalData;
        foreach (var entry in await EntriesAsync(center, "message.received"))
        {
            foreach (var field in entry.Sealed)
            {
                (await data.RevealAsync(entry.Id, field)).ShouldBeNull($"{field.Name} of {entry.Id}, sealed for {field.Subject}");
            }
        }

        (await Office(center).FindAsync(Phone)).ShouldBeEmpty();
        center.Services.GetRequiredService<ICenterHealth>().Facts().ShouldNotContain(static f => f.Part == "keys");
    }

    [Fact]
    public async Task A_copy_holds_the_files_sent_since_and_says_that_those_before_cannot_be_read()
    {
        await using var center = await CenterFixture.StartAsync();
        var before = await SendAsync(1);
        var customer = await WorldEvents.CustomerAsync(center, Phone);
        await DamageAsync(center, customer);
        await SendAsync(2);
        await SendAsync(3);
        var media = center.Services.GetRequiredService<IMediaInbox>();
        (await media.FindAsync(CenterFixture.Endpoint, Address.Phone(Phone), before)).ShouldBeNull("nobody can say what it is");
        var file = Directory.EnumerateFiles(Path.Combine(center.Folder, "acme", "blobs"), "*", SearchOption.AllDirectories).OrderByDescending(File.GetLastWriteTimeUtc).First();
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        await WorldEvents.UntilAsync(center, async () => (await Office(center).GetAsync(customer))!.Interactions == 1, "they are in a conversation");

        using var copy = new MemoryStream();
        (await Office(center).ExportAsync(customer, "Request 9", copy)).Message.ShouldBe("2 files could not be handed out; files.json in the copy says which, and why.");

        using var zip = new ZipArchive(copy);
        using var files = JsonDocument.Parse(zip.GetEntry("files.json").ShouldNotBeNull().Open());
        files.RootElement.EnumerateArray().Select(static f => f.GetProperty("state").GetString()).Order().ShouldBe(["Altered", "Included", "Unreadable"]);
        var there = files.RootElement.EnumerateArray().Single(static f => f.GetProperty("state").GetString() == "Included").GetProperty("file").GetString()!;
        using var content = new MemoryStream();
        await zip.GetEntry(there).ShouldNotBeNull().Open().CopyToAsync(content);
        content.ToArray()[^1].ShouldBe((byte)2);

        async Task<BlobId> SendAsync(byte which)
        {
            byte[] picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, which];
            var stored = (await center.Services.GetRequiredService<IMediaInbox>().StoreAsync(CenterFixture.Endpoint, Address.Phone(Phone), new MemoryStream(picture), 1_000)).ShouldBeOfType<MediaTaking.Stored>().Medium;
            (await center.Inbox.ReceiveAsync(new InboundMessage { Endpoint = CenterFixture.Endpoint, ProviderId = $"SM-{which}", From = Address.Phone(Phone), Text = "look", Stored = [stored] })).IsDurable.ShouldBeTrue();
            return stored.Blob;
        }
    }

    [Fact]
    public async Task A_script_that_can_read_nothing_of_what_it_knew_hands_the_customer_to_a_person_who_reads_what_is_said_now()
    {
        await using var center = await StartWithScriptAsync();
        await center.ReceiveAsync("SM-1", "hello");
        await WorldEvents.SaidAsync(center, "The reading?");
        await DamageAsync(center, await WorldEvents.CustomerAsync(center, Phone));
        var anna = await center.ReadyAsync("anna");

        await center.ReceiveAsync("SM-2", "I smell gas");

        (await center.TakeAsync(anna)).Timeline.ShouldContain(static t => t.Text == "I smell gas");
    }

    [Fact]
    public async Task Figures_of_a_script_are_shown_without_the_steps_of_a_customer_whose_key_is_damaged()
    {
        await using var center = await StartWithScriptAsync();
        await center.ReceiveAsync("SM-1", "hello");
        await WorldEvents.SaidAsync(center, "The reading?");
        await center.ReceiveAsync("SM-2", "hello", "+393331112223");
        await WorldEvents.SaidAsync(center, "The reading?");
        await DamageAsync(center, await WorldEvents.CustomerAsync(center, Phone));

        var figures = (await center.Desk("sofia", Role.Supervisor).ScriptFiguresAsync("meter")).ShouldNotBeNull();

        (figures.Versions.Sum(static v => v.Runs), figures.Unreadable > 0, figures.Erased).ShouldBe((1, true, 0L));
    }

    [Fact]
    public async Task What_programs_say_about_a_customer_whose_key_is_damaged_is_taken_and_comes_to_the_script_that_begins_on_it()
    {
        await using var center = await CenterFixture.StartAsync(static t => t.AddScript(
            "ready",
            """
            script ready v1, texts en, for sms, outcomes told
              starts on order.ready as order
              step tell
                say "{order.what} is ready."
                -> end told
            """,
            """
            record order(what: text)
            event order.ready gives order
            """));
        await center.ReceiveAsync("SM-1", "hello");
        var customer = await WorldEvents.CustomerAsync(center, Phone);
        await DamageAsync(center, customer);

        (await WorldEvents.RaiseAsync(center, new WorldEvent { Event = "order.ready", Key = "1", Customer = customer, Fields = WorldEvents.Fields(("what", "Your bicycle")) })).ShouldBe(DeskResult.Done);
        await WorldEvents.UntilAsync(center, async () => (await EntriesAsync(center, "event.settled")).Count == 1, "the event is settled");
        System.Text.Encoding.UTF8.GetString((await EntriesAsync(center, "event.settled"))[0].Body.Span).ShouldContain("Unreadable", customMessage: "nobody knows where to write to");

        await center.ReceiveAsync("SM-2", "is it ready?"); // and now the address is known again
        (await WorldEvents.RaiseAsync(center, new WorldEvent { Event = "order.ready", Key = "2", Customer = customer, Fields = WorldEvents.Fields(("what", "Your bicycle")) })).ShouldBe(DeskResult.Done);
        (await WorldEvents.SettledAsync(center, 2))["begun"].GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Lists_of_campaigns_and_of_whom_nobody_calls_are_shown_without_the_numbers_that_cannot_be_read()
    {
        var center = new CenterFixture { Compose = static services => services.AddSingleton<IChannel>(new FakeTelephony()) };
        center.Describe = static t => t.AddQueue("sales", static q => q.AutoAccept = true).AddCalendar("decent", static c => c.In("Europe/Rome").Open("09:00-20:00"))
            .AddEndpoint("line", ChannelKind.Voice, Address.Phone("+390699999999"), static e => e.ToQueue("sales").Answers("Nobody is here.", "Too many are waiting."))
            .AddCampaign("spring", static c => c.Named("Spring").Calls("line", "sales").During("decent").WhenAbandoned("en", "Acme, about an offer."));
        await center.StartAsync();
        await using var _ = center;
        var desk = Campaigns(center);
        (await desk.ImportAsync(new CampaignId("spring"), $"number,name\r\n{Number},Ada\r\n+390655500002,Bea")).Added.ShouldBe(2);
        (await desk.DoAsync(new CampaignCommand.Bar("+390655500003"), Guid.NewGuid())).ShouldBe(DeskResult.Done);
        await WorldEvents.UntilAsync(center, async () => (await desk.ContactsAsync(new CampaignId("spring"))).Count == 2 && (await desk.BarredAsync()).Count == 1, "they are listed");
        var barred = (await EntriesAsync(center, "do-not-call.added")).ShouldHaveSingleItem();
        await DamageAsync(center, await WorldEvents.CustomerAsync(center, Number));
        await DamageAsync(center, new CustomerId(barred.Sealed[0].Subject.Value));
        desk = Campaigns(center);

        (await desk.ContactsAsync(new CampaignId("spring"))).Select(static c => c.Number).ShouldBe([null, "+390655500002"]);
        (await desk.BarredAsync()).ShouldHaveSingleItem().Number.ShouldBeNull();
    }

    [Fact]
    public async Task An_agent_who_bars_a_customer_that_cannot_be_read_is_told_so()
    {
        await using var center = await CenterFixture.StartAsync();
        var anna = await center.ReadyAsync("anna");
        await center.ReceiveAsync("SM-1", "do not call me");
        var view = await center.TakeAsync(anna);
        await DamageAsync(center, view.Summary.Customer);
        anna = center.Desk("anna");

        var refused = await anna.DoAsync(new DeskCommand.DoNotCall(view.Summary.Interaction), Guid.NewGuid());
        (refused.Code, refused.Message).ShouldBe(("CC1299", "The customer's number cannot be read, since the key is damaged; let somebody who runs campaigns bar it by hand."));

        await center.ReceiveAsync("SM-2", "never");
        (await anna.DoAsync(new DeskCommand.DoNotCall(view.Summary.Interaction), Guid.NewGuid())).ShouldBe(DeskResult.Done);
    }

    private static Task DamageAsync(CenterFixture center, CustomerId customer) => center.RestartAsync(() =>
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(center.Folder, "acme", "keys.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE subject SET slot = zeroblob(length(slot)) WHERE id = $id";
        command.Parameters.AddWithValue("$id", customer.Subject.Value.ToByteArray(bigEndian: true));
        command.ExecuteNonQuery().ShouldBe(1);
    });

    private static async Task<List<Entry>> EntriesAsync(CenterFixture center, string kind) =>
        [.. (await WorldEvents.LogAsync(center)).Select(static e => e.Entry).Where(e => e.Kind == kind)];

    private static Task<CenterFixture> StartWithScriptAsync() => CenterFixture.StartAsync(static t => t.AddScript("meter", """
        script meter v1, texts en, for sms, outcomes noted
          step hello
            ask reading: number 0..99999 "The reading?"
            -> end noted
        """).Endpoints["sms-faults"].Script = "meter");

    private static ICampaignDesk Campaigns(CenterFixture center) => center.Services.GetRequiredService<ICampaignDesks>()
        .Open(Principal.Person(new AgentId("paola"), CenterFixture.Acme, [Role.Supervisor]), CenterFixture.Acme);

    private static IPrivacyDesk Office(CenterFixture center) => center.Services.GetRequiredService<IPrivacyDesks>()
        .Open(Principal.Person(new AgentId("paola"), CenterFixture.Acme, [Role.Administrator]), CenterFixture.Acme);
}
