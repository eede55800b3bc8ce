using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>
/// Which customers have everything that goes on about them in memory. What just waits leaves it after a while and is brought back before something about it is folded, so that
/// whoever folds or delivers an entry finds what it is about. Of the folding thread alone.
/// </summary>
internal sealed class Residents(IViewStore store, InteractionIndex interactions, ScriptIndex scripts)
{
    private readonly Dictionary<CustomerId, int> _warm = []; // and in which round something happened to them last
    private int _round;

    /// <summary>Brings back what an entry is about.</summary>
    public async ValueTask WarmAsync(CommittedEntry committed)
    {
        var links = committed.Entry.Links;
        if (committed.Machine.Kind == ScriptKinds.Machine)
        {
            if (Guid.TryParseExact(committed.Machine.Key, "N", out var run))
            {
                await scripts.WarmAsync(store, run).ConfigureAwait(false);
            }

            return;
        }

        if (links.Customer is { } customer)
        {
            await WarmAsync(customer).ConfigureAwait(false);
        }

        // One that is written to elsewhere is another customer there.
        if (links.Interaction is { } interaction && interactions.Find(interaction) is { IsClosed: false } row && row.Customer != links.Customer)
        {
            await WarmAsync(row.Customer).ConfigureAwait(false);
        }
    }

    /// <summary>Lets what just waits leave the memory, where nothing has happened since the call before the last.</summary>
    public void Retire()
    {
        foreach (var (customer, round) in _warm)
        {
            if (round < _round)
            {
                _warm.Remove(customer);
            }
        }

        _round++;
        scripts.Evict(customer => !_warm.ContainsKey(customer));
        interactions.Evict(customer => !_warm.ContainsKey(customer));
    }

    private async ValueTask WarmAsync(CustomerId customer)
    {
        if (!_warm.ContainsKey(customer))
        {
            await interactions.WarmAsync(store, customer).ConfigureAwait(false);
            await scripts.WarmAsync(store, customer).ConfigureAwait(false);
        }

        _warm[customer] = _round;
    }
}
