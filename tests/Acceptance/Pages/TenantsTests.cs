namespace Acceptance.Pages;

/// <summary>Who administers the center adds a tenant, shuts it and takes it away, through the page.</summary>
public sealed class TenantsTests(Center center) : CenterTest(center)
{
    [SeenFact]
    public async Task A_tenant_is_added_suspended_resumed_and_closed_and_one_with_an_open_conversation_stays()
    {
        var ada = await Center.OpenAsync("ada");
        await Expect(ada.Page.GetByRole(AriaRole.Heading, new() { Name = "Tenants" })).ToBeVisibleAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).GetByRole(AriaRole.Link)).ToHaveTextAsync(["Tenants"]);
        await Expect(Row(ada, "acme")).ToContainTextAsync("the host");

        await ada.Button("Add a tenant").ClickAsync();
        await ada.Page.GetByLabel("Id").FillAsync("beta");
        await ada.Page.GetByLabel("Name").FillAsync("Beta Water");
        await ada.Button("Save").ClickAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Queues"); // the core's own fault: a tenant has a queue
        await ada.Page.GetByLabel("First queues").FillAsync("faults");
        await ada.Button("Save").ClickAsync();
        await Expect(Row(ada, "beta")).ToContainTextAsync("Open");

        await SureAsync(ada, "Suspend", "beta");
        await Expect(Row(ada, "beta")).ToContainTextAsync("Suspended");
        (await ada.Page.ViolationsAsync()).ShouldBeEmpty();
        await ada.Button("Resume: beta").ClickAsync();
        await Expect(Row(ada, "beta")).ToContainTextAsync("Open");
        await SureAsync(ada, "Suspend", "beta");
        await SureAsync(ada, "Close", "beta");
        await Expect(Row(ada, "beta")).ToHaveCountAsync(0);
        await Expect(ada.Page.Locator("table").Last.Locator("tbody tr").First).ToContainTextAsync("beta");

        await Center.Carrier.WriteAsync(Center.NewCustomer(), "Is anybody there?");
        await SureAsync(ada, "Suspend", "acme");
        await Expect(ada.Page.GetByText("Conversations are open or messages on their way in this tenant; let them end first. (CC1226)")).ToBeVisibleAsync();
        await Expect(Row(ada, "acme")).ToContainTextAsync("Open");
        ada.Offences.ShouldBeEmpty();
    }

    [SeenFact]
    public async Task An_administrator_of_a_tenant_has_no_such_page_and_who_administers_the_center_has_no_other()
    {
        var sofia = await Center.OpenAsync("sofia", "/tenants");
        await Expect(sofia.Page.GetByText("Your role does not include this page.")).ToBeVisibleAsync();
        await Expect(sofia.Page.GetByRole(AriaRole.Link, new() { Name = "Tenants" })).ToHaveCountAsync(0);
        var ada = await Center.OpenAsync("ada", "/history");
        await Expect(ada.Page.GetByText("There is nothing for you to do here.")).ToBeVisibleAsync();
        await Expect(ada.Page.GetByRole(AriaRole.Table)).ToHaveCountAsync(0);

        var italian = await Center.OpenAsync("ada", "/tenants", new() { Locale = "it-IT" });
        await Expect(italian.Page.GetByRole(AriaRole.Heading, new() { Name = "Aziende" })).ToBeVisibleAsync();
    }

    private static ILocator Row(Desk desk, string tenant) => desk.Page.Locator($"tr[data-tenant='{tenant}']");

    private static async Task SureAsync(Desk desk, string what, string tenant)
    {
        await desk.Button($"{what}: {tenant}").ClickAsync();
        await desk.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = what, Exact = true }).ClickAsync();
        await Expect(desk.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }
}
