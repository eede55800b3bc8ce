using Bunit;
using ContactCenter.Campaigns;
using ContactCenter.Desk;
using ContactCenter.Desktop.Localization;
using ContactCenter.Desktop.Pages;
using ContactCenter.Desktop.Tests.Fakes;
using ContactCenter.Routing;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Desktop.Tests.Pages;

/// <summary>Whom the center calls by itself, as a supervisor sees and runs it.</summary>
public sealed class CampaignsPageTests : DeskContext
{
    private readonly FakeCampaignDesks _desks = new();

    public CampaignsPageTests()
    {
        Services.AddSingleton<ICampaignDesks>(_desks);
        _desks.Campaigns.Add(new CampaignStatus
        {
            Campaign = new("spring"),
            Name = "Spring",
            Queue = new("faults"),
            Endpoint = new("line"),
            Message = "spring is paused.",
            Mode = CampaignMode.Progressive,
            IsPaused = true,
            Obstacle = CampaignObstacle.Paused,
            Listed = 50,
            Left = 41,
            Dialled = 12,
            CapPermille = 30,
            AbandonedPermille = 28,
            Outcomes = [new OutcomeCount(LineOutcome.Person, 9), new OutcomeCount(LineOutcome.Busy, 3)],
            Done = [new DoneCount(ContactState.Reached, 9)],
        });
        _desks.Contacts.Add(new ListedContact(new ContactId(Guid.NewGuid()), 4, "+393330000001", "Ada", ContactState.Waiting, 1, LineOutcome.Busy, Time.GetUtcNow(), Time.GetUtcNow().AddMinutes(10), "Europe/Rome", null, new InteractionId(Guid.NewGuid())));
        _desks.Contacts.Add(new ListedContact(new ContactId(Guid.NewGuid()), 5, null, null, ContactState.Erased, 0, null, null, null, null, null, null));
    }

    [Fact]
    public async Task A_supervisor_sees_how_it_goes_and_why_it_does_not_dial_and_starts_it()
    {
        await SitDownAsync(Role.Supervisor);
        var page = Render<CampaignsPage>();
        var text = page.Find(".cc-campaign").TextContent;
        foreach (var shown in new[] { "Spring", "Paused", "41", "/ 50", "2.8 %", "/ 3 %", "answered 9, busy 3", "Reached 9", English.Words["campaign.why.Paused"] })
        {
            text.ShouldContain(shown);
        }

        _desks.Campaigns[0] = _desks.Campaigns[0] with { IsPaused = false, Obstacle = CampaignObstacle.NoAgents, FreeAgents = 2, Ringing = 2 };
        page.Find(".cc-start").Click();
        page.WaitForAssertion(() => page.Find(".cc-why").TextContent.ShouldBe("It dials no more: 2 agents are free for the 2 lines that ring or wait, and the share of abandoned calls allows none beyond."));
        _desks.Done.ShouldHaveSingleItem().ShouldBe(new CampaignCommand.Start(new("spring")));
        page.Find(".cc-pause");
    }

    [Fact]
    public async Task The_figures_follow_by_themselves()
    {
        await SitDownAsync(Role.Supervisor);
        var page = Render<CampaignsPage>();
        _desks.Campaigns[0] = _desks.Campaigns[0] with { Left = 7 };
        Time.Advance(TimeSpan.FromSeconds(2));
        page.WaitForAssertion(() => page.Find(".cc-tile-value").TextContent.ShouldStartWith("7"));
    }

    [Fact]
    public async Task The_list_is_shown_added_to_and_taken_from()
    {
        await SitDownAsync(Role.Supervisor);
        var page = Render<CampaignsPage>();
        page.Find("button.cc-list").Click();
        page.WaitForAssertion(() => page.FindAll(".cc-list-of tbody tr").Count.ShouldBe(2));
        page.FindAll(".cc-list-of tbody tr")[0].TextContent.ShouldContain("To be called");
        page.FindAll(".cc-list-of tbody tr")[1].TextContent.ShouldContain("Erased");
        page.FindAll(".cc-withdraw").Count.ShouldBe(1, "who is done with cannot be taken off");

        page.Find(".cc-list-of input[name=number]").Change("333 0000002");
        page.Find(".cc-list-of input[name=name]").Change("Bruno");
        page.Find(".cc-list-of form").Submit();
        page.WaitForAssertion(() => _desks.Done.ShouldHaveSingleItem().ShouldBe(new CampaignCommand.Add(new("spring"), new NewContact("333 0000002") { Name = "Bruno" })));
        page.Find(".cc-withdraw").Click();
        page.WaitForAssertion(() => _desks.Done[^1].ShouldBe(new CampaignCommand.Withdraw(new("spring"), _desks.Contacts[0].Contact)));
    }

