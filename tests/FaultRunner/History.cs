namespace FaultRunner;

/// <summary>What the host tells of the past, through its API.</summary>
/// <param name="Conversations">Every interaction with its timeline.</param>
/// <param name="Attention">What it lists for a person.</param>
public sealed record History(IReadOnlyList<ConversationNow> Conversations, IReadOnlyList<AttentionNow> Attention)
{
    private const int Page = 500;

    /// <summary>Reads everything.</summary>
    public static async Task<History> ReadAsync(DeskClient supervisor, CancellationToken cancellationToken)
    {
        var summaries = new Dictionary<Guid, SummaryNow>();
        var before = DateTimeOffset.UtcNow.AddDays(1);
        while (true)
        {
            var page = await supervisor.GetAsync<List<SummaryNow>>($"interactions?limit={Page}&before={Uri.EscapeDataString(before.ToString("O"))}", cancellationToken);
            var known = summaries.Count;
            page.ForEach(s => summaries[s.Interaction] = s);
            if (summaries.Count == known)
            {
                break;
            }

            before = page.Min(static s => s.OpenedAt).AddMilliseconds(1); // several can be opened in the same millisecond
        }

        var conversations = new List<ConversationNow>();
        foreach (var id in summaries.Keys)
        {
            conversations.Add(await supervisor.GetAsync<ConversationNow>($"interactions/{id}", cancellationToken));
        }

        return new History(conversations, await supervisor.GetAsync<List<AttentionNow>>("attention", cancellationToken));
    }
}
