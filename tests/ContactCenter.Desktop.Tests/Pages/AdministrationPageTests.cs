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

        page.WaitForAssertion(() => page.FindAll("table").Count.ShouldBe(7));
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
        var dialogs = Open(2);
        Type(dialogs, "Tuesday", "09:00-13:00");
        Save(dialogs);

        dialogs.WaitForAssertion(() => _administrations.Edits.Count.ShouldBe(1));
        var hours = _administrations.Edits[0].Edit.ShouldBeOfType<ConfigurationEdit.SetEndpoint>().Settings.Hours.ShouldNotBeNull();
        hours.Spans.ShouldBe([
            new OpeningSpan(DayOfWeek.Monday, new(8, 0), new(12, 0)), new OpeningSpan(DayOfWeek.Monday, new(14, 0), new(18, 0)), new OpeningSpan(DayOfWeek.Tuesday, new(9, 0), new(13, 0))]);
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
        page.WaitForAssertion(() => page.FindAll("table").Count.ShouldBe(7));
        page.FindAll("table")[table].QuerySelector(".cc-change")!.Click();
        dialogs.WaitForAssertion(() => dialogs.FindAll(".cc-thing").Count.ShouldBe(1));
        return dialogs;
    }

    private static void Type(IRenderedComponent<MudDialogProvider> dialogs, string label, string value) =>
        dialogs.FindAll(".cc-field").Single(f => f.TextContent.Trim().StartsWith(label, StringComparison.Ordinal)).QuerySelector("input, textarea")!.Change(value);

    private static void Save(IRenderedComponent<MudDialogProvider> dialogs) => dialogs.Find(".cc-save").Click();
}
