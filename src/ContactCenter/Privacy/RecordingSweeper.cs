using ContactCenter.Configuration;
using ContactCenter.Projections;
using ContactCenter.Recordings;
using ContactCenter.Tenants;

namespace ContactCenter.Privacy;

/// <summary>Removes recordings whose time is over, at a start and once a day: first the file, then the log says so, so that one left in between is found again the next time.</summary>
internal sealed class RecordingSweeper(TenantRuntime runtime, LiveConfiguration configuration, TimeProvider time, ILogger<RecordingSweeper> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (configuration.Current.Options.Privacy is { RecordingDays: not null } or { QueueRecordingDays.Count: > 0 })
                {
                    await SweepAsync(configuration.Current.Options.Privacy, stopping).ConfigureAwait(false);
                }
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                PrivacyLog.RetentionFailed(logger, e, runtime.Tenant);
            }

            await Task.Delay(Interval, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SweepAsync(PrivacyOptions options, CancellationToken stopping)
    {
        var (removed, held, failed) = (0, 0, 0);
        var now = time.GetUtcNow();
        var shortest = options.QueueRecordingDays.Values.Append(options.RecordingDays ?? int.MaxValue).Min();
        var due = new List<RecordingRow>();
        await foreach (var row in runtime.Views.Recordings.EndedBeforeAsync(runtime.Storage.Views, now - TimeSpan.FromDays(shortest), stopping).ConfigureAwait(false))
        {
            if (await DaysAsync(options, row, stopping).ConfigureAwait(false) is { } days && row.StartedAt < now - TimeSpan.FromDays(days))
            {
                due.Add(row);
            }
        }

        foreach (var row in due)
        {
            try
            {
                var isRemoved = await TryRemoveAsync(row, stopping).ConfigureAwait(false);
                removed += isRemoved ? 1 : 0;
                held += isRemoved ? 0 : 1;
            }
            catch (Exception e) when (!stopping.IsCancellationRequested && runtime.Storage.Log.Failure is null) // this recording's fault, no other one's
            {
                failed++;
                PrivacyLog.NotRemoved(logger, e, runtime.Tenant, row.Id);
            }
        }

        RecordingLog.Retained(logger, runtime.Tenant, removed, held, failed);
    }

    /// <summary>Removes a recording unless a hold keeps it. Who places one waits meanwhile: once it is placed nothing more is removed.</summary>
    private Task<bool> TryRemoveAsync(RecordingRow row, CancellationToken stopping) => runtime.CustomerGate.AloneAsync(row.Customer, async () =>
    {
        if (await CustomerTrail.IsHeldAsync(runtime.Storage.Log, row.Customer, stopping).ConfigureAwait(false))
        {
            return false;
        }

        await runtime.Storage.Recordings.RemoveAsync(row.Id, stopping).ConfigureAwait(false);
        await runtime.Recordings.RemovedAsync(row.Id, row.Links, "retention").ConfigureAwait(false);
        return true;
    });

    /// <summary>How long a recording is kept; null for ever.</summary>
    private async ValueTask<int?> DaysAsync(PrivacyOptions options, RecordingRow row, CancellationToken stopping)
    {
        if (options.QueueRecordingDays.Count > 0
            && row.Interaction is { } interaction
            && (await runtime.Views.Interactions.FindAsync(runtime.Storage.Views, interaction, stopping).ConfigureAwait(false))?.Queue is { } queue
            && options.QueueRecordingDays.TryGetValue(queue.Value, out var days))
        {
            return days;
        }

        return options.RecordingDays;
    }
}
