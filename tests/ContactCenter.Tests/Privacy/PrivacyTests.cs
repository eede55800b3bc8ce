using System.IO.Compression;
using System.Text;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Privacy;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Privacy;

/// <summary>What people may ask for about their data, and what a tenant does by itself.</summary>
public sealed class PrivacyTests
{
    private const string Phone = "+393331112222";

    [Fact]
    public async Task An_erased_customer_is_unreadable_everywhere_while_the_history_stays_and_who_and_why_with_it()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var (customer, interaction) = await OverAsync(center, "SM-1", "my door is at number 7");
        var office = Office(center);

        (await office.DoAsync(new PrivacyCommand.Erase(customer, "Request 12"), Guid.NewGuid())).ShouldBe(DeskResult.Done);

        var record = (await office.GetAsync(customer)).ShouldNotBeNull();
        (record.Addresses.Count, record.Interactions, record.Open).ShouldBe((0, 1, 0));
        (record.Erased!.By, record.Erased.Reason).ShouldBe(("person:paola", "Request 12"));
        var view = (await center.Desk("anna", Role.Supervisor).InteractionAsync(interaction)).ShouldNotBeNull();
        view.Timeline.Where(static i => i.Kind is TimelineKind.MessageIn).ShouldAllBe(static i => i.IsErased && i.Text == null);
        (view.Summary.CustomerName, view.Summary.Status, view.Summary.Disposition).ShouldBe(("", InteractionStatus.Closed, new DispositionCode("resolved")));
        center.Entries.Count(static e => e.Entry.Kind == "customer.erased").ShouldBe(1);
        (await office.FindAsync(Phone)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_writes_again_after_an_erasure_is_a_new_customer_who_is_served()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var (customer, _) = await OverAsync(center, "SM-1", "hello");
        await DoneAsync(center, new PrivacyCommand.Erase(customer, "Request 12"));

        var (next, _) = await OverAsync(center, "SM-2", "hello again");

        next.ShouldNotBe(customer);
        (await Office(center).FindAsync("333 1112222")).ShouldHaveSingleItem().Customer.ShouldBe(next);
    }

    [Fact]
    public async Task Nobody_is_erased_under_a_legal_hold_with_a_conversation_open_or_twice()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        var (office, customer) = (Office(center), view.Summary.Customer);

