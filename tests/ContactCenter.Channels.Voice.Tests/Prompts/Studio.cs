using System.Diagnostics.Metrics;
using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Prompts;
using ContactCenter.Channels.Voice.Sound;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.Channels.Voice.Tests.Prompts;

/// <summary>A studio with a voice that says each text as its number.</summary>
internal sealed class Studio : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MetricCollector<long> _faults;

    public Studio(VoicePromptsOptions options, ISpeechSynthesizer? voice = null)
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _faults = new MetricCollector<long>(meters, "ContactCenter.Channels.Voice", "contactcenter.voice.prompt.faults");
        Prompts = new PromptStudio(Options.Create(options), voice ?? Voice, Time, Logger, new PromptMetrics(meters));
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero));

    public FakeLogger<PromptStudio> Logger { get; } = new();

    public FakeVoice Voice { get; } = new();

    public PromptStudio Prompts { get; }

    public IEnumerable<string> Faults => _faults.GetMeasurementSnapshot().Select(static m => (string)m.Tags["reason"]!);

    public static short[] First(IEnumerable<Clip> clips) => [.. clips.Select(static c => c.Samples.Span[0])];

    public void Dispose()
    {
        _faults.Dispose();
        _services.Dispose();
    }
}

/// <summary>Says each text as samples of its length, or nothing.</summary>
internal sealed class FakeVoice : ISpeechSynthesizer
{
    public List<string> Said { get; } = [];

    public bool IsBroken { get; set; }

    public string? FindFault() => null;

    public ValueTask<Speech> SayAsync(string text, string language, CancellationToken cancellationToken = default)
    {
        Said.Add($"{language} {text}");
        return IsBroken ? throw new ChannelException("No voice here.") : ValueTask.FromResult(new Speech(Enumerable.Repeat((short)text.Length, 100).ToArray(), 16_000));
    }
}
