using Bunit;
using ContactCenter.Administration;
using ContactCenter.Desk;
using ContactCenter.Desktop.Localization;
using ContactCenter.Desktop.Pages;
using ContactCenter.Desktop.Tests.Fakes;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Desktop.Tests.Pages;

/// <summary>The page scripts are written on.</summary>
public sealed class ScriptEditorPageTests : DeskContext
{
    private readonly FakeAdministrations _administrations;

    public ScriptEditorPageTests() => Services.AddSingleton<IAdministrations>(_administrations = new FakeAdministrations(Time));

    [Fact]
    public async Task A_script_is_read_with_all_that_belongs_to_it_checked_and_saved_as_the_version_seen()
    {
        await SitDownAsync(Role.Administrator);
        var page = Open("meter");
        page.Find("#script-contracts").GetAttribute("value").ShouldBe("event x\n");
        page.Find("#script-texts-it").GetAttribute("value").ShouldBe("texts it");
        page.Find(".cc-editor-sum").TextContent.ShouldBe("Nothing is wrong.");

        await page.InvokeAsync(() => page.Find("#script-text").ChangeAsync(new() { Value = "script meter v2, texts en" }));
        _administrations.Checked[^1].ShouldBe("script meter v2, texts en"); // looked at when the typing rests
        page.Find(".cc-changes").TextContent.ShouldBe("1 difference");
        await page.InvokeAsync(() => page.Find(".cc-format").ClickAsync(new()));
        page.Find("#script-text").GetAttribute("value").ShouldBe("script meter v2, texts en\n");
        await page.InvokeAsync(() => page.Find("#script-language").InputAsync(new() { Value = "pl" }));
        await page.InvokeAsync(() => page.FindAll("form").Single().SubmitAsync());
        await page.InvokeAsync(() => page.Find("#script-texts-pl").ChangeAsync(new() { Value = "texts pl" }));
        await page.InvokeAsync(() => page.Find("#script-texts-it").ChangeAsync(new() { Value = " " })); // emptied: it goes
        await page.InvokeAsync(() => page.Find(".cc-save").ClickAsync(new()));

        var edit = _administrations.Edits.ShouldHaveSingleItem().Edit.ShouldBeOfType<ConfigurationEdit.SetScript>();
        (edit.Script, edit.Version, edit.Settings.Text, edit.Settings.Contracts).ShouldBe(("meter", 7L, "script meter v2, texts en\n", "event x\n"));
        edit.Settings.Texts.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("pl", "texts pl"));
        Said.ShouldContain("Saved. New conversations run on it.");
    }

    [Fact]
    public async Task What_is_found_is_shown_as_text_with_its_place_and_what_is_refused_stays()
    {
        await SitDownAsync(Role.Administrator);
        _administrations.Findings.Add(new ScriptFinding("Text", 3, 5, 4, "S402", IsError: true, "The step <b>'x'</b> runs off its end.") { Path = ["hello", "x"], Fix = "Write 'y'" });
        _administrations.Findings.Add(new ScriptFinding("Texts:it", 1, 1, 1, "S601", IsError: false, "A text is missing."));
        var page = Open("meter");
        page.Find(".cc-editor-sum").TextContent.ShouldBe("1 to mend, 1 to consider");
        var findings = page.FindAll(".cc-findings li");
        findings[0].TextContent.ShouldContain("The step <b>'x'</b> runs off its end. (S402)");
        findings[0].TextContent.ShouldContain("hello › x");
        findings[0].TextContent.ShouldContain("Remedy: Write 'y'");
        page.FindAll(".cc-goto").Select(static b => b.TextContent).ShouldBe(["line 3", "Texts:it, line 1"]);

        await page.InvokeAsync(() => page.Find("#script-text").ChangeAsync(new() { Value = "nonsense" }));
        _administrations.Answers.Enqueue(new ConfigurationResult(DeskStatus.Invalid, "CC1222", "Wrong.", [new ConfigurationFault("Tenants:acme:Scripts:meter:Text", "script-fault", ["3", "S402", "It runs off its end.", "5"], "…")]));
        await page.InvokeAsync(() => page.Find(".cc-save").ClickAsync(new()));
        page.Find("[role=alert]").TextContent.ShouldBe("Scripts › meter › Text: line 3, column 5: It runs off its end. (S402)");
        page.Find("#script-text").GetAttribute("value").ShouldBe("nonsense");

        // Nobody loses it by a click on the menu: the page asks first.
        page.FindComponent<Microsoft.AspNetCore.Components.Routing.NavigationLock>().Instance.ConfirmExternalNavigation.ShouldBeTrue();
    }

    [Fact]
    public async Task Who_speaks_Italian_is_told_in_Italian()
    {
        await SitDownAsync(Role.Administrator);
        Services.GetRequiredService<Words>().Speak("it-IT");
        _administrations.Findings.Add(new ScriptFinding("Text", 3, 5, 4, "S202", IsError: true, "No step is called '<b>'; did you mean 'bill'?") { Values = ["<b>", "; did you mean 'bill'?"], Fix = "Write 'bill'" });
        _administrations.Findings.Add(new ScriptFinding("Text", 0, 0, 0, "", IsError: true, "begins with 'script other', …") { Rule = "script-name", Values = ["other", "meter"] });
        var page = Open("meter");
        var findings = page.FindAll(".cc-findings li");
        findings[0].TextContent.ShouldContain("Nessun passo si chiama “<b>”; intendevi “bill”? (S202)");
        findings[0].TextContent.ShouldContain("Rimedio: scrivi “bill”");
        findings[1].TextContent.ShouldContain("nella prima riga il copione si chiama “other”, qui “meter”.");

        await page.InvokeAsync(() => page.Find("#script-text").ChangeAsync(new() { Value = "nonsense" }));
        _administrations.Answers.Enqueue(new ConfigurationResult(DeskStatus.Invalid, "CC1222", "Wrong.", [new ConfigurationFault("Tenants:acme:Scripts:meter:Text", "script-fault", ["3", "S402", "The step 'x' runs off its end.", "5", "x"], "…")]));
        await page.InvokeAsync(() => page.Find(".cc-save").ClickAsync(new()));
        page.Find("[role=alert]").TextContent.ShouldBe("Scripts › meter › Text: riga 3, colonna 5: Il passo “x” finisce senza dire dove andare; aggiungi una freccia verso un passo o un esito. (S402)");
    }

    [Fact]
    public async Task While_the_center_is_started_again_what_is_written_stays()
    {
        await SitDownAsync(Role.Administrator);
        var page = Open("meter");
        page.Find("#script-text").GetAttribute("data-draft").ShouldEndWith("script/meter/7/text"); // kept by the browser, too
        _administrations.IsAway = true;
        await page.InvokeAsync(() => page.Find("#script-text").ChangeAsync(new() { Value = "script meter v3" }));
        page.Find(".cc-editor-sum").TextContent.ShouldBe("The center is being started again; what you have written stays here.");
        page.Find("#script-text").GetAttribute("value").ShouldBe("script meter v3");
        _administrations.IsAway = false;
        await page.InvokeAsync(() => page.Find("#script-text").ChangeAsync(new() { Value = "script meter v4" }));
        page.Find(".cc-editor-sum").TextContent.ShouldBe("Nothing is wrong.");
    }

    [Fact]
    public async Task A_new_script_gets_a_name_and_its_page()
    {
        await SitDownAsync(Role.Administrator);
        var page = Open(null);
        await page.InvokeAsync(() => page.Find("#script-name").ChangeAsync(new() { Value = " order " }));
        await page.InvokeAsync(() => page.Find("#script-text").ChangeAsync(new() { Value = "script order v1" }));
        await page.InvokeAsync(() => page.Find(".cc-save").ClickAsync(new()));
        var edit = _administrations.Edits.ShouldHaveSingleItem().Edit.ShouldBeOfType<ConfigurationEdit.SetScript>();
        (edit.Script, edit.Version).ShouldBe(("order", null));
        Services.GetRequiredService<NavigationManager>().Uri.ShouldEndWith("/administration/script/order");
    }

    [Fact]
    public async Task A_supervisor_tries_and_saves_nothing_and_a_script_that_is_not_there_is_said_to_be_none()
    {
        await SitDownAsync(Role.Supervisor);
        var page = Open("meter");
        page.FindAll(".cc-save").ShouldBeEmpty();
        page.FindAll("#script-text").Count.ShouldBe(1);
        Open("nothing").Find("[role=alert]").TextContent.ShouldBe("There is no script of this name.");
    }

    [Fact]
    public async Task An_agent_sees_nothing()
    {
        await SitDownAsync(Role.Agent);
        Open("meter").FindAll("textarea").ShouldBeEmpty();
    }

    private IRenderedComponent<ScriptEditorPage> Open(string? name) => Render<ScriptEditorPage>(p => p.Add(static page => page.Name, name));
}
