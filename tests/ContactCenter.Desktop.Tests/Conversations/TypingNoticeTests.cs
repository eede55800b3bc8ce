using Bunit;
using ContactCenter.Desk;
using ContactCenter.Desktop.Conversations;

namespace ContactCenter.Desktop.Tests.Conversations;

public sealed class TypingNoticeTests : DeskContext
{
    [Fact]
    public async Task It_shows_that_the_customer_types_and_no_longer_when_it_is_said_or_nothing_is_said_any_more()
    {
        var desk = await SitDownAsync();
        var interaction = View("1234567").Summary.Interaction;
        var notice = Render<TypingNotice>(p => p.Add(n => n.Interaction, interaction));
        notice.Find("[role=status]").TextContent.ShouldBeEmpty();

        desk.Raise(DeskEventKind.CustomerTyping, interaction);
        notice.WaitForAssertion(() => notice.Find("[role=status]").TextContent.ShouldBe("The customer is typing…"));
        desk.Raise(DeskEventKind.CustomerPaused, interaction);
        notice.WaitForAssertion(() => notice.Find("[role=status]").TextContent.ShouldBeEmpty());

        desk.Raise(DeskEventKind.CustomerTyping, interaction);
        notice.WaitForAssertion(() => notice.Find("[role=status]").TextContent.ShouldBe("The customer is typing…"));
        Time.Advance(TimeSpan.FromSeconds(6));
        notice.WaitForAssertion(() => notice.Find("[role=status]").TextContent.ShouldBeEmpty());
    }

    [Fact]
    public async Task Another_customers_typing_shows_nothing_and_nothing_is_asked_again_for_it()
    {
        var desk = await SitDownAsync();
        var (mine, other) = (View("1234567").Summary.Interaction, View("admin").Summary.Interaction);
        var notice = Render<TypingNotice>(p => p.Add(n => n.Interaction, mine));
        var queries = desk.AgentQueries;

        desk.Raise(DeskEventKind.CustomerTyping, other);
        desk.Raise(DeskEventKind.CustomerTyping, mine);

        notice.WaitForAssertion(() => notice.Find("[role=status]").TextContent.ShouldBe("The customer is typing…"));
        notice.RenderCount.ShouldBe(2);
        desk.AgentQueries.ShouldBe(queries);
    }
}
