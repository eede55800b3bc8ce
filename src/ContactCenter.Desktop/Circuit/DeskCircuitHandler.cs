using Microsoft.AspNetCore.Components.Server.Circuits;

namespace ContactCenter.Desktop.Circuit;

/// <summary>Tells the connection whether the browser is there. A circuit outlives its browser for minutes; the connection does not.</summary>
internal sealed class DeskCircuitHandler(DeskConnection connection) : CircuitHandler
{
    public override Task OnConnectionUpAsync(Microsoft.AspNetCore.Components.Server.Circuits.Circuit circuit, CancellationToken cancellationToken) =>
        connection.ReachAsync(true);

    public override Task OnConnectionDownAsync(Microsoft.AspNetCore.Components.Server.Circuits.Circuit circuit, CancellationToken cancellationToken) =>
        connection.ReachAsync(false);

    public override Task OnCircuitClosedAsync(Microsoft.AspNetCore.Components.Server.Circuits.Circuit circuit, CancellationToken cancellationToken) =>
        connection.DisposeAsync().AsTask();
}
