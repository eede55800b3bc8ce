using System.Collections.Concurrent;
using System.Text.Json.Serialization;

namespace ContactCenter.Benchmarks.Calls;

/// <summary>What the callers saw.</summary>
internal sealed class CallsSeen
{
    private readonly ConcurrentDictionary<string, int> _failures = new();

    [JsonIgnore]
    public Latencies Ringing { get; } = new();

    [JsonIgnore]
    public Latencies Answered { get; } = new();

    public int Calls { get; set; }

    public int Failed { get; set; }

    public double CallingSeconds { get; set; }

    /// <summary>From when a call was due, in milliseconds.</summary>
    public double[] To180 { get; set; } = [];

    public double[] To200 { get; set; } = [];

    public Dictionary<string, int> Failures { get; set; } = [];

    /// <summary>Telephones that are still in a call though every caller has gone.</summary>
    public int LeftBehind { get; set; }

    public void Fail(string why) => _failures.AddOrUpdate(why, 1, static (_, n) => n + 1);

    public void Finish(int calls, int left)
    {
        (Calls, Failures, LeftBehind) = (calls, new Dictionary<string, int>(_failures), left);
        Failed = _failures.Values.Sum();
        (To180, To200) = (Of(Ringing), Of(Answered));
    }

    private static double[] Of(Latencies all) => all.Count == 0 ? [] : [all.At(50), all.At(95), all.At(99), all.At(100)];
}
