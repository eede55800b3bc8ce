using ContactCenter.Administration;
using ContactCenter.Campaigns;
using ContactCenter.Desk;
using ContactCenter.Routing;

namespace ContactCenter.Tests.Campaigns;

/// <summary>Campaigns are configured like everything else: checked, journaled, in force at once.</summary>
public sealed class CampaignSettingsTests
{
    public static TheoryData<string, string> Wrong => new()
    {
        { "Queue", "Tenants:acme:Campaigns:winter:Queue is 'nowhere', which does not exist; name one of " },
        { "Endpoint", "Tenants:acme:Campaigns:winter:Endpoint is 'sms-faults', which is no endpoint of the telephone; name the one it calls from: line-faults." },
        { "Hours", "Tenants:acme:Campaigns:winter:Hours is 'never', which is no calendar; name one of these, or none: decent." },
        { "Script", "Tenants:acme:Campaigns:winter:Script is 'none', which does not exist; name one of these: none yet." },
        { "Language", "Tenants:acme:Campaigns:winter:Language: 'italian' is no language; write two letters, such as en or it." },
        { "Abandoned", "Tenants:acme:Campaigns:winter:AbandonedTexts is empty, but it dials before an agent is sure to be there; write who calls, why, and how to object, at least in one language, such as en." },
        { "Ring", "Tenants:acme:Campaigns:winter: The campaign 'winter' lets a line ring for 00:00:05; set 15 seconds to 2 minutes." },
        { "Cap", "Tenants:acme:Campaigns:winter: The campaign 'winter' may abandon 51 of a thousand; set 0 to 50." },
        { "Retry", "Tenants:acme:Campaigns:winter: The campaign 'winter' dials again 00:00:30 after Busy; set 1 minute to 30 days, or null for never." },
        { "Asks", "Tenants:acme:Campaigns:winter: The campaign 'winter' dials by itself (Progressive) and its queue 'billing' asks agents first, while a person waits. Set AutoAccept on the queue, or the mode to Preview." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_with_a_campaign_names_it_the_value_and_the_remedy(string what, string message)
    {
        await using var center = await CampaignCenter.StartAsync();
        var campaign = new CampaignOptions();
        CampaignCenter.Usual(campaign);
        Spoil(campaign, what);

        var result = await center.Administration.ChangeAsync([new ConfigurationEdit.SetCampaign(new("winter"), campaign)], Guid.NewGuid());

        result.Status.ShouldBe(DeskStatus.Invalid);
        result.Faults.ShouldHaveSingleItem().Message.ShouldStartWith("ContactCenter:" + message);
        center.Heard<RouterEvent.CampaignSet>().Select(static e => e.Settings.Id.Value).ShouldBe(["spring"]);
    }

    [Fact]
    public async Task A_campaign_comes_waits_to_be_started_changes_at_once_and_goes_and_the_journal_has_all_of_it()
    {
        await using var center = await CampaignCenter.StartAsync();
        var administration = center.Administration;
        var campaign = new CampaignOptions();
        CampaignCenter.Usual(campaign);
        var key = Guid.NewGuid();
        (await administration.ChangeAsync([new ConfigurationEdit.SetCampaign(new("winter"), campaign)], key)).Status.ShouldBe(DeskStatus.Done);
        (await administration.ChangeAsync([new ConfigurationEdit.SetCampaign(new("winter"), campaign)], key)).Status.ShouldBe(DeskStatus.Repeated);
        var status = (await center.Desk.CampaignsAsync()).Single(static c => c.Campaign.Value == "winter");
        (status.IsPaused, status.Obstacle, status.Message, status.CapPermille).ShouldBe((true, CampaignObstacle.Paused, "winter is paused.", 30));

        var set = (await administration.ConfigurationAsync()).Campaigns.Single(static c => c.Id == "winter");
        set.Settings.AbandonedCapPermille = 10;
        (await administration.ChangeAsync([new ConfigurationEdit.SetCampaign(new("winter"), set.Settings) { Version = set.Version }], Guid.NewGuid())).Status.ShouldBe(DeskStatus.Done);
        (await center.Desk.CampaignsAsync()).Single(static c => c.Campaign.Value == "winter").CapPermille.ShouldBe(10);

        set = (await administration.ConfigurationAsync()).Campaigns.Single(static c => c.Id == "winter");
        (await administration.ChangeAsync([new ConfigurationEdit.RemoveCampaign(new("winter")) { Version = set.Version }], Guid.NewGuid())).Status.ShouldBe(DeskStatus.Done);
        (await center.Desk.CampaignsAsync()).Select(static c => c.Campaign.Value).ShouldBe(["spring"]);
        (await administration.HistoryAsync()).Where(static c => c.Key == "campaign/winter").Select(static c => (c.IsEdit, c.By, c.Before is null, c.After is null)).ShouldBe(
            [(true, "person:paola", false, true), (true, "person:paola", false, false), (true, "person:paola", true, false)]);
        center.Heard<RouterEvent.CampaignRemoved>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task What_a_campaign_needs_is_not_taken_away()
    {
        await using var center = await CampaignCenter.StartAsync();
        var view = await center.Administration.ConfigurationAsync();
        ConfigurationEdit[] edits =
        [
            new ConfigurationEdit.RemoveQueue(new("sales")) { Version = view.Queues.Single(static q => q.Id == "sales").Version },
            new ConfigurationEdit.RemoveEndpoint(new("line-faults")) { Version = view.Endpoints.Single(static e => e.Id == "line-faults").Version },
            new ConfigurationEdit.RemoveCalendar(new("decent")) { Version = view.Calendars.Single().Version },
        ];
        foreach (var edit in edits)
        {
            var result = await center.Administration.ChangeAsync([edit], Guid.NewGuid());
            result.Status.ShouldBe(DeskStatus.Invalid);
            result.Message.ShouldNotBeNull().ShouldContain("Campaigns:spring");
        }
    }

    [Fact]
    public async Task A_start_pauses_what_is_new_and_leaves_what_was_started()
    {
        await using var center = await CampaignCenter.StartAsync();
        (await center.StatusAsync()).IsPaused.ShouldBeTrue();
        await center.DoAsync(new CampaignCommand.Start(CampaignCenter.Spring));
        await center.Center.CrashAsync();
        await center.Center.StartAsync();
        (await center.StatusAsync()).IsPaused.ShouldBeFalse();
        await center.DoAsync(new CampaignCommand.Pause(CampaignCenter.Spring));
        (await center.StatusAsync()).IsPaused.ShouldBeTrue();
        (await center.Desk.DoAsync(new CampaignCommand.Start(new("winter")), Guid.NewGuid())).ShouldBe(new DeskResult(DeskStatus.NotFound, "CC1291", "There is no campaign 'winter'."));
    }

    private static void Spoil(CampaignOptions campaign, string what)
    {
        switch (what)
        {
            case "Queue": campaign.Queue = "nowhere"; break;
            case "Endpoint": campaign.Endpoint = "sms-faults"; break;
            case "Hours": campaign.Hours = "never"; break;
            case "Script": campaign.Script = "none"; break;
            case "Language": campaign.Language = "italian"; break;
            case "Abandoned": campaign.AbandonedTexts.Clear(); break;
            case "Ring": campaign.RingTime = TimeSpan.FromSeconds(5); break;
            case "Cap": campaign.AbandonedCapPermille = 51; break;
            case "Retry": campaign.Retries.Busy = TimeSpan.FromSeconds(30); break;
            default: campaign.Queue = "billing"; break;
        }
    }
}
