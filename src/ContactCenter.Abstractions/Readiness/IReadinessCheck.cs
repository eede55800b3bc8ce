namespace ContactCenter.Readiness;

/// <summary>
/// Tests one part of the center beside the channels, such as the disk or the certificate, before it goes live and whenever an administrator asks.
/// Register one with <c>TryAddEnumerable</c>. It changes nothing and is asked seldom; it is given up after 10 s. Thread-safe.
/// </summary>
public interface IReadinessCheck
{
    /// <summary>The part, such as <c>disk</c>. A key by <see cref="KeyRules"/>.</summary>
    string Part { get; }

    /// <summary>How the part is for <paramref name="tenant"/>: what is well, too. What it throws is reported as a failure of the part.</summary>
    /// <param name="tenant">The tenant that is asked about.</param>
    /// <param name="cancellationToken">Cancelled when it takes too long, or nobody waits any more.</param>
    ValueTask<IReadOnlyList<ReadinessFinding>> CheckAsync(TenantId tenant, CancellationToken cancellationToken);
}

/// <summary>
/// For channels that can test an endpoint without a customer: the account can be reached, the number is ours, messages to it come here.
/// Like <see cref="IReadinessCheck"/>, it changes nothing and is given up after 10 s.
/// </summary>
public interface IEndpointCheck
{
    /// <summary>How <paramref name="endpoint"/> is: what is well, too. What it throws is reported as a failure of the endpoint.</summary>
    /// <param name="endpoint">An endpoint of this channel.</param>
    /// <param name="cancellationToken">Cancelled when it takes too long, or nobody waits any more.</param>
    ValueTask<IReadOnlyList<ReadinessFinding>> CheckAsync(Channels.Endpoint endpoint, CancellationToken cancellationToken);
}
