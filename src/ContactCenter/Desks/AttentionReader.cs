using ContactCenter.Desk;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>Reads what needs a person: what halted, what could not be settled, and what waits longer than its queue allows.</summary>
internal sealed class AttentionReader(TenantRuntime runtime, TimeProvider time)
{
    private const int MaxItems = 500;

    public IReadOnlyList<AttentionItem> Read()
    {
        var now = time.GetUtcNow();
        return [.. Halted(now).Concat(runtime.Views.Attention.Items.Select(OnItsChannel)).Concat(Late(now)).Take(MaxItems)];
    }

    /// <summary>Of what is closed the channel is not in memory, and a list is not worth a look at the disk for each line.</summary>
    private AttentionItem OnItsChannel(AttentionItem item) =>
        item is { Message: not null, Interaction: { } interaction } ? item with { Channel = runtime.Views.Interactions.Find(interaction)?.Channel } : item;

    private IEnumerable<AttentionItem> Halted(DateTimeOffset now)
    {
        if (runtime.Router.IsHalted)
        {
            yield return new AttentionItem(DerivedId.From("router.halted", runtime.Tenant.Value), "router.halted", now, "CC1206", null);
        }

        foreach (var interaction in runtime.Interactions.Halted)
        {
            var since = runtime.Views.Interactions.Find(interaction)?.LastAt ?? now;
            yield return new AttentionItem(DerivedId.From("interaction.halted", interaction.Value.ToString("N")), "interaction.halted", since, "CC1205", interaction);
        }

        foreach (var run in runtime.Scripts.Halted)
        {
            var row = runtime.Views.Scripts.Find(run);
            yield return new AttentionItem(DerivedId.From("script.halted", run.ToString("N")), "script.halted", row?.LastAt ?? now, "CC1262", row?.Interaction);
        }
    }

    private IEnumerable<AttentionItem> Late(DateTimeOffset now) =>
        from row in runtime.Views.Interactions.Rows
        where row is { Status: InteractionStatus.Waiting, WaitingSince: { } since, Queue: { } queue }
            && runtime.Options.Queues.TryGetValue(queue.Value, out var options) && now - since > options.ServiceLevelWithin
        orderby row.WaitingSince
        select new AttentionItem(row.Id.Value, "work.waiting", row.WaitingSince.GetValueOrDefault(), row.Queue.GetValueOrDefault().Value, row.Id) { Channel = row.Channel };
}
