using ContactCenter.Desk;

namespace ContactCenter.Campaigns;

/// <summary>Where people who run outbound campaigns begin: hands out the campaigns of one tenant to one person. Thread-safe.</summary>
public interface ICampaignDesks
{
    /// <summary>The campaigns of <paramref name="tenant"/> for <paramref name="principal"/>.</summary>
    /// <exception cref="DeskAccessException">The principal may not act in this tenant, or the tenant does not exist: both answer the same.</exception>
    ICampaignDesk Open(Principal principal, TenantId tenant);
}

/// <summary>
/// The outbound campaigns of a tenant: how they go, whom they call, and whom nobody calls. What a campaign may do is configured
/// (<see cref="Administration.IAdministration"/>). Role: supervisor or administrator, checked at each call. Thread-safe.
/// </summary>
public interface ICampaignDesk
{
    /// <summary>The most lines of a file.</summary>
    const int MaxLines = 20_000;

    /// <summary>The longest file, in UTF-16 characters.</summary>
    const int MaxFileLength = 4_000_000;

    /// <summary>The most numbers that are not to be called.</summary>
    const int MaxBarred = 200_000;

    /// <summary>Who acts.</summary>
    Principal Principal { get; }

    /// <summary>The tenant.</summary>
    TenantId Tenant { get; }

    /// <summary>The campaigns, in the order of their configuration.</summary>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="DeskAccessException">The role does not allow it.</exception>
    /// <exception cref="Journal.LogUnavailableException">The tenant is being started.</exception>
    ValueTask<IReadOnlyList<CampaignStatus>> CampaignsAsync(CancellationToken cancellationToken = default);

    /// <summary>Some of the list of a campaign, in the order it was put together; empty when there is no such campaign.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="which">Which of them.</param>
    /// <param name="after">Behind this <see cref="ListedContact.Position"/>; null from the first on.</param>
    /// <param name="limit">At most so many, 1 to 200.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="DeskAccessException">The role does not allow it.</exception>
    /// <exception cref="Journal.LogUnavailableException">The tenant is being started.</exception>
    ValueTask<IReadOnlyList<ListedContact>> ContactsAsync(
        CampaignId campaign, ContactFilter which = ContactFilter.All, long? after = null, int limit = 50, CancellationToken cancellationToken = default);

    /// <summary>The numbers no campaign calls, the newest first.</summary>
    /// <param name="before">Before this <see cref="BarredNumber.Position"/>; null from the newest on.</param>
    /// <param name="limit">At most so many, 1 to 200.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="DeskAccessException">The role does not allow it.</exception>
    /// <exception cref="Journal.LogUnavailableException">The tenant is being started.</exception>
    ValueTask<IReadOnlyList<BarredNumber>> BarredAsync(long? before = null, int limit = 50, CancellationToken cancellationToken = default);

    /// <summary>Starts or pauses a campaign, puts somebody on its list or off it, bars a number or lifts that. What is <see cref="DeskStatus.Done"/> is durable.</summary>
    /// <param name="command">What.</param>
    /// <param name="key">The caller's key of this command: repeating it with the same key does nothing twice.</param>
    /// <param name="cancellationToken">Stops waiting; the command may still be done.</param>
    ValueTask<DeskResult> DoAsync(CampaignCommand command, Guid key, CancellationToken cancellationToken = default);

    /// <summary>
    /// Puts the people of a file onto the list of a campaign: every line that is right is taken, every other one is told. Who is on the list already, or was called for this campaign, is not
    /// added again, so that a file may be given twice, also after a break. What is taken is durable.
    /// </summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="file">The file: comma-, semicolon- or tab-separated as in RFC 4180, its first line naming the columns; at most <see cref="MaxFileLength"/> characters and <see cref="MaxLines"/> lines.</param>
    /// <param name="cancellationToken">Breaks off; what was taken stays.</param>
    ValueTask<ImportResult> ImportAsync(CampaignId campaign, string file, CancellationToken cancellationToken = default);
}
