using System.Diagnostics.Metrics;

namespace ContactCenter.Channels.Voice.Prompts;

/// <summary>What is measured of prompts.</summary>
internal sealed class PromptMetrics
{
    private const string MeterName = "ContactCenter.Channels.Voice";

    private readonly Counter<long> _faults;

    public PromptMetrics(IMeterFactory meters) =>
        _faults = meters.Create(MeterName).CreateCounter<long>("contactcenter.voice.prompt.faults", "{fault}", "What could not be said, played or kept, by reason.");

    public void Failed(string reason) => _faults.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
