namespace Acceptance.Pages;

/// <summary>Who gets to see what.</summary>
public sealed class RoleTests(Center center) : CenterTest(center)
{
    [SeenFact]
    public async Task Somebody_who_is_not_logged_in_goes_to_the_login_and_from_there_where_they_wanted()
    {
        var stranger = await Center.OpenAsync(null, "/wallboard");
        await Expect(stranger.Page).ToHaveURLAsync($"{Center.Url}/login?ReturnUrl=%2Fwallboard");
        await stranger.Page.GetByLabel("Name").FillAsync("elena");
        await stranger.Page.GetByLabel("Password").FillAsync("wrong");
        await stranger.Button("Log in").ClickAsync();
        await Expect(stranger.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("Name or password is wrong.");
        await stranger.Page.GetByLabel("Name").FillAsync("elena");
        await stranger.Page.GetByLabel("Password").FillAsync("demo");
        await stranger.Button("Log in").ClickAsync();
        await Expect(stranger.Page.GetByRole(AriaRole.Heading, new() { Name = "Wallboard" })).ToBeVisibleAsync();
        await stranger.Page.GetByTitle("Log out").ClickAsync();
        await Expect(stranger.Page).ToHaveURLAsync($"{Center.Url}/login");
        await stranger.GoAsync("/history");
        await Expect(stranger.Page).ToHaveURLAsync($"{Center.Url}/login?ReturnUrl=%2Fhistory");
    }

    [SeenFact]
    public async Task An_agent_sees_nothing_of_the_supervisors_page_and_a_supervisor_does()
    {
        var dario = await Center.OpenAsync("dario", "/attention");
        await Expect(dario.Page.GetByRole(AriaRole.Heading, new() { Name = "Your role does not include this page." })).ToBeVisibleAsync();
        await Expect(dario.Page.GetByRole(AriaRole.Link, new() { Name = "Attention" })).ToHaveCountAsync(0);
        await Expect(dario.Page.GetByRole(AriaRole.Table)).ToHaveCountAsync(0);

        var sofia = await Center.OpenAsync("sofia", "/attention");
        await Expect(sofia.Page.GetByRole(AriaRole.Heading, new() { Name = "Attention" })).ToBeVisibleAsync();
        await Expect(sofia.Page.GetByText("What the system could not settle by itself.")).ToBeVisibleAsync();
    }

    [SeenFact]
    public async Task A_page_that_does_not_exist_says_so_and_a_program_gets_a_bare_404()
    {
        var dario = await Center.OpenAsync("dario");
        var answer = await dario.Page.GotoAsync("/nowhere/at-all");
        answer!.Status.ShouldBe(404);
        await Expect(dario.Page.GetByRole(AriaRole.Heading, new() { Name = "There is no such page." })).ToBeVisibleAsync();
        await Expect(dario.Page.GetByRole(AriaRole.Link, new() { Name = "History" })).ToBeVisibleAsync();

        var stranger = await Center.OpenAsync(null, "/nowhere");
        await Expect(stranger.Page).ToHaveURLAsync($"{Center.Url}/login?ReturnUrl=%2Fnowhere");
        using var program = new HttpClient();
        using var bare = await program.GetAsync(new Uri($"{Center.Url}/nowhere"));
        bare.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await bare.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }
}
