using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Conduct;
using ContactCenter.Channels.Voice.Prompts;
using ContactCenter.Channels.Voice.Sip;
using ContactCenter.Channels.Voice.Texting;
using ContactCenter.Health;
using ContactCenter.Testing.Conformance;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace ContactCenter.Channels.Voice.Tests;

public sealed class VoiceServiceTests
{
    [Theory]
    [InlineData("espeak-ng is not there; install it.")]
    [InlineData(null)]
    public async Task A_voice_that_cannot_speak_is_told_at_the_start_and_by_the_readiness(string? fault)
    {
        var bench = new CallBench();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddFakeLogging().AddMetrics();
        services.AddSingleton<ISpeechSynthesizer>(new Dumb(fault));
        services.AddSipTelephone();
        services.AddPrompts();
        services.AddSingleton<VoiceLine>().AddSingleton<ConductMetrics>().AddSingleton<VoiceService>().AddSingleton<TextDoor>();
        services.AddSingleton<ICallDoor>(bench).AddSingleton<IInbox>(bench).AddSingleton<IEndpointDirectory>(bench);
        services.AddOptions<VoiceCallsOptions>();
        services.Configure<VoiceOptions>(static o => o.Listen["udp"] = "udp:127.0.0.1:0");
        await using var provider = services.BuildServiceProvider();
        var telephone = provider.GetRequiredService<VoiceService>();
        await telephone.StartAsync(CancellationToken.None);
        HealthFact[] facts = fault is null ? [] : [new HealthFact(null, "voice", HealthState.Degraded, $"Texts without a recording cannot be said: {fault}")];
        telephone.Faults().ShouldBe(facts);
        provider.GetFakeLogCollector().GetSnapshot().Where(static l => l.Level == LogLevel.Warning).Select(static l => l.Message).ShouldBe(facts.Select(static f => f.Description));
        await telephone.StopAsync(CancellationToken.None);
    }

    private sealed class Dumb(string? fault) : ISpeechSynthesizer
    {
        public string? FindFault() => fault;

        public ValueTask<ContactCenter.Calls.Speech> SayAsync(string text, string language, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
