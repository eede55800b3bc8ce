using System.Security.Claims;
using Bunit;
using ContactCenter.Administration;
using ContactCenter.Campaigns;
using ContactCenter.Desk;
using ContactCenter.Desktop;
using ContactCenter.Desktop.Shell;
using ContactCenter.Privacy;
using ContactCenter.Readiness;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Roles.Tests.Host;

namespace Roles.Tests.Matrix;

/// <summary>The pages of the desktop: asked for over HTTP, then shown on the host's own desks as its circuit would.</summary>
internal sealed class PageRows(IServiceProvider services, Browser browser)
{
    public const string Section = "Pages";

    private const string Id = "0198f7a4-0000-7000-8000-000000000001";

    // What ForRoles says instead of a page.
    private static readonly string[] Refusals = ["Your role does not include this page.", "There is nothing for you to do here."];

    /// <summary>What the code publishes.</summary>
    public static IEnumerable<string> Published(EndpointDataSource endpoints) => endpoints.Endpoints.OfType<RouteEndpoint>()
        .Where(static e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null).Select(static e => $"`{e.RoutePattern.RawText}`");

    public IEnumerable<Operation> All =>
    [
        Page("/", Role.Agent),
        Page("/desk/{Id:guid}", Role.Agent),
        Page("/history", Role.Agent, Role.Supervisor),
        Page("/history/{Id:guid}", Role.Agent, Role.Supervisor),
        Page("/wallboard", Role.Agent, Role.Supervisor),
        Page("/attention", Role.Supervisor),
        Page("/campaigns", Role.Supervisor, Role.Administrator),
        Page("/scripts", Role.Supervisor, Role.Administrator),
        Page("/administration", Role.Administrator, Role.Supervisor),
        Page("/administration/script", Role.Administrator, Role.Supervisor),
        Page("/administration/script/{Name}", Role.Administrator, Role.Supervisor),
        Page("/privacy", Role.Administrator),
        Page("/readiness", Role.Administrator),
        Page("/tenants", Role.CenterAdministrator),
        new(Section, "`/not-found`", Operation.LoggedIn, caller => ObserveAsync(caller, "/not-found")),
    ];

    /// <summary>A page names no tenant: everybody is shown the own one.</summary>
    private Operation Page(string route, params Role[] roles) => new(
        Section,
        $"`{route}`",
        Operation.Row(c => !c.Roles.Any(roles.Contains) ? Cell.Refused : c.Tenant == People.Acme ? Cell.Allowed : Cell.Own),
        caller => ObserveAsync(caller, route.Replace("{Id:guid}", Id, StringComparison.Ordinal).Replace("{Name}", "new-contract", StringComparison.Ordinal)));

    private async Task<Cell> ObserveAsync(Caller caller, string path)
    {
        var answer = await browser.SendAsync(caller, "GET", path, also: static r => r.Headers.Accept.Add(new("text/html")));
        if (answer == Cell.Refused || caller.Name is null)
        {
            return answer;
        }

        await using var page = new BunitContext();
        page.JSInterop.Mode = JSRuntimeMode.Loose;
        List<ServiceDescriptor> own = [.. page.Services]; // the last one counts: bUnit's, where the framework's want a circuit
        page.Services.AddSingleton(services.GetRequiredService<IConfiguration>());
        page.Services.AddSingleton(services.GetRequiredService<IWebHostEnvironment>());
        page.Services.AddContactCenterDesktop();
        own.ForEach(page.Services.Add);
        page.Services.AddSingleton(services.GetRequiredService<IDesks>());
        page.Services.AddSingleton(services.GetRequiredService<IAdministrations>());
        page.Services.AddSingleton(services.GetRequiredService<IReadiness>());
        page.Services.AddSingleton(services.GetRequiredService<IPrivacyDesks>());
        page.Services.AddSingleton(services.GetRequiredService<ICampaignDesks>());
        page.Services.AddSingleton(services.GetRequiredService<ICenterAdministration>());
        page.Services.AddSingleton<AuthenticationStateProvider>(new Login(caller));
        var navigation = page.Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo(path);
        var shown = page.Render<DesktopRoutes>();
        shown.WaitForElement("main h1, main h2, main [role=heading], main .cc-notice", TimeSpan.FromMinutes(1));
        var refused = Refusals.Any(r => shown.Find("main").TextContent.Contains(r, StringComparison.Ordinal)) || new Uri(navigation.Uri).AbsolutePath != path;
        if (refused || caller.Tenant == People.Acme || path == "/not-found")
        {
            return refused ? Cell.Refused : Cell.Allowed;
        }

        shown.Find(".cc-tenant").TextContent.ShouldBe(caller.Tenant.Value);
        return Cell.Own;
    }

    private sealed class Login(Caller caller) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity(
            [
                new(DesktopClaims.Agent, caller.Name!), new(DesktopClaims.Tenant, caller.Tenant.Value), .. caller.Roles.Select(static r => new Claim(ClaimTypes.Role, r.Value)),
            ],
            "test"))));
    }
}
