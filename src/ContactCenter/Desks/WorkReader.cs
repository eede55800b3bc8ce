using System.Diagnostics;
using ContactCenter.Desk;
using ContactCenter.Distribution;
using ContactCenter.Journal;
using ContactCenter.Records;
using ContactCenter.Routing;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>Reads why work stands where it stands: from the router, and for what is past from its journal.</summary>
internal sealed class WorkReader(TenantRuntime runtime)
{
    /// <summary>The entries of one interaction that are looked through for its offers: the newest.</summary>
    private const int MaxEntries = 5_000;

    /// <summary>Telling the past reads the router's journal from its beginning, so one at a time in the process; others wait for their turn.</summary>
    private static readonly SemaphoreSlim Past = new(1, 1);

    /// <summary>The answer for the work of an interaction; null when nobody is asked for it.</summary>
    public async ValueTask<WorkExplanation?> ExplainAsync(InteractionId interaction, CancellationToken cancellationToken)
    {
        if (runtime.Views.Interactions.Find(interaction)?.Work is not { } work)
        {
            return null;
        }

        var (why, queue) = await runtime.ReadRouterAsync(s => s.Explain(work) is { } e ? (e, s.FindQueue(e.Work.Item.Queue)) : default, cancellationToken).ConfigureAwait(false);
        if (why is null)
        {
            return null;
        }

        var isClosed = queue is { IsOpen: false } && why.Work.Status == WorkStatus.Waiting && !why.Work.Item.Priority.IsEmergency;
        return Of(why) with { IsQueueClosed = isClosed, OpensAt = isClosed ? queue!.ChangesAt : null };
    }

    /// <summary>Whom the work of an interaction was offered to, the oldest first.</summary>
    public async ValueTask<IReadOnlyList<PastOffer>> OffersAsync(InteractionId interaction, CancellationToken cancellationToken)
    {
        var outcomes = new Dictionary<OfferId, OfferOutcome>();
        var offers = new List<PastOffer>();
        var query = new LogQuery { Interaction = interaction, Descending = true, Limit = MaxEntries };
        await foreach (var committed in runtime.Storage.Log.QueryAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (committed.Machine.Kind != Entries.Router.Kind || !committed.Entry.Kind.StartsWith("offer.", StringComparison.Ordinal))
            {
                continue;
            }

            switch (RouterCodec.Read(committed.Entry))
            {
                case RouterEvent.OfferMade made:
                    offers.Add(new PastOffer(made.Offer, made.Agent, NameOf(made.Agent), made.Queue, committed.Entry.Time, outcomes.GetValueOrDefault(made.Offer)));
                    break;
                case RouterEvent.OfferAccepted accepted:
                    outcomes[accepted.Offer] = OfferOutcome.Accepted;
                    break;
                case RouterEvent.OfferDeclined declined:
                    outcomes[declined.Offer] = OfferOutcome.Declined;
                    break;
                case RouterEvent.OfferExpired expired:
                    outcomes[expired.Offer] = OfferOutcome.Expired;
                    break;
                case RouterEvent.OfferRevoked revoked:
                    outcomes[revoked.Offer] = OfferOutcome.Revoked;
                    break;
            }
        }

        offers.Reverse();
        return offers;
    }

    /// <summary>Why an agent was asked, and not another, as things stood then; null when the interaction had no such offer.</summary>
    public async ValueTask<WorkExplanation?> ExplainAsync(InteractionId interaction, OfferId offer, CancellationToken cancellationToken)
    {
        if ((await OffersAsync(interaction, cancellationToken).ConfigureAwait(false)).FirstOrDefault(o => o.Offer == offer) is not { } made)
        {
            return null;
        }

        await Past.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await RouterHistory.ExplainAsync(RecordsAsync(cancellationToken), offer, new RouterState(runtime.Strategies), cancellationToken).ConfigureAwait(false) is { } why
                ? Of(why) with { At = made.At }
                : null;
        }
        finally
        {
            Past.Release();
        }
    }

    private async IAsyncEnumerable<RouterRecord> RecordsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var committed in runtime.Storage.Log.ReadMachineAsync(Entries.Router, 0, cancellationToken).ConfigureAwait(false))
        {
            yield return RouterJournal.Read(committed.Entry);
        }
    }

    private WorkExplanation Of(RouterExplanation why) => new(
        why.Work.Item.Interaction,
        why.Work.Item.Queue,
        why.Work.Item.WaitingSince,
        why.Required,
        [.. why.Candidates.Select(c => new WorkCandidate(c.Agent, NameOf(c.Agent), ToObstacle(c.Obstacle), c.Missing) { Rank = c.Rank, Key = c.Key, Place = c.Place })])
    {
        Message = why.Message,
        Strategy = why.Strategy,
        Ring = why.Work.Ring,
        Chosen = why.Chosen,
    };

    private string NameOf(AgentId agent) => runtime.NameOf(agent);

    private static WorkObstacle ToObstacle(RouterObstacle obstacle) => obstacle switch
    {
        RouterObstacle.None => WorkObstacle.None,
        RouterObstacle.HasIt => WorkObstacle.HasIt,
        RouterObstacle.MeantForAnother => WorkObstacle.MeantForAnother,
        RouterObstacle.NotSignedIn => WorkObstacle.NotSignedIn,
        RouterObstacle.LacksSkill => WorkObstacle.LacksSkill,
        RouterObstacle.NotConnected => WorkObstacle.NotConnected,
        RouterObstacle.NotReady => WorkObstacle.NotReady,
        RouterObstacle.Excluded => WorkObstacle.AskedAlready,
        RouterObstacle.NoCapacity => WorkObstacle.NoCapacity,
        RouterObstacle.OtherTeam => WorkObstacle.OtherTeam,
        RouterObstacle.OtherSite => WorkObstacle.OtherSite,
        RouterObstacle.QueueClosed => WorkObstacle.QueueClosed,
        RouterObstacle.NotYet => WorkObstacle.NotYet,
        _ => throw new UnreachableException($"No word for {obstacle}."),
    };
}
