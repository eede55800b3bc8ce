using System.Collections.Immutable;
using Bunit;
using ContactCenter.Desk;
using ContactCenter.Desktop.Localization;
using ContactCenter.Desktop.Pages;
using ContactCenter.Desktop.Tests.Fakes;
using ContactCenter.Scripting;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace ContactCenter.Desktop.Tests.Pages;

/// <summary>Scripts, their figures, and taking live runs along.</summary>
public sealed class ScriptsPageTests : DeskContext
{
    private static readonly Guid Run = Guid.Parse("01980000-0000-7000-8000-000000000001");

    [Fact]
    public async Task A_supervisor_sees_the_scripts_and_of_the_chosen_one_outcomes_and_steps_for_each_version()
    {
        var desk = await SitDownAsync(Role.Supervisor);
        var asked = Furnish(desk);
        var page = Render<ScriptsPage>();
        page.FindAll(".cc-scripts tbody tr").Select(static r => string.Join('|', r.Children.Take(4).Select(static c => c.TextContent.Trim())))
            .ShouldBe(["meter|2|Begins now|3", "meter|1|Older|4", "old|7|Not set up any more|1", "broken||Has a fault|0"]);
        page.FindAll("h2").ShouldBeEmpty();

        page.Find("tr[data-script=meter] .cc-figures").Click();
        page.WaitForAssertion(() => page.FindAll("h3").Select(static h => h.TextContent).ShouldBe(["Version 1", "Version 2", "Live runs on older versions"]));
        page.Find("tr[data-script=meter] .cc-figures").GetAttribute("aria-pressed").ShouldBe("true");
        var first = page.FindAll(".cc-version")[0];
        first.QuerySelectorAll(".cc-tile-value").Select(static t => t.TextContent).ShouldBe(["20", "15", "4"]);
        Rows(first, ".cc-outcomes").ShouldBe(["noted|9|60 %", "late|3|20 %", "Without outcome|2|13.3 %", "Stopped: nobody answered, too often|1|6.7 %"]);
        Rows(first, ".cc-steps").ShouldBe(["hello|20|16|4|20 %|8.5 s", "desk|5|5|0|0 %|2.5 h", "nowhere|0|0|0||"]);
        first.QuerySelectorAll(".cc-steps td").ShouldAllBe(static c => c.HasAttribute("data-label")); // on a telephone each number says what it is
        page.Find(".cc-figures-said").TextContent.ShouldContain("Not counted, since their customers were erased: 2.");
        asked.ShouldBe([("meter", 7)]);

        page.Find("select[name=days]").Change("30");
        page.WaitForAssertion(() => asked.ShouldBe([("meter", 7), ("meter", 30)]));
        page.Find("tr[data-script=old] .cc-figures").Click();
        page.WaitForAssertion(() => page.Find(".cc-figures-said").TextContent.ShouldBe("No run began in this time."));
        page.FindAll(".cc-upgrade").ShouldBeEmpty(); // nothing begins any more, so there is nothing to go on with
    }

