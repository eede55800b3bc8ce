using System.Globalization;
using ContactCenter.Desk;
using ContactCenter.Projections;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>
/// Looks through the history for what a person asks, from the newest to the oldest, a bounded part at a time. Addresses are found by their keyed
/// hash, texts by reading them: there is no index that would hold personal data.
/// </summary>
internal sealed class HistorySearcher(TenantRuntime runtime, AgentId reader)
{
    /// <summary>Interactions one answer looks at: some milliseconds of reading rows.</summary>
    private const int MaxRows = 5_000;

    /// <summary>Conversations one answer reads for their texts: each is some entries to decrypt.</summary>
    private const int MaxTexts = 200;

    private const int DefaultLimit = 50;

    private readonly HistoryReader _history = new(runtime);

    public async ValueTask<HistoryFindings> FindAsync(HistorySearch search, CancellationToken cancellationToken)
    {
        var words = (search.Text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var rows = await RowsAsync(search, cancellationToken).ConfigureAwait(false);
        var found = new List<InteractionSummary>();
        var limit = search.Limit ?? DefaultLimit;
        var (looked, read) = (0, 0);
        await foreach (var row in rows.ConfigureAwait(false))
        {
            looked++;
            if (Matches(row, search) && (words.Length == 0 || await SaysAsync(row.Id, words, cancellationToken).ConfigureAwait(false)))
            {
                found.Add(await _history.SummaryAsync(row, cancellationToken).ConfigureAwait(false));
            }

            if (words.Length > 0 && Matches(row, search))
            {
                read++;
            }

            if (found.Count == limit || looked == MaxRows || read == MaxTexts)
            {
                return new HistoryFindings(found, looked, new HistoryCursor(row.OpenedAt, row.Id));
            }
        }

        return new HistoryFindings(found, looked, null);
    }

    private static bool Matches(InteractionRow row, HistorySearch search) =>
        (search.Agent is not { } agent || row.Agent == agent)
        && (search.Queue is not { } queue || row.Queue == queue)
        && (search.Channel is not { } channel || row.Channel == channel)
        && (search.Disposition is not { } disposition || row.Disposition == disposition)
        && (search.Status is not { } status || row.Status == status)
        && (search.From is not { } from || row.OpenedAt >= from)
        && (search.To is not { } to || row.OpenedAt < to);

    /// <summary>Where to look: at one interaction, at those of some customers, or at all.</summary>
    private async ValueTask<IAsyncEnumerable<InteractionRow>> RowsAsync(HistorySearch search, CancellationToken cancellationToken)
    {
        var about = search.About?.Trim();
        if (string.IsNullOrEmpty(about))
        {
            return _history.NewestFirstAsync(search, cancellationToken);
        }

        if (Guid.TryParse(about, out var id))
        {
            return _history.OneAsync(new InteractionId(id), search.After, cancellationToken);
        }

        var customers = await new CustomerFinder(runtime).OfAddressAsync(about, cancellationToken).ConfigureAwait(false);
        return _history.OfCustomersAsync(customers, search.After, cancellationToken);
    }

    private async ValueTask<bool> SaysAsync(InteractionId id, string[] words, CancellationToken cancellationToken)
    {
        if (await new InteractionReader(runtime).ReadAsync(id, reader, isSupervisor: false, cancellationToken).ConfigureAwait(false) is not { } interaction)
        {
            return false;
        }

        var texts = interaction.Timeline.SelectMany(static i => i.Fields.Select(static f => f.Value).Append(i.Text ?? "")).Where(static t => t.Length > 0).ToList();
        return words.All(word => texts.Exists(text => CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0));
    }
}
