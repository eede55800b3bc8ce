using Bunit;
using Bunit.TestDoubles;
using ContactCenter.Desk;
using ContactCenter.Desktop.Tests.Fakes;
using ContactCenter.Desktop.Circuit;
using ContactCenter.Desktop.Pages;
using ContactCenter.Desktop.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Desktop.Tests.Pages;

public sealed class PagesTests : DeskContext
{
    [Theory]
    [InlineData("agent", "Desk History Wallboard")]
    [InlineData("supervisor", "History Wallboard Attention Campaigns Scripts Administration")]
    [InlineData("field", "")]
    [InlineData("administrator", "Campaigns Scripts Administration Personal data Readiness")]
    public void The_menu_follows_the_role(string role, string pages)
    {
        Furnish(new Role(role));

        var layout = Render<DesktopLayout>();

        layout.WaitForAssertion(() => string.Join(' ', layout.FindAll(".cc-nav a").Select(a => a.TextContent.Trim())).ShouldBe(pages));
    }

    [Theory]
    [InlineData("anna", "other", "You are not allowed to do this here.")]
    [InlineData("Not A Key", "acme", "Your login belongs to nobody in this contact center.")]
    public void Who_has_no_desk_is_told_why(string agent, string tenant, string words)
    {
        Login.Be(agent, tenant, Role.Agent);

        var layout = Render<DesktopLayout>();

        layout.WaitForAssertion(() => layout.Find("h1").TextContent.ShouldBe(words));
        layout.FindAll("nav, .cc-presence").ShouldBeEmpty();
    }

