using ContactCenter.Campaigns;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Golden;

/// <summary>Somebody is put onto a campaign's list, and a number is never called, until it may be again.</summary>
internal static class GoldenCampaigns
{
    private static readonly CampaignId Autumn = new("autumn");

    public static void Describe(CampaignOptions campaign)
    {
        campaign.Calls("line-faults", "faults");
        campaign.Mode = Routing.CampaignMode.Preview;
        campaign.Language = "it";
    }

    public static async Task RunAsync(GoldenCenter center)
    {
        var desk = center.Services.GetRequiredService<ICampaignDesks>().Open(Principal.Person(new AgentId("sofia"), CenterFixture.Acme, Role.Supervisor), CenterFixture.Acme);
        (await desk.ImportAsync(Autumn, "number;name;lingua\n+393330000071;Elsa;it\n+393330000072;;\n")).Added.ShouldBe(2);
        await center.WrittenAsync("contact.added");
        (await desk.DoAsync(new CampaignCommand.Bar("+393330000071") { Note = "per lettera" }, DerivedId.From("golden", "bar"))).IsDone.ShouldBeTrue();
        (await desk.DoAsync(new CampaignCommand.Unbar((await desk.BarredAsync()).ShouldHaveSingleItem().Id), DerivedId.From("golden", "unbar"))).IsDone.ShouldBeTrue();
    }
}
