using Bunit;
using Bunit.TestDoubles;
using ContactCenter.Administration;
using ContactCenter.Desk;
using ContactCenter.Desktop.Circuit;
using ContactCenter.Desktop.Pages;
using ContactCenter.Desktop.Shell;
using ContactCenter.Desktop.Tests.Fakes;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace ContactCenter.Desktop.Tests.Pages;

/// <summary>Which tenants there are, for who administers the center and nobody else.</summary>
public sealed class TenantsPageTests : DeskContext
{
    private readonly FakeCenterAdministration _center;

    public TenantsPageTests()
    {
        _center = new FakeCenterAdministration(Time);
        Services.AddSingleton<ICenterAdministration>(_center);
        Login.BeUntenanted("ada", Role.CenterAdministrator);
    }

    [Fact]
    public async Task The_tenants_and_their_changes_are_listed_and_a_name_full_of_markup_stays_a_name()
    {
        await Workplace.OpenAsync();
        var page = Render<TenantsPage>();

        page.FindAll("tr[data-tenant]").Select(r => string.Join('|', r.QuerySelectorAll("th, td").SkipLast(2).Select(c => c.TextContent.Trim())))
            .ShouldBe(["acme|Acme Gas|Open|the host", "beta|<b>Beta</b>|Suspended|ada"]);
        page.FindAll("tr[data-tenant='acme'] button").Select(b => b.TextContent.Trim()).ShouldBe(["Suspend"]);
        page.FindAll("tr[data-tenant='beta'] button").Select(b => b.TextContent.Trim()).ShouldBe(["Resume", "Close"]);
        page.FindAll("table")[1].TextContent.ShouldContain("{\"state\":\"suspended\"}");
    }

    [Theory]
    [InlineData("Suspend", true)]
    [InlineData("Cancel", false)]
    public async Task A_tenant_is_suspended_once_the_person_has_been_asked(string answer, bool isDone)
    {
        await Workplace.OpenAsync();
        var (dialogs, page) = (Render<MudDialogProvider>(), Render<TenantsPage>());

        var click = page.Find("tr[data-tenant='acme'] .cc-suspend").ClickAsync(new());
        dialogs.WaitForAssertion(() => dialogs.Find(".mud-dialog").TextContent.ShouldContain("Suspend acme?"));
        _center.Edits.ShouldBeEmpty();
        await dialogs.FindAll(".mud-dialog button").Single(b => b.TextContent.Trim() == answer).ClickAsync(new());
        await click;

        _center.Edits.Select(e => (e.By.Name, e.Edit)).ShouldBe(isDone ? [("ada", new TenantEdit.Suspend(new TenantId("acme")) { Version = 3 })] : []);
    }

    [Fact]
    public async Task A_refusal_is_said_in_words_and_the_list_is_looked_at_again()
    {
        await Workplace.OpenAsync();
        _center.Answers.Enqueue(new ConfigurationResult(DeskStatus.Refused, "CC1221", "Tenant 'beta' has been changed.", []));
        var page = Render<TenantsPage>();
        _center.Tenants.RemoveAt(1);

        await page.Find(".cc-resume").ClickAsync(new());

        _center.Edits.ShouldHaveSingleItem().Edit.ShouldBe(new TenantEdit.Resume(new TenantId("beta")) { Version = 7 });
        Said.ShouldHaveSingleItem().ShouldNotBeNull().ShouldContain("Somebody has changed it since you looked; look again. (CC1221)");
        page.FindAll("tr[data-tenant]").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_new_tenant_is_added_with_what_it_cannot_begin_without_and_faults_are_told_where_it_is_written()
    {
        await Workplace.OpenAsync();
        var (dialogs, page) = (Render<MudDialogProvider>(), Render<TenantsPage>());
        _center.Answers.Enqueue(new ConfigurationResult(DeskStatus.Invalid, "CC1222", "No.", [new ConfigurationFault("ContactCenter:Tenants:gamma:Queues", "queues-empty", [], "Queues is empty.")]));

        var click = page.Find(".cc-add").ClickAsync(new());
        dialogs.WaitForAssertion(() => dialogs.FindAll("input").Count.ShouldBe(4));
        await dialogs.FindAll("input")[0].ChangeAsync(new ChangeEventArgs { Value = "Gamma!" });
        await dialogs.Find(".cc-save").ClickAsync(new());
        dialogs.Find("[role=alert]").TextContent.ShouldContain("“Id” cannot be read as it is written.");
        await dialogs.FindAll("input")[0].ChangeAsync(new ChangeEventArgs { Value = "gamma" });
        await dialogs.FindAll("input")[1].ChangeAsync(new ChangeEventArgs { Value = "Gamma Water" });
        await dialogs.Find(".cc-save").ClickAsync(new());
        dialogs.WaitForAssertion(() => dialogs.Find("[role=alert]").TextContent.ShouldContain("Queues"));
        await dialogs.FindAll("input")[2].ChangeAsync(new ChangeEventArgs { Value = "faults, billing" });
        await dialogs.Find(".cc-save").ClickAsync(new());
        await click;

        var add = _center.Edits[^1].Edit.ShouldBeOfType<TenantEdit.Add>();
        (add.Tenant, add.Version, add.Settings.Name).ShouldBe((new TenantId("gamma"), null, "Gamma Water"));
        add.Settings.Queues.Keys.ShouldBe(["faults", "billing"]);
        add.Settings.Dispositions.Keys.ShouldBe(["resolved"]);
    }

    [Fact]
    public async Task Who_administers_the_center_alone_has_this_page_and_no_desk()
    {
        Services.GetRequiredService<BunitNavigationManager>();
        var layout = Render<DesktopLayout>(p => p.Add(l => l.Body, (RenderFragment)(b =>
        {
            b.OpenComponent<AgentDesk>(0);
            b.CloseComponent();
        })));

        layout.WaitForAssertion(() => layout.FindAll(".cc-nav a").Select(a => a.TextContent.Trim()).ShouldBe(["Tenants"]));
        layout.WaitForAssertion(() => Services.GetRequiredService<BunitNavigationManager>().Uri.ShouldEndWith("/tenants"));
        layout.FindAll(".cc-presence, .cc-desk, .cc-tenant").ShouldBeEmpty();
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData("administrator")]
    [InlineData("supervisor")]
    public async Task Nobody_else_sees_anything(string role)
    {
        await SitDownAsync(new Role(role));
        Render<TenantsPage>().FindAll("tr, .cc-add").ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_whose_role_is_taken_sees_nothing_more()
    {
        await Workplace.OpenAsync();
        Login.BeUntenanted("ada");
        Render<TenantsPage>().WaitForAssertion(() => Workplace.Center.ShouldBeNull());
        Workplace.Fault.ShouldBe(WorkplaceFault.LoggedOut);
    }
}
