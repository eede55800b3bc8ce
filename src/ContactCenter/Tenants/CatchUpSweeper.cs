using System.Collections.Concurrent;
using System.Threading.Channels;
using ContactCenter.Channels;
using ContactCenter.Configuration;
using ContactCenter.Projections;

namespace ContactCenter.Tenants;

/// <summary>
/// Finds what was missed: asks every channel that can list its past, at start, after each refusal at the door, and from
/// time to time. The door recognises what it has.
/// </summary>
internal sealed class CatchUpSweeper(
    LiveConfiguration configuration, InboundTimes inboundTimes, IInbox inbox, TimeSpan interval, TimeProvider time, ILogger<CatchUpSweeper> logger)
{
    /// <summary>How far before the last durable message a sweep begins: a provider may list messages later than it delivers younger ones.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan AfterRefusal = TimeSpan.FromSeconds(5);

    /// <summary>The second sweep after a start: what came after the first one and before the web server listened was refused by nobody's hand.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<EndpointId, DateTimeOffset> _missedSince = new();
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Something was refused at the door: sweep soon.</summary>
    public void Missed(EndpointId endpoint)
    {
        _missedSince.TryAdd(endpoint, time.GetUtcNow());
        _wake.Writer.TryWrite(true);
    }

    /// <summary>Sweeps until cancelled.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        for (var round = 0; !stopping.IsCancellationRequested; round++)
        {
            foreach (var endpoint in configuration.Current.Endpoints.All)
            {
                if (configuration.Current.Endpoints.ChannelOf(endpoint) is ICatchUp channel)
                {
                    await SweepAsync(channel, endpoint, stopping).ConfigureAwait(false);
                }
            }

            await WaitAsync(round == 0 && interval > AfterStart ? AfterStart : interval, stopping).ConfigureAwait(false);
            if (!_missedSince.IsEmpty)
            {
                await Task.Delay(AfterRefusal, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WaitAsync(TimeSpan longest, CancellationToken stopping)
    {
        using var pause = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var woken = _wake.Reader.WaitToReadAsync(pause.Token).AsTask();
        await Task.WhenAny(woken, Task.Delay(longest, time, pause.Token)).ConfigureAwait(false);
        await pause.CancelAsync().ConfigureAwait(false);
        _wake.Reader.TryRead(out _);
    }

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;

    private async Task SweepAsync(ICatchUp channel, Endpoint endpoint, CancellationToken stopping)
    {
        _missedSince.TryRemove(endpoint.Id, out var missedSince);
        var since = inboundTimes.Find(endpoint.Id) ?? Latest(inboundTimes.FirstStart, configuration.Current.SinceOf(endpoint.Id)); // what came before the endpoint was ours is not
        if (missedSince != default && missedSince < since)
        {
            since = missedSince; // a younger message came through after an older one was refused
        }

        try
        {
            var found = await channel.SweepAsync(endpoint, since - Overlap, inbox, stopping).ConfigureAwait(false);
            TenantLog.Swept(logger, endpoint.Tenant, endpoint.Id, found);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopping; the next start sweeps again.
        }
        catch (Exception e)
        {
            _missedSince.AddOrUpdate(endpoint.Id, since, (_, missed) => missed < since ? missed : since); // younger messages may come through before the next one
            TenantLog.SweepFailed(logger, e, endpoint.Tenant, endpoint.Id);
        }
    }
}
