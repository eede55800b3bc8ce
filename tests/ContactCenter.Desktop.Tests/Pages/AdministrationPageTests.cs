using Bunit;
using ContactCenter.Administration;
using ContactCenter.Desk;
using ContactCenter.Desktop.Pages;
using ContactCenter.Desktop.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ContactCenter.Desktop.Tests.Pages;

/// <summary>What administrators change, and supervisors see.</summary>
public sealed class AdministrationPageTests : DeskContext
{
    private readonly FakeAdministrations _administrations;

    public AdministrationPageTests() => Services.AddSingleton<IAdministrations>(_administrations = new FakeAdministrations(Time));

    [Fact]
    public async Task A_supervisor_sees_everything_and_changes_nothing()
    {
        await SitDownAsync(Role.Supervisor);
        var page = Render<AdministrationPage>();

        page.WaitForAssertion(() => page.FindAll("table").Count.ShouldBe(11));
        page.Markup.ShouldContain("+390612345678");
        page.FindAll(".cc-add, .cc-change, .cc-remove").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_agent_sees_nothing()
    {
        await SitDownAsync(Role.Agent);
        Render<AdministrationPage>().FindAll("table").ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_typed_becomes_the_edit_of_the_version_seen()
    {
        await SitDownAsync(Role.Administrator);
        var dialogs = Open(0);
        Type(dialogs, "Required skills", "gas 4, office 2");
        Type(dialogs, "Target: within seconds", "45");
        Save(dialogs);

        dialogs.WaitForAssertion(() => _administrations.Edits.Count.ShouldBe(1));
        var edit = _administrations.Edits[0].Edit.ShouldBeOfType<ConfigurationEdit.SetQueue>();
        (edit.Version, edit.Queue.Value, edit.Settings.Name, edit.Settings.ServiceLevelWithin).ShouldBe((7L, "faults", "Faults", TimeSpan.FromSeconds(45)));
        edit.Settings.Skills.OrderBy(static s => s.Key).ShouldBe([KeyValuePair.Create("gas", 4), KeyValuePair.Create("office", 2)]);
        dialogs.WaitForAssertion(() => dialogs.FindAll(".cc-thing").ShouldBeEmpty());
    }

    [Fact]
    public async Task Opening_hours_are_typed_day_by_day()
    {
        await SitDownAsync(Role.Administrator);
        var dialogs = Open(3);
        Type(dialogs, "Tuesday", "09:00-13:00");
        Save(dialogs);

        dialogs.WaitForAssertion(() => _administrations.Edits.Count.ShouldBe(1));
        var hours = _administrations.Edits[0].Edit.ShouldBeOfType<ConfigurationEdit.SetEndpoint>().Settings.Hours.ShouldNotBeNull();
        hours.Spans.ShouldBe([
            new OpeningSpan(DayOfWeek.Monday, new(8, 0), new(12, 0)), new OpeningSpan(DayOfWeek.Monday, new(14, 0), new(18, 0)), new OpeningSpan(DayOfWeek.Tuesday, new(9, 0), new(13, 0))]);
    }

    [Fact]
    public async Task What_is_said_of_routing_is_read_back_whole_and_a_rule_is_added_to_the_empty_place()
    {
        await SitDownAsync(Role.Administrator);
        var dialogs = Open(0);
        Type(dialogs, "Only these teams", "north, south");
        Choose(dialogs, "Who is asked first", "best-skill");
        Choose(dialogs, "The agent has it at once", "yes");
        Type(dialogs, "Seconds to wait for the agent", "120");
        Type(dialogs, "First after seconds", "20");
        var second = dialogs.FindAll(".cc-group").Single(static g => g.QuerySelector("summary")!.TextContent == "Overflow 2");
        second.QuerySelectorAll("select")[0].Change("Wait");
        second.QuerySelectorAll("input")[0].Change("300");
        dialogs.FindAll(".cc-group").Single(static g => g.QuerySelector("summary")!.TextContent == "Overflow 2").QuerySelectorAll("select")[2].Change("night");
        Save(dialogs);

        dialogs.WaitForAssertion(() => _administrations.Edits.Count.ShouldBe(1));
        var queue = _administrations.Edits[0].Edit.ShouldBeOfType<ConfigurationEdit.SetQueue>().Settings;
        (queue.Calendar, queue.Strategy, queue.AutoAccept, queue.StickyAgentLimit, queue.Announcements!.First).ShouldBe(("office", "best-skill", true, TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(20)));
        queue.Teams.ShouldBe(["north", "south"]);
        queue.Rings.ShouldHaveSingleItem().LowerBy.ShouldBe(1);
        queue.Overflow.Count.ShouldBe(2);
        queue.Overflow[0].Texts.ShouldBe(new Dictionary<string, string> { ["en"] = "We are closed.", ["de"] = "Geschlossen." }, ignoreOrder: true);
        (queue.Overflow[1].When, queue.Overflow[1].After, queue.Overflow[1].To, queue.Overflow[1].Queue).ShouldBe((Routing.OverflowTrigger.Wait, TimeSpan.FromMinutes(5), Routing.OverflowTarget.Queue, "night"));
    }

    [Fact]
    public async Task A_calendar_is_typed_day_by_day_and_a_special_day_a_line()
    {
        await SitDownAsync(Role.Administrator);
        var dialogs = Open(2);
        Type(dialogs, "Friday", "");
        Type(dialogs, "Special days", "12-25\n2026-12-24 08:00-12:00 14:00-16:00");
        Save(dialogs);

        dialogs.WaitForAssertion(() => _administrations.Edits.Count.ShouldBe(1));
        var edit = _administrations.Edits[0].Edit.ShouldBeOfType<ConfigurationEdit.SetCalendar>();
        (edit.Calendar.Value, edit.Version, edit.Settings.Name, edit.Settings.TimeZone).ShouldBe(("office", 7L, "Office", "Europe/Rome"));
        edit.Settings.Week.Keys.ShouldBe([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday]);
        edit.Settings.Days.ShouldBe(new Dictionary<string, string> { ["12-25"] = "closed", ["2026-12-24"] = "08:00-12:00 14:00-16:00" });
    }

    [Fact]
    public async Task A_template_is_typed_language_by_language_and_what_is_not_changed_stays()
    {
        await SitDownAsync(Role.Administrator);
        var dialogs = Open(6);
        dialogs.FindAll(".cc-group summary").Select(static s => s.TextContent).ShouldBe(["Text in English", "Text in Russian"]); // what has a text is not folded away
        Type(dialogs, "Text in English", "Dear {name}, {when}.\nSee you.");
        Type(dialogs, "Text in Polish", "");
        Type(dialogs, "What it takes, in the order scripts give it", "name: text,\nwhen: moment");
        Save(dialogs);

        dialogs.WaitForAssertion(() => _administrations.Edits.Count.ShouldBe(1));
        var edit = _administrations.Edits[0].Edit.ShouldBeOfType<ConfigurationEdit.SetTemplate>();
        (edit.Template, edit.Version, edit.Settings.Takes).ShouldBe(("visit/reminder", 7L, "name: text, when: moment"));
        edit.Settings.Channels.ShouldBe(["sms"]);
        edit.Settings.Texts.Select(static t => (t.Key, t.Value.Text, t.Value.Short)).ShouldBe([("it", "Gentile {name}, {when|on}.", "{when}"), ("en", "Dear {name}, {when}.\nSee you.", "")]);
    }

    [Theory]
    [InlineData("en-GB", "Templates › visit/reminder: the script “visits” sends it on line 5, and would not be right any more; change the script first, or both at once. line 5, column 14: No template is called “visit/reminder”. (S211)")]
    [InlineData("it-IT", "Templates › visit/reminder: lo script “visits” lo invia alla riga 5 e non sarebbe più giusto; cambi prima lo script, o tutti e due insieme. riga 5, colonna 14: Nessun modello si chiama “visit/reminder”. (S211)")]
    public void That_a_script_sends_a_template_is_said_in_the_persons_language(string culture, string said)
    {
        var words = new ContactCenter.Desktop.Localization.Words();
        words.Speak(culture);
        ContactCenter.Desktop.Administering.FaultWords.Of(words, new ConfigurationFault(
            "Tenants:acme:Templates:visit/reminder", "template-sent", ["visits", "script-fault", "5", "S211", "No template is called “visit/reminder”.", "14", "visit/reminder", "."], "…")).ShouldBe(said);
    }

    [Fact]
    public async Task What_cannot_be_read_and_what_is_wrong_is_said_and_the_form_stays()
    {
        await SitDownAsync(Role.Administrator);
        var dialogs = Open(0);
        Type(dialogs, "Most that may wait", "many");
        Save(dialogs);
        dialogs.WaitForAssertion(() => dialogs.Find(".cc-faults").TextContent.ShouldContain("“Most that may wait” cannot be read"));
        _administrations.Edits.ShouldBeEmpty();

        _administrations.Answers.Enqueue(new ConfigurationResult(DeskStatus.Invalid, "CC1222", "…", [new ConfigurationFault("Tenants:acme:Queues:faults:MaxWaiting", "range", ["0", "1", "100000"], "…")]));
        Type(dialogs, "Most that may wait", "0");
        Save(dialogs);
        dialogs.WaitForAssertion(() => dialogs.Find(".cc-faults").TextContent.ShouldContain("faults › MaxWaiting: 0 is out of range: 1 to 100000."));

        // Nobody knows whether it was made: the same again has the same key, something else another one.
        _administrations.Answers.Enqueue(new ConfigurationResult(DeskStatus.Unavailable, "CC1202", "…", []));
        Type(dialogs, "Most that may wait", "10");
        Save(dialogs);
        dialogs.WaitForAssertion(() => dialogs.Find(".cc-faults").TextContent.ShouldContain("CC1202"));
        Save(dialogs);
        dialogs.WaitForAssertion(() => dialogs.FindAll(".cc-thing").ShouldBeEmpty());
        var keys = _administrations.Edits.Select(static e => e.Key).ToList();
        keys[1].ShouldBe(keys[2]);
        keys[0].ShouldNotBe(keys[1]);
    }

    private IRenderedComponent<MudDialogProvider> Open(int table)
    {
        Render<MudPopoverProvider>();
        var dialogs = Render<MudDialogProvider>();
        var page = Render<AdministrationPage>();
        page.WaitForAssertion(() => page.FindAll("table").Count.ShouldBe(11));
        page.FindAll("table")[table].QuerySelector(".cc-change")!.Click();
        dialogs.WaitForAssertion(() => dialogs.FindAll(".cc-thing").Count.ShouldBe(1));
        return dialogs;
    }

    private static void Type(IRenderedComponent<MudDialogProvider> dialogs, string label, string value) =>
        dialogs.FindAll(".cc-field").Single(f => f.TextContent.Trim().StartsWith(label, StringComparison.Ordinal)).QuerySelector("input, textarea")!.Change(value);

    private static void Choose(IRenderedComponent<MudDialogProvider> dialogs, string label, string value) =>
        dialogs.FindAll(".cc-field").Single(f => f.TextContent.Trim().StartsWith(label, StringComparison.Ordinal)).QuerySelector("select")!.Change(value);

    private static void Save(IRenderedComponent<MudDialogProvider> dialogs) => dialogs.Find(".cc-save").Click();
}
