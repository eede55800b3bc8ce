using ContactCenter.Desk;
using ContactCenter.Tenants;

namespace ContactCenter.Desks;

/// <summary>Reads what needs a person: what halted, what could not be settled, and what waits longer than its queue allows.</summary>
internal sealed class AttentionReader(TenantRuntime runtime, TimeProvider time)
{
    private const int MaxItems = 500;

    public async ValueTask<IReadOnlyList<AttentionItem>> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var runs = new List<AttentionItem>();
        foreach (var run in runtime.Scripts.Halted)
        {
            var row = await runtime.Views.Scripts.FindAsync(runtime.Storage.Views, run, cancellationToken).ConfigureAwait(false);
            runs.Add(new AttentionItem(DerivedId.From("script.halted", run.ToString("N")), "script.halted", row?.LastAt ?? now, "CC1262", row?.Interaction));
        }

        var items = new List<AttentionItem>();
        foreach (var item in runtime.Views.Attention.Items.Take(MaxItems))
        {
            items.Add(await OnItsChannelAsync(item, cancellationToken).ConfigureAwait(false));
        }

        return [.. Halted(now).Concat(runs).Concat(items).Concat(Late(now)).Take(MaxItems)];
    }

    /// <summary>Of what is closed the channel is not told.</summary>
    private async ValueTask<AttentionItem> OnItsChannelAsync(AttentionItem item, CancellationToken cancellationToken) => item is { Message: not null, Interaction: { } interaction }
        ? item with { Channel = (await runtime.Views.Interactions.FindOpenAsync(runtime.Storage.Views, interaction, cancellationToken).ConfigureAwait(false))?.Channel }
        : item;

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
    }

    private IEnumerable<AttentionItem> Late(DateTimeOffset now) =>
        from row in runtime.Views.Interactions.Rows
        where row is { Status: InteractionStatus.Waiting, WaitingSince: { } since, Queue: { } queue }
            && runtime.Options.Queues.TryGetValue(queue.Value, out var options) && now - since > options.ServiceLevelWithin
        orderby row.WaitingSince
        select new AttentionItem(row.Id.Value, "work.waiting", row.WaitingSince.GetValueOrDefault(), row.Queue.GetValueOrDefault().Value, row.Id) { Channel = row.Channel };
}
