using System.Collections.Immutable;

namespace ContactCenter.Routing;

/// <summary>Why the router did what it did, at any moment of its journal. Thread-safe.</summary>
public static class RouterHistory
{
    /// <summary>Why an item stood where it stood.</summary>
    /// <param name="journal">The router's records from the first on, or from a snapshot on when <paramref name="from"/> is given.</param>
    /// <param name="item">The item.</param>
    /// <param name="at">The moment: what was recorded up to then, and then included, counts.</param>
    /// <param name="from">The state before the first record; an empty router by default. It is changed.</param>
    /// <returns>The explanation; null when there was no such work.</returns>
    public static RouterExplanation? Explain(IEnumerable<RouterRecord> journal, WorkItemId item, DateTimeOffset at, RouterState? from = null)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var state = from ?? new RouterState();
        foreach (var record in journal)
        {
            if (record.At > at)
            {
                break;
            }

            RouterMachine.Apply(state, record);
        }

        return state.Explain(item);
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
                return Explain(state, made);
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
                return Explain(state, made);
            }

            RouterMachine.Apply(state, record);
        }

        return null;
    }

    private static RouterEvent.OfferMade? IsOf(RouterRecord record, OfferId offer) => record.Event is RouterEvent.OfferMade made && made.Offer == offer ? made : null;

    private static RouterExplanation? Explain(RouterState state, RouterEvent.OfferMade made) => state.Explain(made.Item) is { } explanation
        ? explanation with { Chosen = made.Agent, Message = Summarize(explanation, made.Agent) }
        : null;

    private static string Summarize(RouterExplanation explanation, AgentId chosen)
    {
        if (explanation.Work.Item.Agent == chosen)
        {
            return $"{chosen} was asked, for whom it was meant.";
        }

        var able = explanation.Candidates.Where(static candidate => candidate.Place is not null).OrderBy(static candidate => candidate.Place).ToImmutableArray();
        var second = able.FirstOrDefault(candidate => candidate.Agent != chosen);
        if (second is null)
        {
            return $"{chosen} was asked, the only one of {explanation.Candidates.Length} agents who could take it.";
        }

        var first = able.First(candidate => candidate.Agent == chosen);
        var reason = first.Rank != second.Rank ? $"suits it better ({first.Rank} against {second.Rank})"
            : first.Key != second.Key ? $"stands before by {explanation.Strategy} ({first.Key} against {second.Key})"
            : "has been idle longer";
        return $"{chosen} was asked: of {explanation.Candidates.Length} agents {able.Length} could take it; compared with {second.Agent}, {chosen} {reason}.";
    }
}
