using System.Diagnostics.Metrics;

namespace ContactCenter.Channels.Voice.Lines;

/// <summary>What is measured of trunks and telephones.</summary>
internal sealed class LineMetrics
{
    private const string MeterName = "ContactCenter.Channels.Voice";

    private readonly Counter<long> _calls;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _guarded;
    private readonly UpDownCounter<long> _lines;

    public LineMetrics(IMeterFactory? meters = null)
    {
        var meter = meters?.Create(MeterName) ?? new Meter(MeterName);
        _calls = meter.CreateCounter<long>("contactcenter.voice.trunk.calls", "{call}", "Calls by trunk, by direction and what became of them at the trunk.");
        _refused = meter.CreateCounter<long>("contactcenter.voice.refused", "{request}", "Requests of nobody we know, passwords that were wrong, and calls without sound to agree on.");
        _guarded = meter.CreateCounter<long>("contactcenter.voice.guard", "{call}", "Calls the guard against toll fraud stopped, by bound.");
        _lines = meter.CreateUpDownCounter<long>("contactcenter.voice.trunk.lines", "{line}", "Lines in use.");
    }

    public void Called(string trunk, string direction, string outcome) => _calls.Add(1, new("trunk", trunk), new("direction", direction), new("outcome", outcome));

    public void Refused(string reason) => _refused.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void Guarded(VoiceAlarmKind kind) => _guarded.Add(1, new KeyValuePair<string, object?>("bound", kind.ToString().ToLowerInvariant()));

    public void Lines(string trunk, int change) => _lines.Add(change, new KeyValuePair<string, object?>("trunk", trunk));
}
