using System.Runtime.CompilerServices;
using ContactCenter.Configuration;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Projections;
using ContactCenter.Records;
using ContactCenter.Storage;
using ContactCenter.Tenants;

namespace ContactCenter.Privacy;

/// <summary>Erases whom the tenant need not know any more, at a start and once a day; what it does stands in the log like what a person does.</summary>
internal sealed class RetentionSweeper(TenantRuntime runtime, LiveConfiguration configuration, TimeProvider time, ILogger<RetentionSweeper> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (configuration.Current.Options.Privacy.RetentionDays is { } days)
                {
                    await SweepAsync(days, stopping).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                PrivacyLog.RetentionFailed(logger, e, runtime.Tenant);
            }

            await Task.Delay(Interval, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SweepAsync(int days, CancellationToken stopping)
    {
        var before = time.GetUtcNow() - TimeSpan.FromDays(days);
        var (erased, held, failed) = (0, 0, 0);
        var looked = new HashSet<CustomerId>();
        await foreach (var customer in KnownAsync(before, stopping).ConfigureAwait(false))
        {
            if (!looked.Add(customer))
            {
                continue;
            }

            try
            {
                var outcome = await TryEraseAsync(customer, before, days, stopping).ConfigureAwait(false);
                erased += outcome == Outcome.Erased ? 1 : 0;
                held += outcome == Outcome.Held ? 1 : 0;
            }
            catch (Exception e) when (!stopping.IsCancellationRequested && runtime.Storage.Log.Failure is null) // this customer's fault, nobody else's
            {
                failed++;
                PrivacyLog.NotErased(logger, e, runtime.Tenant, customer);
            }
        }

        PrivacyLog.Retained(logger, runtime.Tenant, erased, days, held, failed);
    }

    private async Task<Outcome> TryEraseAsync(CustomerId customer, DateTimeOffset before, int days, CancellationToken stopping)
    {
        if (!runtime.Views.Campaigns.OpenOf(customer).IsEmpty || await runtime.Storage.Customers.IsErasedAsync(customer, stopping).ConfigureAwait(false))
        {
            return Outcome.NotDue;
        }

        var file = new CustomerFile(runtime, customer, time);
        if (await file.ReadAsync(stopping).ConfigureAwait(false) is not { Open: 0 } record || record.LastAt >= before)
        {
            return Outcome.NotDue;
        }

        if (record.Hold is not null)
        {
            return Outcome.Held;
        }

        var command = new PrivacyCommand.Erase(customer, $"Retention: {days} days without a word.");
        return (await file.DoAsync(command, Principal.System, Guid.CreateVersion7(time.GetUtcNow())).ConfigureAwait(false)).Status == DeskStatus.Done ? Outcome.Erased : Outcome.NotDue;
    }

    /// <summary>Whoever was known before: by a conversation, by what programs said alone, or as whom a campaign was to call. One may come more than once.</summary>
    private async IAsyncEnumerable<CustomerId> KnownAsync(DateTimeOffset before, [EnumeratorCancellation] CancellationToken stopping)
    {
        var talks = new ViewQuery(InteractionIndex.View) { Group = InteractionIndex.Closed, To = before.ToUnixTimeMilliseconds() };
        await foreach (var row in runtime.Storage.Views.ListAsync(talks, stopping).ConfigureAwait(false))
        {
            yield return runtime.Views.Interactions.Read(row).Customer;
        }

        await foreach (var customer in SaidAsync(EventKinds.Received, before, stopping).ConfigureAwait(false))
        {
            yield return customer;
        }

        await foreach (var customer in SaidAsync(CampaignKinds.Listed, before, stopping).ConfigureAwait(false))
        {
            yield return customer;
        }
    }

    /// <summary>The customers of the entries of a kind.</summary>
    private async IAsyncEnumerable<CustomerId> SaidAsync(string kind, DateTimeOffset before, [EnumeratorCancellation] CancellationToken stopping)
    {
        var events = new LogQuery { Kind = kind, To = before, Limit = 10_000 };
        LogPosition? last;
        do
        {
            last = null;
            await foreach (var committed in runtime.Storage.Log.QueryAsync(events, stopping).ConfigureAwait(false))
            {
                last = committed.Position;
                if (committed.Entry.Links.Customer is { } customer)
                {
                    yield return customer;
                }
            }

            events = events with { Position = last?.Next };
        }
        while (last is not null);
    }

    private enum Outcome
    {
        NotDue,
        Held,
        Erased,
    }
}
