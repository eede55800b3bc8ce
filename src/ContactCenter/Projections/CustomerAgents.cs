using ContactCenter.Journal;
using ContactCenter.Storage;

namespace ContactCenter.Projections;

/// <summary>The agent who had each customer last. A row a customer; what is saved is looked up in the store.</summary>
internal sealed class CustomerAgents : IProjection
{
    private readonly RowTable<string> _rows = new("customer-agents", RowJson.Default.String, static _ => "", static _ => 0, static _ => true);

    public IReadOnlyList<string> Views => [_rows.View];

    /// <summary>Who had the customer last, in whatever conversation; null for nobody yet.</summary>
    public async ValueTask<AgentId?> FindAsync(IViewStore store, CustomerId customer, CancellationToken cancellationToken) =>
        await _rows.FindAsync(store, Key(customer), cancellationToken).ConfigureAwait(false) is { } agent ? new AgentId(agent) : null;

    public ValueTask LoadAsync(IViewStore store, CancellationToken cancellationToken) => ValueTask.CompletedTask; // a start does not grow with the customers there were

    public void Fold(CommittedEntry committed)
    {
        var links = committed.Entry.Links;
        if (committed.Entry.Kind == "agent.joined" && links is { Customer: { } customer, Agent: { } agent })
        {
            _rows.Put(Key(customer), agent.Value);
        }
    }

    public void Collect(List<ViewRow> put, List<(string View, string Key)> remove) => _rows.Collect(put, remove);

    public void Saved() => _rows.Saved();

    private static string Key(CustomerId customer) => customer.Value.ToString("N");
}
