using System.Globalization;

namespace ContactCenter.Benchmarks.Calls;

/// <summary>How long things took inside: what the log says, beside when the telephones were called and answered. All clocks are this machine's.</summary>
internal sealed class CallTimes
{
    private readonly Dictionary<string, List<(long At, string Item)>> _offers = [];
    private readonly Dictionary<string, List<long>> _joined = [];
    private readonly Dictionary<string, long> _requested = [];
    private readonly Dictionary<string, int> _kinds = [];
    private readonly Dictionary<string, int> _causes = [];

    public static async Task<CallTimes> ReadAsync(string entries, string invites)
    {
        var times = new CallTimes();
        foreach (var line in await File.ReadAllLinesAsync(entries))
        {
            times.Take(line.Split(','));
        }

        foreach (var line in await File.ReadAllLinesAsync(invites))
        {
            times.Rang(line.Split(','));
        }

        return times;
    }

    /// <summary>From an agent being wanted to the telephone's INVITE.</summary>
    public List<double> RequestedToRing { get; } = [];

    public List<double> RequestedToOffer { get; } = [];

    public List<double> OfferToRing { get; } = [];

    /// <summary>From the telephone's 200 to the agent being in the call, in the log.</summary>
    public List<double> AnsweredToJoined { get; } = [];

    public int Joined => _joined.Values.Sum(static j => j.Count);

    public int Count(string kind) => _kinds.GetValueOrDefault(kind);

    public IEnumerable<KeyValuePair<string, int>> Kinds => _kinds.OrderByDescending(static k => k.Value);

    public string Causes => string.Join(", ", _causes.OrderByDescending(static c => c.Value).Select(static c => $"{c.Key} {c.Value}"));

    public static string Show(List<double> all)
    {
        all.Sort();
        return all.Count == 0 ? "none" : string.Create(CultureInfo.InvariantCulture, $"p50 {At(0.5):F1}  p95 {At(0.95):F1}  p99 {At(0.99):F1}  max {all[^1]:F1} ms of {all.Count}");
        double At(double share) => all[Math.Min(all.Count - 1, (int)(all.Count * share))];
    }

    private void Take(string[] entry)
    {
        var (kind, at, agent, item) = (entry[0], long.Parse(entry[1], CultureInfo.InvariantCulture), entry[2], entry[3]);
        _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
        switch (kind)
        {
            case "work.requested":
                _requested[item] = at;
                break;
            case "offer.made":
                Of(_offers, agent).Add((at, item));
                break;
            case "call.joined":
                Of(_joined, agent).Add(at);
                break;
            case "call.ended":
                _causes[entry[5]] = _causes.GetValueOrDefault(entry[5]) + 1;
                break;
        }
    }

    private void Rang(string[] invite)
    {
        var (agent, arrived, answered) = (invite[0], long.Parse(invite[1], CultureInfo.InvariantCulture), long.Parse(invite[2], CultureInfo.InvariantCulture));
        if (Of(_offers, agent).LastOrDefault(o => o.At <= arrived) is { Item.Length: > 0 } offer && _requested.TryGetValue(offer.Item, out var requested))
        {
            RequestedToRing.Add(Milliseconds(arrived - requested));
            RequestedToOffer.Add(Milliseconds(offer.At - requested));
            OfferToRing.Add(Milliseconds(arrived - offer.At));
        }

        if (answered > 0 && Of(_joined, agent).Find(j => j >= arrived) is > 0 and var joined)
        {
            AnsweredToJoined.Add(Milliseconds(joined - answered));
        }
    }

    private static List<T> Of<T>(Dictionary<string, List<T>> all, string key)
    {
        if (!all.TryGetValue(key, out var found))
        {
            all[key] = found = [];
        }

        return found;
    }

    private static double Milliseconds(long ticks) => ticks / (double)TimeSpan.TicksPerMillisecond;
}
