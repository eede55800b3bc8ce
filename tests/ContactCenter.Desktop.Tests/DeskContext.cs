using System.Security.Claims;
using Bunit;
using ContactCenter.Desk;
using ContactCenter.Desktop.Circuit;
using ContactCenter.Desktop.Tests.Fakes;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;

namespace ContactCenter.Desktop.Tests;

/// <summary>Components on a furnished desk of Anna, with a clock of our own.</summary>
public abstract class DeskContext : BunitContext, IAsyncLifetime
{
    private readonly FakeDesks _desks;

    protected DeskContext()
    {
        DefaultWaitTimeout = TimeSpan.FromMinutes(1); // a signal is awaited, so this costs nothing; a busy machine is slow
        JSInterop.Mode = JSRuntimeMode.Loose;
        _desks = new FakeDesks(Time);
        Services.AddCircuitServices();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<IDesks>(_desks);
        Services.AddSingleton<AuthenticationStateProvider>(Login);
    }

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));

    internal FakeLogin Login { get; } = new();

    internal Workplace Workplace => Services.GetRequiredService<Workplace>();

    internal AgentState Agent => Services.GetRequiredService<AgentState>();

    internal FakeDesk Desk => (FakeDesk)Workplace.Open;

    internal IEnumerable<string?> Said => Services.GetRequiredService<ISnackbar>().ShownSnackbars.Select(s => s.Message);

    public Task InitializeAsync() => Task.CompletedTask;

    // A circuit's services are disposed asynchronously.
    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    internal async Task<FakeDesk> SitDownAsync(params Role[] roles)
    {
        Furnish(roles);
        await Workplace.OpenAsync();
        await Agent.StartAsync();
        return Desk;
    }

    internal void Furnish(params Role[] roles)
    {
        Login.Be("anna", "acme", roles.Length == 0 ? [Role.Agent] : roles);
        _desks.Furnish = desk => new Scene(Time).Furnish(desk);
    }

    internal InteractionView View(string customer) => Desk.Interactions.Values.First(i => i.Summary.CustomerName.Contains(customer) && i.Summary.Agent == Desk.Me);
}

internal sealed class FakeLogin : AuthenticationStateProvider
{
    private ClaimsPrincipal _user = new(new ClaimsIdentity());

    public static ClaimsPrincipal User(string agent, string tenant, params ReadOnlySpan<Role> roles) =>
        new(new ClaimsIdentity([new(DesktopClaims.Agent, agent), new(DesktopClaims.Tenant, tenant), .. roles.ToArray().Select(r => new Claim(ClaimTypes.Role, r.Value))], "test"));

    public static ClaimsPrincipal Untenanted(string agent, params ReadOnlySpan<Role> roles) =>
        new(new ClaimsIdentity([new(DesktopClaims.Agent, agent), .. roles.ToArray().Select(r => new Claim(ClaimTypes.Role, r.Value))], "test"));

    public void BeUntenanted(string agent, params ReadOnlySpan<Role> roles) => Change(Untenanted(agent, roles));

    public void Be(string agent, string tenant, params ReadOnlySpan<Role> roles) => Change(User(agent, tenant, roles));

    public void LogOut() => Change(new ClaimsPrincipal(new ClaimsIdentity()));

    public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(_user));

    private void Change(ClaimsPrincipal user)
    {
        _user = user;
        NotifyAuthenticationStateChanged(GetAuthenticationStateAsync());
    }
}
