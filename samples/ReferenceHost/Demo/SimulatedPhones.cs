using ContactCenter.Sip.Calls;
using ContactCenter.Sip.Messages;
using ContactCenter.Sip.Registrations;
using ContactCenter.Sip.Voice;

namespace ReferenceHost.Demo;

/// <summary>The telephones of the simulated colleagues: they register, are answered after a second or two, talk, and hang up in the end.</summary>
internal sealed class SimulatedPhones(Telephone telephone, IHostApplicationLifetime lifetime, ILoggerFactory loggers, ILogger<SimulatedPhones> logger) : BackgroundService
{
    private static readonly TimeSpan LongestCall = TimeSpan.FromMinutes(2);

    private readonly short[][] _lines = Softphone.Lines("agent");

    /// <summary>Whose telephones they are.</summary>
    public static IReadOnlyList<string> Agents { get; } = ["anna", "bruno", "carla"];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(Timeout.Infinite, lifetime.ApplicationStarted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, lifetime.ApplicationStopping);
        await using var phone = new Softphone(telephone.Here.Address, loggers);
        phone.Rings = (call, cancellationToken) => AnswerAsync(phone, call, cancellationToken);
        var registrations = Agents.Select(agent => new SipRegistration(
            phone.Endpoint,
            new SipRegistrationOptions
            {
                Registrar = SipUri.Parse($"sip:{telephone.Here}"),
                Address = SipUri.Parse($"sip:{agent}@{telephone.Here}"),
                Credentials = SipCredentials.Of(agent, telephone.Password),
            },
            TimeProvider.System)).ToList();
        await Task.Delay(Timeout.Infinite, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(registrations.Select(static r => r.DisposeAsync().AsTask()));
    }

    private async Task AnswerAsync(Softphone phone, SipCall ringing, CancellationToken cancellationToken)
    {
        try
        {
            await using var call = VoiceCall.Take(ringing, phone.Settings);
            await call.RingAsync(cancellationToken: cancellationToken);
            await Task.WhenAny(call.Over, Task.Delay(Random.Shared.Next(1_000, 2_500), cancellationToken));
            var talk = new Talk(_lines, TimeSpan.FromMilliseconds(700));
            (call.Source, call.Sink) = (talk, talk);
            talk.Begin();
            if (!call.Over.IsCompleted && await call.AnswerAsync(null, cancellationToken))
            {
                await Task.WhenAny(call.Over, talk.Told, Task.Delay(LongestCall, cancellationToken));
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogWarning(e, "A simulated colleague's telephone does not work.");
        }
    }
}
