using System.Globalization;
using ContactCenter.Readiness;

namespace ContactCenter.Sqlite.Signing;

/// <summary>Whether the heads of a tenant's log leave the machine.</summary>
internal sealed class HeadsCheck(LogHeads heads) : IReadinessCheck
{
    public string Part => "heads";

    public ValueTask<IReadOnlyList<ReadinessFinding>> CheckAsync(TenantId tenant, CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<ReadinessFinding>>(
        [.. heads.States(tenant).Select(static s => s switch
        {
            { Failure: { } cause } => ReadinessFinding.Failed("heads.failing", $"The log's heads do not reach the place '{s.Place}': {cause}", "Make the place reachable again; until then a rewriting of the log would not show there.", s.Place, cause),
            { Published: { } at } => ReadinessFinding.Ok("heads.published", $"The log's newest head went to the place '{s.Place}' at {at.UtcDateTime:u}.", s.Place, at.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)),
            _ => ReadinessFinding.Warning("heads.none", $"No head has gone to the place '{s.Place}' since the start.", "Run the checks again in a minute.", s.Place),
        })]);
}
