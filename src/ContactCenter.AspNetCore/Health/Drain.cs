using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ContactCenter.AspNetCore;

/// <summary>Whether the host is going down: set once, by SIGTERM or whatever else stops it. Thread-safe.</summary>
internal sealed class Drain(IHostApplicationLifetime lifetime)
{
    private volatile bool _begun;

    /// <summary>Whether new work is refused.</summary>
    public bool Begun => _begun || lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>Cancelled when lasting connections are to end.</summary>
    public CancellationToken Ending => lifetime.ApplicationStopping;

    /// <summary>From now on new work is refused.</summary>
    public void Begin() => _begun = true;
}

/// <summary>
/// Begins the drain before any other part stops, and keeps the server listening for <see cref="WebOptions.DrainDelay"/>. The server
/// itself then waits for the requests in work, and the tenants stop after it.
/// </summary>
internal sealed class DrainService(Drain drain, IOptions<WebOptions> options, TimeProvider time) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        drain.Begin();
        return Task.Delay(options.Value.DrainDelay, time, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