    [Fact]
    public async Task A_map_of_other_names_goes_along_and_what_is_wrong_with_it_is_told()
    {
        var desk = await SitDownAsync(Role.Supervisor);
        Furnish(desk);
        desk.Upgrade = static request => request.Map == "upgrade v2: where -> address"
            ? new UpgradeResult(DeskStatus.Done) { Report = new UpgradeReport(request.Script, 2, "abcd") { Moves = 3 } }
            : new UpgradeResult(DeskStatus.Invalid, "CC1271", "The map has faults.") { Faults = [new ScriptTextFault(1, 13, "SU31", "There is no step <b>wher</b>.")] };
        var page = Render<ScriptsPage>();
        page.Find("tr[data-script=meter] .cc-figures").Click();
        page.WaitForElement(".cc-map textarea").Change("upgrade v2: wher -> address");
        page.Find(".cc-look").Click();
        page.WaitForAssertion(() => page.Find(".cc-map-faults li").TextContent.ShouldBe("line 1, column 13: There is no step <b>wher</b>. (SU31)"));
        page.FindAll(".cc-do").ShouldBeEmpty();
        page.Find(".cc-map textarea").Change("upgrade v2: where -> address");
        page.FindAll(".cc-map-faults").ShouldBeEmpty(); // that was about another map
        page.Find(".cc-look").Click();
        page.WaitForAssertion(() => page.Find(".cc-upgrade-said").TextContent.ShouldStartWith("Would move: 3."));
        page.FindAll(".cc-do").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Live_runs_are_taken_along_after_a_look_a_reason_and_a_confirmation()
    {
        var desk = await SitDownAsync(Role.Supervisor);
        Furnish(desk);
        desk.Upgrade = static request => new UpgradeResult(DeskStatus.Done)
        {
            Report = new UpgradeReport(request.Script, 2, "abcd") { Moves = 3, Stays = 1, Obstacles = [new UpgradeObstacle(1, "hello/k1", "SU02", "The line is not in v2.", 1)] },
        };
        var dialogs = Render<MudDialogProvider>();
        var page = Render<ScriptsPage>();
        page.Find("tr[data-script=meter] .cc-figures").Click();
        page.WaitForElement(".cc-look").Click();
        page.WaitForAssertion(() => page.Find(".cc-upgrade-said").TextContent.ShouldBe("Would move: 3. Would stay: 1. Cannot be read: 0. Nothing has been changed."));
        Rows(page.Find(".cc-upgrade"), ".cc-obstacles").ShouldBe(["hello/k1|1|1|The line is not in v2. SU02"]);
        page.Find(".cc-do").HasAttribute("disabled").ShouldBeTrue(); // not without a reason
        page.Find(".cc-reason").Input(" Better words ");

        page.Find(".cc-do").Click();
        var sure = dialogs.WaitForElement(".mud-dialog");
        sure.TextContent.ShouldContain("Have 3 live runs of meter go on with version 2?");
        dialogs.FindAll(".mud-dialog button").Single(static b => b.TextContent.Trim() == "Cancel").Click();
        dialogs.WaitForAssertion(() => dialogs.FindAll(".mud-dialog").ShouldBeEmpty());
        desk.Upgrades.Count(static u => u.Key is not null).ShouldBe(0);

        desk.Upgrade = static _ => new UpgradeResult(DeskStatus.Unavailable, "CC1202", "Try again.");
        await SureAsync();
        page.WaitForAssertion(() => page.Find(".cc-upgrade-said").TextContent.ShouldNotContain("…"));
        desk.Upgrade = static request => new UpgradeResult(DeskStatus.Done) { Report = new UpgradeReport(request.Script, 2, "abcd") { Moves = 2, Stays = 2 } };
        (desk.Scripts[0], var before) = (desk.Scripts[0] with { Versions = [new ScriptVersionSummary(2, "b2", true, 7)] }, desk.Scripts[0]); // nobody is on v1 any more, and what was done stays to be read
        before.Running.ShouldBe(7);
        await SureAsync();
        page.WaitForAssertion(() => page.Find(".cc-upgrade-said").TextContent.ShouldBe("Moved: 2. Stayed: 2. Cannot be read: 0."));
        page.FindAll(".cc-do").ShouldBeEmpty();
        var done = desk.Upgrades.Where(static u => u.Key is not null).ToList();
        done.Select(static u => u.Request).ShouldBe([new UpgradeRequest("meter") { Reason = "Better words" }, new UpgradeRequest("meter") { Reason = "Better words" }]);
        done.Select(static u => u.Key).Distinct().Count().ShouldBe(1); // a second press of what was not known to be done does nothing twice

        async Task SureAsync()
        {
            page.Find(".cc-do").Click();
            dialogs.WaitForElement(".mud-dialog");
            await dialogs.FindAll(".mud-dialog button").Single(static b => b.TextContent.Trim() == "Take them along").ClickAsync(new());
            dialogs.WaitForAssertion(() => dialogs.FindAll(".mud-dialog").ShouldBeEmpty());
        }
    }

    [Fact]
    public async Task A_center_without_scripts_says_so()
    {
        await SitDownAsync(Role.Administrator);
        Render<ScriptsPage>().Find(".cc-empty").TextContent.ShouldBe(English.Words["scripts.none"]);
    }

    [Theory]
    [InlineData("agent")]
    [InlineData("field")]
    public async Task Nobody_else_sees_anything(string role)
    {
        Furnish(await SitDownAsync(new Role(role)));
        Render<ScriptsPage>().FindAll("table").ShouldBeEmpty();
    }

    private static List<string> Rows(AngleSharp.Dom.IElement within, string table) =>
        [.. within.QuerySelectorAll($"{table} tbody tr").Select(static r => string.Join('|', r.Children.Select(static c => c.TextContent.Trim())))];

    /// <summary>What was asked for: script and days.</summary>
    private static List<(string Script, int Days)> Furnish(FakeDesk desk)
    {
        var asked = new List<(string, int)>();
        desk.Scripts.AddRange(
        [
            new ScriptSummary("meter", [new ScriptVersionSummary(2, "b2", true, 3), new ScriptVersionSummary(1, "a1", false, 4)]) { IsConfigured = true },
            new ScriptSummary("old", [new ScriptVersionSummary(7, "c7", false, 1)]),
            new ScriptSummary("broken", []) { IsConfigured = true },
        ]);
        desk.Figures = (script, from, to) =>
        {
            asked.Add((script, (int)(to!.Value - from!.Value).TotalDays));
            return new ScriptFiguresView(script, from.Value, to.Value, script == "meter" ? [Figures(1), Figures(2)] : []) { Erased = script == "meter" ? 2 : 0 };
        };
        return asked;
    }

    private static ScriptVersionFigures Figures(int version) => new()
    {
        Script = "meter",
        Version = version,
        Hash = new string((char)('a' + version), 64),
        Runs = 20,
        CameByUpgrade = 0,
        WentByUpgrade = 4,
        Ended = 15,
        Outcomes = [new OutcomeFigures("noted", 9), new OutcomeFigures("late", 3)],
        WithoutOutcome = 2,
        Faults = ImmutableSortedDictionary<ScriptFault, long>.Empty.Add(ScriptFault.TooManySilences, 1),
        Steps =
        [
            new StepFigures("hello", 20, 4, new DurationFigures(16, TimeSpan.FromSeconds(8.5), TimeSpan.FromMinutes(1))),
            new StepFigures("desk", 5, 0, new DurationFigures(5, TimeSpan.FromHours(2.5), TimeSpan.FromHours(3))),
            new StepFigures("nowhere", 0, 0, new DurationFigures(0, default, default)),
        ],
        Moves = [],
        Branches = [],
        Questions = [],
        Deviations = [],
        Adherence = 1,
    };
}
