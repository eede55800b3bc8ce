using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Health;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Scripting;
using ContactCenter.Testing;

namespace ContactCenter.Tests.Tenants;

/// <summary>One entry whose body nobody can read costs what it asked for, and nothing else.</summary>
public sealed class UnreadableEntryTests
{
    [Theory]
    [InlineData("interaction", "work.requested")]
    [InlineData("interaction", "message.forwarded")]
    [InlineData("router", "work.assigned")]
    public async Task The_tenant_goes_on_past_an_entry_nobody_can_read_also_after_a_restart(string machine, string kind)
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var log = center.Tenant!.Storage.Log;
        await log.AppendAsync(new Append(new MachineId(machine, "damaged"), 0, log.Epoch, Entries.One(new Entry
        {
            Id = new EntryId(Guid.NewGuid()),
            Kind = kind,
            KindVersion = 1,
            Time = center.Time.GetUtcNow(),
            Actor = "system",
            Body = "{\"item\":[7],\"at\":\"x\"}"u8.ToArray(),
        })));

        for (var life = 0; life < 2; life++)
        {
            (await center.ReceiveAsync($"SM{life}", "hello", $"+39060000010{life}")).Status.ShouldBe(InboxStatus.Accepted);
            var running = center.Tenant.ShouldNotBeNull(string.Join(" ", center.Health.Facts()));
            await center.UntilAsync(() => running.Views.Interactions.Rows.Count() == life + 1, "the message has become a conversation", TimeSpan.FromMilliseconds(100));
            center.Tenant.ShouldBe(running, "the tenant was not built again");
            await center.StopAsync();
            await center.StartAsync();
        }
    }

    [Fact]
    public async Task An_entry_a_view_cannot_take_in_is_told_by_health_also_after_a_restart_until_the_views_are_built_again()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var running = center.Tenant.ShouldNotBeNull();
        var log = running.Storage.Log;
        var at = log.Head;
        await log.AppendAsync(new Append(new MachineId("interaction", "damaged"), 0, log.Epoch, Entries.One(new Entry
        {
            Id = new EntryId(Guid.NewGuid()),
            Kind = "interaction.opened",
            KindVersion = 1,
            Time = center.Time.GetUtcNow(),
            Actor = "system",
            Links = new EntryLinks { Interaction = new InteractionId(Guid.NewGuid()) },
            Body = "{\"channel\":[7]}"u8.ToArray(),
        })));
        await center.UntilAsync(() => running.Views.Next == log.Head, "everything is taken in");
        Check();
        await center.SavedAsync();
        await center.CrashAsync();
        await center.StartAsync();
        Check();

        void Check()
        {
            var fact = center.Health.Facts().ShouldHaveSingleItem();
            (fact.Part, fact.State).ShouldBe(("views", HealthState.Degraded));
            fact.Description.ShouldStartWith($"Entry {at} (interaction.opened) could not be taken in by the view '");
        }
    }

    [Fact]
    public async Task A_conversation_that_cannot_be_read_halts_alone_and_health_names_it()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var anna = await center.ReadyAsync("anna");
        var damaged = await center.ConversationAsync(anna);
        var id = damaged.Summary.Interaction;
        var running = center.Tenant.ShouldNotBeNull();
        var stream = Entries.Interaction(id);
        await running.Storage.Log.AppendAsync(new Append(stream, await running.Storage.Log.ReadMachineAsync(stream).CountAsync(), running.Storage.Log.Epoch, Entries.One(new Entry
        {
            Id = new EntryId(Guid.NewGuid()),
            Kind = "note.added",
            KindVersion = 1,
            Time = center.Time.GetUtcNow(),
            Actor = "system",
            Body = "{\"author\":[7]}"u8.ToArray(),
            Links = new EntryLinks { Interaction = id },
        })));

        (await anna.DoAsync(new DeskCommand.AddNote(id, "more"), Guid.NewGuid())).Code.ShouldBe("CC1205");
        (await center.ReceiveAsync("SM-more", "hello?", damaged.Sessions[0].Address)).Status.ShouldBe(InboxStatus.Accepted);
        var other = await center.ConversationAsync(anna);

        other.Summary.Interaction.ShouldNotBe(id);
        await center.UntilAsync(() => running.Views.Next == running.Storage.Log.Head, "everything is taken in");
        center.Time.Advance(TimeSpan.FromSeconds(2)); // the views are saved, and what could not be delivered is looked at
        await MemoryCenter.WriteAsync(anna, other, "yes");
        center.Tenant.ShouldBe(running, "the tenant was not built again");
        center.Health.Facts().ShouldHaveSingleItem().Description.ShouldContain($"Interaction {id} has halted");
    }

    [Fact]
    public async Task A_script_that_cannot_be_read_halts_alone_and_its_customer_gets_a_person_once()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms), describe: static t =>
        {
            t.AddScript("name", """
                script name v1, texts en, for sms, outcomes done
                  step hello
                    ask name: text 40 "Your name?"
                    say "Thank you, {name}."
                    -> end done
                """);
            t.Endpoints["sms-faults"].Runs("name");
        });
        var anna = await center.ReadyAsync("anna");
        await center.ReceiveAsync("SM1", "hello", "+390600000101");
        var running = center.Tenant.ShouldNotBeNull();
        await center.UntilAsync(() => running.Views.Scripts.Running.Any(static r => r.State == ScriptRunState.Asking), "the script asks");
        var run = running.Views.Scripts.Running.Single();
        var stream = new MachineId("script", run.Run.ToString("N"));
        await running.Storage.Log.AppendAsync(new Append(stream, await running.Storage.Log.ReadMachineAsync(stream).CountAsync(), running.Storage.Log.Epoch, Entries.One(new Entry
        {
            Id = new EntryId(Guid.NewGuid()),
            Kind = "script.stepped",
            KindVersion = 1,
            Time = center.Time.GetUtcNow(),
            Actor = "system",
            Body = "{\"run\":[7]}"u8.ToArray(),
            Links = new EntryLinks { Interaction = run.Interaction, Customer = run.Customer },
        })));

        await center.ReceiveAsync("SM2", "Ann", "+390600000101");
        var offer = await center.UntilAsync(async () => (await anna.AgentAsync()).Offers is [var first, ..] ? first : null, "an offer");
        offer.Interaction.ShouldBe(run.Interaction);
        await CenterFixture.Do(anna, new DeskCommand.AcceptOffer(offer.Offer));
        await center.ReceiveAsync("SM3", "are you there?", "+390600000101");
        await center.UntilAsync(async () => (await anna.InteractionAsync(run.Interaction))!.Timeline.Any(static t => t.Text == "are you there?") ? "so" : null, "it joins");
        await center.UntilAsync(() => running.Views.Next == running.Storage.Log.Head, "everything is taken in");
        center.Entries.Count(e => e.Entry.Kind == "work.requested" && e.Entry.Links.Interaction == run.Interaction).ShouldBe(1);
        center.Health.Facts().ShouldHaveSingleItem().Description.ShouldContain($"Script run {run.Run} has halted");
        (await center.Desk("carla", Role.Supervisor).AttentionAsync()).ShouldContain(i => i.Kind == "script.halted" && i.Interaction == run.Interaction);
        center.Tenant.ShouldBe(running, "the tenant was not built again");
    }
}
