using ContactCenter.Administration;
using ContactCenter.Centers;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Health;
using ContactCenter.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Centers;

/// <summary>Tenants come and go while the center runs.</summary>
public sealed class TenantAdministrationTests
{
    private static readonly TenantId Beta = new("beta");
    private static readonly Endpoint BetaEndpoint = new(Beta, new EndpointId("sms"), ChannelKind.Sms, Address.Phone("+390600000077"));
    private static readonly Principal Chief = new(PrincipalKind.Person, "chief") { Roles = [Role.CenterAdministrator] };

    [Theory]
    [InlineData("agent", false)]
    [InlineData("supervisor", false)]
    [InlineData("administrator", false)]
    [InlineData("center-administrator", true)]
    public async Task Only_who_administers_the_center_sees_and_changes_its_tenants(string role, bool may)
    {
        await using var center = await StartAsync();
        var somebody = new Principal(PrincipalKind.Person, "anna") { Tenants = [CenterFixture.Acme], Roles = [new Role(role)] };
        foreach (var read in new Func<Task>[] { async () => await Door(center).TenantsAsync(somebody), async () => await Door(center).HistoryAsync(somebody) })
        {
            await (may ? Should.NotThrowAsync(read) : Should.ThrowAsync<DeskAccessException>(read));
        }

        (await Door(center).ChangeAsync(somebody, new TenantEdit.Add(Beta, Settings()), Guid.NewGuid())).Status.ShouldBe(may ? DeskStatus.Done : DeskStatus.Forbidden);
        (await Door(center).TenantsAsync(Chief)).Count.ShouldBe(may ? 2 : 1);
    }

    [Fact]
    public async Task A_tenant_added_takes_messages_at_once_and_after_a_crash_and_keeps_what_its_administrators_edit()
    {
        await using var center = await StartAsync();
        await DoneAsync(center, new TenantEdit.Add(Beta, Settings()));
        await ConversationAsync(center, "SM1");
        var administration = center.Services.GetRequiredService<IAdministrations>().Open(Principal.Person(new AgentId("boss"), Beta, Role.Administrator), Beta);
        var name = (await administration.ConfigurationAsync()).Name;
        name.Settings.ShouldBe("Beta");
        (await administration.ChangeAsync([new ConfigurationEdit.SetName("Beta & Sons") { Version = name.Version }], Guid.NewGuid())).IsDone.ShouldBeTrue();

        await center.CrashAsync();
        await center.StartAsync();

        (await Door(center).TenantsAsync(Chief)).Select(static t => (t.Tenant.Value, t.Name, t.State, t.IsSeeded))
            .ShouldBe([("acme", "acme", TenantState.Active, true), ("beta", "Beta", TenantState.Active, false)]);
        center.Services.GetRequiredService<IDesks>().Tenants.Select(static t => t.Value).ShouldBe(["acme", "beta"]);
        await ConversationAsync(center, "SM2");
        administration = center.Services.GetRequiredService<IAdministrations>().Open(Principal.Person(new AgentId("boss"), Beta, Role.Administrator), Beta);
        (await administration.ConfigurationAsync()).Name.Settings.ShouldBe("Beta & Sons");
    }

    [Fact]
    public async Task A_change_is_journaled_with_who_before_and_after_and_made_once()
    {
        await using var center = await StartAsync();
        var key = Guid.NewGuid();
        (await Door(center).ChangeAsync(Chief, new TenantEdit.Add(Beta, Settings()), key)).Status.ShouldBe(DeskStatus.Done);
        (await Door(center).ChangeAsync(Chief, new TenantEdit.Add(Beta, Settings()), key)).Status.ShouldBe(DeskStatus.Repeated);
        await DoneAsync(center, new TenantEdit.Suspend(Beta));

        var changes = await Door(center).HistoryAsync(Chief);
        changes.Select(static c => (c.Key, c.By, c.IsEdit)).ShouldBe([("tenant/beta", "person:chief", true), ("tenant/beta", "person:chief", true), ("tenant/acme", "system:system", false)]);
        changes[0].Before.ShouldNotBeNull().ShouldContain("\"Active\"");
        changes[0].After.ShouldNotBeNull().ShouldContain("\"Suspended\"");
        changes[1].Before.ShouldBeNull();
        center.Storage.Entries(CenterTenants.Id).ShouldAllBe(static e => e.Entry.Kind == "config.changed");
        (await Door(center).ChangeAsync(Chief, new TenantEdit.Add(Beta, Settings()), key)).Status.ShouldBe(DeskStatus.Repeated, "also when something else came after it");
    }

