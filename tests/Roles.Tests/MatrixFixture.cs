using ContactCenter.Administration;
using Microsoft.Extensions.DependencyInjection;
using Roles.Tests.Host;
using Roles.Tests.Matrix;

namespace Roles.Tests;

/// <summary>The host with everybody logged in, a second tenant, one agent at work, and the rows.</summary>
public sealed class MatrixFixture : IAsyncLifetime
{
    private Browser _browser = null!;
    private Floor _floor = null!;

    public RunningHost Host { get; } = new();

    internal IReadOnlyList<Operation> Operations { get; private set; } = [];

    public async Task InitializeAsync()
    {
        await Host.InitializeAsync();
        _browser = new Browser(Host.Url);
        foreach (var caller in People.All.Append(People.Owner).Where(static c => c.Name is not null))
        {
            await _browser.RememberAsync(caller);
        }

        var settings = new TenantOptions().AddQueue("main").AddDisposition("resolved", "Resolved");
        var added = await Host.Services.GetRequiredService<ICenterAdministration>().ChangeAsync(Principal.System, new TenantEdit.Add(People.Other, settings), Guid.NewGuid());
        added.IsDone.ShouldBeTrue(added.Message);
        _floor = new Floor(Host.Services);
        await _floor.OpenAsync();
        Operations =
        [
            .. new EndpointRows(Host.Url, Host.Services, _browser, _floor).All,
            .. new HubRows(Host.Url, _browser, _floor).All,
            .. new CommandRows(_browser, _floor).All,
            .. new ReadRows(_floor).All,
            .. new AdministrationRows(_browser).All,
            .. new PageRows(Host.Services, _browser).All,
        ];
    }

    public async Task DisposeAsync()
    {
        await (_floor?.DisposeAsync() ?? ValueTask.CompletedTask);
        _browser?.Dispose();
        await Host.DisposeAsync();
    }
}
