using ContactCenter.Administration;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Administration;

/// <summary>Queues, agents, endpoints and words change while the center runs.</summary>
public sealed class AdministrationTests
{
    private static readonly QueueId Faults = new("faults");
    private static readonly AgentId Bruno = new("bruno");

    [Theory]
    [InlineData("agent", false, false)]
    [InlineData("supervisor", true, false)]
    [InlineData("field", false, false)]
    [InlineData("administrator", true, true)]
    public async Task Administrators_change_supervisors_look_and_others_do_neither(string role, bool mayRead, bool mayChange)
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var administration = Open(center, "someone", new Role(role));
        foreach (var read in new Func<Task>[] { async () => await administration.ConfigurationAsync(), async () => await administration.HistoryAsync(), async () => await administration.CheckScriptAsync("x", new ScriptOptions()) })
        {
            if (mayRead)
            {
                await read();
            }
            else
            {
                await Should.ThrowAsync<DeskAccessException>(read);
            }
        }

        var name = (await Open(center).ConfigurationAsync()).Name;
        var result = await administration.ChangeAsync([new ConfigurationEdit.SetName("Acme & Sons") { Version = name.Version }], Guid.NewGuid());
        result.Status.ShouldBe(mayChange ? DeskStatus.Done : DeskStatus.Forbidden);
        (await Open(center).ConfigurationAsync()).Name.Settings.ShouldBe(mayChange ? "Acme & Sons" : "");
    }

    [Fact]
    public async Task Nobody_administers_the_tenant_of_others()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var administrations = center.Services.GetRequiredService<IAdministrations>();
        var stranger = Principal.Person(new AgentId("zoe"), new TenantId("zeta"), Role.Administrator);
        Should.Throw<DeskAccessException>(() => administrations.Open(stranger, CenterFixture.Acme));
        Should.Throw<DeskAccessException>(() => administrations.Open(stranger, new TenantId("zeta")));
    }

    [Fact]
    public async Task A_change_is_journaled_with_who_before_and_after_and_in_force_at_once_and_after_a_crash()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var administration = Open(center);
        var desk = center.Desk("anna", Role.Supervisor);
        var queue = (await administration.ConfigurationAsync()).Queues.Single(static q => q.Id == "faults");
        queue.IsEdited.ShouldBeFalse();
        var settings = queue.Settings.Named("Guasti");
        settings.Skills["gas"] = 4;
        await DoneAsync(administration, new ConfigurationEdit.SetQueue(Faults, settings) { Version = queue.Version });

        (await desk.WallboardAsync()).Queues.Single(static q => q.Queue == Faults).Name.ShouldBe("Guasti");
        (await center.Tenant!.Router.ReadAsync(static s => s.FindQueue(Faults), default))!.Settings.Skills.ShouldHaveSingleItem().Level.ShouldBe(4);
        (await desk.ChoicesAsync()).Queues.ShouldContain(static c => c.Label == "Guasti");
        await CheckAsync();

        await center.CrashAsync();
        await center.StartAsync();
        await CheckAsync();
        (await center.Tenant!.Router.ReadAsync(static s => s.FindQueue(Faults), default))!.Settings.Skills.ShouldHaveSingleItem().Level.ShouldBe(4);

        async Task CheckAsync()
        {
            var now = (await Open(center).ConfigurationAsync()).Queues.Single(static q => q.Id == "faults");
            (now.IsEdited, now.ChangedBy, now.Settings.Name, now.Settings.Skills["gas"]).ShouldBe((true, "person:carla", "Guasti", 4));
            var changes = await center.UntilAsync(async () => await Open(center).HistoryAsync() is { } all && all[0].IsEdit ? all : null, "the change is in the history");
            (changes[0].Key, changes[0].By, changes[0].Position).ShouldBe(("queue/faults", "person:carla", now.Version));
            changes[0].Before!.ShouldContain("\"gas\":3");
            changes[0].After!.ShouldContain("\"gas\":4");
            (await Open(center).HistoryAsync(changes[0].Position)).ShouldAllBe(static c => !c.IsEdit);
        }
    }

    [Fact]
    public async Task A_change_that_did_not_become_durable_is_not_in_force()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var administration = Open(center);
        var queue = (await administration.ConfigurationAsync()).Queues.Single(static q => q.Id == "billing");
        center.Storage.OnAppend = static a => a.Machine.Kind == "config" ? AppendFate.Lost : AppendFate.Acknowledged;

        var result = await administration.ChangeAsync([new ConfigurationEdit.SetQueue(new QueueId("billing"), queue.Settings.Named("Fatture")) { Version = queue.Version }], Guid.NewGuid());

        result.Status.ShouldBe(DeskStatus.Unavailable);
        (await center.Desk("anna", Role.Supervisor).WallboardAsync()).Queues.ShouldNotContain(static q => q.Name == "Fatture");
        (await administration.ConfigurationAsync()).Queues.ShouldNotContain(static q => q.Settings.Name == "Fatture");
    }

    [Fact]
    public async Task Work_goes_to_what_was_just_made()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var administration = Open(center);
        await DoneAsync(
            administration,
            new ConfigurationEdit.SetAgent(new AgentId("dora"), new AgentOptions().Named("Dora").Skill("solar", 5)),
            new ConfigurationEdit.SetQueue(new QueueId("solar"), new QueueOptions().RequireSkill("solar", 3)),
            new ConfigurationEdit.SetEndpoint(new EndpointId("sms-solar"), Sms("+390612345699", "solar")),
            new ConfigurationEdit.SetDisposition(new DispositionCode("sold"), "Sold"));
        var dora = await center.ReadyAsync("dora");
        var endpoint = center.Services.GetRequiredService<IEndpointDirectory>().Find(ChannelKind.Sms, Address.Phone("+390612345699")).ShouldNotBeNull();
        await center.ReceiveAsync(new InboundMessage { Endpoint = endpoint, ProviderId = "SM1", From = Address.Phone("+393330001111"), Text = "panels" });
        var offer = await center.UntilAsync(async () => (await dora.AgentAsync()).Offers is [var first, ..] ? first : null, "an offer to dora");
        offer.Queue.Value.ShouldBe("solar");
        await CenterFixture.Do(dora, new DeskCommand.AcceptOffer(offer.Offer));
        await center.UntilAsync(async () => await dora.InteractionAsync(offer.Interaction) is { MayWrite: true } view ? view : null, "dora has it");

        // What is needed stays.
        var now = await administration.ConfigurationAsync();
        (await RefusedAsync(new ConfigurationEdit.RemoveAgent(new AgentId("dora")) { Version = Version(now.Agents, "dora") })).Code.ShouldBe("CC1222"); // nobody else could serve the queue
        await DoneAsync(administration, new ConfigurationEdit.SetAgent(Bruno, new AgentOptions().Skill("gas", 3).Skill("solar", 3)) { Version = Version(now.Agents, "bruno") });
        (await RefusedAsync(new ConfigurationEdit.RemoveAgent(new AgentId("dora")) { Version = Version(now.Agents, "dora") })).Code.ShouldBe("CC1223");
        var endpointEdit = new ConfigurationEdit.RemoveEndpoint(new EndpointId("sms-solar")) { Version = Version(now.Endpoints, "sms-solar") };
        (await RefusedAsync(endpointEdit)).Code.ShouldBe("CC1223");
        (await RefusedAsync(new ConfigurationEdit.RemoveQueue(new QueueId("solar")) { Version = Version(now.Queues, "solar") })).Faults.ShouldHaveSingleItem().Rule.ShouldBe("queue-unknown");

        // And goes when nothing needs it.
        await CenterFixture.Do(dora, new DeskCommand.CloseInteraction(offer.Interaction, new DispositionCode("sold")));
        await center.UntilAsync(() => center.Tenant!.Views.Interactions.Rows.All(static r => r.IsClosed), "it is closed");
        await center.UntilAsync(async () => (await dora.AgentAsync()).Work.Count == 0 ? "so" : null, "the wrap-up is over");
        await DoneAsync(
            administration,
            endpointEdit,
            new ConfigurationEdit.RemoveQueue(new QueueId("solar")) { Version = Version(now.Queues, "solar") },
            new ConfigurationEdit.RemoveAgent(new AgentId("dora")) { Version = Version(now.Agents, "dora") });
        (await center.Tenant!.Router.ReadAsync(static s => (s.FindQueue(new QueueId("solar")), s.FindAgent(new AgentId("dora"))), default)).ShouldBe((null, null));
        center.Services.GetRequiredService<IEndpointDirectory>().Find(ChannelKind.Sms, Address.Phone("+390612345699")).ShouldBeNull();

        async Task<ConfigurationResult> RefusedAsync(ConfigurationEdit edit)
        {
            var result = await administration.ChangeAsync([edit], Guid.NewGuid());
            result.IsDone.ShouldBeFalse();
            result.Message.ShouldNotBeNullOrWhiteSpace();
            return result;
        }
    }

    [Fact]
    public async Task All_faults_are_told_at_once_and_nothing_is_changed()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var administration = Open(center);
        var before = await administration.ConfigurationAsync();
        var result = await administration.ChangeAsync(
            [
                new ConfigurationEdit.SetQueue(Faults, new QueueOptions { MaxWaiting = 0, ServiceLevelPercent = 101 }) { Version = Version(before.Queues, "faults") },
                new ConfigurationEdit.SetEndpoint(new EndpointId("two"), Sms(CenterFixture.Endpoint.Address.Value, "nowhere")),
                new ConfigurationEdit.SetEndpoint(new EndpointId("mail"), new EndpointOptions { Channel = "mail", AddressKind = "mailto", Address = "a@b.it" }.ToQueue("billing").Answers("", "b")),
                new ConfigurationEdit.SetEndpoint(new EndpointId("sms-faults"), Sms("+390612340000", "faults")) { Version = Version(before.Endpoints, "sms-faults") },
                new ConfigurationEdit.RemoveDisposition(DispositionCode.Resolved) { Version = Version(before.Dispositions, "resolved") },
            ],
            Guid.NewGuid());

        result.Status.ShouldBe(DeskStatus.Invalid);
        result.Faults.Select(static f => f.Rule).Order().ShouldBe(["address-moved", "answer-empty", "channel", "dispositions-empty", "queue-unknown", "range", "range"]);
        result.Faults.Single(static f => f.Field == "MaxWaiting").Message.ShouldBe("ContactCenter:Tenants:acme:Queues:faults:MaxWaiting is 0; set 1 to 100000.");
        (await administration.ChangeAsync([new ConfigurationEdit.SetEndpoint(new EndpointId("two"), Sms(CenterFixture.Endpoint.Address.Value, "faults"))], Guid.NewGuid()))
            .Faults.ShouldHaveSingleItem().Rule.ShouldBe("address-twice");
        center.Entries.ShouldAllBe(static e => e.Entry.Kind != "config.changed" || e.Entry.Actor == "system:system");
        (await administration.ConfigurationAsync()).Queues.Select(static q => q.Version).ShouldBe(before.Queues.Select(static q => q.Version));
    }

    [Fact]
    public async Task Of_two_who_saw_the_same_one_changes_it_and_a_repeated_change_is_made_once()
    {
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms));
        var version = (await Open(center).ConfigurationAsync()).Name.Version;
        var key = Guid.NewGuid();
        ConfigurationEdit[] mine = [new ConfigurationEdit.SetName("Mine") { Version = version }];
        var results = await Task.WhenAll(
            Open(center).ChangeAsync(mine, key).AsTask(), Open(center).ChangeAsync(mine, key).AsTask(),
            Open(center, "other").ChangeAsync([new ConfigurationEdit.SetName("Theirs") { Version = version }], key).AsTask());
        results.Count(static r => r.Status == DeskStatus.Done).ShouldBe(1);
        results.Where(static r => !r.IsDone).ShouldAllBe(static r => r.Code == "CC1221");

        var now = (await Open(center).ConfigurationAsync()).Name;
        await DoneAsync(Open(center), new ConfigurationEdit.SetName("Later") { Version = now.Version });
        await center.CrashAsync();
        await center.StartAsync();
        (await Open(center).ChangeAsync(mine, key)).Status.ShouldBe(DeskStatus.Repeated);
        (await Open(center).ConfigurationAsync()).Name.Settings.ShouldBe("Later");
        center.Entries.Count(static e => e.Entry.Kind == "config.changed" && e.Entry.Actor != "system:system").ShouldBe(2);
    }

    [Fact]
    public async Task What_was_edited_stays_until_its_seed_changes()
    {
        var name = "Seeded";
        await using var center = await MemoryCenter.StartAsync(new FakeChannel(ChannelKind.Sms), describe: t => t.AddQueue("billing", q => q.Named(name)));
        var billing = (await Open(center).ConfigurationAsync()).Queues.Single(static q => q.Id == "billing");
        await DoneAsync(Open(center), new ConfigurationEdit.SetQueue(new QueueId("billing"), billing.Settings.Named("Edited")) { Version = billing.Version }, new ConfigurationEdit.SetQueue(new QueueId("added"), new QueueOptions()));
        foreach (var (seed, expected) in new[] { ("Seeded", "Edited"), ("Seeded anew", "Seeded anew"), ("Seeded anew", "Seeded anew") })
        {
            name = seed;
            await center.StopAsync();
            await center.StartAsync();
            var now = await Open(center).ConfigurationAsync();
            now.Queues.Single(static q => q.Id == "billing").Settings.Name.ShouldBe(expected);
            now.Queues.ShouldContain(static q => q.Id == "added");
            now.Faults.ShouldBeEmpty();
        }

        var last = center.Entries.Last(static e => e.Entry.Kind == "config.changed").Entry;
        System.Text.Encoding.UTF8.GetString(last.Body.Span).ShouldSatisfyAllConditions(
            static b => b.ShouldContain("Edited"), static b => b.ShouldContain("Seeded anew"), static b => b.ShouldNotContain("source"));
    }

    private static IAdministration Open(MemoryCenter center, string who = "carla", Role? role = null) =>
        center.Services.GetRequiredService<IAdministrations>().Open(Principal.Person(new AgentId(who), CenterFixture.Acme, role ?? Role.Administrator), CenterFixture.Acme);

    private static async Task DoneAsync(IAdministration administration, params ConfigurationEdit[] edits)
    {
        var result = await administration.ChangeAsync(edits, Guid.NewGuid());
        result.IsDone.ShouldBeTrue($"{result.Status} {result.Code} {result.Message}");
    }

    private static long Version<T>(IReadOnlyList<Configured<T>> things, string id) => things.Single(t => t.Id == id).Version;

    private static EndpointOptions Sms(string number, string queue) =>
        new EndpointOptions { Channel = "sms", Address = number }.ToQueue(queue).Answers("Nobody is here.", "Too many are waiting.");
}