    [Fact]
    public async Task A_tenant_with_something_open_is_not_suspended_and_goes_on()
    {
        await using var center = await StartAsync();
        await DoneAsync(center, new TenantEdit.Add(Beta, Settings()));
        await ReceiveAsync(center, "SM1");
        await center.UntilAsync(() => Runtime(center)!.Views.Interactions.Rows.Any(), "the message is a conversation");

        var refused = await ChangeAsync(center, new TenantEdit.Suspend(Beta));
        (refused.Status, refused.Code).ShouldBe((DeskStatus.Refused, "CC1226"));
        (await Door(center).TenantsAsync(Chief))[1].State.ShouldBe(TenantState.Active);
        (await ReceiveAsync(center, "SM2")).Status.ShouldBe(InboxStatus.Accepted);
    }

    [Fact]
    public async Task What_comes_in_at_the_last_moment_keeps_a_tenant_open()
    {
        await using var center = await StartAsync();
        await DoneAsync(center, new TenantEdit.Add(Beta, Settings()));
        var loop = center.Services.GetRequiredService<ContactCenter.Tenants.TenantSupervisor>();
        (await ReceiveAsync(center, "SM1")).Status.ShouldBe(InboxStatus.Accepted);

        // Behind the first look: the door was open until here.
        (await loop.TryEndAsync(Beta)).ShouldNotBeNull().ShouldBeGreaterThan(0);
        await center.UntilAsync(() => Runtime(center) is not null, "the tenant is open again");
        (await ReceiveAsync(center, "SM1")).Status.ShouldBe(InboxStatus.Repeated);
    }

    [Fact]
    public async Task A_suspended_tenant_is_unknown_to_everybody_also_after_a_restart_until_it_is_resumed()
    {
        await using var center = await StartAsync();
        await DoneAsync(center, new TenantEdit.Add(Beta, Settings()));
        await DoneAsync(center, new TenantEdit.Suspend(Beta));
        await CheckAsync();
        await center.CrashAsync();
        await center.StartAsync();
        await CheckAsync();

        await DoneAsync(center, new TenantEdit.Resume(Beta));
        await ConversationAsync(center, "SM3");

        async Task CheckAsync()
        {
            var anna = Principal.Person(new AgentId("anna"), Beta, Role.Agent);
            Should.Throw<DeskAccessException>(() => center.Services.GetRequiredService<IDesks>().Open(anna, Beta));
            center.Services.GetRequiredService<IEndpointDirectory>().Find(ChannelKind.Sms, BetaEndpoint.Address).ShouldBeNull();
            (await ReceiveAsync(center, "SM0")).Status.ShouldBe(InboxStatus.Refused);
            center.Health.Facts().ShouldAllBe(static f => f.Tenant == CenterFixture.Acme);
            (await Door(center).TenantsAsync(Chief)).Select(static t => t.State).ShouldBe([TenantState.Active, TenantState.Suspended]);
        }
    }

    [Fact]
    public async Task A_seeded_tenant_stays_suspended_until_its_seed_changes()
    {
        await using var center = await StartAsync();
        await DoneAsync(center, new TenantEdit.Suspend(CenterFixture.Acme));
        await center.StopAsync();
        await center.StartAsync();
        center.Tenant.ShouldBeNull("the seed is what it was");
        (await Door(center).TenantsAsync(Chief)).ShouldHaveSingleItem().State.ShouldBe(TenantState.Suspended);
        await DoneAsync(center, new TenantEdit.Resume(CenterFixture.Acme));
        center.Tenant.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_closed_tenant_is_off_the_list_and_can_be_added_again_with_its_data()
    {
        await using var center = await StartAsync();
        await DoneAsync(center, new TenantEdit.Add(Beta, Settings()));
        var open = await ChangeAsync(center, new TenantEdit.Close(Beta));
        (open.Status, open.Code).ShouldBe((DeskStatus.Refused, "CC1225"));
        await DoneAsync(center, new TenantEdit.Suspend(Beta));
        await DoneAsync(center, new TenantEdit.Close(Beta));
        (await Door(center).TenantsAsync(Chief)).ShouldHaveSingleItem();
        var entries = center.Storage.Entries(Beta).Count;

        await DoneAsync(center, new TenantEdit.Add(Beta, Settings()));
        center.Storage.Entries(Beta).Count.ShouldBeGreaterThan(entries);
        await ConversationAsync(center, "SM9");
    }

    [Fact]
    public async Task What_would_not_be_right_is_refused_with_every_fault()
    {
        await using var center = await StartAsync();
        var settings = Settings();
        settings.Endpoints["sms"].Address = CenterFixture.Endpoint.Address.Value;
        settings.Dispositions.Clear();
        var result = await ChangeAsync(center, new TenantEdit.Add(Beta, settings));
        (result.Status, result.Code).ShouldBe((DeskStatus.Invalid, "CC1222"));
        result.Faults.Select(static f => f.Rule).ShouldBe(["dispositions-empty", "address-twice"], ignoreOrder: true);

        (await ChangeAsync(center, new TenantEdit.Add(new TenantId("+other"), Settings()))).Faults.ShouldContain(static f => f.Rule == "tenant-reserved");
        (await ChangeAsync(center, new TenantEdit.Resume(CenterFixture.Acme))).Code.ShouldBe("CC1225");
        (await Door(center).ChangeAsync(Chief, new TenantEdit.Suspend(new TenantId("zeta")), Guid.NewGuid())).Status.ShouldBe(DeskStatus.NotFound);
        (await Door(center).ChangeAsync(Chief, new TenantEdit.Suspend(CenterFixture.Acme) { Version = 99 }, Guid.NewGuid())).Code.ShouldBe("CC1221");
    }

    [Fact]
    public async Task A_center_whose_own_log_cannot_be_opened_says_so_and_starts_its_tenants_once_it_can()
    {
        await using var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms)) { Compose = static cc => cc.AddTenantAdministration() };
        var isAway = true;
        center.Storage.OnAppend = _ => isAway ? AppendFate.Lost : AppendFate.Acknowledged;
        await center.StartAsync();