        (await office.DoAsync(new PrivacyCommand.Erase(customer, "r"), Guid.NewGuid())).Code.ShouldBe("CC1252");
        await CloseAsync(anna, view);
        await DoneAsync(center, new PrivacyCommand.PlaceHold(customer, "Case 7"));
        (await office.DoAsync(new PrivacyCommand.PlaceHold(customer, "Case 7"), Guid.NewGuid())).Code.ShouldBe("CC1254");
        var refused = await office.DoAsync(new PrivacyCommand.Erase(customer, "r"), Guid.NewGuid());
        refused.Code.ShouldBe("CC1253");
        refused.Message!.ShouldContain("Case 7");
        await DoneAsync(center, new PrivacyCommand.LiftHold(customer, "Case 7 is over"));
        (await office.DoAsync(new PrivacyCommand.LiftHold(customer, "r"), Guid.NewGuid())).Code.ShouldBe("CC1254");
        await DoneAsync(center, new PrivacyCommand.Erase(customer, "r"));
        (await office.DoAsync(new PrivacyCommand.Erase(customer, "r"), Guid.NewGuid())).Code.ShouldBe("CC1255");
        (await office.DoAsync(new PrivacyCommand.Erase(new CustomerId(Guid.NewGuid()), "r"), Guid.NewGuid())).Code.ShouldBe("CC1251");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two\nlines")]
    public async Task A_reason_is_one_line_of_text(string reason)
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        (await Office(center).DoAsync(new PrivacyCommand.Erase(default, reason), Guid.NewGuid())).Code.ShouldBe("CC1256");
        (await Office(center).DoAsync(new PrivacyCommand.Erase(default, new string('x', 501)), Guid.NewGuid())).Code.ShouldBe("CC1256");
        using var to = new MemoryStream();
        (await Office(center).ExportAsync(default, reason, to)).Code.ShouldBe("CC1256");
        to.Length.ShouldBe(0);
    }

    [Fact]
    public async Task Repeating_a_command_does_nothing_twice()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var (customer, _) = await OverAsync(center, "SM-1", "hello");
        var (office, command, key) = (Office(center), new PrivacyCommand.Erase(customer, "Request 12"), Guid.NewGuid());

        (await office.DoAsync(command, key)).Status.ShouldBe(DeskStatus.Done);
        (await office.DoAsync(command, key)).Status.ShouldBe(DeskStatus.Repeated);

        center.Entries.Count(static e => e.Entry.Kind == "customer.erased").ShouldBe(1);
    }

    [Theory]
    [InlineData("agent")]
    [InlineData("supervisor")]
    [InlineData("field")]
    public async Task Only_an_administrator_of_the_tenant_may(string role)
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var (customer, _) = await OverAsync(center, "SM-1", "hello");
        var office = Office(center, new Role(role));

        await Should.ThrowAsync<DeskAccessException>(async () => await office.FindAsync(Phone));
        await Should.ThrowAsync<DeskAccessException>(async () => await office.GetAsync(customer));
        (await office.DoAsync(new PrivacyCommand.Erase(customer, "r"), Guid.NewGuid())).Code.ShouldBe("CC1201");
        using var to = new MemoryStream();
        (await office.ExportAsync(customer, "r", to)).Code.ShouldBe("CC1201");
        to.Length.ShouldBe(0);
        var stranger = Principal.Person(new AgentId("paola"), new TenantId("other"), [Role.Administrator]);
        Should.Throw<DeskAccessException>(() => center.Services.GetRequiredService<IPrivacyDesks>().Open(stranger, CenterFixture.Acme));
    }

    [Fact]
    public async Task An_erasure_the_process_did_not_live_to_finish_is_finished_at_the_next_start()
    {
        var dies = false;
        await using var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms))
        {
            Customers = customers => new DyingErasure(customers, _ => dies),
        };
        await center.StartAsync();
        var (customer, interaction) = await OverAsync(center, "SM-1", "hello");
        dies = true;
        (await Office(center).DoAsync(new PrivacyCommand.Erase(customer, "Request 12"), Guid.NewGuid())).Status.ShouldBe(DeskStatus.Unavailable);
        center.Entries[^1].Entry.Kind.ShouldBe("customer.erased");
        await center.CrashAsync();
        dies = false;

        await center.StartAsync();

        (await Office(center).GetAsync(customer))!.Addresses.ShouldBeEmpty();
        (await center.Desk("anna").InteractionAsync(interaction))!.Timeline.Where(static i => i.Kind == TimelineKind.MessageIn).ShouldAllBe(static i => i.IsErased);
    }

    [Fact]
    public async Task A_message_that_comes_while_its_sender_is_being_erased_belongs_to_a_new_customer_and_is_not_lost()
    {
        var held = new TaskCompletionSource();
        await using var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms)) { Customers = customers => new HeldErasure(customers, _ => held.Task) };
        await center.StartAsync();
        var (customer, _) = await OverAsync(center, "SM-1", "hello");
        var erasing = Office(center).DoAsync(new PrivacyCommand.Erase(customer, "Request 12"), Guid.NewGuid()).AsTask();
        await center.UntilAsync(() => center.Entries[^1].Entry.Kind == "customer.erased", "the erasure is on its way");

        var coming = center.ReceiveAsync("SM-2", "it smells of gas", Phone).AsTask();
        await Task.Delay(50);
        coming.IsCompleted.ShouldBeFalse();
        held.SetResult();

        (await erasing).ShouldBe(DeskResult.Done);
        (await coming).Status.ShouldBe(InboxStatus.Accepted);
        var (next, _) = await TakeAsync(center, center.Desk("anna"));
        next.ShouldNotBe(customer);
    }

    [Fact]
    public async Task A_copy_holds_what_was_said_and_sent_and_that_it_was_handed_out_is_recorded_before()
    {
        var channel = new FakeProvider(ChannelKind.Sms);
        await using var center = await MemoryCenter.StartAsync(channel);
        var anna = await center.ReadyAsync("anna");
        var view = await center.ConversationAsync(anna);
        await MemoryCenter.WriteAsync(anna, view, "città, perché no?");
        await center.UntilAsync(() => center.Entries.Any(static e => e.Entry.Kind == "message.sent"), "it is sent");
        using var to = new AsyncOnly();

        (await Office(center).ExportAsync(view.Summary.Customer, "Request 13", to)).ShouldBe(DeskResult.Done);

        center.Entries.Count(static e => e.Entry.Kind == "customer.exported").ShouldBe(1);
        to.Position = 0;
        using var zip = new ZipArchive(to);
        var about = Text(zip, "customer.json");
        about.ShouldContain("+39333");
        about.ShouldContain("Request 13");
        var said = Text(zip, $"interactions/{view.Summary.Interaction.Value:N}.json");
        said.ShouldContain("\"hello\"");
        said.ShouldContain("città, perché no?");
    }

    [Fact]
    public async Task Somebody_of_whom_there_is_an_address_alone_is_found_handed_it_and_erased()
    {
        await using var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms));
        await center.StartAsync();
        byte[] picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
        await center.Services.GetRequiredService<IMediaInbox>().StoreAsync(CenterFixture.Endpoint, Address.Phone(Phone), new MemoryStream(picture), 100); // and its message never comes

        var record = (await Office(center).FindAsync(Phone)).ShouldHaveSingleItem();
        record.Addresses.ShouldBe([Address.Phone(Phone)]);
        using var to = new AsyncOnly();
        (await Office(center).ExportAsync(record.Customer, "Request 15", to)).ShouldBe(DeskResult.Done);
        to.Position = 0;
        using (var zip = new ZipArchive(to))
        {
            Text(zip, "customer.json").ShouldContain(Phone);
        }

        await DoneAsync(center, new PrivacyCommand.Erase(record.Customer, "Request 16"));

        (await Office(center).FindAsync(Phone)).ShouldBeEmpty();
        (await Office(center).GetAsync(record.Customer))!.Erased!.Reason.ShouldBe("Request 16");
        (await Office(center).DoAsync(new PrivacyCommand.Erase(new CustomerId(Guid.NewGuid()), "Request 17"), Guid.NewGuid())).Code.ShouldBe("CC1251");
    }

    [Fact]
    public async Task Events_of_the_world_about_a_customer_are_in_the_copy_and_unreadable_after_an_erasure()
    {
        await using var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms)) { Describe = static t => Listen(t) };
        await center.StartAsync();
        var (customer, _) = await OverAsync(center, "SM-1", "hello");
        (await center.Services.GetRequiredService<IScriptEvents>().RaiseAsync(Principal.System, CenterFixture.Acme, Closed("c7") with { Customer = customer })).ShouldBe(DeskResult.Done);
        center.Entries.Any(static e => Encoding.UTF8.GetString(e.Entry.Body.Span).Contains("number 7", StringComparison.Ordinal)).ShouldBeFalse();

        (await EventsAsync()).ShouldContain("door mended at number 7");
        await DoneAsync(center, new PrivacyCommand.Erase(customer, "Request 12"));
        var after = await EventsAsync();
        after.ShouldContain("case.closed");
        after.ShouldNotContain("number 7");
        (await center.Services.GetRequiredService<IScriptEvents>().RaiseAsync(Principal.System, CenterFixture.Acme, Closed("c8") with { Customer = customer })).Code.ShouldBe("CC1284");

        async Task<string> EventsAsync()
        {
            using var to = new AsyncOnly();
            (await Office(center).ExportAsync(customer, "Request 13", to)).ShouldBe(DeskResult.Done);
            to.Position = 0;
            using var zip = new ZipArchive(to);
            return Text(zip, "events.json");
        }
    }

    [Fact]
    public async Task Retention_erases_whoever_is_known_by_what_programs_said_alone()
    {
        await using var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms)) { Describe = static t => Listen(t).Privacy.RetentionDays = 30 };
        await center.StartAsync();
        await center.Services.GetRequiredService<IScriptEvents>().RaiseAsync(Principal.System, CenterFixture.Acme, Closed("c7") with { Address = Address.Phone(Phone) });
        var customer = (await Office(center).FindAsync(Phone)).ShouldHaveSingleItem().Customer;
        await center.SavedAsync();
        center.Time.Advance(TimeSpan.FromDays(31));

        await center.UntilAsync(() => center.Entries.Any(static e => e.Entry.Kind == "customer.erased"), "retention has done its work", TimeSpan.FromHours(1));

        (await Office(center).GetAsync(customer))!.Erased!.By.ShouldBe("system:system");
    }

    [Fact]
    public async Task Retention_erases_whom_nobody_has_heard_of_for_so_long_and_keeps_the_others()
    {
        await using var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms)) { Describe = static t => t.Privacy.RetentionDays = 30 };
        await center.StartAsync();
        var (old, _) = await OverAsync(center, "SM-1", "hello");
        var (held, _) = await OverAsync(center, "SM-2", "hello", "+393331112223");
        await DoneAsync(center, new PrivacyCommand.PlaceHold(held, "Case 7"));
        center.Time.Advance(TimeSpan.FromDays(20));
        var (young, _) = await OverAsync(center, "SM-3", "hello", "+393331112224");
        await center.SavedAsync();
        center.Time.Advance(TimeSpan.FromDays(11));

        await center.UntilAsync(() => center.Entries.Any(static e => e.Entry.Kind == "customer.erased"), "retention has done its work", TimeSpan.FromHours(1));

        var office = Office(center);
        (await office.GetAsync(old))!.Erased!.By.ShouldBe("system:system");
        (await office.GetAsync(held))!.Erased.ShouldBeNull();
        (await office.GetAsync(young))!.Erased.ShouldBeNull();
    }

    [Fact]
    public async Task Who_opens_a_conversation_is_recorded_once_an_hour_where_the_tenant_wants_it()
    {
        await using var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms)) { Describe = static t => t.Privacy.RecordReading = true };
        await center.StartAsync();
        var (customer, interaction) = await OverAsync(center, "SM-1", "hello");
        var supervisor = center.Desk("sofia", Role.Supervisor);
        await supervisor.InteractionAsync(interaction);
        await supervisor.InteractionAsync(interaction);
        center.Time.Advance(TimeSpan.FromMinutes(61));
        await supervisor.InteractionAsync(interaction);

        var reads = (await Office(center).GetAsync(customer))!.Acts.Where(static a => a.Kind == "interaction.read").ToList();

        reads.Count(static a => a.By == "person:sofia").ShouldBe(2);
        reads.Count(static a => a.By == "person:anna").ShouldBe(1);
    }

    [Fact]
    public async Task Who_opens_a_file_by_its_address_has_read_the_conversation()
    {
        await using var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms)) { Describe = static t => t.Privacy.RecordReading = true };
        await center.StartAsync();
        var anna = await center.ReadyAsync("anna");
        byte[] picture = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
        var stored = (await center.Services.GetRequiredService<IMediaInbox>().StoreAsync(CenterFixture.Endpoint, Address.Phone(Phone), new MemoryStream(picture), 100)).ShouldBeOfType<MediaTaking.Stored>().Medium;
        await center.ReceiveAsync(new InboundMessage { Endpoint = CenterFixture.Endpoint, ProviderId = "SM-1", From = Address.Phone(Phone), Text = "look", Stored = [stored] });
        var interaction = (await center.UntilAsync(async () => (await anna.AgentAsync()).Offers is [var first, ..] ? first : null, "an offer")).Interaction;
        var position = center.Entries.Single(static e => e.Entry.Kind == "message.received").Position.Value;
        var bruno = center.Desk("bruno");

        (await bruno.OpenMediaAsync(position, 7)).ShouldBeNull();
        Reads().ShouldBeEmpty();
        for (var i = 0; i < 2; i++)
        {
            await using var media = (await bruno.OpenMediaAsync(position, 0)).ShouldNotBeNull();
        }

        Reads().ShouldHaveSingleItem().ShouldBe(("person:bruno", interaction));
        await bruno.InteractionAsync(interaction);
        Reads().ShouldHaveSingleItem().ShouldBe(("person:bruno", interaction));

        List<(string, InteractionId?)> Reads() => [.. center.Entries.Where(static e => e.Entry.Kind == "interaction.read").Select(static e => (e.Entry.Actor, e.Entry.Links.Interaction))];
    }

    /// <summary>As a web server's answer: nothing is written synchronously.</summary>
    private sealed class AsyncOnly : MemoryStream
    {
        private bool _isAsync;

        public override void Write(byte[] buffer, int offset, int count)
        {
            _isAsync.ShouldBeTrue("synchronously written");
            base.Write(buffer, offset, count);
        }

        public override void Flush() => throw new InvalidOperationException("Synchronously flushed.");

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _isAsync = true;
            Write(buffer.ToArray(), 0, buffer.Length);
            _isAsync = false;
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>A script that makes an event known; it runs nowhere.</summary>
    private static TenantOptions Listen(TenantOptions tenant) => tenant.AddScript(
        "case", "script case v1, texts en, for sms, outcomes done\n  step hello\n    say \"Hello.\"\n    -> end done", "event case.closed gives (reason: text)");

    private static WorldEvent Closed(string key) => new() { Event = "case.closed", Key = key, Fields = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("reason", "door mended at number 7") };

    private static IPrivacyDesk Office(MemoryCenter center, Role? role = null) => center.Services.GetRequiredService<IPrivacyDesks>()
        .Open(Principal.Person(new AgentId("paola"), CenterFixture.Acme, [role ?? Role.Administrator]), CenterFixture.Acme);

    private static async Task DoneAsync(MemoryCenter center, PrivacyCommand command) =>
        (await Office(center).DoAsync(command, Guid.NewGuid())).ShouldBe(DeskResult.Done, command.ToString());

    /// <summary>A customer writes, is answered by anna, and the conversation is over.</summary>
    private static async Task<(CustomerId Customer, InteractionId Interaction)> OverAsync(MemoryCenter center, string id, string text, string from = Phone)
    {
        var anna = center.Desk("anna");
        if ((await anna.AgentAsync()).Presence == Presence.SignedOut)
        {
            anna = await center.ReadyAsync("anna");
        }

        await center.ReceiveAsync(id, text, from);
        return await TakeAsync(center, anna);
    }

    private static async Task<(CustomerId Customer, InteractionId Interaction)> TakeAsync(MemoryCenter center, IDesk anna)
    {
        var offer = await center.UntilAsync(async () => (await anna.AgentAsync()).Offers is [var first, ..] ? first : null, "an offer", TimeSpan.FromSeconds(1));
        await CenterFixture.Do(anna, new DeskCommand.AcceptOffer(offer.Offer));
        var view = await center.UntilAsync(async () => await anna.InteractionAsync(offer.Interaction) is { MayWrite: true } v ? v : null, "the conversation is anna's");
        await CloseAsync(anna, view);
        await center.UntilAsync(async () => (await anna.InteractionAsync(offer.Interaction))!.Summary.Status == InteractionStatus.Closed ? "so" : null, "it is over");
        return (view.Summary.Customer, offer.Interaction);
    }

    private static Task CloseAsync(IDesk desk, InteractionView view) =>
        CenterFixture.Do(desk, new DeskCommand.CloseInteraction(view.Summary.Interaction, new DispositionCode("resolved")));

    private static string Text(ZipArchive zip, string path)
    {
        using var reader = new StreamReader(zip.GetEntry(path).ShouldNotBeNull().Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
