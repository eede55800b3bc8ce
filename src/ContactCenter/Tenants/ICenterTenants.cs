namespace ContactCenter.Tenants;

/// <summary>Says which tenants there are, once the center's own log is open. Without one there are those of code and files.</summary>
internal interface ICenterTenants : IAsyncDisposable
{
    /// <summary>Opens the log, brings it to the seeds, and publishes what it says.</summary>
    /// <exception cref="Journal.LogUnavailableException">It cannot be written to.</exception>
    ValueTask OpenAsync(CancellationToken cancellationToken);
}