        var fact = center.Health.Facts().ShouldHaveSingleItem();
        (fact.Tenant, fact.Part, fact.State).ShouldBe((null, "center", HealthState.Unavailable));
        fact.Description.ShouldEndWith("No tenant is started before the center's own log can be opened.");

        isAway = false;
        await center.UntilAsync(() => center.Tenant is not null, "the tenant runs", TimeSpan.FromSeconds(1));
        center.Health.Facts().ShouldHaveSingleItem().State.ShouldBe(HealthState.Healthy);
    }

    private static async Task<MemoryCenter> StartAsync()
    {
        var center = new MemoryCenter(new FakeChannel(ChannelKind.Sms)) { Compose = static cc => cc.AddTenantAdministration() };
        await center.StartAsync();
        return center;
    }

    private static TenantOptions Settings() => new TenantOptions().Named("Beta")
        .AddQueue("all").AddAgent("anna")
        .AddEndpoint("sms", ChannelKind.Sms, BetaEndpoint.Address, static e => e.ToQueue("all").Answers("Nobody is here.", "Too many are waiting."))
        .AddDisposition("done", "Done");

    private static ICenterAdministration Door(MemoryCenter center) => center.Services.GetRequiredService<ICenterAdministration>();

    private static ContactCenter.Tenants.TenantRuntime? Runtime(MemoryCenter center) => center.Services.GetRequiredService<ContactCenter.Tenants.TenantRegistry>().Find(Beta);

    private static async Task<ConfigurationResult> ChangeAsync(MemoryCenter center, TenantEdit edit) => await Door(center).ChangeAsync(
        Chief, edit with { Version = (await Door(center).TenantsAsync(Chief)).FirstOrDefault(t => t.Tenant == edit.Tenant)?.Version }, Guid.NewGuid());

    private static async Task DoneAsync(MemoryCenter center, TenantEdit edit)
    {
        var result = await ChangeAsync(center, edit);
        result.Status.ShouldBe(DeskStatus.Done, result.Message);
    }

    private static ValueTask<InboxResult> ReceiveAsync(MemoryCenter center, string id) =>
        center.ReceiveAsync(new InboundMessage { Endpoint = BetaEndpoint, ProviderId = id, From = Address.Phone("+393330000000"), Text = "hello" });

    /// <summary>A message comes in, and Anna takes it, ends it and closes it.</summary>
    private static async Task ConversationAsync(MemoryCenter center, string id)
    {
        var desk = center.Services.GetRequiredService<IDesks>().Open(Principal.Person(new AgentId("anna"), Beta, Role.Agent), Beta);
        await desk.ConnectAsync();
        if ((await desk.AgentAsync()).Presence == Presence.SignedOut)
        {
            await CenterFixture.Do(desk, new DeskCommand.SignIn());
        }

        if ((await desk.AgentAsync()).Presence != Presence.Ready)
        {
            await CenterFixture.Do(desk, new DeskCommand.SetReady());
        }

        (await ReceiveAsync(center, id)).Status.ShouldBe(InboxStatus.Accepted);
        var offer = await center.UntilAsync(async () => (await desk.AgentAsync()).Offers is [var first, ..] ? first : null, "an offer");
        await CenterFixture.Do(desk, new DeskCommand.AcceptOffer(offer.Offer));
        await center.UntilAsync(async () => await desk.InteractionAsync(offer.Interaction) is { MayWrite: true } view ? view : null, "it is Anna's");
        await CenterFixture.Do(desk, new DeskCommand.CloseInteraction(offer.Interaction, new DispositionCode("done")));
        await center.UntilAsync(async () => (await desk.AgentAsync()).Work.Count == 0 ? "so" : null, "it is closed");
    }
}
