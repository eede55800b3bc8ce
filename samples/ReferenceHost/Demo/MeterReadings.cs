using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ContactCenter.Scripting;

namespace ReferenceHost.Demo;

/// <summary>What the script of the readings page does: a reading is noted in a file, once for each key.</summary>
internal sealed class MeterReadings(StartOptions options) : IScriptAction, IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public ScriptActionSignature Signature { get; } = new(
        "meter.note",
        [new ScriptField("customer", "digits 6..8"), new ScriptField("reading", "number")],
        [new ScriptField("number", "number"), new ScriptField("at", "moment")]) { IsRepeatable = true };

    public async ValueTask<ScriptActionResult> InvokeAsync(ScriptActionCall call, CancellationToken cancellationToken)
    {
        var file = Path.Combine(options.Data, "readings.jsonl");
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var lines = File.Exists(file) ? await File.ReadAllLinesAsync(file, cancellationToken) : [];
            var known = lines.Select(static line => JsonSerializer.Deserialize<Reading>(line)!).ToList();
            var at = known.FindIndex(reading => reading.Key == call.Key);
            if (at < 0)
            {
                at = known.Count;
                known.Add(new Reading(call.Key, call.Arguments["customer"], call.Arguments["reading"], TimeProvider.System.GetUtcNow()));
                Directory.CreateDirectory(options.Data);
                await File.AppendAllLinesAsync(file, [JsonSerializer.Serialize(known[at])], cancellationToken);
            }

            return new ScriptActionResult(true, ImmutableDictionary<string, string>.Empty
                .Add("number", (at + 1).ToString(CultureInfo.InvariantCulture))
                .Add("at", known[at].At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private sealed record Reading(Guid Key, string Customer, string Shows, DateTimeOffset At);
}
