using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>Why the router did what it did, at any moment of its journal. Thread-safe.</summary>
public static class RouterHistory
{
    /// <summary>Why an item stood where it stood. Of one that its agent was given without being asked: why this agent and not another, everybody as things stood then.</summary>
    /// <param name="journal">The router's records from the first on, or from a snapshot on when <paramref name="from"/> is given.</param>
    /// <param name="item">The item.</param>
    /// <param name="at">The moment: what was recorded up to then, and then included, counts.</param>
    /// <param name="from">The state before the first record; an empty router by default. It is changed.</param>
    /// <returns>The explanation; null when there was no such work.</returns>
    public static RouterExplanation? Explain(IEnumerable<RouterRecord> journal, WorkItemId item, DateTimeOffset at, RouterState? from = null)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var state = from ?? new RouterState();
        RouterExplanation? given = null;
        foreach (var record in journal)
        {
            if (record.At > at)
            {
                break;
            }

            if (record.Event is RouterEvent.WorkAssigned { TakenUp: null } assigned && assigned.Item == item)
            {
                given = state.QueueOf(assigned.Queue) is { AutoAccept: true } ? Explain(state, item, assigned.Agent, "was given it") : null;
            }

            RouterMachine.Apply(state, record);
        }

        var stands = state.Explain(item);
        return stands?.Work.Status == WorkStatus.Assigned && given?.Candidates.Any(candidate => candidate.Agent == given.Chosen && candidate.Place == 1) == true
            ? given with { Work = stands.Work }
            : stands; // also where somebody gave it by hand
    }

    /// <summary>Why this agent was asked, and not another: everybody as things stood when the offer was made.</summary>
    /// <param name="journal">The router's records from the first on, or from a snapshot on when <paramref name="from"/> is given.</param>
    /// <param name="offer">The offer.</param>
    /// <param name="from">The state before the first record; an empty router by default. It is changed.</param>
    /// <returns>The explanation, with <see cref="RouterExplanation.Chosen"/>; null when no such offer was made.</returns>
    public static RouterExplanation? Explain(IEnumerable<RouterRecord> journal, OfferId offer, RouterState? from = null)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var state = from ?? new RouterState();
        foreach (var record in journal)
        {
            if (IsOf(record, offer) is { } made)
            {
                return Explain(state, made.Item, made.Agent, "was asked");
            }

            RouterMachine.Apply(state, record);
        }

        return null;
    }

    /// <summary>The same of a journal that is read as it comes.</summary>
    /// <param name="journal">The router's records from the first on, or from a snapshot on when <paramref name="from"/> is given.</param>
    /// <param name="offer">The offer.</param>
    /// <param name="from">The state before the first record; an empty router by default. It is changed.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The explanation, with <see cref="RouterExplanation.Chosen"/>; null when no such offer was made.</returns>
    public static async Task<RouterExplanation?> ExplainAsync(
        IAsyncEnumerable<RouterRecord> journal, OfferId offer, RouterState? from = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var state = from ?? new RouterState();
        await foreach (var record in journal.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (IsOf(record, offer) is { } made)
            {
                return Explain(state, made.Item, made.Agent, "was asked");
            }

            RouterMachine.Apply(state, record);
        }

        return null;
    }

    private static RouterEvent.OfferMade? IsOf(RouterRecord record, OfferId offer) => record.Event is RouterEvent.OfferMade made && made.Offer == offer ? made : null;

    private static RouterExplanation? Explain(RouterState state, WorkItemId item, AgentId chosen, string what) => state.Explain(item) is { } explanation
        ? explanation with { Chosen = chosen, Message = Summarize(explanation, chosen, what) }
        : null;

    private static string Summarize(RouterExplanation explanation, AgentId chosen, string what)
    {
        if (explanation.Work.Item.Agent == chosen)
        {
            return $"{chosen} {what}, for whom it was meant.";
        }

        var able = explanation.Candidates.Where(static candidate => candidate.Place is not null).OrderBy(static candidate => candidate.Place).ToImmutableArray();
        var first = able.FirstOrDefault(candidate => candidate.Agent == chosen);
        var second = able.FirstOrDefault(candidate => candidate.Agent != chosen);
        if (first is null || second is null)
        {
            return $"{chosen} {what}, the only one of {explanation.Candidates.Length} agents who could take it.";
        }

        var reason = first.Rank != second.Rank ? $"suits it better ({first.Rank} against {second.Rank})"
            : first.Key != second.Key ? $"stands before by {explanation.Strategy} ({first.Key} against {second.Key})"
            : "has been idle longer";
        return $"{chosen} {what}: of {explanation.Candidates.Length} agents {able.Length} could take it; compared with {second.Agent}, {chosen} {reason}.";
    }
}
