using System.Text;
using ContactCenter.Campaigns;
using ContactCenter.Channels;
using ContactCenter.Desk;
using ContactCenter.Privacy;
using ContactCenter.Projections;
using ContactCenter.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Tests.Campaigns;

/// <summary>Whom campaigns call, and whom nobody calls.</summary>
public sealed class CampaignListTests
{
    [Fact]
    public async Task Of_a_file_every_line_that_is_right_is_taken_and_every_other_one_is_told()
    {
        await using var center = await CampaignCenter.StartAsync();
        await center.DoAsync(new CampaignCommand.Bar("333 000 0009"));

        var result = await center.ImportAsync(
            "\uFEFFname;Number;time zone;language;not before;age",
            "Ada;333 000 0001;;;;41",
            "\"Bruno \"\"the\nPlumber\"\"\";+39 333 000 0002;;it;2026-03-03;",
            ";hello;;;;",
            "Carla;+12125550100;America/New_York;en;;",
            "Dan;+12125550101;Rome;;;",
            ";;;;;",
            "Eve;+18005550100;;;;",
            "Fay;+393330000003;;italian;;",
            "Gus;+393330000004;;;tomorrow;",
            "Ada again;+393330000001;;;;",
            "Hal;+393330000009;;;;",
            "Ida;112;;;;",
            "Joe;+393330000005;;;;;;",
            "Kim;+393330000006;;;;\"open");

        (result.Added, result.Known, result.Barred, result.Wrong).ShouldBe((3, 1, 1, 8));
        result.Ignored.ShouldBe(["age"]);
        result.Faults.Select(static f => (f.Line, f.Rule)).ShouldBe(
            [
                (5, "contact-number"), (7, "contact-zone"), (9, "contact-zone-unknown"), (10, "contact-language"), (11, "line-date"), (12, "contact-known"), (13, "contact-barred"),
                (14, "contact-number"), (15, "line-columns"), (16, "line-quote"),
            ]);
        result.Faults[0].Message.ShouldBe("Line 5: 'hello' is no telephone number; write it with its country, such as +393331234567.");
        await center.TakenAsync(3);
        var contacts = await center.Desk.ContactsAsync(CampaignCenter.Spring);
        contacts.Select(static c => (c.Number, c.Name, c.TimeZone, c.Language, c.State, c.Attempts)).ShouldBe(
            [
                ("+393330000001", "Ada", "Europe/Rome", null, ContactState.Waiting, 0),
                ("+393330000002", "Bruno \"the Plumber\"", "Europe/Rome", "it", ContactState.Waiting, 0),
                ("+12125550100", "Carla", "America/New_York", "en", ContactState.Waiting, 0),
            ]);
        contacts[1].NextAt.ShouldBe(new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("", "The file cannot be read: its first line cannot be read; write the names of the columns there, such as number,name.")]
    [InlineData("name,age\nAda,41", "The file cannot be read: its first line must name one column with the numbers; call it number, and the others name, time zone, language and not before.")]
    [InlineData("number,name,nome\n1,2,3", "The file cannot be read: its first line names the column Name twice; name each once.")]
    public async Task A_file_nobody_can_read_says_why(string file, string message)
    {
        await using var center = await CampaignCenter.StartAsync();
        var result = await center.Desk.ImportAsync(CampaignCenter.Spring, file);
        (result.Status, result.Code, result.Message).ShouldBe((DeskStatus.Invalid, "CC1296", message));
    }

    [Fact]
    public async Task The_same_file_twice_adds_nobody_twice_also_after_a_crash_and_who_was_withdrawn_may_come_again()
    {
        await using var center = await CampaignCenter.StartAsync();
        string[] file = ["number,name", .. Enumerable.Range(0, 450).Select(static i => $"+39333{i:D7},Person {i}")];
        (await center.ImportAsync(file)).Added.ShouldBe(450);
        var again = await center.ImportAsync(file);
        (again.Added, again.Known, again.Faults[0].Message).ShouldBe((0, 450, "Line 2: the number is on the list already; it is called once."));
        await center.TakenAsync(450);

        await center.Center.CrashAsync();
        await center.Center.StartAsync();
        (await center.ImportAsync(file)).Added.ShouldBe(0);
        await center.TakenAsync(450);
        center.Heard<RouterEvent.ContactAdded>().Count().ShouldBe(450);

        var first = (await center.Desk.ContactsAsync(CampaignCenter.Spring, limit: 1)).Single();
        await center.DoAsync(new CampaignCommand.Withdraw(CampaignCenter.Spring, first.Contact));
        (await center.Desk.ContactsAsync(CampaignCenter.Spring, ContactFilter.Done)).Select(static c => (c.Number, c.State)).ShouldBe([(first.Number, ContactState.Withdrawn)]);
        (await center.Desk.DoAsync(new CampaignCommand.Withdraw(CampaignCenter.Spring, first.Contact), Guid.NewGuid())).Code.ShouldBe("CC1297");
        await center.DoAsync(new CampaignCommand.Add(CampaignCenter.Spring, new NewContact(first.Number!)));
        await center.TakenAsync(450);
    }

    [Fact]
    public async Task A_list_is_read_page_by_page_whatever_is_saved_of_it()
    {
        await using var center = await CampaignCenter.StartAsync();
        await center.ImportAsync(["number", .. Enumerable.Range(0, 30).Select(static i => $"+39333{i:D7}")]);
        await center.TakenAsync(30);
        foreach (var contact in (await center.Desk.ContactsAsync(CampaignCenter.Spring)).Where(static (_, i) => i % 3 == 0))
        {
            await center.DoAsync(new CampaignCommand.Withdraw(CampaignCenter.Spring, contact.Contact));
        }

        await center.Center.SavedAsync();
        await center.Center.StopAsync();
        await center.Center.StartAsync();
        var pages = new List<ListedContact>();
        while (await center.Desk.ContactsAsync(CampaignCenter.Spring, after: pages.LastOrDefault()?.Position, limit: 7) is { Count: > 0 } page)
        {
            pages.AddRange(page);
        }

        pages.Select(static c => c.Number).ShouldBe(Enumerable.Range(0, 30).Select(static i => $"+39333{i:D7}"));
        (await center.Desk.ContactsAsync(CampaignCenter.Spring, ContactFilter.Done)).Count.ShouldBe(10);
        (await center.Desk.ContactsAsync(CampaignCenter.Spring, ContactFilter.Open)).Count.ShouldBe(20);
        var status = await center.StatusAsync();
        (status.Listed, status.Left, status.Done.ShouldHaveSingleItem()).ShouldBe((30L, 20, new DoneCount(ContactState.Withdrawn, 10)));
    }

    [Fact]
    public async Task Number_and_name_are_sealed_and_nothing_else_has_them()
    {
        await using var center = await CampaignCenter.StartAsync();
        await center.ImportAsync("number,name", "+393330000001,Ada Lovelace");
        await center.DoAsync(new CampaignCommand.Bar("+393330000002") { Note = "Mrs Hopper rang" });
        await center.TakenAsync(1);
        await center.Center.SavedAsync();
        var rows = new List<string>();
        foreach (var view in center.Center.Tenant!.Views.Names)
        {
            await foreach (var row in center.Center.Tenant.Storage.Views.ListAsync(new ContactCenter.Storage.ViewQuery(view)))
            {
                rows.Add(row.Key + row.Group + Encoding.UTF8.GetString(row.Document.Span));
            }
        }

        var bodies = center.Center.Entries.Select(static e => Encoding.UTF8.GetString(e.Entry.Body.Span));
        rows.Concat(bodies).Where(static text => text.Contains("39333000", StringComparison.Ordinal) || text.Contains("Lovelace", StringComparison.Ordinal) || text.Contains("Hopper", StringComparison.Ordinal)).ShouldBeEmpty();
        rows.ShouldContain(static text => text.Contains(CampaignIndex.ContactView, StringComparison.Ordinal) || text.Contains("spring", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_erased_contact_is_off_the_list_and_who_does_not_want_to_be_called_stays_so()
    {
        await using var center = await CampaignCenter.StartAsync();
        await center.ImportAsync("number,name", "+393330000001,Ada", "+393330000002,Bruno");
        await center.TakenAsync(2);
        await center.DoAsync(new CampaignCommand.Bar("+393330000001"));
        await center.TakenAsync(1);
        var office = center.Center.Services.GetRequiredService<IPrivacyDesks>().Open(Principal.Person(new AgentId("paola"), CenterFixture.Acme, Role.Administrator), CenterFixture.Acme);
        foreach (var number in new[] { "+393330000001", "+393330000002" })
        {
            var customer = (await office.FindAsync(number)).Single().Customer;
            (await office.DoAsync(new PrivacyCommand.Erase(customer, "Request 7"), Guid.NewGuid())).ShouldBe(DeskResult.Done);
        }

        await center.TakenAsync(0);
        (await center.Desk.ContactsAsync(CampaignCenter.Spring)).Select(static c => (c.Number, c.Name, c.State)).ShouldBe(
            [(null, null, ContactState.DoNotCall), (null, null, ContactState.Erased)]);
        var again = await center.ImportAsync("number", "+393330000001", "+393330000002");
        (again.Added, again.Barred).ShouldBe((1, 1));
        (await center.Desk.BarredAsync()).Select(static b => (b.Number, b.By)).ShouldBe([("+393330000001", "person:paola")]);
    }

    [Fact]
    public async Task A_barred_number_leaves_every_list_at_once_and_may_be_called_again_when_that_is_lifted()
    {
        await using var center = await CampaignCenter.StartAsync();
        await center.ImportAsync("number", "+393330000001");
        await center.TakenAsync(1);
        var key = Guid.NewGuid();
        (await center.Desk.DoAsync(new CampaignCommand.Bar("333 0000001") { Note = "by letter" }, key)).Status.ShouldBe(DeskStatus.Done);
        (await center.Desk.DoAsync(new CampaignCommand.Bar("333 0000001") { Note = "by letter" }, key)).Status.ShouldBe(DeskStatus.Repeated);
        await center.TakenAsync(0);
        (await center.Desk.DoAsync(new CampaignCommand.Add(CampaignCenter.Spring, new NewContact("+393330000001")), Guid.NewGuid())).Code.ShouldBe("CC1294");
        (await center.Desk.DoAsync(new CampaignCommand.Bar("nonsense"), Guid.NewGuid())).Code.ShouldBe("CC1292");

        var barred = (await center.Desk.BarredAsync()).ShouldHaveSingleItem();
        (barred.Number, barred.Note).ShouldBe(("+393330000001", "by letter"));
        await center.DoAsync(new CampaignCommand.Unbar(barred.Id));
        (await center.Desk.BarredAsync()).ShouldBeEmpty();
        await center.DoAsync(new CampaignCommand.Add(CampaignCenter.Spring, new NewContact("+393330000001")));
        await center.TakenAsync(1);
        center.Center.Entries.Where(static e => e.Machine.Kind == "do-not-call").Select(static e => (e.Entry.Kind, e.Entry.Actor)).ShouldBe(
            [("do-not-call.added", "person:paola"), ("do-not-call.removed", "person:paola")]);
    }

    [Fact]
    public async Task An_agent_bars_the_number_of_a_customer_who_says_so_in_one_step()
    {
        await using var center = await CampaignCenter.StartAsync();
        await center.ImportAsync("number", "+393331112222");
        var anna = await center.Center.ReadyAsync("anna");
        await center.Center.ReceiveAsync("SM-1", "do not call me", "+393331112222");
        var offer = await center.Center.UntilAsync(async () => (await anna.AgentAsync()).Offers is [var first, ..] ? first : null, "an offer");
        await CenterFixture.Do(anna, new DeskCommand.AcceptOffer(offer.Offer));
        (await anna.DoAsync(new DeskCommand.DoNotCall(offer.Interaction), Guid.NewGuid())).ShouldBe(DeskResult.Done);

        await center.TakenAsync(0);
        var barred = (await center.Desk.BarredAsync()).ShouldHaveSingleItem();
        (barred.Number, barred.By, barred.Interaction).ShouldBe(("+393331112222", "person:anna", offer.Interaction));
        var view = (await anna.InteractionAsync(offer.Interaction)).ShouldNotBeNull();
        view.Timeline.Where(static t => t.Event == "do-not-call.added").ShouldHaveSingleItem().Author.ShouldBe("anna");
    }

    [Fact]
    public async Task A_list_that_is_full_takes_nobody_and_says_so()
    {
        await using var center = await CampaignCenter.StartAsync(static c => c.MaxContacts = 2);
        var result = await center.ImportAsync("number", "+393330000001", "+393330000002", "+393330000003");
        (result.Added, result.Wrong).ShouldBe((2, 1));
        result.Faults.Single().Message.ShouldBe("Line 4: the list is full; wait until some are done with, or raise MaxContacts above 2.");
    }

    [Theory]
    [InlineData("agent", false)]
    [InlineData("supervisor", true)]
    [InlineData("administrator", true)]
    [InlineData("integration", false)]
    public async Task Supervisors_and_administrators_run_campaigns_and_nobody_else(string role, bool may)
    {
        await using var center = await CampaignCenter.StartAsync();
        var desk = center.DeskOf(new Role(role));
        foreach (var read in new Func<Task>[] { async () => await desk.CampaignsAsync(), async () => await desk.ContactsAsync(CampaignCenter.Spring), async () => await desk.BarredAsync() })
        {
            if (may)
            {
                await read();
            }
            else
            {
                await Should.ThrowAsync<DeskAccessException>(read);
            }
        }

        (await desk.DoAsync(new CampaignCommand.Start(CampaignCenter.Spring), Guid.NewGuid())).Status.ShouldBe(may ? DeskStatus.Done : DeskStatus.Forbidden);
        (await desk.ImportAsync(CampaignCenter.Spring, "number")).Status.ShouldBe(may ? DeskStatus.Done : DeskStatus.Forbidden);
    }

    [Fact]
    public async Task The_views_derived_again_are_the_same()
    {
        await using var center = await CampaignCenter.StartAsync();
        await center.ImportAsync("number,name", "+393330000001,Ada", "+393330000002,Bruno");
        await center.DoAsync(new CampaignCommand.Bar("+393330000002"));
        await center.TakenAsync(1);
        var before = await center.Desk.ContactsAsync(CampaignCenter.Spring);
        await center.Center.Maintenance.RebuildViewsAsync(CenterFixture.Acme, Principal.System);
        var after = await center.Center.UntilAsync(async () => center.Center.Tenant is not null ? await center.Desk.ContactsAsync(CampaignCenter.Spring) : null, "the tenant runs again");
        after.ShouldBe(before);
        (await center.Desk.BarredAsync()).Count.ShouldBe(1);
    }
}
