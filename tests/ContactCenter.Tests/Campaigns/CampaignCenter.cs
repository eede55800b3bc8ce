using ContactCenter.Administration;
using ContactCenter.Campaigns;
using ContactCenter.Desk;
using ContactCenter.Routing;
using ContactCenter.Tests.Calls;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Campaigns;

/// <summary>A center in memory, in virtual time, whose agents call for a campaign; Monday, ten o'clock in Rome.</summary>
internal sealed class CampaignCenter : IAsyncDisposable
{
    public static readonly CampaignId Spring = new("spring");

    private CampaignCenter(CallCenter calls) => Calls = calls;

    public CallCenter Calls { get; }

    public MemoryCenter Center => Calls.Center;

    public ICampaignDesk Desk => DeskOf(Role.Supervisor);

    public IAdministration Administration => Center.Services.GetRequiredService<IAdministrations>().Open(Principal.Person(new AgentId("paola"), CenterFixture.Acme, Role.Administrator), CenterFixture.Acme);

    public static async Task<CampaignCenter> StartAsync(Action<CampaignOptions>? campaign = null, Action<TenantOptions>? describe = null) => new(await CallCenter.StartAsync(t =>
    {
        t.AddQueue("sales", static q =>
        {
            q.AutoAccept = true;
            q.ServedByTeams("sales");
        });
        t.AddCalendar("decent", static c => c.In("Europe/Rome").Open("09:00-20:00"));
        foreach (var agent in new[] { "sara", "sergio", "silvia" })
        {
            t.AddAgent(agent, static a => a.Team = "sales");
        }

        t.AddCampaign("spring", c =>
        {
            Usual(c);
            campaign?.Invoke(c);
        });
        describe?.Invoke(t);
    }));

    /// <summary>What is right.</summary>
    public static void Usual(CampaignOptions c) => c.Named("Spring").Calls("line-faults", "sales").During("decent")
        .WhenAbandoned("it", "Acme, per un'offerta. Per non essere più chiamati: 800 000 000.").WhenAbandoned("en", "Acme, about an offer.");

    public ICampaignDesk DeskOf(params Role[] roles) =>
        Center.Services.GetRequiredService<ICampaignDesks>().Open(Principal.Person(new AgentId("paola"), CenterFixture.Acme, roles), CenterFixture.Acme);

    public async Task DoAsync(CampaignCommand command) => (await Desk.DoAsync(command, Guid.NewGuid())).ShouldBe(DeskResult.Done);

    public async Task<CampaignStatus> StatusAsync() => (await Desk.CampaignsAsync()).Single(static c => c.Campaign == Spring);

    /// <summary>Waits until the router has everybody who was put on the list and is not done with.</summary>
    public Task TakenAsync(int left) => Center.UntilAsync(async () => (await StatusAsync()).Left == left ? "so" : null, $"{left} are on the list");

    public async Task<ImportResult> ImportAsync(params string[] lines)
    {
        var result = await Desk.ImportAsync(Spring, string.Join("\r\n", lines));
        result.IsDone.ShouldBeTrue(result.Message);
        return result;
    }

    public IEnumerable<T> Heard<T>()
        where T : RouterEvent => Center.Entries.Where(static e => e.Machine.Kind == "router").Select(static e => RouterCodec.Read(e.Entry)).OfType<T>();

    public ValueTask DisposeAsync() => Calls.DisposeAsync();
}