    [Fact]
    public void The_layout_holds_the_connection_while_it_is_shown()
    {
        Furnish(Role.Agent);
        var layout = Render<DesktopLayout>(p => p.Add(l => l.Body, (RenderFragment)(b => b.AddContent(0, "body"))));

        layout.WaitForAssertion(() => layout.Find("main").TextContent.ShouldContain("body"));

        Desk.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_page_that_could_not_be_shown_comes_back_when_the_tenant_does()
    {
        var desk = await SitDownAsync();
        desk.IsDown = true;
        var layout = Render<DesktopLayout>(p => p.Add(l => l.Body, (RenderFragment)(b =>
        {
            b.OpenComponent<WallboardPage>(0);
            b.CloseComponent();
        })));
        layout.WaitForAssertion(() => layout.Find("main h1").TextContent.ShouldBe("The center is being started again; this page comes back by itself."));

        desk.IsDown = false;
        desk.Raise(DeskEventKind.Resync);

        layout.WaitForAssertion(() => layout.FindAll(".cc-tile").Count.ShouldBe(4));
    }

    [Fact]
    public async Task A_center_that_can_store_nothing_says_so_and_is_shown_as_it_was()
    {
        var desk = await SitDownAsync();
        var layout = Render<DesktopLayout>(p => p.Add(l => l.Body, (RenderFragment)(b => b.AddContent(0, "body"))));
        layout.WaitForAssertion(() => layout.Find("main").TextContent.ShouldContain("body"));
        layout.FindAll(".cc-readonly").ShouldBeEmpty();

        desk.CanWrite = false;
        desk.Raise(DeskEventKind.Resync);
        layout.WaitForAssertion(() => layout.Find(".cc-readonly[role=alert]").TextContent.ShouldStartWith("The center can store nothing at this moment."));
        layout.Find("main").TextContent.ShouldContain("body");

        desk.CanWrite = true;
        desk.Raise(DeskEventKind.Resync);
        layout.WaitForAssertion(() =>
        {
            Time.Advance(DeskFeed.Interval); // once per interval at most
            layout.FindAll(".cc-readonly").ShouldBeEmpty();
        });
    }

    [Fact]
    public async Task A_page_of_another_role_says_so()
    {
        await SitDownAsync(Role.Agent);

        Render<AttentionPage>().Find("h1").TextContent.ShouldBe("Your role does not include this page.");
    }

    [Theory]
    [InlineData("field", "You are logged in as field staff.")]
    [InlineData("administrator", "You are logged in as an administrator.")]
    [InlineData(null, "Your login has no role in this contact center.")]
    public void Who_has_no_page_here_is_told_so_plainly(string? role, string words)
    {
        Login.Be("anna", "acme", role is null ? [] : [new Role(role)]);
        var layout = Render<DesktopLayout>(p => p.Add(l => l.Body, (RenderFragment)(b =>
        {
            b.OpenComponent<AgentDesk>(0);
            b.CloseComponent();
        })));

        layout.WaitForAssertion(() => layout.Find("main h1").TextContent.ShouldBe("There is nothing for you to do here."));
        layout.Find("main p").TextContent.ShouldStartWith(words);
        layout.FindAll(".cc-presence, .cc-desk").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_supervisor_begins_at_the_wallboard()
    {
        await SitDownAsync(Role.Supervisor);

        Render<AgentDesk>();

        Services.GetRequiredService<BunitNavigationManager>().Uri.ShouldEndWith("/wallboard");
    }

    [Fact]
    public async Task The_desk_shows_the_conversation_and_follows_what_happens()
    {
        var desk = await SitDownAsync();
        var view = View("1234567");
        var page = Render<AgentDesk>(p => p.Add(a => a.Id, view.Summary.Interaction.Value));
        page.FindAll(".cc-item").Count.ShouldBe(9);
        page.FindAll(".cc-past button").Count.ShouldBe(7);

        desk.Add(view.Summary.Interaction, view.Timeline[^1] with { Id = new EntryId(Guid.NewGuid()), Position = 5_000, Text = "Still cold" });

        page.WaitForAssertion(() => page.FindAll(".cc-item").Count.ShouldBe(10));
        page.Find(".cc-timeline").TextContent.ShouldContain("Still cold");
    }

    [Fact]
    public async Task The_whole_path_ends_with_nothing_of_it_in_hand()
    {
        var desk = await SitDownAsync();
        var view = View("1234567");
        var page = Render<AgentDesk>(p => p.Add(a => a.Id, view.Summary.Interaction.Value));

        await page.InvokeAsync(() => page.Find("textarea").Input("A technician is on the way."));
        await page.InvokeAsync(() => page.Find(".cc-composer").SubmitAsync());
        page.WaitForAssertion(() => page.Find(".cc-timeline").TextContent.ShouldContain("A technician is on the way."));
        await page.InvokeAsync(() => page.Find(".cc-end").ClickAsync(new()));
        page.WaitForElement(".cc-wrapup input[value=technician]").Change("technician");
        await page.InvokeAsync(() => page.Find(".cc-wrapup").SubmitAsync());

        desk.Commands.Select(c => c.Command.GetType().Name).ShouldBe(["SendMessage", "EndInteraction", "CloseInteraction"]);
        page.WaitForAssertion(() => page.FindAll(".cc-work li").Count.ShouldBe(2));
        Services.GetRequiredService<BunitNavigationManager>().History.First().Uri.ShouldBe("");
    }

    [Fact]
    public async Task An_interaction_of_elsewhere_does_not_exist()
    {
        await SitDownAsync();

        Render<InteractionPage>(p => p.Add(i => i.Id, Guid.NewGuid())).Markup.ShouldContain("There is no such interaction.");
    }

    [Fact]
    public async Task The_history_can_be_limited_to_what_is_open()
    {
        await SitDownAsync();
        var page = Render<HistoryPage>();
        page.FindAll("tbody tr").Count.ShouldBe(10);

        await page.InvokeAsync(() => page.Find("input[type=checkbox]").ChangeAsync(new() { Value = true }));

        page.FindAll("tbody tr").Count.ShouldBe(4);
    }

    [Fact]
    public async Task The_history_is_searched_by_what_the_form_says_and_tells_how_far_it_looked()
    {
        var desk = await SitDownAsync();
        var one = desk.Interactions.Values.Select(static i => i.Summary).First(s => s.Queue is not null && s.Status == InteractionStatus.Waiting
            && desk.Interactions.Values.Count(o => o.Summary.CustomerName == s.CustomerName && o.Summary.Queue == s.Queue && o.Summary.Status == s.Status) == 1);
        var page = Render<HistoryPage>();

        await page.InvokeAsync(() => page.Find("input[name=about]").ChangeAsync(new() { Value = one.CustomerName }));
        await page.InvokeAsync(() => page.Find("select[name=queue]").ChangeAsync(new() { Value = one.Queue!.Value.Value }));
        await page.InvokeAsync(() => page.Find("select[name=status]").ChangeAsync(new() { Value = "Waiting" }));
        await page.InvokeAsync(() => page.Find("input[name=from]").ChangeAsync(new() { Value = "2026-03-01" }));
        await page.InvokeAsync(() => page.Find("input[name=to]").ChangeAsync(new() { Value = "2026-03-01" }));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        var search = desk.Searches.ShouldHaveSingleItem();
        (search.About, search.Queue, search.Status, search.Text).ShouldBe((one.CustomerName, one.Queue, InteractionStatus.Waiting, null));
        (search.To - search.From).ShouldBe(TimeSpan.FromDays(1));
        page.FindAll("tbody tr").Count.ShouldBe(1);
        page.Find("[role=status]").TextContent.ShouldContain("1 found, 10 conversations looked at.");

        await page.InvokeAsync(() => page.Find(".cc-older").ClickAsync(new()));
        desk.Searches[^1].After.ShouldNotBeNull().Interaction.ShouldBe(one.Interaction);
        page.Find(".cc-older").HasAttribute("disabled").ShouldBeTrue("everything has been looked at");

        await page.InvokeAsync(() => page.Find(".cc-clear").ClickAsync(new()));
        page.FindAll("tbody tr").Count.ShouldBe(10);
        page.Find("input[name=about]").GetAttribute("value").ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task A_search_whose_dates_are_the_wrong_way_round_is_told_so_and_not_made()
    {
        var desk = await SitDownAsync();
        var page = Render<HistoryPage>();

        await page.InvokeAsync(() => page.Find("input[name=from]").ChangeAsync(new() { Value = "2026-03-05" }));
        await page.InvokeAsync(() => page.Find("input[name=to]").ChangeAsync(new() { Value = "2026-03-01" }));
        await page.InvokeAsync(() => page.Find("form").SubmitAsync());

        page.Find("[role=status]").TextContent.ShouldBe("Look at the dates: the time ends before it begins.");
        desk.Searches.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_history_pages_back_and_forth()
    {
        var desk = await SitDownAsync();
        var any = desk.Interactions.Values.First();
        for (var i = 0; i < 60; i++)
        {
            var id = new InteractionId(Guid.NewGuid());
            desk.Interactions[id] = any with { Summary = any.Summary with { Interaction = id, OpenedAt = Time.GetUtcNow().AddDays(-100 - i) } };
        }

        var page = Render<HistoryPage>();
        page.FindAll("tbody tr").Count.ShouldBe(50);
        await page.InvokeAsync(() => page.Find(".cc-older").ClickAsync(new()));
        page.FindAll("tbody tr").Count.ShouldBe(20);
        await page.InvokeAsync(() => page.Find(".cc-newest").ClickAsync(new()));

        page.FindAll("tbody tr").Count.ShouldBe(50);
    }

    [Fact]
    public async Task The_history_pages_through_conversations_opened_at_the_same_instant()
    {
        var desk = await SitDownAsync();
        var any = desk.Interactions.Values.First();
        desk.Interactions.Clear();
        for (var i = 0; i < 60; i++)
        {
            var id = new InteractionId(Guid.NewGuid());
            desk.Interactions[id] = any with { Summary = any.Summary with { Interaction = id } };
        }

        var page = Render<HistoryPage>();
        page.FindAll("tbody tr").Count.ShouldBe(50);
        await page.InvokeAsync(() => page.Find(".cc-older").ClickAsync(new()));

        page.FindAll("tbody tr").Count.ShouldBe(10);
    }

    [Fact]
    public async Task An_agent_who_reads_a_colleagues_conversation_sees_it_go_on()
    {
        var desk = await SitDownAsync();
        var view = desk.Interactions.Values.First(i => i.Summary.Agent != desk.Me && i.Summary.Status != InteractionStatus.Closed);
        var page = Render<InteractionPage>(p => p.Add(i => i.Id, view.Summary.Interaction.Value));
        desk.Interactions[view.Summary.Interaction] = view with
        {
            Timeline = [.. view.Timeline, new(new EntryId(Guid.NewGuid()), 6_000, Time.GetUtcNow(), TimelineKind.MessageIn, "customer") { Text = "And now?" }],
        };

        desk.Raise(DeskEventKind.Interaction); // an agent is not told whose it was

        page.WaitForAssertion(() => page.Find(".cc-timeline").TextContent.ShouldContain("And now?"));
    }

    [Fact]
    public async Task The_wallboard_shows_service_against_target_and_ticks()
    {
        await SitDownAsync();
        var page = Render<WallboardPage>();
        var faults = page.FindAll("tbody tr")[1];
        faults.TextContent.ShouldContain("73 %");
        faults.TextContent.ShouldContain("below target");
        faults.TextContent.ShouldContain("3:07");

        Time.Advance(TimeSpan.FromSeconds(3));

        page.WaitForAssertion(() => page.FindAll("tbody tr")[1].TextContent.ShouldContain("3:10"));
    }

    [Fact]
    public async Task The_wallboard_looks_again_when_a_queue_changes()
    {
        var desk = await SitDownAsync();
        var page = Render<WallboardPage>();

        desk.Wallboard = desk.Wallboard with { Queues = [desk.Wallboard.Queues[0] with { Waiting = 77 }] };
        desk.Raise(DeskEventKind.Queue);

        page.WaitForAssertion(() => page.Find(".cc-tile-value").TextContent.ShouldBe("77"));
    }

    [Fact]
    public async Task A_supervisor_sets_somebody_not_ready_and_an_agent_cannot()
    {
        var desk = await SitDownAsync(Role.Supervisor);

        var page = Render<WallboardPage>();
        var dialogs = Render<MudBlazor.MudDialogProvider>();
        var asked = page.InvokeAsync(() => page.Find(".cc-force").ClickAsync(new()));
        dialogs.WaitForState(() => dialogs.FindAll(".mud-dialog button").Any(b => b.TextContent.Trim() == "Set not ready"));
        desk.Commands.ShouldBeEmpty();
        await dialogs.InvokeAsync(() => dialogs.FindAll(".mud-dialog button").Single(b => b.TextContent.Trim() == "Set not ready").ClickAsync(new()));
        await asked;

        page.WaitForAssertion(() => desk.Commands.ShouldHaveSingleItem().Command.ShouldBe(new DeskCommand.ForceNotReady(new AgentId("anna"))));
    }

    [Fact]
    public async Task A_supervisor_reads_why_a_conversation_waits_and_takes_it_over()
    {
        var desk = await SitDownAsync(Role.Agent, Role.Supervisor);
        var waiting = desk.Interactions.Values.First(i => i.Summary.Agent != desk.Me || i.Summary.Status != InteractionStatus.Closed).Summary.Interaction;
        desk.Interactions[waiting] = desk.Interactions[waiting] with { Summary = desk.Interactions[waiting].Summary with { Status = InteractionStatus.Waiting, Agent = null } };
        desk.Explanations[waiting] = new WorkExplanation(waiting, new QueueId("faults"), Time.GetUtcNow(), [new SkillLevel(new SkillId("gas"), 3)],
            [new WorkCandidate(new AgentId("bruno"), "Bruno", WorkObstacle.NotReady, null), new WorkCandidate(new AgentId("carla"), "Carla", WorkObstacle.LacksSkill, new SkillLevel(new SkillId("gas"), 3))]);

        var page = Render<InteractionPage>(p => p.Add(x => x.Id, waiting.Value));
        page.WaitForAssertion(() => page.Find(".cc-why p").TextContent.ShouldEndWith("and needs gas 3. Agents: 2, of them 1 without the skill, 1 not ready."));
        page.FindAll(".cc-why li").Select(l => l.TextContent).ShouldBe(["Bruno: is not ready", "Carla: lacks gas at level 3"]);
        await page.Find(".cc-takeover").ClickAsync(new());

        desk.Commands.ShouldHaveSingleItem().Command.ShouldBe(new DeskCommand.TakeOver(waiting));
    }

    [Fact]
    public async Task A_supervisor_settles_what_needed_a_person()
    {
        var desk = await SitDownAsync(Role.Supervisor);
        var item = desk.Attention[0].Id;
        var page = Render<AttentionPage>();
        page.FindAll("tbody tr").Count.ShouldBe(3);

        await page.FindAll(".cc-resolve").Single(b => b.TextContent.Trim() == "It was not sent").ClickAsync(new());

        desk.Commands.ShouldHaveSingleItem().Command.ShouldBe(new DeskCommand.ResolveAttention(item, "not-sent"));
        page.FindAll("tbody tr").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_supervisor_sends_a_failed_message_again_from_the_list()
    {
        var desk = await SitDownAsync(Role.Supervisor);
        var failed = desk.Attention.Single(a => a.Kind == "message.failed");
        var page = Render<AttentionPage>();
        page.FindAll(".cc-resend").Count.ShouldBe(2, "what is no message cannot be sent again");

        await page.FindAll("tbody tr")[1].QuerySelector(".cc-resend")!.ClickAsync(new());

        desk.Commands.ShouldHaveSingleItem().Command.ShouldBe(new DeskCommand.Resend(failed.Interaction!.Value, Scene.Failed));
        page.FindAll("tbody tr").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_name_full_of_markup_stays_a_name()
    {
        await SitDownAsync();

        var page = Render<HistoryPage>();

        page.FindAll("tbody b").ShouldBeEmpty();
        page.Markup.ShouldContain("admin &lt;b&gt;x&lt;/b&gt;");
        page.Markup.ShouldNotContain("\u202E");
    }
}
