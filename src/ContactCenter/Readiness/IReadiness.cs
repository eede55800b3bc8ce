using ContactCenter.Desk;

namespace ContactCenter.Readiness;

/// <summary>
/// Tests a tenant's endpoints, carriers, disk, clock, certificate and configuration as an administrator asks, before it goes live and after.
/// Every call checks the person's role again. Thread-safe.
/// </summary>
public interface IReadiness
{
    /// <summary>The last report of this process; null when there is none. Role: administrator.</summary>
    /// <exception cref="DeskAccessException">The role does not allow it, or there is no such tenant for this principal.</exception>
    ReadinessReport? Last(Principal principal, TenantId tenant);

    /// <summary>Runs every check, each for 10 s at most. Who asks while it runs gets the same report. Role: administrator.</summary>
    /// <param name="principal">Who asks: an administrator of the tenant, or the system.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Stops waiting; the checks go on.</param>
    /// <exception cref="DeskAccessException">The role does not allow it, or there is no such tenant for this principal.</exception>
    ValueTask<ReadinessReport> RunAsync(Principal principal, TenantId tenant, CancellationToken cancellationToken = default);
}

/// <summary>What the checks found.</summary>
/// <param name="Tenant">Whom they were about.</param>
/// <param name="At">When they began.</param>
/// <param name="Took">How long all of them took.</param>
/// <param name="Lines">What was found: part by part, what is well too.</param>
public sealed record ReadinessReport(TenantId Tenant, DateTimeOffset At, TimeSpan Took, IReadOnlyList<ReadinessLine> Lines)
{
    /// <summary>The worst of it.</summary>
    public ReadinessStatus Status => Lines.Count == 0 ? ReadinessStatus.Ok : Lines.Max(static l => l.Status);
}

/// <summary>One thing found, and where.</summary>
/// <param name="Part">The part: <c>endpoint</c>, <c>configuration</c>, <c>staff</c>, <c>clock</c>, <c>disk</c>, <c>web</c>, or one a package adds.</param>
/// <param name="About">The endpoint or the queue it is about, by id; null for the part as a whole.</param>
/// <param name="Status">How it is.</param>
/// <param name="Code">What was found; stable.</param>
/// <param name="Values">What the sentences speak of.</param>
/// <param name="Message">One sentence in English.</param>
/// <param name="Remedy">What to do; null when there is nothing to do.</param>
public sealed record ReadinessLine(string Part, string? About, ReadinessStatus Status, string Code, IReadOnlyList<string> Values, string Message, string? Remedy)
{
    internal static ReadinessLine Of(string part, string? about, ReadinessFinding finding) =>
        new(part, about, finding.Status, finding.Code, finding.Values, finding.Message, finding.Remedy);
}
