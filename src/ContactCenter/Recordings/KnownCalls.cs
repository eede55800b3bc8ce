using ContactCenter.Projections;
using ContactCenter.Storage;

namespace ContactCenter.Recordings;

/// <summary>The calls as the tenant's views have them.</summary>
internal sealed class KnownCalls(CallIndex calls, InteractionIndex interactions, IViewStore store) : ICallFacts
{
    public async ValueTask<CallFacts?> FindAsync(CallId call, CancellationToken cancellationToken) =>
        await calls.FindAsync(store, call, cancellationToken).ConfigureAwait(false) is { } row
            ? new CallFacts(row.Customer, row.Session, row.Interaction ?? interactions.OfSession(row.Session), row.Endpoint)
            : null;
}
