using Bunit;
using ContactCenter.Desk;
using ContactCenter.Desktop.Pages;

namespace ContactCenter.Desktop.Tests.Pages;

/// <summary>Whom a conversation was offered to, and why.</summary>
public sealed class PastOffersTests : DeskContext
{
    [Fact]
    public async Task A_supervisor_asks_why_somebody_was_asked_and_sees_everybody_as_things_stood()
    {
        var desk = await SitDownAsync(Role.Supervisor);
        var interaction = desk.Interactions.Keys.First();
        var offer = new OfferId(DerivedId.From("offer"));
        desk.Offers[offer] = (
            new PastOffer(offer, new AgentId("bruno"), "Bruno", new QueueId("faults"), Time.GetUtcNow(), OfferOutcome.Expired),
            new WorkExplanation(interaction, new QueueId("faults"), Time.GetUtcNow(), [], [
                new WorkCandidate(new AgentId("anna"), "Anna", WorkObstacle.None, null) { Rank = 5, Place = 2 },
                new WorkCandidate(new AgentId("bruno"), "Bruno", WorkObstacle.None, null) { Rank = 8, Place = 1 },
                new WorkCandidate(new AgentId("carla"), "Carla", WorkObstacle.OtherTeam, null)]) { Chosen = new AgentId("bruno"), Strategy = "best-skill" });

        var page = Render<InteractionPage>(p => p.Add(x => x.Id, interaction.Value));
        page.WaitForAssertion(() => page.Find(".cc-asked li").TextContent.ShouldContain("Bruno: did not answer"));
        await page.Find(".cc-why-offer").ClickAsync(new());
        page.WaitForAssertion(() => page.Find(".cc-asked p").TextContent.ShouldBe("Bruno was asked: of 3 agents 2 could take it; compared with Anna, Bruno suits it better (8 against 5)."));
        page.FindAll(".cc-asked tbody tr").Select(static r => string.Join(' ', r.Children.Select(static c => c.TextContent.Trim())))
            .ShouldBe(["1 Bruno could take it (suits 8, order 0)", "2 Anna could take it (suits 5, order 0)", "– Carla is of another team"]);
    }
}
