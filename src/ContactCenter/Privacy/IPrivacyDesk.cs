using ContactCenter.Desk;

namespace ContactCenter.Privacy;

/// <summary>Where whoever answers for personal data begins: hands out the privacy desk of one tenant to one person. Thread-safe.</summary>
public interface IPrivacyDesks
{
    /// <summary>The privacy desk of <paramref name="tenant"/> for <paramref name="principal"/>.</summary>
    /// <exception cref="DeskAccessException">The principal may not act in this tenant, or the tenant does not exist: both answer the same.</exception>
    IPrivacyDesk Open(Principal principal, TenantId tenant);
}

/// <summary>
/// What a tenant knows of one person, and what the person may ask for: to see it (GDPR article 15), to have it (article 20), to have it
/// erased (article 17), unless a legal hold keeps it. Role: administrator, checked at each call. Thread-safe.
/// </summary>
public interface IPrivacyDesk
{
    /// <summary>Who acts.</summary>
    Principal Principal { get; }

    /// <summary>The tenant.</summary>
    TenantId Tenant { get; }

    /// <summary>The customers whom a text may mean: an address or telephone number however written, a customer's id, an interaction's id.</summary>
    /// <param name="about">1 to 320 characters.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="DeskAccessException">The role does not allow it.</exception>
    /// <exception cref="Journal.LogUnavailableException">The tenant is being started.</exception>
    ValueTask<IReadOnlyList<CustomerRecord>> FindAsync(string about, CancellationToken cancellationToken = default);

    /// <summary>What there is of a customer; null when the tenant knows nothing of such a one.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="DeskAccessException">The role does not allow it.</exception>
    /// <exception cref="Journal.LogUnavailableException">The tenant is being started.</exception>
    ValueTask<CustomerRecord?> GetAsync(CustomerId customer, CancellationToken cancellationToken = default);

    /// <summary>Places or lifts a legal hold, or erases. What is <see cref="DeskStatus.Done"/> is durable: who, when and why stand in the log for ever.</summary>
    /// <param name="command">What.</param>
    /// <param name="key">The caller's key of this command: repeating it with the same key does nothing twice, and another command under it is refused.</param>
    /// <param name="cancellationToken">Stops waiting; the command may still be done.</param>
    ValueTask<DeskResult> DoAsync(PrivacyCommand command, Guid key, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes everything there is of a customer as a ZIP file: <c>customer.json</c>, <c>interactions/ID.json</c>, the files sent either way, recordings, and <c>files.json</c>, which says of each file
    /// whether it is there: one that is altered or gone is left out, and the message of the answer says how many are. That it was handed out, to whom and why, is in the log before the first byte.
    /// </summary>
    /// <param name="customer">The customer.</param>
    /// <param name="reason">Why, 1 to 500 characters; it stays in the log for ever, so it holds nothing personal.</param>
    /// <param name="to">Written to asynchronously, never read, not closed. Untouched unless the answer is <see cref="DeskStatus.Done"/>.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    ValueTask<DeskResult> ExportAsync(CustomerId customer, string reason, Stream to, CancellationToken cancellationToken = default);
}