    [Fact]
    public async Task Of_a_file_it_is_told_what_was_taken_and_each_line_that_was_not()
    {
        _desks.Import = new ImportResult(DeskStatus.Done, null, null, 2, 1, 0, 1, [new LineFault(3, "contact-number", "hello", "Line 3: …"), new LineFault(5, "unheard-of", "x", "Line 5: as the center says it.")], []);
        await SitDownAsync(Role.Supervisor);
        var page = Render<CampaignsPage>();
        page.Find("button.cc-list").Click();
        page.WaitForElement(".cc-import");
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("number\n+393330000001\nhello", "list.csv"));
        page.WaitForAssertion(() => page.Find(".cc-list-of .cc-told").TextContent.ShouldBe("2 added; 1 known already, 0 do not want to be called, 1 lines are wrong."));
        page.FindAll(".cc-lines li").Select(static l => l.TextContent).ShouldBe(["Line 3: “hello” is no telephone number; write it with its country, such as +393331234567.", "Line 5: as the center says it."]);
        _desks.Files.ShouldBe(["number\n+393330000001\nhello"]);

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary([0xFF, 0xFE, 0xFA], "list.csv"));
        page.WaitForAssertion(() => page.Find(".cc-list-of .cc-told").TextContent.ShouldBe(English.Words["campaign.fileEncoding"]));
        _desks.Files.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_number_is_barred_and_allowed_again_and_a_refusal_is_told()
    {
        _desks.Barred.Add(new BarredNumber(Guid.NewGuid(), 3, "+393330000009", Time.GetUtcNow(), "person:anna", "by letter", null));
        await SitDownAsync(Role.Supervisor);
        var page = Render<CampaignsPage>();
        page.Find(".cc-barred tbody tr").TextContent.ShouldContain("by letter");
        page.Find("input[name=barred]").Change("333 0000003");
        page.Find(".cc-barred form").Submit();
        page.WaitForAssertion(() => _desks.Done.ShouldHaveSingleItem().ShouldBe(new CampaignCommand.Bar("333 0000003")));
        _desks.Result = new DeskResult(DeskStatus.NotFound, "CC1297", "no");
        page.Find(".cc-unbar").Click();
        page.WaitForAssertion(() => page.Find(".cc-barred .cc-told").TextContent.ShouldBe(English.Words["code.CC1297"]));
    }

    [Theory]
    [InlineData("agent")]
    [InlineData("integration")]
    public async Task Nobody_else_sees_anything(string role)
    {
        await SitDownAsync(new Role(role));
        Render<CampaignsPage>().FindAll(".cc-campaign").ShouldBeEmpty();
    }

    /// <summary>Everything that may be shown has its words in every language.</summary>
    [Fact]
    public void Every_state_outcome_obstacle_mode_and_rule_has_words()
    {
        string[] rules = ["contact-number-missing", "contact-number", "contact-short", "contact-name", "contact-language", "contact-late", "contact-zone", "contact-zone-unknown", "contact-known", "contact-done", "contact-barred", "list-full", "line-columns", "line-date", "line-quote", "line-long"];
        var keys = Enum.GetNames<ContactState>().Select(static n => $"contact.{n}")
            .Concat(Enum.GetNames<LineOutcome>().Select(static n => $"outcome.{n}"))
            .Concat(Enum.GetNames<CampaignObstacle>().Select(static n => $"campaign.why.{n}"))
            .Concat(Enum.GetNames<CampaignMode>().Select(static n => $"mode.{n}"))
            .Concat(Enum.GetNames<CampaignClock>().Select(static n => $"clock.{n}"))
            .Concat(Enum.GetNames<ContactFilter>().Select(static n => $"campaign.which.{n}"))
            .Concat(rules.Select(static r => $"line.{r}"));
        foreach (var words in Words.Languages.Values)
        {
            keys.Where(k => !words.ContainsKey(k)).ShouldBeEmpty();
        }
    }
}
