using System.Globalization;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Voice;

namespace ReferenceHost.Demo;

/// <summary>Customers who call: one every 20 to 30 seconds, two at a time at most. They hear the menu out, press a key, wait, say what it is about, and hang up.</summary>
internal sealed class SimulatedCallers(Telephone telephone, IHostApplicationLifetime lifetime, ILoggerFactory loggers, ILogger<SimulatedCallers> logger) : BackgroundService
{
    private const int MaxCalls = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Key = TimeSpan.FromMilliseconds(120);

    private readonly short[][] _lines = Softphone.Lines("customer");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Timeout.Infinite, lifetime.ApplicationStarted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        await using var phone = new Softphone(telephone.Here.Address, loggers);
        var calls = new List<Task>();
        await Task.Delay(TimeSpan.FromSeconds(5), ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        while (!ending.IsCancellationRequested)
        {
            calls.RemoveAll(static c => c.IsCompleted);
            if (calls.Count < MaxCalls)
            {
                calls.Add(CallAsync(phone, ending.Token));
            }

            await Task.Delay(Random.Shared.Next(20_000, 30_000), ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await Task.WhenAll(calls);
    }

    private async Task CallAsync(Softphone phone, CancellationToken cancellationToken)
    {
        try
        {
            var number = (3_331_110_000 + Random.Shared.Next(1, 200)).ToString(CultureInfo.InvariantCulture);
            await using var call = await VoiceCall.CallAsync(
                phone.Endpoint,
                SipUri.Parse($"sip:{Telephone.Extension}@{telephone.Here}"),
                SipAddress.Parse($"<sip:+39{number}@{telephone.Here.Address}>"),
                phone.Settings,
                cancellationToken: cancellationToken);
            var talk = new Talk(_lines, TimeSpan.FromMilliseconds(1_800));
            (call.Source, call.Sink) = (talk, talk);
            var end = Task.WhenAny(call.Over, Task.Delay(Patience, cancellationToken));
            if (!await call.Established.WaitAsync(cancellationToken))
            {
                return;
            }

            await Task.WhenAny(end, talk.Asked); // the menu has been said
            call.Stream?.SendDigit(Random.Shared.Next(5) == 0 ? '2' : '1', Key);
            await Task.WhenAny(end, Task.Delay(TimeSpan.FromSeconds(6), cancellationToken)); // "please wait" is no question
            talk.Begin();
            if (await Task.WhenAny(end, talk.Told) != end)
            {
                await Task.WhenAny(end, Task.Delay(TimeSpan.FromSeconds(4), cancellationToken)); // the other side says goodbye, too
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogWarning(e, "A simulated caller does not get through.");
        }
        catch (OperationCanceledException)
        {
            // the demo ends
        }
    }
}
