using ContactCenter.Desktop.Circuit;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection;

namespace ContactCenter.Desktop.Tests.Circuit;

public sealed class DeskConnectionTests : DeskContext
{
    private DeskConnection Connection => Services.GetRequiredService<DeskConnection>();

    private CircuitHandler Handler => Services.GetServices<CircuitHandler>().OfType<DeskCircuitHandler>().ShouldHaveSingleItem();

    [Fact]
    public async Task A_closed_browser_is_not_available()
    {
        var desk = await SitDownAsync();
        await Handler.OnConnectionUpAsync(null!, default);
        desk.Connections.ShouldBe(0, "no desktop is shown yet");
        await Connection.ShowAsync(true);
        desk.Connections.ShouldBe(1);

        await Handler.OnConnectionDownAsync(null!, default);
        desk.Connections.ShouldBe(0);
        await Handler.OnConnectionUpAsync(null!, default);
        desk.Connections.ShouldBe(1);
        await Handler.OnCircuitClosedAsync(null!, default);

        desk.Connections.ShouldBe(0);
        await Handler.OnConnectionUpAsync(null!, default);
        desk.Connections.ShouldBe(0, "a circuit that is closed does not come back");
    }

    [Fact]
    public async Task Being_shown_twice_holds_one_connection()
    {
        var desk = await SitDownAsync();

        await Task.WhenAll(Connection.ShowAsync(true), Connection.ShowAsync(true), Connection.ReachAsync(true));

        desk.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_supervisor_who_is_no_agent_holds_none()
    {
        var desk = await SitDownAsync(Role.Supervisor);

        await Connection.ShowAsync(true);

        desk.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task Who_logs_out_elsewhere_loses_the_desk()
    {
        var desk = await SitDownAsync();
        await Connection.ShowAsync(true);
        Workplace.Changed += () => _ = Connection.ShowAsync(Workplace.Desk is not null);

        Login.LogOut();

        Workplace.Desk.ShouldBeNull();
        Workplace.Fault.ShouldBe(WorkplaceFault.LoggedOut);
        desk.Connections.ShouldBe(0);
    }
}
